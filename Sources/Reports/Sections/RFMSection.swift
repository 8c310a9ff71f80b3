import Domain

extension ReportSection {
    /// Recency, frequency and value.
    static func rfmSection(_ data: ReportData, _ notation: Notation) -> ReportSection {
        var section = ReportSection(id: "rfm", title: notation.text("Recency, frequency, value", "RFM 分析"))
        guard let rfm = data.rfm, rfm.cells.contains(where: { $0.customers > 0 }) else {
            section.absence = notation.text(
                "Customers have not been scored for recency, frequency and value.",
                "尚未对客户进行 RFM（最近购买、购买频次、消费金额）评分。"
            )
            return section
        }
        section.lead = notation.text(
            "How lately, how often and for how much customers buy. Scores run from 1 to 5; 5 is best.",
            "客户最近何时买、多久买一次、花多少钱。评分 1 至 5，5 最好。"
        )
        let grid = RFMGrid(rfm: rfm, notation: notation)
        section.figures = grid.figures() + [rfmSegmentsFigure(rfm, notation)].compactMap(\.self)
        section.figures += rfmHistograms(rfm, notation)
        return section
    }
}

/// The grid of recency and frequency scores.
struct RFMGrid {
    let rfm: RFMSummary
    let notation: Notation

    /// Customers by scores, and beside it what they spend; alone where nobody spent anything.
    func figures() -> [ReportFigure] {
        let valueChart = valueChart()
        let customers = ReportFigure(
            id: "rfm-customers",
            title: notation.text("Customers by scores", "各评分的客户数"),
            reading: customersReading(),
            chart: customersChart(),
            width: valueChart == nil ? .full : .half,
            tables: [table()]
        )
        guard let valueChart else { return [customers] }
        let value = ReportFigure(
            id: "rfm-value",
            title: notation.text("Revenue per customer by scores", "各评分的人均消费"),
            reading: valueReading(),
            chart: valueChart,
            width: .half
        )
        return [customers, value]
    }

    private var customers: Int { rfm.cells.reduce(0) { $0 + $1.customers } }

    private func customers(recency: ClosedRange<Int>, frequency: ClosedRange<Int>) -> Int {
        rfm.cells.filter { recency.contains($0.recencyScore) && frequency.contains($0.frequencyScore) }
            .reduce(0) { $0 + $1.customers }
    }

    func customersReading() -> String {
        let (core, lapsed) = (
            customers(recency: 4...5, frequency: 4...5), customers(recency: 1...2, frequency: 4...5)
        )
        guard core + lapsed > 0 else {
            return notation.text("No customer scores 4 or more for frequency.", "没有客户的频次评分达到 4 分。")
        }
        let shares = [core, lapsed].map { notation.share(Double($0) / Double(max(1, customers))) }
        return notation.text(
            "\(notation.count(core, .customer)) (\(shares[0])) \(core == 1 ? "buys" : "buy") often and lately: the core "
                + "to keep. \(notation.integer(lapsed)) (\(shares[1])) used to buy often and stopped: the first to win back.",
            "\(notation.count(core, .customer))（\(shares[0])）买得勤且最近来过，是要留住的核心；"
                + "\(notation.integer(lapsed)) 位（\(shares[1])）曾经常买但近来没来，最值得挽回。"
        )
    }

    func valueReading() -> String {
        let valued = rfm.cells.filter { $0.customers > 0 && $0.meanMonetary != nil }
        let count = valued.reduce(0) { $0 + $1.customers }
        let sum = valued.reduce(0) { $0 + Double($1.customers) * ($1.meanMonetary?.doubleValue ?? 0) }
        guard count > 0, sum > 0 else {
            return notation.text("No revenue is known for these customers.", "这些客户没有收入记录。")
        }
        let mean = sum / Double(count)
        guard let best = valued.max(by: { ($0.meanMonetary ?? .zero) < ($1.meanMonetary ?? .zero) }),
            let most = best.meanMonetary
        else { return "" }
        let (amount, base) = (notation.compactMoney(most), notation.compactMoney(mean))
        let times = notation.decimal(most.doubleValue / mean)
        return notation.text(
            "The cell of recency \(best.recencyScore) and frequency \(best.frequencyScore) spends the most, \(amount) "
                + "a customer, \(times) times the mean of \(base).",
            "最近购买 \(best.recencyScore) 分、频次 \(best.frequencyScore) 分的客户人均消费最高，为 \(amount)，是平均 \(base) 的 \(times) 倍。"
        )
    }

    func customersChart() -> Chart {
        heat(.root) { cell in
            let share = notation.share(Double(cell.customers) / Double(max(1, customers)))
            return (
                Double(cell.customers), notation.compact(Double(cell.customers)),
                [notation.count(cell.customers, .customer) + notation.text(" (\(share))", "（\(share)）")]
            )
        }
    }

    func valueChart() -> Chart? {
        guard rfm.cells.contains(where: { $0.customers > 0 && ($0.meanMonetary ?? .zero) > .zero }) else { return nil }
        return heat(.linear) { cell in
            guard cell.customers > 0, let mean = cell.meanMonetary else { return nil }
            return (
                mean.doubleValue, notation.compact(mean.doubleValue),
                [
                    notation.text("\(notation.money(mean)) a customer", "人均 \(notation.money(mean))"),
                    notation.count(cell.customers, .customer),
                ]
            )
        }
    }

    /// The best recency on top, the best frequency at the right, as on the usual RFM map.
    private func heat(
        _ scale: HeatChart.Scale,
        _ content: (RFMSummary.Cell) -> (value: Double, label: String, detail: [String])?
    ) -> Chart {
        let scores = Array(1...5)
        let inGrid = rfm.cells.filter { scores.contains($0.recencyScore) && scores.contains($0.frequencyScore) }
        return .heat(
            HeatChart(
                columns: scores.map(String.init),
                rows: scores.reversed().map(String.init),
                columnName: notation.text("Frequency: rarely → often", "频次：少 → 多"),
                rowName: notation.text("Recency: long ago → lately", "最近购买：久 → 近"),
                scale: scale,
                cells: inGrid.compactMap { cell in
                    guard let (value, label, detail) = content(cell) else { return nil }
                    let title = notation.text(
                        "Recency \(cell.recencyScore), frequency \(cell.frequencyScore)",
                        "最近购买 \(cell.recencyScore) 分，频次 \(cell.frequencyScore) 分"
                    )
                    return HeatChart.Cell(
                        x: cell.frequencyScore - 1,
                        y: 5 - cell.recencyScore,
                        value: value,
                        label: label,
                        detail: [title] + detail
                    )
                }
            )
        )
    }

    func table() -> ReportTable {
        ReportTable(
            name: "rfm-scores",
            title: notation.text("Customers and revenue by scores", "各评分的客户与消费"),
            columns: [
                notation.text("Recency score", "最近购买评分"), notation.text("Frequency score", "频次评分"),
                notation.text("Customers", "客户"), notation.text("Revenue per customer", "人均消费"),
            ],
            rows: rfm.cells.sorted {
                ($1.recencyScore, $1.frequencyScore) < ($0.recencyScore, $0.frequencyScore)
            }.map {
                [
                    .integer($0.recencyScore), .integer($0.frequencyScore), .integer($0.customers),
                    .price(orMissing: $0.meanMonetary),
                ]
            }
        )
    }
}
