import Domain
import Models
import Statistics

/// Columns of numbers and of categories that groups are made of.
struct MixedColumns {
    /// The complete rows, in the units of the file.
    var original: MixedRows
    /// Which rows of the table they are.
    var rows: [Int]
    var scaling: ColumnScaling
    var isStandardised: Bool
    var areNamed: Bool
    /// Columns of categories that were not taken, since nearly every row has one of its own.
    var leftOut: [String]

    /// Without names, a column of more categories than this is taken for a name or a number of somebody; countries and
    /// provinces are fewer.
    static let mostCategories = 200

    init(_ table: DataTable, _ options: FitOptions) throws {
        let named = options.list(.columns)
        var leftOut: [String] = []
        var seen: Set<String> = []
        let names = try (named ?? table.columns.map(\.name)).filter { seen.insert($0).inserted }.filter { name in
            let column = try table.column(name)
            guard named == nil else { return true }
            switch column.values {
            case .numbers: return true
            case .instants: return false
            case .categories(_, let levels):
                if levels.count > Self.mostCategories { leftOut.append(name) }
                return levels.count <= Self.mostCategories
            }
        }
        guard !names.isEmpty else { throw ModelError.tooFewRows(needed: 1, found: 0) }
        self.leftOut = leftOut
        areNamed = named != nil
        (original, rows) = try Self.read(table, names)
        guard !rows.isEmpty else { throw ModelError.tooFewRows(needed: 1, found: 0) }
        if original.width > 0 { try original.numbers.checkForDistances(names: original.numberNames) }
        scaling = ColumnScaling(original.numbers)
        isStandardised = options.flag(.standardise)
    }

    private static func read(_ table: DataTable, _ names: [String]) throws -> (MixedRows, [Int]) {
        let numeric = try names.filter { if case .numbers = try table.column($0).values { true } else { false } }
        let text = names.filter { !numeric.contains($0) }
        let numbers = try numeric.map { try table.numbers($0) }
        let categories = try text.map { try table.categories($0) }
        let rows = (0..<table.rowCount).filter { row in
            numbers.allSatisfy { !$0[row].isNaN } && categories.allSatisfy { $0.codes[row] >= 0 }
        }
        return (
            MixedRows(
                numberNames: numeric,
                numbers: Matrix(
                    rows: rows.count,
                    columns: numeric.count,
                    elements: rows.flatMap { row in numbers.map { $0[row] } }
                ),
                categoryNames: text,
                codes: rows.flatMap { row in categories.map { $0.codes[row] } },
                levels: categories.map(\.levels)
            ), rows
        )
    }

    /// What the model is fitted to.
    var prepared: MixedRows {
        var result = original
        if isStandardised { result.numbers = scaling.standardise(original.numbers) }
        return result
    }

    /// Counted up to eleven: more are not asked about.
    var differentRows: Int {
        var different: Set<[Double]> = []
        let width = original.categories
        for row in 0..<original.count where different.count < 11 {
            let codes = original.codes[row * width..<(row + 1) * width].map(Double.init)
            different.insert(original.numbers.row(row) + codes)
        }
        return different.count
    }

    /// The rows of another table, by the categories of the fit; one that the fit did not know differs from all.
    static func rows(of table: DataTable, like fitted: FittedKPrototypes, _ scaling: ColumnScaling?) throws -> (
        data: MixedRows, rows: [Int]
    ) {
        let numbers = try fitted.numberNames.map { try table.numbers($0) }
        let categories = try zip(fitted.categoryNames, fitted.levels).map { name, levels in
            let given = try table.categories(name)
            let known = given.levels.map { level in Int32(levels.firstIndex(of: level) ?? -1) }
            return (missing: given.codes.map { $0 < 0 }, codes: given.codes.map { $0 < 0 ? -1 : known[Int($0)] })
        }
        let rows = (0..<table.rowCount).filter { row in
            numbers.allSatisfy { !$0[row].isNaN } && categories.allSatisfy { !$0.missing[row] }
        }
        var matrix = Matrix(
            rows: rows.count,
            columns: numbers.count,
            elements: rows.flatMap { row in numbers.map { $0[row] } }
        )
        if !rows.isEmpty, !numbers.isEmpty { try matrix.checkForDistances(names: fitted.numberNames) }
        if let scaling { matrix = scaling.standardise(matrix) }
        let data = MixedRows(
            numberNames: fitted.numberNames,
            numbers: matrix,
            categoryNames: fitted.categoryNames,
            codes: rows.flatMap { row in categories.map { $0.codes[row] } },
            levels: fitted.levels
        )
        return (data, rows)
    }

    var notes: [Bilingual] {
        var notes: [Bilingual] = []
        if !areNamed {
            let names = original.numberNames + original.categoryNames
            notes.append(
                Bilingual(
                    en: "All columns of numbers and categories were used: \(names.joined(separator: ", ")).",
                    zh: "使用了全部数值列和类别列：\(names.joined(separator: "、"))。"
                )
            )
        }
        if !leftOut.isEmpty {
            notes.append(
                Bilingual(
                    en: "Columns of more than \(Self.mostCategories) categories were not used: "
                        + leftOut.joined(separator: ", ") + ". Name them by --columns to use them.",
                    zh: "类别超过 \(Self.mostCategories) 种的列未使用：\(leftOut.joined(separator: "、"))。如需使用，请用 --columns 指定。"
                )
            )
        }
        if !isStandardised, scaling.ratioOfDeviations > NumericColumns.wideRatio {
            notes.append(
                Bilingual(
                    en: "The columns of numbers differ widely in scale, and the widest decide. "
                        + "Use --standardise to give all the same weight.",
                    zh: "各数值列量纲相差悬殊，分组主要由量纲最大的列决定。请使用 --standardise 使各列权重相同。"
                )
            )
        }
        return notes
    }

    func discriminating(_ groups: [Int], count: Int) -> [DiscriminatingVariable] {
        let numbers = original.numberNames.enumerated().map { column, name in
            DiscriminatingVariable(name, original.numbers.column(column), groups: groups, count: count)
        }
        let categories = original.categoryNames.enumerated().map { column, name in
            let codes = (0..<original.count).map { Int(original.codes[$0 * original.categories + column]) }
            return DiscriminatingVariable(name, codes: codes, groups: groups)
        }
        return DiscriminatingVariable.adjusted(numbers + categories)
    }
}
