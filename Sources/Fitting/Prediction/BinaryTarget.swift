import Domain
import Models

/// A column of outcomes as yes and no.
struct BinaryTarget {
    /// Whether the outcome is the positive one; `nil` where it is missing.
    var values: [Bool?]
    /// The value that counts as yes.
    var positive: String
    /// How the value was chosen, where it was not said.
    var note: Bilingual?

    init(values: [Bool?], positive: String) {
        self.values = values
        self.positive = positive
    }

    /// Words that say yes in columns of outcomes; without one of them the second value in order is taken.
    private static let yes: Set<String> = ["yes", "y", "true", "t", "是", "流失", "churn", "churned", "left"]
    private static let longestList = 12

    /// - Throws: `TableError.optionInvalid` for a value that the column does not have, `ModelError.oneClassOnly`,
    ///   `ModelError.unusable` for more than two values and none said.
    init(_ table: DataTable, _ column: String, positive wanted: String?) throws {
        let (codes, levels) = try table.categories(column)
        var counts = [Int](repeating: 0, count: levels.count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        let used = levels.indices.filter { counts[$0] > 0 }
        guard let first = used.first else { throw ModelError.tooFewRows(needed: 2, found: 0) }
        let chosen: Int
        if let wanted {
            guard let found = Self.find(wanted, levels, among: used) else {
                guard used.count > 1 else { throw ModelError.oneClassOnly(target: column, value: levels[first]) }
                throw Self.unknown(wanted, used.map { levels[$0] })
            }
            chosen = found
        } else {
            guard used.count > 1 else { throw ModelError.oneClassOnly(target: column, value: levels[first]) }
            guard used.count == 2 else { throw Self.several(column, used.map { levels[$0] }) }
            let says = used.filter { Self.yes.contains(levels[$0].lowercased()) }
            chosen = says.count == 1 ? says[0] : used[1]
            note = Bilingual(
                en: "\"\(levels[chosen])\" of column \"\(column)\" was taken for yes; say --positive to change it.",
                zh: "将列“\(column)”的“\(levels[chosen])”视为“是”；可用 --positive 更改。"
            )
        }
        positive = levels[chosen]
        values = codes.map { $0 < 0 ? nil : Int($0) == chosen }
        guard used.count > 1 else { throw ModelError.oneClassOnly(target: column, value: levels[first]) }
    }

    private static func find(_ wanted: String, _ levels: [String], among used: [Int]) -> Int? {
        if let exact = used.first(where: { levels[$0] == wanted }) { return exact }
        guard let number = Double(wanted) else { return nil }
        return used.first { Double(levels[$0]) == number }
    }

    private static func list(_ levels: [String]) -> String {
        levels.prefix(longestList).joined(separator: ", ") + (levels.count > longestList ? ", …" : "")
    }

    private static func unknown(_ wanted: String, _ levels: [String]) -> TableError {
        .optionInvalid(
            .positive,
            value: wanted,
            expected: Bilingual(en: "the column's values are \(list(levels))", zh: "该列的取值为 \(list(levels))")
        )
    }

    private static func several(_ column: String, _ levels: [String]) -> ModelError {
        .unusable(
            Bilingual(
                en: "Column \"\(column)\" has \(levels.count) values (\(list(levels))), and a yes or no is needed.",
                zh: "列“\(column)”有 \(levels.count) 种取值（\(list(levels))），这里需要“是”或“否”。"
            ),
            advice: Bilingual(
                en:
                    "Say which value counts as yes: --positive \(levels[levels.count - 1]). For all values at once use the "
                    + "model tree.",
                zh: "请指明哪个取值表示“是”：--positive \(levels[levels.count - 1])。要同时预测全部取值，请使用 tree 模型。"
            )
        )
    }
}
