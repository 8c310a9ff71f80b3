import Domain

/// Writes the traits and models that suit a template's sources: what every shop asks first.
struct TraitTemplate {
    let template: ProjectTemplate

    /// Nothing where no source has orders: events of other kinds have no meaning that could be known beforehand.
    var sections: [String] {
        guard let orders = template.sources.first(where: { $0.definition.kind.value == .orders }) else { return [] }
        return [traits(orders.definition), models(orders.definition.events)]
    }

    private func traits(_ source: SourceDefinition) -> String {
        let events = source.events
        let (completed, returned) = (Self.quoted(events.completed), Self.quoted(events.returned))
        var lines = [
            "traits:  "
                + template.comment(
                    "one value for every customer, computed from the events",
                    "每个客户一个值，由事件算出"
                )
        ]
        func add(_ name: String, _ value: String, _ english: String, _ chinese: String) {
            let title = YAMLText.group([("en", english), ("zh", chinese)])
            let scalar = YAMLText.scalar(value)
            lines.append("  \(name): { value: \(scalar), title: \(title) }")
        }
        for (name, english, chinese) in Self.places where source.hasProperty(name) {
            add(name, "most frequent \(name) of \(completed)", english, chinese)
        }
        add("orders", "count of \(completed)", "Orders", "订单数")
        add("net_revenue", "sum of revenue of any of (\(completed), \(returned))", "Net revenue", "净消费额")
        add("first_order", "time of first \(completed)", "First order", "首次下单")
        add("last_order", "time of last \(completed)", "Last order", "最近下单")
        add("days_since_order", "days since last \(completed)", "Days since the last order", "距最近下单的天数")
        add("average_order", "average of revenue of \(completed)", "Average order", "平均订单金额")
        return lines.joined(separator: "\n") + "\n"
    }

    private func models(_ events: OrderEventNames) -> String {
        let completed = YAMLText.scalar(events.completed)
        let (quoted, returned) = (Self.quoted(events.completed), Self.quoted(events.returned))
        let net = YAMLText.scalar("sum of revenue of any of (\(quoted), \(returned))")
        return """
            models:
              rfm:  \(template.comment("recency, frequency, monetary value", "最近一次消费、消费频率、消费金额"))
                model: rfm
                orders: \(completed)
                amount: \(net)
                monetary: total
                bins: 5
              clv:  \(template.comment("customer lifetime value", "客户终身价值"))
                model: simple clv
                orders: \(completed)
                amount: revenue
                margin: 30%  \(template.comment("the share of revenue that is profit: put in your own", "毛利率：请换成自己的数字"))
                discount: 10%  \(template.comment("a year", "每年"))
                lifespan: 3 years

            """
    }

    /// A name as the expressions of the segment language quote it.
    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static let places = [
        ("country", "Country", "国家"), ("province", "Province", "省份"), ("city", "City", "城市"),
    ]
}

extension SourceDefinition {
    fileprivate func hasProperty(_ name: String) -> Bool {
        columns.contains { $0.target.value == .property(name) }
    }
}
