import Domain
import Segments

/// Definitions as marketers write them, drawn by their number: attributes, counts in windows of 7 to 365 days, some with sums,
/// different days, negation and sequences.
enum MeasuredSegments {
    static let schema = Schema(
        traits: ["city": .text, "age": .integer, "gender": .text, "income": .money, "channel": .text],
        events: [
            "Page Viewed": [:], "Product Viewed": [:], "Email Opened": [:], "Cart Added": [:],
            "Order Completed": ["revenue": .money],
        ],
        currency: Currency("CNY")
    )

    static func definitions(_ count: Int) throws -> [SegmentDefinition] {
        try (0..<count).map { number in
            SegmentDefinition(name: "segment \(number)", condition: try SegmentParser.parseCondition(text(number)))
        }
    }

    private static let cities = ["北京", "上海", "广州", "深圳", "成都", "杭州", "London", "Paris"]
    private static let channels = ["web", "app", "store", "wechat", "tmall"]
    private static let kinds = ["Page Viewed", "Product Viewed", "Email Opened", "Cart Added", "Order Completed"]
    private static let windows = [7, 14, 30, 60, 90, 180, 365]

    private static func attributes(_ number: Int) -> String {
        let (city, other) = (cities[number % 8], cities[(number / 8 + 3) % 8])
        switch number % 5 {
        case 0: return "city in (\"\(city)\", \"\(other)\")"
        case 1: return "age between \(18 + number % 30) and \(40 + number % 35)"
        case 2: return "channel = \"\(channels[number % 5])\" and income >= \(4_000 + number % 20 * 500)"
        case 3: return "gender = \"\(number % 2 == 0 ? "f" : "m")\""
        default: return "income < \(10_000 + number % 10 * 1_000)"
        }
    }

    private static func events(_ number: Int) -> String {
        let (kind, other) = (kinds[number % 5], kinds[(number + 2) % 5])
        let (days, more) = (windows[number % 7], windows[(number / 7 + 2) % 7])
        switch number % 10 {
        case 0, 1, 2: return "did \"\(kind)\" at least \(1 + number % 4) times in last \(days) days"
        case 3: return "did not \"\(kind)\" in last \(days) days"
        case 4: return "did \"\(kind)\" in last \(more) days and did not \"\(other)\" in last \(days) days"
        case 5: return "sum of revenue of \"Order Completed\" in last \(more) days > \(100 + number * 7)"
        case 6: return "did \"Order Completed\" at least 2 times in last \(more) days where revenue > \(100 + number)"
        case 7: return "did \"\(kind)\" on at least \(2 + number % 3) days in last \(more) days"
        case 8: return "did \"\(kind)\" at most \(number % 3) times in last \(days) days"
        default:
            return "did sequence (\"Product Viewed\" then \"Cart Added\" within \(1 + number % 3) days "
                + "then not \"Order Completed\" within 2 days) in last \(more) days"
        }
    }

    static func text(_ number: Int) -> String { "\(attributes(number)) and \(events(number))" }
}
