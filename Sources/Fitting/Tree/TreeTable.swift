import Domain
import Models

/// The columns of a table as what a tree takes.
struct TreeTable {
    var target: TreeTarget
    var features: [TreeFeature]
    /// Rows of the table that have a target.
    var rows: [Int]
    var notes: [Bilingual] = []

    init(_ table: DataTable, _ options: FitOptions) throws {
        let name = try options.required(.target)
        let whole: TreeTarget
        (whole, rows) = try Self.target(table, name, options)
        target = whole
        var chosen = options.list(.features) ?? options.list(.columns)
        if chosen == nil {
            let unusable = Self.unusable(table)
            let other = [name, options.text(.customer)].compactMap { $0 }
            chosen = table.columns.map(\.name).filter { !other.contains($0) && !unusable.contains($0) }
            let left = unusable.filter { !other.contains($0) }
            if !left.isEmpty {
                notes.append(
                    Bilingual(
                        en: "Left out, since they hold times or name every row: \(left.joined(separator: ", ")).",
                        zh: "以下列是时间或逐行编号，未使用：\(left.joined(separator: "、"))。"
                    )
                )
            }
        }
        let rows = rows
        features = try (chosen ?? []).filter { $0 != name }.map { try Self.feature(table, $0, rows) }
    }

    /// The target of the rows that have one: classes where it is text, has two values, or `--positive` names one.
    private static func target(_ table: DataTable, _ name: String, _ options: FitOptions) throws
        -> (TreeTarget, [Int])
    {
        if case .numbers(let numbers) = try table.column(name).values, options.text(.positive) == nil {
            _ = try table.numbers(name)
            let rows = numbers.indices.filter { !numbers[$0].isNaN }
            var different: [Double] = []
            for row in rows where different.count < 3 && !different.contains(numbers[row]) {
                different.append(numbers[row])
            }
            if different.count != 2 { return (.numbers(rows.map { numbers[$0] }), rows) }
        }
        let (codes, levels) = try table.categories(name)
        let rows = codes.indices.filter { codes[$0] >= 0 }
        return (.classes(codes: rows.map { codes[$0] }, levels: levels), rows)
    }

    /// Columns of times, and those that tell each row by a name or a running number of its own.
    private static func unusable(_ table: DataTable) -> [String] {
        table.columns.filter { column in
            switch column.values {
            case .instants: true
            case .categories(_, let levels): levels.count > 20 && levels.count * 10 >= table.rowCount * 9
            case .numbers(let numbers):
                numbers.count > 20 && numbers.indices.dropFirst().allSatisfy { numbers[$0] == numbers[$0 - 1] + 1 }
            }
        }
        .map(\.name)
    }

    static func feature(_ table: DataTable, _ name: String, _ rows: [Int]) throws -> TreeFeature {
        switch try table.column(name).values {
        case .numbers:
            let numbers = try table.numbers(name)
            return TreeFeature(name, .numbers(rows.map { numbers[$0] }))
        case .categories(let codes, let levels):
            return TreeFeature(name, .categories(codes: rows.map { codes[$0] }, levels: levels))
        case .instants: throw TableError.timeInNumbers(column: name)
        }
    }
}
