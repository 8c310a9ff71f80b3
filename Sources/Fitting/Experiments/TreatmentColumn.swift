import Domain
import Models

/// A column that says who had the treatment.
struct TreatmentColumn {
    /// `nil` where it is missing.
    var values: [Bool?]
    /// The value that counts as treated, and the other.
    var treated: String
    var control: String
    var note: Bilingual

    /// Words for customers who had nothing; without one of them the first value in order is taken.
    private static let none: Set<String> = [
        "0", "no", "n", "none", "false", "f", "control", "holdout", "placebo", "untreated", "否", "无", "未", "对照", "对照组",
    ]

    /// - Throws: `ModelError.unusable` unless the column has two values.
    init(_ table: DataTable, _ column: String) throws {
        let (codes, levels) = try table.categories(column)
        var isUsed = [Bool](repeating: false, count: levels.count)
        for code in codes where code >= 0 { isUsed[Int(code)] = true }
        let used = levels.indices.filter { isUsed[$0] }
        guard used.count == 2 else { throw Self.notTwo(column, used.prefix(12).map { levels[$0] }, used.count) }
        let says = used.filter {
            Self.none.contains(levels[$0].lowercased()) || levels[$0].lowercased().hasPrefix("no ")
        }
        let other = says.count == 1 ? says[0] : used[0]
        let chosen = used[0] == other ? used[1] : used[0]
        treated = levels[chosen]
        control = levels[other]
        values = codes.map { $0 < 0 ? nil : Int($0) == chosen }
        note = Bilingual(
            en:
                "\"\(treated)\" of column \"\(column)\" was taken for the treatment, \"\(control)\" for the control group.",
            zh: "将列“\(column)”的“\(treated)”视为处理组，“\(control)”视为对照组。"
        )
    }

    private static func notTwo(_ column: String, _ levels: [String], _ count: Int) -> ModelError {
        let list = levels.joined(separator: ", ") + (count > levels.count ? ", …" : "")
        return .unusable(
            Bilingual(
                en: "Column \"\(column)\" must have two values, treated and not, and has \(count) (\(list)).",
                zh: "列“\(column)”应恰有两种取值（处理与对照），实际有 \(count) 种（\(list)）。"
            ),
            advice: Bilingual(
                en: "Keep one treatment and the control group, and leave the other rows out.",
                zh: "请只保留一种处理和对照组，去掉其他行。"
            )
        )
    }
}
