import Domain
import Foundation

/// Writes one source of a template.
struct SourceTemplate {
    let template: ProjectTemplate
    let source: ProjectTemplate.Source

    private var definition: SourceDefinition { source.definition }

    var text: String {
        let lines = head + columns + cleaning + ["    rejects: \(rejects)  \(rejectsComment)"]
        return lines.joined(separator: "\n") + "\n"
    }

    private var head: [String] {
        var lines = [YAMLText.key(definition.name.value, indent: "  ")]
        func add(_ key: String, _ value: String?, _ comment: String = "") {
            guard let value else { return }
            lines.append("    \(key): \(value)" + (comment.isEmpty ? "" : "  " + comment))
        }
        add(
            "kind",
            definition.kind.value.rawValue,
            template.comment("orders, customers or events", "orders（订单）、customers（客户）或 events（事件）")
        )
        add("files", YAMLText.oneOrList(definition.files.map(\.value)))
        add("format", definition.format?.value.rawValue)
        add("encoding", definition.encoding?.value.rawValue)
        add("delimiter", definition.delimiter.map { $0 == "\t" ? "tab" : YAMLText.scalar($0) })
        add("quote", definition.quote.map(Self.quote))
        add("header", definition.header.map { $0 ? "true" : "false" })
        add("skip lines", definition.skippedLines.map(String.init))
        if let count = source.linesBeforeTable {
            lines.append(
                "    "
                    + template.comment(
                        "its table begins in line \(count + 1); the lines before a header are found and passed over, "
                            + "unless `skip lines: \(count)` states how many they are",
                        "表格从第 \(count + 1) 行开始；表头之前的各行会自动识别并跳过，也可以用 `skip lines: \(count)` 写明行数"
                    )
            )
        }
        add("currency", definition.currency?.value.code)
        add("timezone", definition.timeZone.map { YAMLText.scalar($0.value.identifier) })
        add("event", definition.event.map { YAMLText.scalar($0.value) })
        if definition.events != .standard {
            add(
                "events",
                YAMLText.group([
                    ("completed", YAMLText.scalar(definition.events.completed)),
                    ("returned", YAMLText.scalar(definition.events.returned)),
                    ("bought", YAMLText.scalar(definition.events.bought)),
                ])
            )
        }
        return lines
    }

    private static func quote(_ quote: QuoteMark) -> String {
        switch quote {
        case .off: "none"
        case .character(let character): YAMLText.scalar(character)
        }
    }

    // MARK: Columns

    private var columns: [String] {
        var lines = ["    columns:  " + template.comment("a column's name in the file: what it means", "文件里的列名: 它的含义")]
        for role in source.missing {
            lines.append(
                "      "
                    + template.comment(
                        "no column seems to be the `\(role.rawValue)`, which is needed: write `COLUMN: \(role.rawValue)`",
                        "没有找到必需的 `\(role.rawValue)` 列：请写上 `列名: \(role.rawValue)`"
                    )
            )
        }
        for column in definition.columns {
            let note = source.notes[column.column.value].map { "  " + YAMLText.comment($0[template.language]) } ?? ""
            lines.append(YAMLText.key(column.column.value, indent: "      ") + " " + column.valueText + note)
        }
        if definition.otherColumns != .ignore {
            lines.append("    other columns: \(definition.otherColumns.rawValue)")
        }
        return lines
    }

    // MARK: Cleaning

    private var cleaning: [String] {
        let policy = definition.cleaning
        var lines = [
            "    clean:",
            "      repeated rows: \(policy.repeatedRows.rawValue)  "
                + template.comment("`remove` or `keep`", "`remove`（去掉）或 `keep`（保留）"),
            "      missing customer: \(policy.missingCustomer.rawValue)  "
                + template.comment(
                    "`remove`, or `refuse` to reject the row",
                    "`remove`（去掉），或 `refuse`（拒收该行）"
                ),
        ]
        if let cancelled = policy.cancelled {
            let group = YAMLText.group([
                ("when", YAMLText.scalar(cancelled.condition.value)), ("treat as", cancelled.treatment.rawValue),
            ])
            lines.append("      cancelled: \(group)")
        }
        lines += rules
        return lines
    }

    private var rules: [String] {
        let rules = definition.cleaning.rules
        guard !rules.isEmpty else {
            guard definition.kind.value == .orders else { return [] }
            let money = definition.column(of: .amount) != nil ? "amount" : "price"
            return [
                "      "
                    + template.comment("rules that remove rows, each under a name of its own:", "去掉某些行的规则，每条有自己的名称："),
                "      # rules:",
                "      #   - { name: { en: No price, zh: 没有价格 }, when: '\(money) <= 0', do: remove }",
            ]
        }
        return ["      rules:"]
            + rules.map { rule in
                "        - "
                    + YAMLText.group([
                        ("name", ProjectTemplate.bilingual(rule.name)), ("when", YAMLText.scalar(rule.condition.value)),
                        ("do", rule.action.rawValue),
                    ])
            }
    }

    private var rejects: String {
        switch definition.rejects {
        case .count(let count): "at most \(count) rows"
        case .share(let share): "at most \(Amount(tenThousandths: Int64((share.fraction * 1_000_000).rounded())))%"
        }
    }

    private var rejectsComment: String {
        template.comment("the import stops above this share of rejected rows", "拒收的行超过这个比例就停止导入")
    }
}
