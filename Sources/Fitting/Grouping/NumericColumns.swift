import Domain
import Models
import Statistics

/// The columns that groups are made of, as numbers.
struct NumericColumns {
    var names: [String]
    /// The complete rows, in the units of the file.
    var matrix: Matrix
    /// Which rows of the table they are.
    var rows: [Int]
    var scaling: ColumnScaling
    /// Whether the groups are made of the standardised columns.
    var isStandardised: Bool
    /// Whether the user named the columns.
    var areNamed: Bool

    /// Ten times the standard deviation is a hundred times the weight in a sum of squares.
    static let wideRatio = 10.0

    init(_ table: DataTable, _ options: FitOptions) throws {
        names = try Self.columns(table, options.list(.columns))
        (matrix, rows) = try table.completeNumbers(names)
        if rows.isEmpty { try table.requireValues(in: names) }
        guard !rows.isEmpty else { throw ModelError.tooFewRows(needed: 1, found: 0) }
        try matrix.checkForDistances(names: names)
        scaling = ColumnScaling(matrix)
        isStandardised = options.flag(.standardise)
        areNamed = options.list(.columns) != nil
    }

    /// Without names, all columns that hold numbers.
    private static func columns(_ table: DataTable, _ named: [String]?) throws -> [String] {
        var seen: Set<String> = []
        let names = (named ?? table.numericColumns).filter { seen.insert($0).inserted }
        guard !names.isEmpty else {
            throw ModelError.unusable(
                Bilingual(en: "The table has no column of numbers.", zh: "数据表中没有数值列。"),
                advice: Bilingual(
                    en: "Name columns of numbers by --columns, or use kprototypes for categories.",
                    zh: "请用 --columns 指定数值列；若为类别数据，请使用 kprototypes。"
                )
            )
        }
        return names
    }

    /// What the model is fitted to.
    var prepared: Matrix { isStandardised ? scaling.standardise(matrix) : matrix }

    func original(_ centres: Matrix) -> Matrix { isStandardised ? scaling.restore(centres) : centres }

    func standardised(_ centres: Matrix) -> Matrix { isStandardised ? centres : scaling.standardise(centres) }

    /// Which columns they are, where the user did not say.
    var columnNotes: [Bilingual] {
        guard !areNamed else { return [] }
        let list = names.joined(separator: ", ")
        return [Bilingual(en: "All columns of numbers were used: \(list).", zh: "使用了全部数值列：\(list)。")]
    }

    var notes: [Bilingual] {
        var notes = columnNotes
        let constant = scaling.constantColumns.map { names[$0] }
        if !constant.isEmpty {
            notes.append(
                Bilingual(
                    en: "Columns with one value only do not tell groups apart: \(constant.joined(separator: ", ")).",
                    zh: "下列各列只有一个取值，对分组没有作用：\(constant.joined(separator: "、"))。"
                )
            )
        }
        if !isStandardised, scaling.ratioOfDeviations > Self.wideRatio { notes.append(wideNote) }
        return notes
    }

    private var wideNote: Bilingual {
        let deviations = scaling.deviations
        let widest = names[deviations.indices.max { deviations[$0] < deviations[$1] }!]
        return Bilingual(
            en: "The columns differ widely in scale, and \"\(widest)\" decides the groups nearly alone. "
                + "Use --standardise to give all columns the same weight.",
            zh: "各列量纲相差悬殊，分组几乎只由“\(widest)”决定。请使用 --standardise 使各列权重相同。"
        )
    }

    func discriminating(_ groups: [Int], count: Int) -> [DiscriminatingVariable] {
        DiscriminatingVariable.adjusted(
            names.indices.map { DiscriminatingVariable(names[$0], matrix.column($0), groups: groups, count: count) }
        )
    }

    /// The numbers of groups to try: `--k`, or 2 to 10, as far as there are different rows.
    ///
    /// Ten: more segments than that are seldom told apart in campaigns.
    static func range(_ options: FitOptions, differentRows: Int) throws -> ClosedRange<Int> {
        if let range = try options.range(.k, in: 1...1_000) { return range }
        guard differentRows >= 2 else { throw ModelError.moreGroupsThanRows(groups: 2, differentRows: differentRows) }
        return 2...max(2, min(10, differentRows - 1))
    }

    /// Counted up to eleven: more are not asked about where the number of groups is to be found.
    var differentRows: Int { differentRows(upTo: 11) }

    /// Counted up to a number.
    func differentRows(upTo most: Int) -> Int {
        var different: Set<[Double]> = []
        for row in 0..<matrix.rows where different.count < most { different.insert(Array(matrix.row(row))) }
        return different.count
    }

    /// New rows in the columns of a fit; a row with a missing value has no group.
    static func predict(
        _ table: DataTable,
        names: [String],
        scaling: ColumnScaling?,
        _ assign: (Matrix) -> GroupAssignments
    ) throws -> [DataColumn] {
        let (matrix, rows) = try table.completeNumbers(names)
        if !rows.isEmpty { try matrix.checkForDistances(names: names) }
        return GroupColumns.of(assign(scaling?.standardise(matrix) ?? matrix), rows: rows, count: table.rowCount)
    }
}
