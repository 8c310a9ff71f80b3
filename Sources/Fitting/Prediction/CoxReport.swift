import Domain
import Foundation
import Models

/// What a document says of a Cox model beside its coefficients.
struct CoxReport {
    var model: FittedCox

    /// Below this the effect of a column is said to change with time.
    private static let doubt = 0.05

    func add(to document: inout FitDocument) {
        document.own += [
            FitField("concordance", model.concordance.map { .number($0) } ?? .null),
            FitField("nullLogLikelihood", .number(model.nullLogLikelihood)),
            FitField("likelihoodRatioTest", Self.field(model.likelihoodRatio)),
            FitField("waldTest", Self.field(model.wald)), FitField("scoreTest", Self.field(model.score)),
            FitField(
                "proportionality",
                .object(
                    model.proportionality.map { test in
                        FitField(
                            test.name,
                            .object([
                                FitField("statistic", .number(test.statistic)),
                                FitField("pValue", .number(test.pValue)),
                                FitField("correlation", .number(test.correlation)),
                            ])
                        )
                    }
                )
            ),
            FitField(
                "survival",
                .object([FitField("times", .numbers(model.baselineTimes)), FitField("survival", .numbers(survival))])
            ),
        ]
        if !model.dropped.isEmpty { document.own.append(FitField("dropped", .texts(model.dropped))) }
        document.tables += [testTable, proportionalityTable]
        document.figures += [survivalFigure, ratioFigure]
        document.notes += notes
    }

    private var survival: [Double] { model.baselineHazards.map { exp(-$0) } }

    private static func field(_ test: FittedCox.Test) -> FitValue {
        .object([
            FitField("statistic", .number(test.statistic)),
            FitField("degreesOfFreedom", .integer(test.degreesOfFreedom)), FitField("pValue", .number(test.pValue)),
        ])
    }

    private var testTable: FitTable {
        let tests = [
            (Bilingual(en: "Likelihood ratio", zh: "似然比检验"), model.likelihoodRatio),
            (Bilingual(en: "Wald", zh: "Wald 检验"), model.wald), (Bilingual(en: "Score", zh: "得分检验"), model.score),
        ]
        return FitTable(
            Bilingual(en: "Tests of no effect at all", zh: "总体显著性检验"),
            headings: [
                Bilingual(en: "Test", zh: "检验"), Bilingual(verbatim: "χ²"),
                Bilingual(en: "Degrees of freedom", zh: "自由度"),
                Bilingual(en: "p", zh: "p 值"),
            ],
            rows: tests.map {
                [
                    .text($0.0), .number($0.1.statistic), .integer($0.1.degreesOfFreedom),
                    .pValue($0.1.pValue),
                ]
            },
            caption: model.concordance.map {
                Bilingual(
                    en:
                        "Concordance \(QualityReport.short($0)), measured on the fitted rows: 0.5 is chance, 1 is perfect.",
                    zh: "一致性指数 \(QualityReport.short($0))（在拟合数据上计算）：0.5 相当于随机，1 为完美。"
                )
            }
        )
    }

    private var proportionalityTable: FitTable {
        FitTable(
            Bilingual(en: "Do effects last?", zh: "比例风险检验"),
            headings: [
                Bilingual(en: "Term", zh: "项"), Bilingual(verbatim: "χ²"), Bilingual(en: "p", zh: "p 值"),
                Bilingual(en: "Correlation with time", zh: "与时间的相关"),
            ],
            rows: model.proportionality.map {
                [
                    .name($0.name), .number($0.statistic), .pValue($0.pValue),
                    .number($0.correlation, digits: 3),
                ]
            },
            caption: Bilingual(
                en:
                    "Scaled Schoenfeld residuals against ranks of time (Grambsch and Therneau 1994): a small p means that the "
                    + "effect changes with time.",
                zh: "缩放 Schoenfeld 残差与时间秩的关系（Grambsch 与 Therneau，1994）：p 值小说明该影响随时间变化。"
            )
        )
    }

    private var survivalFigure: FitFigure {
        FitFigure(
            Bilingual(en: "Survival of the average customer", zh: "平均客户的留存曲线"),
            x: Bilingual(en: "Time", zh: "时间"),
            y: Bilingual(en: "Share that stays", zh: "留存比例"),
            .steps([
                FitFigure.Series(
                    Bilingual(en: "Mean of all columns", zh: "各列取均值"),
                    x: [0] + model.baselineTimes,
                    y: [1] + survival
                )
            ])
        )
    }

    private var ratioFigure: FitFigure {
        FitFigure(
            Bilingual(en: "Effects", zh: "影响大小"),
            x: Bilingual(en: "Term", zh: "项"),
            y: Bilingual(en: "z (estimate over standard error)", zh: "z（估计值与标准误之比）"),
            .bars(
                categories: model.coefficients.map { Bilingual(verbatim: $0.name) },
                series: [(name: Bilingual(verbatim: "z"), values: model.coefficients.map { $0.statistic ?? 0 })]
            )
        )
    }

    private var notes: [Bilingual] {
        var notes: [Bilingual] = []
        let changing = model.proportionality.filter { $0.pValue < Self.doubt }.map(\.name)
        if !changing.isEmpty {
            let names = changing.joined(separator: ", ")
            notes.append(
                Bilingual(
                    en:
                        "The effect of \(names) changes with time (p below \(Self.doubt)), so its ratio is an average over time.",
                    zh: "\(names) 的影响随时间变化（p 小于 \(Self.doubt)），其风险比只是各时期的平均。"
                )
            )
        }
        if model.penalty > 0 {
            notes.append(
                Bilingual(
                    en:
                        "With a ridge penalty estimates are drawn towards zero, and intervals and p values are approximate.",
                    zh: "使用岭惩罚后估计值向零收缩，区间和 p 值仅为近似。"
                )
            )
        }
        if model.events < 10 * model.coefficients.count {
            notes.append(
                Bilingual(
                    en:
                        "\(model.events) customers left, for \(model.coefficients.count) coefficients; with fewer than 10 each "
                        + "the estimates are unsteady.",
                    zh: "只有 \(model.events) 位客户流失，却要估计 \(model.coefficients.count) 个系数；每个系数不足 10 个流失客户时估计不稳定。"
                )
            )
        }
        return notes
    }
}
