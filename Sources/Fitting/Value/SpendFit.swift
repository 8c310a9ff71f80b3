import Domain
import Models

/// The model of spend beside one of purchases, where there are amounts that allow it.
struct SpendFit {
    var fit: GammaGammaFit?
    /// Of the number of purchases with their mean amount, over repeat buyers; the model takes it to be none.
    var correlation: Double?

    /// A correlation from which on the assumption is doubtful. Fader and Hardie (2013) find .06 in CDNOW harmless, and
    /// call no number; a tenth of the variance in common is .3.
    private static let doubtful = 0.3

    init(_ reading: PurchaseReading, _ notes: inout [Bilingual]) {
        guard let frequency = reading.spendFrequency, let mean = reading.meanSpend else { return }
        do {
            let spends = try SpendCounts(frequency: frequency, mean: mean)
            correlation = GammaGammaFit.correlation(spends)
            fit = try GammaGammaFit(spends)
        } catch {
            notes.append(
                Bilingual(en: "Spend was not modelled. ", zh: "未能对消费金额建模。") + error.explanation
            )
        }
        notes += fit.map { Self.notes($0, correlation) } ?? []
    }

    static func notes(_ fit: GammaGammaFit, _ correlation: Double?) -> [Bilingual] {
        var notes: [Bilingual] = []
        if let correlation, correlation.magnitude > doubtful {
            let number = DataTable.text((correlation * 100).rounded() / 100)
            notes.append(
                Bilingual(
                    en: """
                        How often customers buy and how much they spend go together (correlation \(number)); the model of \
                        spend takes them to be independent, so lifetime values are less certain.
                        """,
                    zh: "客户的购买次数与平均消费相关（相关系数 \(number)），而消费模型假设二者独立，因此客户终身价值的可信度较低。"
                )
            )
        }
        if fit.model.populationMean == nil {
            notes.append(
                Bilingual(
                    en: "Spend varies so much that its mean over all customers is not finite (q ≤ 1).",
                    zh: "消费金额差异过大，全体客户的平均消费没有有限值（q ≤ 1）。"
                )
            )
        }
        if fit.estimate.isAtEdge { notes.append(PurchaseNotes.edge(fit.estimate, GammaGamma.parameterNames)) }
        return notes
    }
}
