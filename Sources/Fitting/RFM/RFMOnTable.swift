package import Domain
package import Models

/// Recency, frequency and monetary scores of customers, and ten named groups of them.
package enum RFMOnTable: TableModel {
    /// How customers are scored. Scores are ranks among the customers of the fit, and others are scored by the cut points
    /// between those.
    package struct Fitted: Codable, Sendable, Hashable {
        package var model: RFMModel
        package var monetary: RFMAmount
        /// `nil` in files of before, which rank the customers of the table that they are applied to.
        package var cutPoints: RFMCutPoints?
    }

    package static let name = "rfm"
    package static let purpose = Bilingual(
        en: "Score customers by recency, frequency and amount, and name their groups.",
        zh: "按最近购买、购买频次和金额给客户打分并命名分组。"
    )
    package static let example = "covey fit rfm orders.csv --customer id --time date --amount total --until 2026-06-30"
    package static let options: [FitOption] = [
        .customer, .time, .amount, .frequency, .recency, .until, .bins, .binning, .ties, .monetary, .seed,
    ]
    package static let timeOptions: [FitOption] = [.time]

    enum Ties: String, CaseIterable {
        case together, random
    }

    package static var choices: [FitOption: [String]] {
        [
            .ties: FitOptions.words(of: Ties.self), .binning: FitOptions.words(of: RFMBinning.self),
            .monetary: FitOptions.words(of: RFMAmount.self),
        ]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: Fitted, document: FitDocument
    ) {
        let reading = try RFMReading(table, options)
        var fitted = try settings(options)
        let scores = score(reading, fitted.model)
        fitted.cutPoints = RFMCutPoints(
            fitted.model,
            recency: reading.recency,
            frequency: reading.summaries.counts.map { Double($0) },
            monetary: reading.summaries.amounts
        )
        var document = FitDocument(model: name, n: reading.recency.count, seed: try options.seed)
        document.rowsLeftOut = reading.rowsLeftOut
        document.notes = reading.notes + notes(options, fitted)
        RFMDocument(reading, fitted, scores).fill(&document)
        return (fitted, document)
    }

    /// Each customer's last day, orders, amount, R, F, M, their score and the group, by the cut points of the fit.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let reading = try RFMReading(table, options)
        let scores =
            fitted.cutPoints?.score(
                recency: reading.recency,
                frequency: reading.summaries.counts.map { Double($0) },
                monetary: reading.summaries.amounts
            ) ?? score(reading, fitted.model)
        let groups = scores.r.indices.map { group(scores, $0, fitted.model).name }
        var columns: [DataColumn] = []
        func numbers(_ values: [Double]) -> DataColumn.Values { .numbers(spread(values, .nan, reading, table)) }
        if let names = reading.names, let customer = options.text(.customer) {
            columns.append(DataColumn(customer, texts: names))
        }
        if reading.until != nil {
            let days = reading.summaries.lastDays.map { Instant(microseconds: Int64($0) * 86_400_000_000) }
            columns.append(DataColumn("lastDate", .instants(spread(days, nil, reading, table))))
        }
        columns += [
            DataColumn("recency", numbers(reading.recency)),
            DataColumn("frequency", numbers(reading.summaries.counts.map { Double($0) })),
            DataColumn("monetary", numbers(reading.summaries.amounts)),
            DataColumn("R", numbers(scores.r.map { Double($0) })),
            DataColumn("F", numbers(scores.f.map { Double($0) })),
            DataColumn("M", numbers(scores.m.map { Double($0) })),
            DataColumn("rfm", numbers(scores.r.indices.map { Double(scores.combined(at: $0)) })),
            DataColumn("segment", texts: spread(groups, nil, reading, table)),
        ]
        return columns
    }

    /// Values of customers as a column: of the customers themselves, or of the rows that are customers.
    private static func spread<Value>(_ values: [Value], _ missing: Value, _ reading: RFMReading, _ table: DataTable)
        -> [Value]
    {
        guard reading.names == nil else { return values }
        var result = [Value](repeating: missing, count: table.rowCount)
        for (index, row) in reading.rows.enumerated() { result[row] = values[index] }
        return result
    }

    private static func spread<Value>(_ values: [Value], _ missing: Value?, _ reading: RFMReading, _ table: DataTable)
        -> [Value?]
    {
        spread(values.map { Optional($0) }, missing, reading, table)
    }

    private static func settings(_ options: FitOptions) throws -> Fitted {
        // Five, as in SPSS and in the R package rfm, whose names of groups are for five. Nine at most, so that each
        // score is one digit of 100·R + 10·F + M.
        let bins = try options.integer(.bins, in: 2...9, default: 5)
        // Equal customers are treated equally unless even bins are asked for.
        let ties = try options.choice(.ties, default: Ties.together)
        let rule: QuantileBins.Ties = ties == .together ? .together : .random(seed: try options.seed)
        // SPSS's default is nested; independent scores mean the same for every customer, and the ten groups need that.
        let binning = try options.choice(.binning, default: RFMBinning.independent)
        return Fitted(
            model: RFMModel(
                bins: QuantileBins(count: bins, ties: rule),
                binning: binning == .nested ? .nested : .independent
            ),
            monetary: try options.choice(.monetary, default: RFMAmount.total),
            cutPoints: nil
        )
    }

    enum RFMBinning: String, CaseIterable {
        case independent, nested
    }

    private static func score(_ reading: RFMReading, _ model: RFMModel) -> RFMScores {
        model.score(
            recency: reading.recency,
            frequency: reading.summaries.counts.map { Double($0) },
            monetary: reading.summaries.amounts
        )
    }

    /// The group of a customer. The thresholds are for five bins; of *k* bins, bin *s* counts as 1 + 4(s−1)/(k−1), rounded:
    /// the worst is the worst of five, the best the best.
    static func group(_ scores: RFMScores, _ customer: Int, _ model: RFMModel) -> RFMName {
        func ofFive(_ score: UInt8) -> UInt8 {
            UInt8(1 + (4 * Double(score - 1) / Double(scores.base - 1)).rounded())
        }
        return model.name(r: ofFive(scores.r[customer]), f: ofFive(scores.f[customer]), m: ofFive(scores.m[customer]))
            ?? RFMName.others
    }

    private static func notes(_ options: FitOptions, _ fitted: Fitted) -> [Bilingual] {
        guard fitted.model.bins.count != 5 else { return [] }
        return [
            Bilingual(
                en:
                    "The groups' thresholds are for five bins; the \(fitted.model.bins.count) bins are stretched to 1 to 5.",
                zh: "命名分组的阈值按五档设定；\(fitted.model.bins.count) 档得分已按比例折算为 1 至 5 档。"
            )
        ]
    }
}
