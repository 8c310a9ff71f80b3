import Domain
import Foundation
import Segments
import Testing

/// An instant from its text: `2026-07-01T12:00:00Z`.
func at(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Instant {
    try #require(Instant(literalText: text), sourceLocation: sourceLocation)
}

func zone(_ name: String) throws -> TimeZone {
    try #require(TimeZone(identifier: name))
}

func money(_ text: String) throws -> Value {
    .money(try #require(Amount(text)))
}

/// A customer whose events are numbered in the order given.
func customer(
    _ traits: [String: Value] = [:],
    _ events: [(name: String, time: String, properties: [String: Value])] = []
) throws
    -> Customer
{
    let events = try events.enumerated().map { place, event in
        Event(time: try at(event.time), arrival: Int64(place), name: event.name, properties: event.properties)
    }
    return Customer(id: "c", traits: traits, events: events)
}

/// A customer who did `A`, `B`, … at these times; one letter an event.
func timeline(_ events: (name: String, time: String)...) throws -> Customer {
    try customer([:], events.map { (name: $0.name, time: $0.time, properties: [:]) })
}

/// Evaluates texts, in London on the afternoon of 15 July 2026 unless told otherwise.
struct Evaluation {
    var now = "2026-07-15T14:00:00Z"
    var zoneName = "Europe/London"
    var segments: [String: SegmentDefinition] = [:]
    var history = MembershipHistory()

    private func evaluator() throws -> ReferenceEvaluator {
        ReferenceEvaluator(
            now: try at(now),
            timeZone: try zone(zoneName),
            segments: segments,
            history: history,
            currency: Currency("CNY")
        )
    }

    func matches(_ condition: String, _ customer: Customer) throws -> Bool {
        try evaluator().matches(SegmentParser.parseCondition(condition), customer: customer)
    }

    func value(_ expression: String, _ customer: Customer) throws -> Value? {
        try evaluator().value(of: SegmentParser.parseTraitExpression(expression), customer: customer)
    }
}
