import Domain
import Models

/// What `clv` has to say: the values of all customers, and by group where there are groups.
struct LifetimeValueReport {
    private struct Group {
        var name: Bilingual
        var key: String?
        var customers = 0
        var revenue = 0.0
        var value = 0.0
    }

    private let model: SimpleLifetimeValue
    private let all: Group
    private let groups: [Group]
    private let orderDays: Int

    init(_ model: SimpleLifetimeValue, _ reading: RevenueReading) {
        self.model = model
        var all = Group(name: Bilingual(en: "All", zh: "全部"))
        var byName: [String: Group] = [:]
        var without = Group(name: Bilingual(en: "(none)", zh: "（无）"))
        for customer in reading.customers {
            let value = model.value(revenue: customer.revenue, observedYears: reading.years(customer))
            Self.add(customer, value, to: &all)
            if let group = customer.group {
                Self.add(
                    customer,
                    value,
                    to: &byName[group, default: Group(name: Bilingual(verbatim: group), key: group)]
                )
            } else {
                Self.add(customer, value, to: &without)
            }
        }
        self.all = all
        orderDays = reading.customers.reduce(0) { $0 + $1.days }
        let named = byName.values.sorted { ($0.key ?? "") < ($1.key ?? "") }
        groups = named.isEmpty ? [] : named + (without.customers > 0 ? [without] : [])
    }

    private static func add(_ customer: RevenueReading.Customer, _ value: Double, to group: inout Group) {
        group.customers += 1
        group.revenue += customer.revenue
        group.value += value
    }

    var fields: [FitField] {
        [
            FitField("lifespan", .number(model.lifespan)), FitField("margin", .number(model.margin)),
            FitField("discount", .number(model.discountRate)), FitField("revenue", .number(all.revenue)),
            FitField("orderDays", .integer(orderDays)),
            FitField("averageOrder", .number(all.revenue / Double(max(1, orderDays)))),
            FitField("total", .number(all.value)), FitField("mean", .number(all.value / Double(max(1, all.customers)))),
            FitField("groups", .list(groups.map(field))),
        ]
    }

    private func field(_ group: Group) -> FitValue {
        .object([
            FitField("group", group.key.map(FitValue.text) ?? .null), FitField("customers", .integer(group.customers)),
            FitField("revenue", .number(group.revenue)), FitField("total", .number(group.value)),
            FitField("mean", .number(group.value / Double(max(1, group.customers)))),
        ])
    }

    var tables: [FitTable] {
        [
            FitTable(
                Bilingual(en: "Lifetime value", zh: "客户终身价值"),
                headings: [
                    Bilingual(en: "Group", zh: "分组"), Bilingual(en: "Customers", zh: "客户数"),
                    Bilingual(en: "Revenue", zh: "收入"), Bilingual(en: "Lifetime value", zh: "终身价值"),
                    Bilingual(en: "Mean", zh: "人均"),
                ],
                rows: (groups + [all]).map { group in
                    [
                        .text(group.name), .integer(group.customers), .number(group.revenue), .number(group.value),
                        .number(group.value / Double(max(1, group.customers))),
                    ]
                },
                caption: Bilingual(
                    en: """
                        Margin × yearly revenue × lifespan, discounted; whoever has been there for less than a year counts \
                        with a year, a revenue below zero as zero. It extrapolates the past and knows nothing of customers \
                        who have left; bgnbd and paretonbd do.
                        """,
                    zh:
                        "利润率 × 年收入 × 留存年数（可贴现）；首次购买不足一年的按一年计，净收入为负的按零计。该方法只外推过去，不考虑已流失的客户；"
                        + "bgnbd 与 paretonbd 会考虑。"
                )
            )
        ]
    }

    var figures: [FitFigure] {
        guard !groups.isEmpty else { return [] }
        return [
            FitFigure(
                Bilingual(en: "Mean lifetime value by group", zh: "各组人均终身价值"),
                x: Bilingual(en: "Group", zh: "分组"),
                y: Bilingual(en: "Mean lifetime value", zh: "人均终身价值"),
                .bars(
                    categories: groups.map(\.name),
                    series: [
                        (
                            Bilingual(en: "Mean lifetime value", zh: "人均终身价值"),
                            groups.map { $0.value / Double(max(1, $0.customers)) }
                        )
                    ]
                )
            )
        ]
    }
}
