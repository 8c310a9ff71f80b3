import Domain
import Foundation
import Platform
import ProjectFile
import Reports
import Segments

/// Why one customer is in segments or is not, on a screen or as JSON.
struct ExplanationScreen {
    var customer: String
    var answers: [ExplainMembership.Answer]
    /// Whether only each segment's answer is shown, without its conditions.
    var isBrief: Bool
    private let notation: Notation
    var zone: TimeZone { notation.timeZone }

    init(
        customer: String,
        answers: [ExplainMembership.Answer],
        isBrief: Bool,
        project: Project,
        language: Language
    ) {
        (self.customer, self.answers, self.isBrief) = (customer, answers, isBrief)
        notation = Notation(language: language, currency: project.currency.value, timeZone: project.timeZone.value)
    }

    /// Events shown of one statement.
    private static let shownEvents = 5

    func lines(_ session: Session) -> [String] {
        let style = session.output.style
        let asOf = answers.first.map { session.text("as of ", "截至 ") + notation.instant($0.asOf) } ?? ""
        let head = style.bold(session.text("Customer ", "客户 ") + PlainText.of(customer)) + "  " + style.dim(asOf)
        guard !isBrief else { return [head, ""] + table(session) }
        return [head]
            + answers.flatMap { answer in
                ["", style.bold(PlainText.of(title(answer, session)) + verdict(answer, session))]
                    + times(answer, session).map { "  " + $0 } + [""]
                    + part(answer.explanation, level: 1, session)
            }
    }

    private func title(_ answer: ExplainMembership.Answer, _ session: Session) -> String {
        answer.segment == "?" ? session.text("The condition", "该条件") : answer.title[session.language]
    }

    private func verdict(_ answer: ExplainMembership.Answer, _ session: Session) -> String {
        answer.explanation.holds ? session.text(": in", "：属于") : session.text(": not in", "：不属于")
    }

    private func times(_ answer: ExplainMembership.Answer, _ session: Session) -> [String] {
        let since = answer.since.map { session.text("since \(notation.instant($0))", "自 \(notation.instant($0)) 起") }
        let isIn = answer.explanation.holds
        let change = answer.changesAt.map { instant in
            let time = notation.instant(instant)
            return isIn
                ? session.text("leaves by itself at \(time)", "将于 \(time) 自行离开")
                : session.text("enters by itself at \(time)", "将于 \(time) 自行进入")
        }
        let never = session.text("does not change by itself", "不会自行变化")
        return [since, change ?? never].compactMap(\.self)
    }

    /// One line a segment.
    private func table(_ session: Session) -> [String] {
        let table = TextTable(
            [
                .init(session.text("Segment", "人群")), .init(session.text("In", "属于")),
                .init(session.text("Since", "自")), .init(session.text("Changes by itself", "自行变化")),
            ],
            answers.map { answer in
                [
                    answer.title[session.language], mark(answer.explanation.holds),
                    answer.since.map(notation.instant) ?? "–", answer.changesAt.map(notation.instant) ?? "–",
                ]
            }
        )
        return table.drawn(width: session.output.width, style: session.output.style).lines
    }

    private func mark(_ holds: Bool) -> String { holds ? "✓" : "✗" }

    // MARK: Conditions

    private func part(_ part: Explanation, level: Int, _ session: Session) -> [String] {
        let indent = String(repeating: "  ", count: level)
        func group(_ title: String, _ parts: [Explanation]) -> [String] {
            [indent + mark(part.holds) + " " + title] + parts.flatMap { self.part($0, level: level + 1, session) }
        }
        switch part {
        case .all(_, let parts): return group(session.text("all of these", "以下全部成立"), parts)
        case .any(_, let parts): return group(session.text("any of these", "以下任一成立"), parts)
        case .not(_, let inner): return group(session.text("not", "以下不成立"), [inner])
        case .statement(let statement):
            let text = PlainText.of(SegmentPrinter.text(of: .atom(statement.clause)))
            return [indent + mark(statement.holds) + " " + text]
                + grounds(statement.grounds, level: level + 1, session)
        }
    }

    private func grounds(_ grounds: Explanation.Grounds, level: Int, _ session: Session) -> [String] {
        let indent = String(repeating: "  ", count: level) + "  "
        let style = session.output.style
        switch grounds {
        case .value(let value): return [indent + style.dim(session.text("is ", "值为 ") + shown(value, session))]
        case .events(let events): return self.events(events, session).map { indent + style.dim($0) }
        case .measured(let value, let events):
            let line = session.text("is ", "值为 ") + shown(value, session)
            return ([line] + self.events(events, session)).map { indent + style.dim($0) }
        case .segment(let inner): return part(inner, level: level, session)
        case .record(let changes):
            let lines = changes.map { change in
                let word = change.entered ? session.text("entered", "进入") : session.text("left", "离开")
                return "\(notation.instant(change.at))  \(word)"
            }
            return (lines.isEmpty ? [session.text("nothing on record", "没有记录")] : lines).map { indent + style.dim($0) }
        case .sample: return []
        }
    }

    private func events(_ events: [Event], _ session: Session) -> [String] {
        guard !events.isEmpty else { return [session.text("no such event", "没有此类事件")] }
        let shown = events.suffix(Self.shownEvents)
        let rest = events.count - shown.count
        let more = rest > 0 ? [session.text("\(rest) earlier ones, and:", "更早的 \(rest) 个，以及：")] : []
        return more + shown.map { notation.instant($0.time) + "  " + PlainText.of($0.name) }
    }

    private func shown(_ value: Value?, _ session: Session) -> String {
        switch value {
        case nil: session.text("missing", "缺失")
        case .text(let text)?: "“\(PlainText.of(text))”"
        case .integer(let number)?: notation.integer(Int(number))
        case .number(let number)?: notation.decimal(number, places: 2)
        case .money(let amount)?: notation.price(amount)
        case .boolean(let flag)?: flag ? session.text("yes", "是") : session.text("no", "否")
        case .date(let date)?: date.description
        case .instant(let instant)?: notation.instant(instant)
        case .list(let texts)?: texts.map(PlainText.of).joined(separator: ", ")
        }
    }
}
