import Domain
import Models

/// What there is to see of a model of spend.
enum SpendTables {
    static func parameters(_ fit: GammaGammaFit) -> FitTable {
        let values = fit.model.parameters
        let errors = fit.estimate.standardErrors
        return FitTable(
            Bilingual(en: "Spend at a purchase", zh: "单次消费金额模型"),
            headings: [
                Bilingual(en: "Parameter", zh: "参数"), Bilingual(en: "Estimate", zh: "估计值"),
                Bilingual(en: "Standard error", zh: "标准误"),
            ],
            rows: values.indices.map {
                [.name(GammaGamma.parameterNames[$0]), .number(values[$0]), .number(errors?[$0] ?? .nan)]
            } + [
                [
                    .text(Bilingual(en: "Mean over all customers", zh: "全体客户平均")),
                    .number(fit.model.populationMean ?? .nan), .missing,
                ]
            ],
            caption: Bilingual(
                en: "Gamma-gamma model of Fader, Hardie and Lee (2005), of \(fit.estimate.customers) repeat buyers.",
                zh: "Fader、Hardie 与 Lee（2005）的 Gamma-Gamma 模型，基于 \(fit.estimate.customers) 位复购客户。"
            )
        )
    }
}
