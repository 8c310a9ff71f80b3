package import Domain
package import Foundation
package import Segments

/// Customers with traits and events, the record of who was in which segment, and when and where somebody looks at them.
package struct World: Sendable {
    package var customers: [Customer]
    package var now: Instant
    package var zone: TimeZone
    /// What `in segment` may name. None of them leads back to itself.
    package var segments: [SegmentDefinition]
    /// What was recorded of these segments.
    package var changes: [MembershipChange]

    package init(
        customers: [Customer],
        now: Instant,
        zone: TimeZone,
        segments: [SegmentDefinition] = [],
        changes: [MembershipChange] = []
    ) {
        self.customers = customers
        self.now = now
        self.zone = zone
        self.segments = segments
        self.changes = changes
    }

    package var segmentsByName: [String: SegmentDefinition] {
        Dictionary(segments.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The evaluator that defines the language, for this world.
    package var reference: ReferenceEvaluator {
        ReferenceEvaluator(
            now: now,
            timeZone: zone,
            segments: segmentsByName,
            history: MembershipHistory(changes),
            currency: Self.schema.currency
        )
    }

    package var checker: SegmentChecker { SegmentChecker(schema: Self.schema, segments: segmentsByName) }
}

/// What there is in every world.
extension World {
    /// One trait at least of every type. A property's name has one type in all events.
    package static let schema = Schema(
        traits: [
            "city": .text, "plan": .text, "visits": .integer, "rfm.score": .number, "clv.12m": .money, "vip": .boolean,
            "birthday": .date, "joined": .instant, "标签": .list,
        ],
        events: [
            "Order Completed": [
                "revenue": .money, "items": .integer, "weight": .number, "coupon": .text, "gift": .boolean,
                "due": .date, "shipped": .instant, "tags": .list,
            ],
            "Order Returned": ["revenue": .money, "coupon": .text],
            "Page Viewed": ["items": .integer, "weight": .number, "due": .date],
            "订单 \"取消\"": [:],
        ],
        currency: Currency("CNY")
    )

    package static let traitNames = schema.traits.keys.sorted()
    package static let eventNames = schema.events.keys.sorted()
    /// Every property of any event.
    package static let properties = schema.events.values.reduce(into: [String: ValueType]()) {
        $0.merge($1) { type, _ in type }
    }

    /// Zones with clock changes of an hour and of half an hour, on both halves of the globe, and one without.
    package static let zones = ["Europe/London", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"]
}
