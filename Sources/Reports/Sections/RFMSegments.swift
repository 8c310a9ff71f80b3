import Domain

/// The named groups of customers that the scores make.
extension ReportSection {
    static func rfmSegmentsFigure(_ rfm: RFMSummary, _ notation: Notation) -> ReportFigure? {
        let total = rfm.segments.reduce(0) { $0 + $1.customers }
        guard total > 0 else { return nil }
        return ReportFigure(
            id: "rfm-segments",
            title: notation.text("Groups by their scores", "按评分划分的客户群"),
            reading: rfmSegmentsReading(rfm, total, notation),
            chart: rfmSegmentsChart(rfm, total, notation),
            tables: [rfmSegmentsTable(rfm, total, notation)]
        )
    }

    private static func rfmSegmentsReading(_ rfm: RFMSummary, _ total: Int, _ notation: Notation) -> String {
        let best = rfm.segments.max { ($0.revenueShare ?? 0) < ($1.revenueShare ?? 0) }
        if let best, let value = best.revenueShare, value > 0 {
            let share = notation.roundShare(Double(best.customers) / Double(total))
            let (title, revenue) = (best.title[notation.language], notation.roundShare(value))
            return notation.text(
                "“\(title)” are \(share) of these customers and bring \(revenue) of the revenue.",
                "“\(title)”占这些客户的 \(share)，带来 \(revenue) 的收入。"
            )
        }
        let largest = rfm.segments.max { $0.customers < $1.customers }?.title[notation.language] ?? ""
        return notation.text("“\(largest)” is the largest group.", "“\(largest)”人数最多。")
    }

    private static func rfmSegmentsChart(_ rfm: RFMSummary, _ total: Int, _ notation: Notation) -> Chart? {
        let shown = rfm.segments.filter { $0.customers > 0 }.sorted {
            ($0.revenueShare ?? 0, $0.customers) > ($1.revenueShare ?? 0, $1.customers)
        }
        return .pairs(
            PairChart(
                categories: shown.map { $0.title[notation.language] },
                firstName: notation.text("Share of customers", "客户占比"),
                first: shown.map { Double($0.customers) / Double(total) },
                secondName: notation.text("Share of revenue", "收入占比"),
                second: shown.contains { $0.revenueShare != nil } ? shown.map { $0.revenueShare ?? 0 } : []
            )
        )
    }

    private static func rfmSegmentsTable(_ rfm: RFMSummary, _ total: Int, _ notation: Notation) -> ReportTable {
        ReportTable(
            name: "rfm-segments",
            title: notation.text("The groups in numbers", "各群数字"),
            columns: [
                notation.text("Group", "客户群"), notation.text("Customers", "客户"),
                notation.text("Share of customers", "客户占比"), notation.text("Revenue", "收入"),
                notation.text("Share of revenue", "收入占比"), notation.text("Mean days since order", "平均距今天数"),
                notation.text("Mean orders", "平均订单数"), notation.text("Mean revenue", "平均消费"),
            ],
            rows: rfm.segments.map {
                [
                    .text($0.title[notation.language]), .integer($0.customers),
                    .share(Double($0.customers) / Double(total)), .money($0.revenue),
                    .share(orMissing: $0.revenueShare), .number(orMissing: $0.meanRecencyDays),
                    .number(orMissing: $0.meanFrequency), .price(orMissing: $0.meanMonetary),
                ]
            }
        )
    }
}
