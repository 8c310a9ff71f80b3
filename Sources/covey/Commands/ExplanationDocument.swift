import Domain
import Foundation
import Platform
import Segments

extension ExplanationScreen {
    struct Document: Encodable {
        struct Segment: Encodable {
            var name: String
            var title: LocalText
            var isIn: Bool
            var since: String?
            var changesAt: String?
            var condition: Part
        }

        var customer: String
        var asOf: String?
        var stale: LocalText?
        var segments: [Segment]
    }

    /// One part of a condition.
    struct Part: Encodable {
        /// `all`, `any`, `not`, or `statement`.
        var kind: String
        var holds: Bool
        /// Of a statement, as definitions write it.
        var text: String?
        var value: JSONValue?
        var events: [EventDocument]?
        var parts: [Part]?
    }

    struct EventDocument: Encodable {
        var time: String
        var event: String
    }

    func document(_ notice: StaleNotice) -> Document {
        Document(
            customer: customer,
            asOf: answers.first.map { CellText.instant($0.asOf, zone) },
            stale: notice.document(answers.first?.stale),
            segments: answers.map { answer in
                Document.Segment(
                    name: answer.segment,
                    title: LocalText(answer.title),
                    isIn: answer.explanation.holds,
                    since: answer.since.map { CellText.instant($0, zone) },
                    changesAt: answer.changesAt.map { CellText.instant($0, zone) },
                    condition: part(answer.explanation)
                )
            }
        )
    }

    private func part(_ explanation: Explanation) -> Part {
        switch explanation {
        case .all(let holds, let parts): Part(kind: "all", holds: holds, parts: parts.map(part))
        case .any(let holds, let parts): Part(kind: "any", holds: holds, parts: parts.map(part))
        case .not(let holds, let inner): Part(kind: "not", holds: holds, parts: [part(inner)])
        case .statement(let statement): part(statement)
        }
    }

    private func part(_ statement: Explanation.Statement) -> Part {
        var part = Part(
            kind: "statement",
            holds: statement.holds,
            text: SegmentPrinter.text(of: .atom(statement.clause))
        )
        switch statement.grounds {
        case .value(let value): part.value = JSONValue(value, zone: zone)
        case .events(let events): part.events = documents(events)
        case .measured(let value, let events):
            part.value = JSONValue(value, zone: zone)
            part.events = documents(events)
        case .segment(let inner): part.parts = [self.part(inner)]
        case .record(let changes):
            part.events = changes.map { change in
                EventDocument(time: CellText.instant(change.at, zone), event: change.entered ? "entered" : "left")
            }
        case .sample: break
        }
        return part
    }

    private func documents(_ events: [Event]) -> [EventDocument] {
        events.map { EventDocument(time: CellText.instant($0.time, zone), event: $0.name) }
    }
}
