import Domain
import Foundation
package import Segments

/// One definition over one world on which an evaluator and the reference do not agree.
package struct Disagreement: Sendable, CustomStringConvertible {
    package var world: World
    package var definition: SegmentDefinition
    package var difference: Difference

    package enum Difference: Sendable {
        /// Customers who are in by the reference only, and by the evaluator only.
        case members(missed: Set<String>, added: Set<String>)
        /// The evaluator gave no answer.
        case failure(String)
    }

    package var description: String {
        let customers = world.customers.map(Self.lines)
        let changes = world.changes.map(Self.line)
        let difference =
            switch self.difference {
            case .members(let missed, let added):
                "missed \(missed.sorted()), added \(added.sorted())"
            case .failure(let error): "failed: \(error)"
            }
        return
            ([SegmentPrinter.text(of: definition)] + world.segments.map(SegmentPrinter.text(of:))
            + ["now \(Self.text(world.now)) in \(world.zone.identifier)"] + customers + changes + [difference])
            .joined(separator: "\n")
    }

    private static func lines(_ customer: Customer) -> String {
        let events = customer.events.map { event in
            "  \(text(event.time)) #\(event.arrival) \(event.name) \(text(event.properties))"
        }
        return (["customer \(customer.id) \(text(customer.traits))"] + events).joined(separator: "\n")
    }

    private static func line(_ change: MembershipChange) -> String {
        let withdrawn = change.withdrawnAt.map { ", withdrawn \(text($0))" } ?? ""
        return "\(change.customer) \(change.entered ? "entered" : "left") \(change.segment) at \(text(change.at)), "
            + "recorded \(text(change.recordedAt))\(withdrawn)"
    }

    private static func text(_ values: [String: Value]) -> String {
        values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }

    /// Microseconds, and what they say in Greenwich.
    private static func text(_ instant: Instant) -> String {
        let (days, rest) = instant.microseconds.floorDivided(by: 86_400_000_000)
        let (seconds, microseconds) = rest.quotientAndRemainder(dividingBy: 1_000_000)
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let date = CalendarDate(daysSinceEpoch: Int(days))
        return "\(date)T\(time.joined(separator: ":"))+\(microseconds)µs"
    }
}
