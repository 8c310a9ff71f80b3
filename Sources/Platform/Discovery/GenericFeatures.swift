import Compiler
import Domain
import ProjectFile
import Segments

/// Features that every workspace's events have, whatever they are called: how often, how long ago, how much.
///
/// Of events with money: count, days since the last, mean gap, sum and mean of the money. Of others: count and days
/// since the last. Of the lines of orders: how many different products, as all else of them is in the orders.
struct GenericFeatures {
    struct Feature: Sendable, Hashable {
        var name: String
        var title: Bilingual
        var expression: TraitExpression
    }

    private let project: Project
    private let events: [String: [String: ValueType]]

    /// - Parameter events: their properties.
    init(_ project: Project, events: [String: [String: ValueType]]) {
        self.project = project
        self.events = events
    }

    /// Those that no trait has yet, by name.
    ///
    /// - Parameters:
    ///   - declared: what traits compute.
    ///   - taken: names that are in use.
    func features(without declared: Set<TraitExpression>, taken: Set<String>) -> [Feature] {
        var names = Set(taken.map { $0.lowercased() })
        return events.keys.sorted().flatMap(features).compactMap { feature in
            guard !declared.contains(feature.expression) else { return nil }
            var feature = feature
            let base = feature.name
            var number = 2
            while !names.insert(feature.name.lowercased()).inserted {
                feature.name = "\(base)_\(number)"
                number += 1
            }
            return feature
        }
    }

    private enum Kind { case completed, returned, bought, other }

    private func kind(_ event: String) -> Kind {
        for source in project.sources where source.kind.value == .orders {
            if source.events.completed == event { return .completed }
            if source.events.returned == event { return .returned }
            if source.events.bought == event { return .bought }
        }
        return .other
    }

    private func features(_ event: String) -> [Feature] {
        let words = EventWords(event, kind(event))
        let properties = events[event] ?? [:]
        func feature(_ name: String, _ title: Bilingual, _ measure: Measure) -> Feature {
            Feature(name: name, title: title, expression: TraitExpression(measure, of: EventSelector(event)))
        }
        var result: [Feature] = []
        let kind = kind(event)
        if kind != .bought {
            result.append(feature(words.countName, words.count, .count))
            result.append(feature(words.daysName, words.days, .daysSinceLast))
        }
        if kind != .bought, kind != .returned, Self.isMoney(properties["revenue"]) {
            result.append(feature(words.gapName, words.gap, .averageGap))
            result.append(feature(words.sumName, words.sum, .sum("revenue")))
            result.append(feature(words.averageName, words.average, .average("revenue")))
        }
        if properties["product"] == .text {
            result.append(feature(words.productsName, words.products, .distinctCount("product")))
        }
        return result
    }

    private static func isMoney(_ type: ValueType?) -> Bool {
        switch type {
        case .money, .number, .integer: true
        default: false
        }
    }

    /// What the features of an event are called.
    private struct EventWords {
        let event: String
        let kind: Kind
        private let stem: String

        init(_ event: String, _ kind: Kind) {
            (self.event, self.kind) = (event, kind)
            let parts = event.lowercased().split { !$0.isLetter && !$0.isNumber }
            let text = parts.joined(separator: "_")
            stem = text.first?.isLetter == true ? text : "event_" + text
        }

        private func name(completed: String, returned: String, other: String) -> String {
            switch kind {
            case .completed: completed
            case .returned: returned
            case .bought, .other: stem + other
            }
        }

        var countName: String { name(completed: "orders", returned: "returns", other: "_count") }
        var daysName: String {
            name(completed: "days_since_order", returned: "days_since_return", other: "_days_since")
        }
        var gapName: String { name(completed: "average_gap", returned: "average_gap", other: "_average_gap") }
        var sumName: String { name(completed: "revenue", returned: "revenue", other: "_revenue") }
        var averageName: String {
            name(completed: "average_order", returned: "average_order", other: "_average_revenue")
        }
        var productsName: String { kind == .bought ? "distinct_products" : stem + "_products" }

        private func title(completed: Bilingual, returned: Bilingual? = nil, other: Bilingual) -> Bilingual {
            switch kind {
            case .completed: completed
            case .returned: returned ?? other
            case .bought, .other: other
            }
        }

        var count: Bilingual {
            title(
                completed: Bilingual(en: "Orders", zh: "订单数"),
                returned: Bilingual(en: "Returns", zh: "退货次数"),
                other: Bilingual(en: "Number of \(event)", zh: "\(event)次数")
            )
        }

        var days: Bilingual {
            title(
                completed: Bilingual(en: "Days since the last order", zh: "距最近下单的天数"),
                returned: Bilingual(en: "Days since the last return", zh: "距最近退货的天数"),
                other: Bilingual(en: "Days since the last \(event)", zh: "距最近\(event)的天数")
            )
        }

        var gap: Bilingual {
            title(
                completed: Bilingual(en: "Days between orders", zh: "平均下单间隔（天）"),
                other: Bilingual(en: "Days between \(event)", zh: "\(event)平均间隔（天）")
            )
        }

        var sum: Bilingual {
            title(
                completed: Bilingual(en: "Revenue", zh: "消费额"),
                other: Bilingual(en: "Revenue of \(event)", zh: "\(event)金额合计")
            )
        }

        var average: Bilingual {
            title(
                completed: Bilingual(en: "Average order", zh: "平均订单金额"),
                other: Bilingual(en: "Average revenue of \(event)", zh: "\(event)平均金额")
            )
        }

        var products: Bilingual {
            kind == .bought
                ? Bilingual(en: "Different products", zh: "买过的商品种数")
                : Bilingual(en: "Different products of \(event)", zh: "\(event)涉及的商品种数")
        }
    }
}
