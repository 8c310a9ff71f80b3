import Domain
import Models

/// What RFM scores have to say: the groups, how many customers are in which bins, and what they spend.
struct RFMDocument {
    private let reading: RFMReading
    private let fitted: RFMOnTable.Fitted
    private let scores: RFMScores
    private let bins: Int

    init(_ reading: RFMReading, _ fitted: RFMOnTable.Fitted, _ scores: RFMScores) {
        self.reading = reading
        self.fitted = fitted
        self.scores = scores
        bins = fitted.model.bins.count
    }

    func fill(_ document: inout FitDocument) {
        let groups = groups
        let cells = cells
        var own = [
            FitField("customers", .integer(reading.recency.count)), FitField("orders", .integer(reading.orders)),
        ]
        if let until = reading.until {
            own.append(FitField("until", .text(RFMReading.date(until))))
        }
        own += [
            FitField("bins", .integer(bins)), FitField("binning", .text(fitted.model.binning.rawValue)),
            FitField("ties", .text(fitted.model.bins.ties == .together ? "together" : "random")),
            FitField("monetary", .text(fitted.monetary.rawValue)),
            FitField("segments", .list(groups.map(\.object))),
            FitField("binCounts", .list(cells.map { .list($0.map { .integers($0.map(\.count)) }) })),
            FitField("meanMonetary", .list(heat(cells).map { .list($0.map { $0.isNaN ? .null : .number($0) }) })),
        ]
        let cuts = fitted.cutPoints.map(RFMCutPointTable.init)
        if let cuts { own.append(cuts.field) }
        document.own = own
        document.tables = [groupTable(groups), countTable(cells)] + (cuts?.table.map { [$0] } ?? [])
        document.figures = figures(cells, groups)
    }

    /// Customers who are alike, and sums over them.
    private struct Cell {
        var count = 0
        var recency = 0.0
        var frequency = 0.0
        var amount = 0.0

        mutating func add(_ recency: Double, _ frequency: Int32, _ amount: Double) {
            count += 1
            self.recency += recency
            self.frequency += Double(frequency)
            self.amount += amount
        }

        func mean(_ sum: Double) -> Double { count > 0 ? sum / Double(count) : .nan }
    }

    private struct Group {
        var name: RFMName
        var cell: Cell
        var share: Double

        var object: FitValue {
            .object([
                FitField("segment", .text(name.name)), FitField("chinese", .text(name.chinese)),
                FitField("n", .integer(cell.count)), FitField("share", .number(share)),
                FitField("meanRecency", .number(cell.mean(cell.recency))),
                FitField("meanFrequency", .number(cell.mean(cell.frequency))),
                FitField("meanMonetary", .number(cell.mean(cell.amount))),
                FitField("totalMonetary", .number(cell.amount)),
            ])
        }
    }

    /// The groups that have customers, in the order of their thresholds.
    private var groups: [Group] {
        let names = fitted.model.names + [RFMName.others]
        var cells = [Cell](repeating: Cell(), count: names.count)
        for customer in scores.r.indices {
            let name = RFMOnTable.group(scores, customer, fitted.model)
            add(customer, to: &cells[names.firstIndex(of: name)!])
        }
        return names.indices.filter { cells[$0].count > 0 }.map {
            Group(name: names[$0], cell: cells[$0], share: Double(cells[$0].count) / Double(scores.r.count))
        }
    }

    /// By R, F and M, each from 1.
    private var cells: [[[Cell]]] {
        let row = [Cell](repeating: Cell(), count: bins)
        var cells = [[[Cell]]](repeating: [[Cell]](repeating: row, count: bins), count: bins)
        for customer in scores.r.indices {
            let (r, f, m) = (Int(scores.r[customer]) - 1, Int(scores.f[customer]) - 1, Int(scores.m[customer]) - 1)
            add(customer, to: &cells[r][f][m])
        }
        return cells
    }

    private func add(_ customer: Int, to cell: inout Cell) {
        cell.add(reading.recency[customer], reading.summaries.counts[customer], reading.summaries.amounts[customer])
    }

