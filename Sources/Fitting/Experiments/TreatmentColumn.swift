import Domain
import Models

/// A column that says who had the one treatment of an experiment.
struct TreatmentColumn {
    /// `nil` where it is missing.
    var values: [Bool?]
    /// The value that counts as treated, and the other.
    var treated: String
    var control: String
    var note: Bilingual

    /// - Parameter control: the value of the control group, where it was stated.
    /// - Throws: `ModelError.unusable` unless the column has two values.
    init(_ table: DataTable, _ column: String, control: String? = nil) throws {
        let (codes, levels) = try table.categories(column)
        let used = Set(codes.filter { $0 >= 0 }).sorted().map { levels[Int($0)] }
        guard used.count == 2 else { throw Self.notTwo(column, used) }
        let groups = try ExperimentGroups(table, column, control: control)
        (treated, self.control) = (groups.names[1], groups.control)
        values = groups.groupOf.map { $0.map { $0 == 1 } }
        note = groups.note
    }

    private static func notTwo(_ column: String, _ levels: [String]) -> ModelError {
        let list = levels.prefix(12).joined(separator: ", ") + (levels.count > 12 ? ", …" : "")
        return .unusable(
            Bilingual(
                en: "Column \"\(column)\" must have two values, treated and not, and has \(levels.count) (\(list)).",
                zh: "列“\(column)”应恰有两种取值（处理组与对照组），实际有 \(levels.count) 种（\(list)）。"
            ),
            advice: Bilingual(
                en: "Keep one treatment and the control group, and leave the other rows out.",
                zh: "请只保留一个处理组和对照组，去掉其他行。"
            )
        )
    }
}
