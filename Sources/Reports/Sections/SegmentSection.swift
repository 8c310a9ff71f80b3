import Domain

extension ReportSection {
    /// How many segments have a place in the chart, and how many a card; the table has them all.
    static let chartedSegments = 20
    static let segmentCards = 12

    /// The segments, what they are worth and how they differ from all customers.
    static func segmentSection(_ data: ReportData, _ notation: Notation) -> ReportSection {
        var section = ReportSection(id: "segments", title: notation.text("Segments", "人群"))
        guard !data.segments.isEmpty else {
            section.absence = notation.text("The project defines no segments yet.", "项目中还没有定义人群。")
            return section
        }
        section.lead = segmentLead(data.segments, hasOrders: data.hasOrders, notation)
        section.figures = [
            ReportFigure(
                id: "segments-value",
                title: data.hasOrders
                    ? notation.text("Size and value", "规模与价值") : notation.text("Size", "规模"),
                reading: segmentReading(data.segments, notation),
                chart: segmentChart(data.segments, notation),
                tables: [
                    segmentTable(data.segments, hasOrders: data.hasOrders, notation),
                    ruleTable(data.segments, notation),
                ]
            )
        ]
        section.cards = data.segments.prefix(segmentCards).map { SegmentCard($0, hasOrders: data.hasOrders, notation) }
        return section
    }

    /// How many there are, and whatever must be known before one trusts them.
    private static func segmentLead(
        _ segments: [SegmentSummary],
        hasOrders: Bool,
        _ notation: Notation
    ) -> String {
        let count = notation.count(segments.count, .segment)
        var parts = [
            hasOrders
                ? notation.text("\(count), compared with all customers.", "共 \(count)，与全部客户对比。")
                : notation.text("\(count).", "共 \(count)。")
        ]
        let stale = segments.count { $0.stale != nil }
        if stale > 0 {
            parts.append(
                notation.text(
                    "\(stale) \(stale == 1 ? "is" : "are") out of date, for the reason given there.",
                    "其中 \(stale) 个已过期，原因见各自说明。"
                )
            )
        }
        if segments.count > segmentCards {
            parts.append(
                notation.text(
                    "The first \(segmentCards) are described below; the table lists all.",
                    "下面介绍前 \(segmentCards) 个，表格列出全部。"
                )
            )
        }
        return parts.joined(separator: notation.text(" ", ""))
    }

    private static func segmentReading(_ segments: [SegmentSummary], _ notation: Notation) -> String {
        guard let best = segments.max(by: { ($0.shareOfValue ?? 0) < ($1.shareOfValue ?? 0) }),
            let value = best.shareOfValue, value > 0
        else {
            let largest = segments.max { $0.size < $1.size }
            guard let largest, largest.size > 0 else {
                return notation.text("No customer is in any segment.", "没有客户属于任何人群。")
            }
            let (title, size) = (largest.title[notation.language], notation.count(largest.size, .customer))
            return notation.text("“\(title)” is the largest, with \(size).", "“\(title)”人数最多，共 \(size)。")
        }
        let (title, revenue) = (best.title[notation.language], notation.roundShare(value))
        let share = best.shareOfCustomers.map(notation.roundShare) ?? Notation.missing
        return notation.text(
            "“\(title)” is worth the most: \(share) of the customers, \(revenue) of the value.",
            "“\(title)”价值最高：占客户的 \(share)，占价值的 \(revenue)。"
        )
    }

    private static func segmentChart(_ segments: [SegmentSummary], _ notation: Notation) -> Chart? {
        let shown = segments.filter { $0.size > 0 && $0.shareOfCustomers != nil }
            .sorted { ($0.shareOfValue ?? 0, $0.size) > ($1.shareOfValue ?? 0, $1.size) }
            .prefix(chartedSegments)
        guard !shown.isEmpty else { return nil }
        return .pairs(
            PairChart(
                categories: shown.map { $0.title[notation.language] },
                firstName: notation.text("Share of customers", "客户占比"),
                first: shown.map { $0.shareOfCustomers ?? 0 },
                secondName: notation.text("Share of value", "价值占比"),
                second: shown.contains { $0.shareOfValue != nil } ? shown.map { $0.shareOfValue ?? 0 } : []
            )
        )
    }

    private static func segmentTable(
        _ segments: [SegmentSummary],
        hasOrders: Bool,
        _ notation: Notation
    ) -> ReportTable {
        let measures = hasOrders ? measures(of: segments) : []
        let hasStale = segments.contains { $0.stale != nil }
        let columns =
            [
                notation.text("Segment", "人群"), notation.text("Customers", "客户"),
                notation.text("Share of customers", "客户占比"),
            ] + (hasOrders ? valueColumns(notation) : [])
            + measures.map { notation.text("Index: \($0.english)", "指数：\($0.chinese)") }
            + (hasStale ? [Words.stale.text(in: notation)] : [])
        return ReportTable(
            name: "segments",
            title: notation.text("All segments in numbers", "全部人群的数字"),
            columns: columns,
            rows: segments.map { segment in
                row(segment, hasOrders, measures, notation) + (hasStale ? [staleness(segment, notation)] : [])
            }
        )
    }

    /// What can be said of segments where there are orders.
    private static func valueColumns(_ notation: Notation) -> [String] {
        [
            notation.text("Value", "价值"), notation.text("Share of value", "价值占比"),
            notation.text("Median days since order", "距上次购买天数（中位）"), notation.text("Average order", "客单价"),
        ]
    }

    private static func row(
        _ segment: SegmentSummary,
        _ hasOrders: Bool,
        _ measures: [Bilingual],
        _ notation: Notation
    ) -> [ReportTable.Cell] {
        let values: [ReportTable.Cell] = [
            .money(segment.value), .share(orMissing: segment.shareOfValue),
            .number(orMissing: segment.medianRecencyDays), .price(orMissing: segment.averageOrder),
        ]
        return [
            .text(segment.title[notation.language]), .integer(segment.size),
            .share(orMissing: segment.shareOfCustomers),
        ]
            + (hasOrders ? values : [])
            + measures.map { measure in
                .number(orMissing: segment.indexes.first { $0.measure == measure }?.index?.rounded())
            }
    }

    /// Why a segment's row is out of date; nothing where it is not.
    private static func staleness(_ segment: SegmentSummary, _ notation: Notation) -> ReportTable.Cell {
        segment.stale.map { .text($0.reason[notation.language]) } ?? .missing
    }

    private static func ruleTable(_ segments: [SegmentSummary], _ notation: Notation) -> ReportTable {
        ReportTable(
            name: "segment-rules",
            title: notation.text("Rules and remarks", "规则与备注"),
            columns: [
                notation.text("Segment", "人群"), notation.text("Name", "名称"), notation.text("Rule", "规则"),
                notation.text("Remarks", "备注"),
            ],
            rows: segments.map { segment in
                let remarks = [segment.stale?.reason, segment.note].compactMap { $0?[notation.language] }
                return [
                    .text(segment.title[notation.language]), .text(segment.name),
                    .text(segment.sentence[notation.language]),
                    remarks.isEmpty ? .missing : .text(remarks.joined(separator: notation.text(" ", ""))),
                ]
            }
        )
    }

    /// The measures that any segment is indexed by, each once, in the order in which they first appear.
    private static func measures(of segments: [SegmentSummary]) -> [Bilingual] {
        var seen = Set<Bilingual>()
        return segments.flatMap { $0.indexes.map(\.measure) }.filter { seen.insert($0).inserted }
    }
}