    /// The mean amount by R (rows) and F (columns); not-a-number where nobody is.
    private func heat(_ cells: [[[Cell]]]) -> [[Double]] {
        cells.map { row in
            row.map { column in
                let count = column.reduce(0) { $0 + $1.count }
                return count > 0 ? column.reduce(0) { $0 + $1.amount } / Double(count) : .nan
            }
        }
    }

    // MARK: - Tables

    private func groupTable(_ groups: [Group]) -> FitTable {
        FitTable(
            Bilingual(en: "Named groups", zh: "命名分组"),
            headings: [
                Bilingual(en: "group", zh: "分组"), Bilingual(en: "customers", zh: "客户数"),
                Bilingual(en: "share", zh: "占比"), Bilingual(en: "days since last order", zh: "距上次购买天数"),
                Bilingual(en: "orders", zh: "订单数"), Bilingual(en: "amount", zh: "金额"),
                Bilingual(en: "amount in all", zh: "金额合计"),
            ],
            rows: groups.map {
                [
                    .text(Bilingual(en: $0.name.name, zh: $0.name.chinese)), .integer($0.cell.count), .share($0.share),
                    .number($0.cell.mean($0.cell.recency)), .number($0.cell.mean($0.cell.frequency)),
                    .number($0.cell.mean($0.cell.amount)), .number($0.cell.amount),
                ]
            },
            caption: Bilingual(
                en: "Days, orders and amounts are means. Thresholds are those of the R package rfm.",
                zh: "天数、订单数和金额为均值。分组阈值取自 R 软件包 rfm。"
            )
        )
    }

    /// Customers by R and M (rows) and F (columns), as SPSS counts its bins.
    private func countTable(_ cells: [[[Cell]]]) -> FitTable {
        var rows: [[FitTable.Cell]] = []
        for r in (0..<bins).reversed() {
            for m in (0..<bins).reversed() {
                rows.append([.integer(r + 1), .integer(m + 1)] + (0..<bins).map { .integer(cells[r][$0][m].count) })
            }
        }
        return FitTable(
            Bilingual(en: "Customers by bin", zh: "各档客户数"),
            headings: [Bilingual(verbatim: "R"), Bilingual(verbatim: "M")]
                + (1...bins).map { Bilingual(verbatim: "F = \($0)") },
            rows: rows
        )
    }

    // MARK: - Figures

    private func figures(_ cells: [[[Cell]]], _ groups: [Group]) -> [FitFigure] {
        let names = (1...bins).map { Bilingual(verbatim: "\($0)") }
        let customers = Bilingual(en: "customers", zh: "客户数")
        let heat = FitFigure(
            Bilingual(en: "Mean amount by recency and frequency", zh: "近度与频次各档的平均金额"),
            x: Bilingual(en: "frequency score", zh: "频次得分"),
            y: Bilingual(en: "recency score", zh: "近度得分"),
            .heat(rows: names, columns: names, values: self.heat(cells))
        )
        let segments = FitFigure(
            Bilingual(en: "Customers by group", zh: "各分组客户数"),
            x: Bilingual(en: "group", zh: "分组"),
            y: customers,
            .bars(
                categories: groups.map { Bilingual(en: $0.name.name, zh: $0.name.chinese) },
                series: [(name: customers, values: groups.map { Double($0.cell.count) })]
            )
        )
        let counts = FitFigure(
            Bilingual(en: "Customers by recency and frequency", zh: "近度与频次各档的客户数"),
            x: Bilingual(en: "recency score", zh: "近度得分"),
            y: customers,
            .bars(
                categories: names,
                series: (0..<bins).map { f in
                    let values = cells.map { row in Double(row[f].reduce(0) { $0 + $1.count }) }
                    return (name: Bilingual(en: "frequency score \(f + 1)", zh: "频次得分 \(f + 1)"), values: values)
                }
            )
        )
        return [
            segments, heat, counts,
            histogram(reading.recency, Bilingual(en: "days since the last order", zh: "距上次购买天数")),
            histogram(reading.summaries.counts.map { Double($0) }, Bilingual(en: "orders", zh: "订单数")),
            histogram(reading.summaries.amounts, Bilingual(en: "amount", zh: "金额")),
        ]
    }

    private func histogram(_ values: [Double], _ name: Bilingual) -> FitFigure {
        Histogram(values).figure(name, counted: Bilingual(en: "customers", zh: "客户数"))
    }
}
