import Domain

extension ReportSection {
    /// Where each priority list puts the customers.
    static func prioritySection(_ data: ReportData, _ notation: Notation) -> ReportSection {
        var section = ReportSection(id: "priorities", title: notation.text("Priority lists", "优先级列表"))
        section.lead = notation.text(
            "Every customer once: in the first segment of the list that the customer is in.",
            "每位客户只计一次：归入列表中所属的第一个人群。"
        )
        section.figures = data.priorities.enumerated().map { number, list in
            figure(list, number, hasValue: data.hasOrders, notation)
        }
        return section
    }

    private static func figure(
        _ list: PrioritySummary,
        _ number: Int,
        hasValue: Bool,
        _ notation: Notation
    ) -> ReportFigure {
        let customers = list.tiers.reduce(0) { $0 + $1.customers }
        let value = list.tiers.reduce(0.0) { $0 + Double($1.value.tenThousandths) }
        let shares = list.tiers.map { customers > 0 ? Double($0.customers) / Double(customers) : 0 }
        let values = list.tiers.map { value > 0 ? Double($0.value.tenThousandths) / value : nil }
        let isWorth = hasValue && value > 0
        return ReportFigure(
            id: "priorities-\(number + 1)",
            title: list.title[notation.language],
            reading: reading(list, shares, notation),
            chart: customers > 0
                ? .pairs(
                    PairChart(
                        categories: list.tiers.map { $0.title[notation.language] },
                        firstName: notation.text("Share of customers", "客户占比"),
                        first: shares,
                        secondName: notation.text("Share of revenue", "收入占比"),
                        second: isWorth ? values.map { $0 ?? 0 } : []
                    )
                ) : nil,
            tables: [table(list, number, shares, values, notation)]
        )
    }

    private static func reading(_ list: PrioritySummary, _ shares: [Double], _ notation: Notation) -> String {
        let rest = list.tiers.last.map { notation.count($0.customers, .customer) } ?? ""
        let first = list.tiers.first?.title[notation.language] ?? ""
        let share = notation.roundShare(shares.first ?? 0)
        return notation.text(
            "“\(first)” comes first and has \(share) of all customers; \(rest) belong to no segment of the list.",
            "“\(first)”优先级最高，占全部客户的 \(share)；\(rest)不属于列表中的任何人群。"
        )
    }

    private static func table(
        _ list: PrioritySummary,
        _ number: Int,
        _ shares: [Double],
        _ values: [Double?],
        _ notation: Notation
    ) -> ReportTable {
        ReportTable(
            name: "priorities-\(number + 1)",
            title: notation.text("The list in numbers", "列表数字"),
            columns: [
                notation.text("Rank", "顺序"), notation.text("Belongs to", "归入"), notation.text("Customers", "客户"),
                notation.text("Share of customers", "客户占比"), notation.text("Revenue", "收入"),
                notation.text("Share of revenue", "收入占比"),
            ],
            rows: list.tiers.enumerated().map { place, tier in
                [
                    .integer(place + 1), .text(tier.title[notation.language]), .integer(tier.customers),
                    .share(shares[place]), .money(tier.value), .share(orMissing: values[place]),
                ]
            }
        )
    }
}
