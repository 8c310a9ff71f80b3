import Domain
import Models

/// The groups of an experiment as a column names them: the control group, and one or more treatments.
struct ExperimentGroups {
    /// The control group's value first, then the treatments in the order of the column's values.
    var names: [String]
    /// An index into `names` for each row; `nil` where the value is missing.
    var groupOf: [Int?]
    var note: Bilingual

    var control: String { names[0] }
    var treatments: ArraySlice<String> { names.dropFirst() }

    /// Words for customers who had nothing.
    private static let none: Set<String> = [
        "0", "no", "n", "none", "false", "f", "control", "holdout", "placebo", "untreated", "否", "无", "未", "对照", "对照组",
    ]
    /// A column with more values is hardly one of groups: every group is a mailing, an offer, a page that somebody made.
    private static let mostGroups = 50

    /// - Parameter control: the value of the control group; without one it is found by its word, and where no value is
    ///   such a word, or several are, the first of two values is taken.
    /// - Throws: `ModelError.unusable` for fewer than two values or more than fifty, or where the control group is not
    ///   stated and cannot be told; `TableError` where there is no such column or value.
    init(_ table: DataTable, _ column: String, control: String?) throws {
        let (codes, levels) = try table.categories(column)
        var isUsed = [Bool](repeating: false, count: levels.count)
        for code in codes where code >= 0 { isUsed[Int(code)] = true }
        let used = levels.indices.filter { isUsed[$0] }
        let values = used.map { levels[$0] }
        guard used.count > 1, used.count <= Self.mostGroups else { throw Self.noGroups(column, values) }
        let place = try Self.place(of: control, values, column)
        let order = [used[place]] + used.filter { $0 != used[place] }
        var groupAt = [Int](repeating: 0, count: levels.count)
        for (group, level) in order.enumerated() { groupAt[level] = group }
        names = order.map { levels[$0] }
        groupOf = codes.map { $0 < 0 ? nil : groupAt[Int($0)] }
        note = Self.note(column, names)
    }

    /// Which of the values is the control group.
    private static func place(of control: String?, _ values: [String], _ column: String) throws -> Int {
        if let control {
            if let place = values.firstIndex(of: control) { return place }
            throw TableError.valueUnknown(.control, value: control, column: column, known: values)
        }
        let says = values.indices.filter {
            none.contains(values[$0].lowercased()) || values[$0].lowercased().hasPrefix("no ")
        }
        if says.count == 1 { return says[0] }
        // Of two groups the difference only changes its sign; of several, every comparison would be another one.
        guard values.count == 2 else { throw untold(column, values) }
        return 0
    }

    private static func note(_ column: String, _ names: [String]) -> Bilingual {
        let treatments = names.dropFirst()
        return Bilingual(
            en: "\"\(names[0])\" of column \"\(column)\" was taken for the control group, "
                + "\(treatments.map { "\"\($0)\"" }.joined(separator: ", ")) for "
                + (treatments.count == 1 ? "the treatment." : "the treatments."),
            zh: "将列“\(column)”的“\(names[0])”视为对照组，\(treatments.map { "“\($0)”" }.joined(separator: "、"))视为处理组。"
        )
    }
}

extension ExperimentGroups {
    private static func noGroups(_ column: String, _ values: [String]) -> ModelError {
        let shown = values.prefix(8)
        let more = values.count > shown.count
        return .unusable(
            Bilingual(
                en: "Column \"\(column)\" must have from 2 to \(mostGroups) groups and has \(values.count)"
                    + (shown.isEmpty ? "." : " (\(shown.joined(separator: ", "))\(more ? ", …" : ""))."),
                zh: "列“\(column)”应有 2 到 \(mostGroups) 个组，实际有 \(values.count) 个"
                    + (shown.isEmpty ? "。" : "（\(shown.joined(separator: "、"))\(more ? "……" : "")）。")
            ),
            advice: Bilingual(
                en:
                    "Name with --treatment the column that says which group each customer was in, the control group included.",
                zh: "请用 --treatment 指明记录每位客户所在组（包括对照组）的列。"
            )
        )
    }

    private static func untold(_ column: String, _ values: [String]) -> ModelError {
        .unusable(
            Bilingual(
                en: "Column \"\(column)\" does not say which group is the control: \(values.joined(separator: ", ")).",
                zh: "从列“\(column)”看不出哪一组是对照组：\(values.joined(separator: "、"))。"
            ),
            advice: Bilingual(
                en: "State it, for example: --control \(values[0].contains(" ") ? "\"\(values[0])\"" : values[0])",
                zh: "请写明，例如：--control \(values[0].contains(" ") ? "\"\(values[0])\"" : values[0])"
            )
        )
    }
}
