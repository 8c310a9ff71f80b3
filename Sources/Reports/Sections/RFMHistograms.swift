import Domain

/// How the three measures behind the scores are spread.
extension ReportSection {
    static func rfmHistograms(_ rfm: RFMSummary, _ notation: Notation) -> [ReportFigure] {
        [
            recencyFigure(rfm.recencyDays, notation), frequencyFigure(rfm.frequency, notation),
            monetaryFigure(rfm.monetary, notation),
        ].compactMap(\.self)
    }

    private static func recencyFigure(_ histogram: Histogram, _ notation: Notation) -> ReportFigure? {
        histogramFigure(
            histogram,
            id: "rfm-recency",
            title: notation.text("Days since last order", "距上次购买的天数"),
            reading: histogram.median.map {
                let days = notation.days($0)
                return notation.text("Half of the customers bought within \(days).", "一半客户在最近 \(days)内买过。")
            },
            label: { wholeRange($0, notation) },
            notation
        )
    }

    private static func frequencyFigure(_ histogram: Histogram, _ notation: Notation) -> ReportFigure? {
        let total = histogram.bins.reduce(0) { $0 + $1.customers }
        let once = histogram.bins.first { $0.lower == 1 && $0.upper == 2 }?.customers
        let reading = once.map {
            let share = notation.roundShare(Double($0) / Double(max(1, total)))
            return notation.text("\(share) of the customers ordered once only.", "\(share) 的客户只下过一次单。")
        }
        return histogramFigure(
            histogram,
            id: "rfm-frequency",
            title: notation.text("Orders per customer", "每位客户的订单数"),
            reading: reading,
            label: { wholeRange($0, notation) },
            notation
        )
    }

    private static func monetaryFigure(_ histogram: Histogram, _ notation: Notation) -> ReportFigure? {
        histogramFigure(
            histogram,
            id: "rfm-monetary",
            title: notation.text("Revenue per customer", "每位客户的消费金额"),
            reading: histogram.median.map {
                let amount = notation.compactMoney($0)
                return notation.text(
                    "Half of the customers spent \(amount) or more in all.",
                    "一半客户累计消费不低于 \(amount)。"
                )
            },
            label: { bin in
                let lower = notation.compactMoney(bin.lower)
                guard let upper = bin.upper else { return "≥ \(lower)" }
                return "\(lower)–\(notation.compact(upper))"
            },
            notation
        )
    }

    /// `3–5` for the whole numbers from 3 up to 6.
    private static func wholeRange(_ bin: Histogram.Bin, _ notation: Notation) -> String {
        let lower = notation.compact(bin.lower)
        guard let upper = bin.upper else { return "≥ \(lower)" }
        return upper - bin.lower <= 1 ? lower : "\(lower)–\(notation.compact(upper - 1))"
    }

    private static func histogramFigure(
        _ histogram: Histogram,
        id: String,
        title: String,
        reading: String?,
        label: (Histogram.Bin) -> String,
        _ notation: Notation
    ) -> ReportFigure? {
        guard histogram.bins.contains(where: { $0.customers > 0 }) else { return nil }
        let labels = histogram.bins.map(label)
        let customers = notation.text("Customers", "客户")
        let total = notation.count(histogram.bins.reduce(0) { $0 + $1.customers }, .customer)
        return ReportFigure(
            id: id,
            title: title,
            reading: reading ?? notation.text("Over \(total).", "共 \(total)。"),
            chart: .bars(
                BarChart(
                    categories: labels,
                    titles: labels,
                    series: [
                        .init(name: customers, values: histogram.bins.map { Double($0.customers) }, tone: .main)
                    ],
                    format: .integer
                )
            ),
            width: .third,
            tables: [
                ReportTable(
                    name: id,
                    title: notation.text("Numbers", "数字"),
                    columns: [title, customers],
                    rows: zip(labels, histogram.bins).map { [.text($0), .integer($1.customers)] }
                )
            ]
        )
    }
}
