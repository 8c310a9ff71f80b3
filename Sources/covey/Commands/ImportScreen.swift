import Domain
import Platform

/// What became of each file of an import.
struct ImportScreen {
    var outcomes: [FileOutcome]

    private static let shownRejects = 5

    func lines(_ session: Session) -> [String] {
        let table = TextTable(
            [
                .init(session.text("Source", "数据源")), .init(session.text("File", "文件")),
                .init(session.text("State", "状态")), .init(session.text("Rows", "行数"), isNumeric: true),
                .init(session.text("Rejected", "拒收"), isNumeric: true),
                .init(session.text("Size", "大小"), isNumeric: true), .init(session.text("Encoding", "编码")),
            ],
            outcomes.map { outcome in
                [
                    outcome.source, outcome.path, outcome.status.text[session.language],
                    Figures.grouped(outcome.rows), Figures.grouped(outcome.rejected), Figures.bytes(outcome.bytes),
                    outcome.encoding,
                ]
            }
        )
        let drawing = table.drawn(width: session.output.width, style: session.output.style)
        return drawing.lines + outcomes.flatMap { rejects($0, session) }
    }

    private func rejects(_ outcome: FileOutcome, _ session: Session) -> [String] {
        guard !outcome.rejects.isEmpty else { return [] }
        let heading = session.text("Rejected rows of \(outcome.path):", "\(outcome.path) 中拒收的行：")
        let shown = outcome.rejects.prefix(Self.shownRejects)
        let more = Int(outcome.rejected) - shown.count
        let rest = session.text(
            "  … \(more) more: covey query \"\(Platform.Reject.query(.english))\"",
            "  …… 另有 \(more) 行：covey query \"\(Platform.Reject.query(.chinese))\""
        )
        return ["", PlainText.of(heading)] + shown.map { "  " + line($0, session) } + (more > 0 ? [rest] : [])
    }

    private func line(_ reject: Reject, _ session: Session) -> String {
        let column = reject.column.map { session.text(", column “\($0)”", "，列“\($0)”") } ?? ""
        let value = reject.value.map { session.text(", “\($0.prefix(40))”", "，“\($0.prefix(40))”") } ?? ""
        let place = session.text("line \(reject.line)", "第 \(reject.line) 行") + column + value
        let line = PlainText.of(place + session.text(": ", "：") + reject.reason.text[session.language])
        return session.output.width.map { DisplayWidth.truncated(line, to: $0 - 2) } ?? line
    }
}

extension FileOutcome.Status {
    var text: Bilingual {
        switch self {
        case .imported: Bilingual(en: "imported", zh: "已导入")
        case .unchanged: Bilingual(en: "unchanged", zh: "无变化")
        case .replaced: Bilingual(en: "replaced", zh: "已替换")
        case .duplicate: Bilingual(en: "same as another", zh: "与其他文件相同")
        case .removed: Bilingual(en: "taken out", zh: "已移除")
        }
    }
}

extension ImportScreen {
    struct Document: Encodable {
        struct File: Encodable {
            var source: String
            var path: String
            var status: String
            var rows: Int64
            var rejected: Int64
            var bytes: Int64
            var encoding: String
            /// The first ones.
            var rejects: [Reject]
            var remarks: [LocalText]
        }
        struct Reject: Encodable {
            var line: Int
            var column: String?
            var value: String?
            var reason: String
        }

        var files: [File]
    }

    var document: Document {
        Document(
            files: outcomes.map { outcome in
                Document.File(
                    source: outcome.source,
                    path: outcome.path,
                    status: outcome.status.rawValue,
                    rows: outcome.rows,
                    rejected: outcome.rejected,
                    bytes: outcome.bytes,
                    encoding: outcome.encoding,
                    rejects: outcome.rejects.map {
                        Document.Reject(line: $0.line, column: $0.column, value: $0.value, reason: $0.reason.rawValue)
                    },
                    remarks: (outcome.hints + outcome.remarks).map { LocalText($0) }
                )
            }
        )
    }
}
