import Domain

extension ReportSection {
    /// The most segments that a matrix of readable cells has room for.
    static let overlapRows = 12

    /// How many customers the segments share.
    static func overlapSection(_ data: ReportData, _ notation: Notation) -> ReportSection {
        var section = ReportSection(id: "overlap", title: notation.text("Overlap of segments", "人群重叠"))
        guard let overlap = data.overlap, overlap.titles.count > 1 else {
            section.absence = notation.text(
                "Overlap needs two segments or more.",
                "至少有两个人群才能比较重叠。"
            )
            return section
        }
        section.lead = notation.text(
            "How many customers belong to two segments at once.",
            "有多少客户同时属于两个人群。"
        )
        let pairs = overlap.pairs
        section.figures = [
            ReportFigure(
                id: "overlap-matrix",
                title: notation.text("Share of each segment that is also in another", "各人群中同时属于其他人群的比例"),
                reading: overlapReading(overlap, pairs.first, notation),
                chart: pairs.isEmpty ? nil : overlapChart(overlap, notation),
                tables: [overlapTable(overlap, pairs, notation)]
            )
        ]
        return section
    }

    private static func overlapReading(
        _ overlap: SegmentOverlap,
        _ closest: SegmentOverlap.Pair?,
        _ notation: Notation
    ) -> String {
        guard let closest else {
            return notation.text("No two of these segments share a customer.", "任意两个人群之间都没有共同的客户。")
        }
        let titles = [closest.row, closest.column].map { overlap.titles[$0][notation.language] }
        let (both, share) = (notation.integer(closest.both), notation.roundShare(closest.jaccard))
        return notation.text(
            "“\(titles[0])” and “\(titles[1])” overlap most: \(both) in both, \(share) of all who are in either.",
            "“\(titles[0])”与“\(titles[1])”重叠最多：\(both) 位同时属于两者，占两者合计人数的 \(share)。"
        )
    }

    /// The largest segments, in their own order.
    private static func overlapChart(_ overlap: SegmentOverlap, _ notation: Notation) -> Chart {
        let shown = overlap.titles.indices.filter { overlap.count($0, $0) > 0 }
            .sorted { overlap.count($0, $0) > overlap.count($1, $1) }.prefix(overlapRows).sorted()
        let titles = shown.map { overlap.titles[$0][notation.language] }
        var cells: [HeatChart.Cell] = []
        for (y, row) in shown.enumerated() {
            for (x, column) in shown.enumerated() where x != y {
                let (both, size) = (overlap.count(row, column), overlap.count(row, row))
                let share = Double(both) / Double(size)
                let (percent, jaccard) = (notation.share(share), notation.share(overlap.jaccard(row, column)))
                cells.append(
                    HeatChart.Cell(
                        x: x,
                        y: y,
                        value: share,
                        label: notation.shareInCell(share),
                        detail: [
                            "\(titles[y]) ∩ \(titles[x])",
                            notation.count(both, .customer)
                                + notation.text(" (\(percent) of the row’s)", "（占行人群 \(percent)）"),
                            notation.text("Jaccard index \(jaccard)", "杰卡德系数 \(jaccard)"),
                        ]
                    )
                )
            }
        }
        return .heat(
            HeatChart(
                columns: titles.indices.map { String($0 + 1) },
                rows: titles.enumerated().map { "\($0 + 1)  \($1)" },
                columnName: notation.text("also in segment number …, %", "同时属于第几个人群（%）"),
                rowName: "",
                fullColourAt: 0.5,
                cells: cells
            )
        )
    }

    private static func overlapTable(
        _ overlap: SegmentOverlap,
        _ pairs: [SegmentOverlap.Pair],
        _ notation: Notation
    ) -> ReportTable {
        ReportTable(
            name: "segment-overlap",
            title: notation.text("Pairs that share customers", "有共同客户的人群对"),
            columns: [
                notation.text("Segment", "人群"), notation.text("Other segment", "另一人群"),
                notation.text("In both", "同属两者"), notation.text("Share of the first", "占前者"),
                notation.text("Share of the other", "占后者"), notation.text("Jaccard index", "杰卡德系数"),
            ],
            rows: pairs.map { pair in
                let sizes = [pair.row, pair.column].map { Double(max(1, overlap.count($0, $0))) }
                return [
                    .text(overlap.titles[pair.row][notation.language]),
                    .text(overlap.titles[pair.column][notation.language]), .integer(pair.both),
                    .share(Double(pair.both) / sizes[0]), .share(Double(pair.both) / sizes[1]), .share(pair.jaccard),
                ]
            }
        )
    }
}

extension SegmentOverlap {
    struct Pair: Sendable {
        let row: Int
        let column: Int
        let both: Int
        let jaccard: Double
    }

    /// Every two segments with a customer in common, the most alike first.
    var pairs: [Pair] {
        let all = titles.indices.flatMap { row in
            titles.indices.dropFirst(row + 1).compactMap { column -> Pair? in
                let both = count(row, column)
                guard both > 0, let jaccard = jaccard(row, column) else { return nil }
                return Pair(row: row, column: column, both: both, jaccard: jaccard)
            }
        }
        return all.sorted { ($1.jaccard, $1.both, $0.row, $0.column) < ($0.jaccard, $0.both, $1.row, $1.column) }
    }
}
