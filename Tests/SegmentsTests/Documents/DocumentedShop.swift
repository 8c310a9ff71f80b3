import Domain
import Foundation
import Segments
import Testing

/// The workspace that the examples of the pages are about: its names and types, a few customers, and what was recorded.
/// Now is 22:00 on Wednesday, 15 July 2026, in Shanghai.
struct DocumentedShop {
    let schema = Schema(
        traits: [
            "country": .text, "postal code": .text, "email": .text, "city": .text, "城市": .text, "प्रांत": .text,
            "_id": .text, "age": .number, "subscribed": .boolean, "birthday": .date, "joined": .instant, "tags": .list,
            "clv.12m": .money, "rfm.segment": .text,
        ],
        events: [
            "Order Completed": ["revenue": .money, "items": .integer, "country": .text],
            "Order Returned": ["revenue": .money, "items": .integer, "country": .text],
            "Product Viewed": ["price": .money, "category": .text], "Cart Added": ["price": .money],
            "Email Opened": ["campaign": .text],
        ],
        currency: Currency("CNY")
    )
    let segments: [String: SegmentDefinition]
    let evaluator: ReferenceEvaluator
    let customers: [Customer]

    init() throws {
        let named = [
            ("staff", "email ends with \"@example.com\""), ("员工", "email ends with \"@example.com\""),
            ("VIP", "clv.12m >= 1000"),
        ]
        let definitions = try named.map {
            SegmentDefinition(name: $0.0, condition: try SegmentParser.parseCondition($0.1))
        }
        segments = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
        evaluator = ReferenceEvaluator(
            now: try at("2026-07-15T14:00:00Z"),
            timeZone: try zone("Asia/Shanghai"),
            segments: segments,
            history: MembershipHistory(try Self.changes()),
            currency: Currency("CNY")
        )
        customers = [
            try Self.regular(), try Self.lapsed(), try Self.employee(), try Self.occasional(), try Self.buyer(),
            Customer(id: "nobody"),
        ]
    }

    var checker: SegmentChecker { SegmentChecker(schema: schema, segments: segments) }

    private static func changes() throws -> [MembershipChange] {
        try [("2025-11-01", true), ("2026-03-01", false), ("2026-06-01", true), ("2026-06-20", false)].map {
            day,
            entered in
            let instant = try at(day + "T00:00:00Z")
            return MembershipChange(
                segment: "VIP",
                customer: "regular",
                at: instant,
                entered: entered,
                recordedAt: instant
            )
        }
    }

    private static func orders(
        _ orders: [(time: String, revenue: String, items: Int64, country: String)]
    ) throws -> [(name: String, time: String, properties: [String: Value])] {
        try orders.map { order in
            let properties: [String: Value] = [
                "revenue": try money(order.revenue), "items": .integer(order.items), "country": .text(order.country),
            ]
            return ("Order Completed", order.time, properties)
        }
    }

    private static func customer(
        _ id: String,
        _ traits: [String: Value],
        _ events: [(name: String, time: String, properties: [String: Value])]
    ) throws -> Customer {
        let someone = try SegmentsTests.customer(traits, events)
        return Customer(id: id, traits: someone.traits, events: someone.events)
    }

    /// Orders often, looked at something this week and left it in the cart, will have a birthday on Saturday.
    private static func regular() throws -> Customer {
        var events = try orders([
            ("2024-05-01T02:00:00Z", "90", 1, "France"), ("2026-01-20T02:00:00Z", "120", 2, "France"),
            ("2026-02-20T02:00:00Z", "310.5", 2, "Germany"), ("2026-05-25T02:00:00Z", "140", 3, "France"),
            ("2026-06-02T03:00:00Z", "700", 4, "France"), ("2026-06-20T03:00:00Z", "5200", 9, "France"),
            ("2026-07-10T03:00:00Z", "180", 2, "France"),
        ])
        events.append(
            ("Product Viewed", "2026-07-09T03:00:00Z", ["price": try money("180"), "category": .text("tea")])
        )
        events.append(("Product Viewed", "2026-07-12T02:00:00Z", ["price": try money("99"), "category": .text("tea")]))
        events.append(("Cart Added", "2026-07-12T03:00:00Z", ["price": try money("99")]))
        events.append(("Email Opened", "2026-05-10T03:00:00Z", ["campaign": .text("spring")]))
        let traits: [String: Value] = [
            "country": .text("France"), "postal code": .text("75001"), "email": .text("info@shop.cn"),
            "city": .text("上海"), "城市": .text("上海"), "प्रांत": .text("दिल्ली"), "_id": .text("1"), "age": .number(35),
            "subscribed": .boolean(true), "birthday": .date(CalendarDate(daysSinceEpoch: 7_503)),
            "joined": .instant(try at("2026-07-15T13:59:30Z")), "tags": .list(["vip", "press"]),
            "clv.12m": try money("900"), "rfm.segment": .text("champions"),
        ]
        return try customer("regular", traits, events)
    }

    /// Ordered last month but one, then no more.
    private static func lapsed() throws -> Customer {
        let traits: [String: Value] = [
            "country": .text("Germany"), "email": .text("anna@mail.de"), "city": .text("Berlin"), "age": .number(17),
            "subscribed": .boolean(false), "birthday": .date(CalendarDate(daysSinceEpoch: 11_016)),
            "joined": .instant(try at("2025-12-25T02:00:00Z")), "tags": .list(["x"]), "clv.12m": try money("100"),
        ]
        let events = try orders([("2026-05-25T02:00:00Z", "50", 1, "Germany")])
        return try customer("lapsed", traits, events + [("Order Returned", "2026-06-01T02:00:00Z", [:])])
    }

    private static func employee() throws -> Customer {
        let traits: [String: Value] = [
            "country": .text("China"), "email": .text("wang@example.com"), "city": .text("北京"), "age": .number(28),
            "birthday": .date(CalendarDate(daysSinceEpoch: 10_000)), "clv.12m": try money("1200"),
            "joined": .instant(try at("2026-06-30T16:30:00Z")),
        ]
        let orders = try orders([
            ("2026-03-01T02:00:00Z", "120", 1, "China"), ("2026-07-13T02:00:00Z", "120", 2, "China"),
        ])
        return try customer("employee", traits, orders + [("Email Opened", "2026-07-14T02:00:00Z", [:])])
    }

    /// Ordered in the summer of last year and last month; has a birthday today.
    private static func occasional() throws -> Customer {
        let traits: [String: Value] = [
            "country": .text("France"), "email": .text("li+news@mail.cn"), "age": .number(34),
            "birthday": .date(CalendarDate(daysSinceEpoch: 8_231)), "joined": .instant(try at("2026-03-03T02:00:00Z")),
        ]
        let orders = try orders([
            ("2025-07-20T02:00:00Z", "80", 2, "France"), ("2026-06-20T02:00:00Z", "95", 3, "France"),
        ])
        return try customer("occasional", traits, orders)
    }

    /// Ordered yesterday and an hour ago.
    private static func buyer() throws -> Customer {
        let orders = try orders([
            ("2026-07-14T02:00:00Z", "60", 1, "Spain"), ("2026-07-15T13:00:00Z", "70", 1, "Spain"),
        ])
        return try customer("buyer", ["country": .text("Spain")], orders)
    }
}
