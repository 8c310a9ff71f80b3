import Domain
import Models

/// The cut points of RFM scores for people: from how many orders on a customer scores 4.
struct RFMCutPointTable {
    private let cuts: RFMCutPoints

    init(_ cuts: RFMCutPoints) { self.cuts = cuts }

    /// By bin from 1; `null` for a bin that no customer of the fit is in. Nested bins have a list for each cell.
    var field: FitField {
        FitField(
            "cutPoints",
            .object([
                FitField("recency", list(cuts.recency, sign: -1)), FitField("frequency", lists(cuts.frequency)),
                FitField("monetary", lists(cuts.monetary)),
            ])
        )
    }

    /// `nil` where bins are nested: those have cut points in each cell.
    var table: FitTable? {
        guard let frequency = cuts.frequency.first, let monetary = cuts.monetary.first, cuts.frequency.count == 1 else {
            return nil
        }
        let columns = [values(cuts.recency, sign: -1), values(frequency), values(monetary)]
        return FitTable(
            Bilingual(en: "Where scores begin", zh: "各档的起点"),
            headings: [
                Bilingual(en: "score", zh: "得分"), Bilingual(en: "days since last order, at most", zh: "距上次购买天数（至多）"),
                Bilingual(en: "orders, at least", zh: "订单数（至少）"), Bilingual(en: "amount, at least", zh: "金额（至少）"),
            ],
            rows: (0..<cuts.base).reversed().map { bin in
                [.integer(bin + 1)] + columns.map { $0[bin].map { .number($0) } ?? .missing }
            },
            caption: Bilingual(
                en:
                    "covey predict scores customers by these. A score that no customer of the fit has, for many are alike, "
                    + "has none; whoever is below the lowest gets it all the same.",
                zh: "covey predict 按这些起点给客户打分。拟合数据中无人取得的得分（因相同取值较多）没有起点；低于最低起点的客户取最低一档。"
            )
        )
    }

    private func values(_ ladder: RFMCutPoints.Ladder, sign: Double = 1) -> [Double?] {
        var values = [Double?](repeating: nil, count: cuts.base)
        // Adding zero makes a negative zero, of no days, a plain one.
        for (bin, least) in zip(ladder.bins, ladder.least) { values[Int(bin) - 1] = sign * least + 0 }
        return values
    }

    private func list(_ ladder: RFMCutPoints.Ladder, sign: Double = 1) -> FitValue {
        .list(values(ladder, sign: sign).map { $0.map(FitValue.number) ?? .null })
    }

    private func lists(_ ladders: [RFMCutPoints.Ladder]) -> FitValue {
        ladders.count == 1 ? list(ladders[0]) : .list(ladders.map { list($0) })
    }
}
