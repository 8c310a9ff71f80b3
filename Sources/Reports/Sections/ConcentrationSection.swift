import Domain

extension ReportSection {
    /// How much of the revenue rests on how few.
    static func concentrationSection(_ data: ReportData, _ notation: Notation) -> ReportSection {
        var section = ReportSection(id: "concentration", title: notation.text("Concentration of value", "价值集中度"))
        guard let concentration = data.concentration, concentration.customers > 0 else {
            section.absence = notation.text("There are no customers with orders.", "没有下过单的客户。")
            return section
        }
        guard concentration.revenue > .zero else {
            section.absence = notation.text(
                "The customers' revenue in all is not above zero, so it has no shares.",
                "客户总收入不大于零，无法计算占比。"
            )
            return section
        }
        section.lead = notation.text(
            "How much of the revenue comes from how few of the customers.",
            "多大比例的收入来自多小比例的客户。"
        )
        section.figures = [
            paretoFigure(concentration, notation), decilesFigure(concentration, notation),
        ].compactMap(\.self)
        if section.figures.isEmpty {
            section.absence = notation.text("The curve was not computed.", "尚未计算集中度曲线。")
        }
        return section
    }

    private static func paretoFigure(_ concentration: Concentration, _ notation: Notation) -> ReportFigure? {
        guard concentration.curve.count > 1 else { return nil }
        let headline = concentration.headline.map { point in
            (notation.roundShare(point.customersShare), notation.roundShare(point.revenueShare))
        }
        let customers = notation.count(concentration.customers, .customer)
        let revenue = notation.compactMoney(concentration.revenue)
        return ReportFigure(
            id: "concentration-curve",
            title: notation.text("Pareto curve", "帕累托曲线"),
            reading: headline.map { share, value in
                notation.text(
                    "The best \(share) of customers bring \(value) of the revenue.",
                    "消费最高的 \(share) 客户带来 \(value) 的收入。"
                )
            } ?? notation.text("\(customers), \(revenue) in all.", "\(customers)，合计 \(revenue)。"),
            chart: .curve(
                CurveChart(
                    points: concentration.curve.map { [$0.customersShare, $0.revenueShare] },
                    xName: notation.text("Customers, best first", "客户（消费从高到低）"),
                    yName: notation.text("Share of revenue", "收入占比"),
                    equalName: notation.text("All spend alike", "人人消费相同"),
                    marker: concentration.headline.map { [$0.customersShare, $0.revenueShare] },
                    markerLabel: headline.map { "\($0.0) → \($0.1)" }
                )
            ),
            width: .half,
            tables: [curveTable(concentration, notation)]
        )
    }

    private static func decilesFigure(_ concentration: Concentration, _ notation: Notation) -> ReportFigure? {
        let deciles = concentration.deciles
        guard let best = deciles.first, deciles.contains(where: { $0.customers > 0 }) else { return nil }
        let lower = deciles.filter { $0.number > 5 }.reduce(0) { $0 + ($1.revenueShare ?? 0) }
        let shares = [best.revenueShare ?? 0, lower].map(notation.roundShare)
        return ReportFigure(
            id: "concentration-deciles",
            title: notation.text("Revenue by tenths of customers", "客户十等分的收入"),
            reading: notation.text(
                "The best tenth brings \(shares[0]) of the revenue, the lower half together \(shares[1]).",
                "消费最高的十分之一带来 \(shares[0]) 的收入，后一半合计 \(shares[1])。"
            ),
            chart: .bars(
                BarChart(
                    categories: deciles.map { String($0.number) },
                    titles: deciles.map { tenth in
                        notation.text("Tenth \(tenth.number) of 10", "第 \(tenth.number) 个十分之一")
                    },
                    series: [
                        .init(
                            name: notation.text("Share of revenue", "收入占比"),
                            values: deciles.map { $0.revenueShare ?? 0 },
                            tone: .main
                        )
                    ],
                    format: .share
                )
            ),
            width: .half,
            tables: [decilesTable(concentration, notation)]
        )
    }

    private static func curveTable(_ concentration: Concentration, _ notation: Notation) -> ReportTable {
        ReportTable(
            name: "concentration-curve",
            title: notation.text("Points of the curve", "曲线各点"),
            columns: [notation.text("Share of customers", "客户占比"), notation.text("Share of revenue", "收入占比")],
            rows: everyTwentieth(concentration.curve).map { [.share($0.customersShare), .share($0.revenueShare)] }
        )
    }

    /// The points nearest to each twentieth of the customers: what a person reads of a curve.
    private static func everyTwentieth(_ curve: [Concentration.Point]) -> [Concentration.Point] {
        guard curve.count > 21 else { return curve }
        var seen = Set<Concentration.Point>()
        return (0...20).compactMap { step in
            curve.min { left, right in
                abs(left.customersShare - Double(step) / 20) < abs(right.customersShare - Double(step) / 20)
            }
        }.filter { seen.insert($0).inserted }
    }

    private static func decilesTable(_ concentration: Concentration, _ notation: Notation) -> ReportTable {
        ReportTable(
            name: "concentration-deciles",
            title: notation.text("The tenths in numbers", "各十分之一的数字"),
            columns: [
                notation.text("Tenth", "十等分"), notation.text("Customers", "客户"), notation.text("Revenue", "收入"),
                notation.text("Share of revenue", "收入占比"), notation.text("Cumulative", "累计占比"),
            ],
            rows: concentration.deciles.map {
                [
                    .integer($0.number), .integer($0.customers), .money($0.revenue),
                    .share(orMissing: $0.revenueShare), .share(orMissing: $0.cumulativeShare),
                ]
            }
        )
    }
}
