import Domain
import Platform

/// Which rows a run could not use: an example of each of the commonest reasons, and what shows them all.
struct RunRejects {
    var summary: RunSummary
    var session: Session
    var width: Int

    private static let shownReasons = 2

    var lines: [String] {
        let rejects = summary.sources.flatMap(\.rejects)
        guard !rejects.isEmpty else { return [] }
        let examples = rejects.prefix(Self.shownReasons).map {
            "    " + DisplayWidth.truncated(text($0), to: width - 4)
        }
        let query = "\(session.program) query 'select * from rejects'" + session.workspaceOption
        return examples + ["    " + session.text("all rejected: ", "全部拒收：") + query]
    }

    private func text(_ reject: RunSummary.RejectCount) -> String {
        let reason = RejectReason(rawValue: reject.reason)?.text[session.language] ?? reject.reason
        let column = reject.column.map { session.text(", column “\($0)”", "，列“\($0)”") } ?? ""
        let place = session.text("\(reject.file), line \(reject.line)", "\(reject.file) 第 \(reject.line) 行") + column
        let more = reject.count - 1
        let rest = more > 0 ? session.text("; \(more) more", "；另有 \(more) 行") : ""
        return PlainText.of(place + session.text(": ", "：") + reason + rest)
    }
}
