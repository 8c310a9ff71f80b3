import Domain
import Foundation
import Platform
import ProjectFile
import Reports

/// One customer on a screen, or as JSON.
struct CustomerScreen {
    var portrait: CustomerPortrait
    var notation: Notation

    init(portrait: CustomerPortrait, project: Project, language: Language) {
        self.portrait = portrait
        notation = Notation(language: language, currency: project.currency.value, timeZone: project.timeZone.value)
    }

    func lines(_ session: Session) -> [String] {
        let style = session.output.style
        let asOf = session.text("as of ", "截至 ") + notation.instant(portrait.asOf)
        let head = style.bold(session.text("Customer ", "客户 ") + PlainText.of(portrait.id)) + "  " + style.dim(asOf)
        return [head, ""] + traits(session) + ["", segments(session)] + events(session)
    }

    private func traits(_ session: Session) -> [String] {
        let rows = portrait.traits.map { trait in
            [
                trait.title[session.language],
                trait.shownValue?[session.language] ?? trait.value.map(shown) ?? "–",
            ]
        }
        let table = TextTable([.init(""), .init("")], rows)
        return table.drawn(width: session.output.width, style: session.output.style, indent: 2, heading: false).lines
    }

    private func segments(_ session: Session) -> String {
        let names = portrait.segments.map { segment in
            // What makes everything out of date is said once, above.
            let isCurrent = segment.stale == nil || segment.stale == portrait.stale
            let mark = isCurrent ? "" : session.text(" (out of date)", "（已过期）")
            return segment.title[session.language] + mark
        }
        let list = names.isEmpty ? session.text("none", "无") : names.joined(separator: session.text(", ", "、"))
        return session.output.style.bold(session.text("Segments: ", "所属人群：")) + PlainText.of(list)
    }

    private func events(_ session: Session) -> [String] {
        guard !portrait.events.isEmpty else { return [] }
        let (shown, all) = (portrait.events.count, portrait.eventCount)
        let heading =
            Int64(shown) < all
            ? session.text("The newest \(shown) of \(all) events:", "最近 \(shown) 条事件（共 \(all) 条）：")
            : session.text("Events:", "事件：")
        let table = TextTable(
            [
                .init(session.text("Time", "时间")), .init(session.text("Event", "事件")),
                .init(session.text("Properties", "属性")),
            ],
            portrait.events.map { [time($0.time), $0.name, properties($0)] }
        )
        let lines = table.drawn(width: session.output.width, style: session.output.style, indent: 2).lines
        return ["", session.output.style.bold(heading)] + lines
    }

    private func properties(_ event: Event) -> String {
        event.properties.sorted { $0.key < $1.key }.map { "\($0.key) \(shown($0.value))" }.joined(separator: " · ")
    }

    /// Local time to the minute, in digits, so that a column of times lines up.
    private func time(_ instant: Instant) -> String {
        String(CellText.instant(instant, notation.timeZone).prefix(16)).replacing("T", with: " ")
    }

    private func shown(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): notation.integer(Int(number))
        case .number(let number): notation.decimal(number, places: 2)
        case .money(let amount): notation.price(amount)
        case .boolean(let flag): flag ? notation.language.yes : notation.language.no
        case .date(let date): date.description
        case .instant(let instant): time(instant)
        case .list(let texts): texts.joined(separator: ", ")
        }
    }
}

extension Language {
    fileprivate var yes: String { Bilingual(en: "yes", zh: "是")[self] }
    fileprivate var no: String { Bilingual(en: "no", zh: "否")[self] }
}

extension CustomerScreen {
    struct Document: Encodable {
        struct Segment: Encodable {
            var name: String
            var title: LocalText
            var stale: LocalText?
        }
        struct Event: Encodable {
            var time: String
            var event: String
            var properties: [String: JSONValue]
        }

        var customer: String
        var asOf: String
        var stale: LocalText?
        var traits: [String: JSONValue]
        var segments: [Segment]
        var eventCount: Int64
        var events: [Event]
    }

    func document(_ notice: StaleNotice) -> Document {
        let zone = notation.timeZone
        let traits = portrait.traits.map { ($0.name, JSONValue($0.value, zone: zone)) }
        return Document(
            customer: portrait.id,
            asOf: CellText.instant(portrait.asOf, zone),
            stale: notice.document(portrait.stale),
            traits: Dictionary(traits) { first, _ in first },
            segments: portrait.segments.map {
                Document.Segment(name: $0.name, title: LocalText($0.title), stale: notice.document($0.stale))
            },
            eventCount: portrait.eventCount,
            events: portrait.events.map { event in
                Document.Event(
                    time: CellText.instant(event.time, zone),
                    event: event.name,
                    properties: event.properties.mapValues { JSONValue($0, zone: zone) }
                )
            }
        )
    }
}
