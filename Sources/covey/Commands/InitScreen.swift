import Domain
import Platform
import ProjectFile

/// What `covey init` found out, and what to do next.
struct InitScreen {
    var outcome: CreateWorkspace.Outcome
    var timeZone: (name: String, isAssumed: Bool)
    var currency: (code: String, isAssumed: Bool)

    private var guess: ColumnGuess { outcome.guess }

    func lines(_ session: Session) -> [String] {
        let kind = guess.kind.shown[session.language]
        let encoding = outcome.encoding
        return [
            session.text(
                "\(outcome.projectPath) is written. The file looks like \(kind), in \(encoding). Its columns:",
                "已生成 \(outcome.projectPath)。该文件看起来是\(kind)，编码 \(encoding)。各列含义："
            ), "",
        ] + table(session) + [""] + skipped(session) + assumptions(session) + missing(session) + next(session)
    }

    private func skipped(_ session: Session) -> [String] {
        guard outcome.skippedLines > 0 else { return [] }
        let line = outcome.skippedLines + 1
        return [
            session.text(
                "The table begins in line \(line); the lines before it are passed over.",
                "表格从第 \(line) 行开始；之前的各行会跳过。"
            )
        ]
    }

    private func table(_ session: Session) -> [String] {
        let table = TextTable(
            [
                .init(session.text("Column", "列")), .init(session.text("Meaning", "含义")),
                .init(session.text("Sure", "把握"), isNumeric: true), .init(session.text("Why", "依据")),
            ],
            guess.columns.map { column in
                [
                    column.mapping.column.value, column.mapping.target.value.name,
                    "\(Int((column.confidence * 100).rounded()))%", column.reason[session.language],
                ]
            }
        )
        return table.drawn(width: session.output.width, style: session.output.style, indent: 2).lines
    }

    private func assumptions(_ session: Session) -> [String] {
        var assumed: [String] = []
        if timeZone.isAssumed { assumed.append("timezone: \(timeZone.name)") }
        if currency.isAssumed { assumed.append("currency: \(currency.code)") }
        guard !assumed.isEmpty else { return [] }
        let list = assumed.joined(separator: session.text(", ", "，"))
        return [
            session.text("Assumed, correct it in covey.yaml if it is wrong: ", "以下为假定，如不对请在 covey.yaml 中修改：") + list
        ]
    }

    private func missing(_ session: Session) -> [String] {
        guard !guess.missing.isEmpty else { return [] }
        let roles = guess.missing.map { "`\($0.rawValue)`" }.joined(separator: session.text(", ", "、"))
        return [
            session.output.style.yellow(
                session.text(
                    "No column was found for \(roles): name it in covey.yaml before the next step.",
                    "没有找到 \(roles) 列：请先在 covey.yaml 中指定。"
                )
            )
        ]
    }

    private func next(_ session: Session) -> [String] {
        let path = ShellWord.quoted(outcome.projectPath)
        return [
            "", session.text("Next:", "接下来："),
            "  " + path + session.text("   read and correct it", "   查看并修改"),
            "  covey run" + session.workspaceOption
                + session.text("   import, compute, and write the report", "   导入、计算并生成报告"),
        ]
    }
}

extension InitScreen {
    struct Document: Encodable {
        struct Column: Encodable {
            var column: String
            var meaning: String
            var isProperty: Bool
            var type: String?
            var confidence: Double
            var reason: LocalText
        }

        var project: String
        var encoding: String
        var skippedLines: Int
        var kind: String
        var timeZone: String
        var timeZoneIsAssumed: Bool
        var currency: String
        var currencyIsAssumed: Bool
        var columns: [Column]
        var missing: [String]
    }

    var document: Document {
        Document(
            project: outcome.projectPath,
            encoding: outcome.encoding,
            skippedLines: outcome.skippedLines,
            kind: guess.kind.rawValue,
            timeZone: timeZone.name,
            timeZoneIsAssumed: timeZone.isAssumed,
            currency: currency.code,
            currencyIsAssumed: currency.isAssumed,
            columns: guess.columns.map(column),
            missing: guess.missing.map(\.rawValue)
        )
    }

    private func column(_ column: ColumnGuess.Column) -> Document.Column {
        var isProperty = false
        if case .property = column.mapping.target.value { isProperty = true }
        return Document.Column(
            column: column.mapping.column.value,
            meaning: column.mapping.target.value.name,
            isProperty: isProperty,
            type: column.mapping.valueType?.rawValue,
            confidence: column.confidence,
            reason: LocalText(column.reason)
        )
    }
}

extension SourceKind {
    /// The word of `covey.yaml`, said in Chinese as well.
    fileprivate var shown: Bilingual {
        switch self {
        case .orders: Bilingual(en: rawValue, zh: "订单（\(rawValue)）")
        case .customers: Bilingual(en: rawValue, zh: "客户（\(rawValue)）")
        case .events: Bilingual(en: rawValue, zh: "事件（\(rawValue)）")
        }
    }
}
