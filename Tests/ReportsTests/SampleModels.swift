import Domain
import Fitting
import Reports

/// Fitted models of the shapes and sizes that real ones have. Their numbers are invented.
enum SampleModels {
    static let pages = [value, churn, clusters, rules, tenure, classes, uplift]

    static func text(_ english: String, _ chinese: String) -> Bilingual { Bilingual(en: english, zh: chinese) }

    private static func document(_ model: String, _ n: Int, _ change: (inout FitDocument) -> Void) -> FitDocument {
        var document = FitDocument(model: model, n: n, seed: 1)
        change(&document)
        return document
    }

    private static func heldOutRow(_ count: Int) -> [FitTable.Cell] {
        let purchases = Double(count)
        return [
            .name(count == 7 ? "7+" : String(count)), .integer(1_411 / (count * count + 1)),
            .number(0.24 + 0.63 * purchases, digits: 4), .number(0.23 + 0.64 * purchases, digits: 4),
        ]
    }

    static let value = ModelPage(
        name: Bilingual(verbatim: "clv"),
        purpose: text(
            "Expected purchases of each customer, from how often and how lately they bought.",
            "根据购买频次与最近购买时间，预测每位客户未来的购买次数。"
        ),
        fittedAt: SampleReport.meta.asOf,
        document: document("bgnbd", 2_357) {
            $0.parameters = [
                FitField("r", .number(0.242595)), FitField("alpha", .number(4.413596)),
                FitField("a", .number(0.792919)), FitField("b", .number(2.425756)),
            ]
            $0.standardErrors = [
                FitField("r", .number(0.012557)), FitField("alpha", .number(0.378197)),
                FitField("a", .number(0.185712)), FitField("b", .number(0.705387)),
            ]
            $0.logLikelihood = -9_582.429
            $0.aic = 19_172.858
            $0.bic = 19_195.92
            $0.figures = [SampleFigures.tracking, SampleFigures.conditional]
            $0.tables = [
                FitTable(
                    text("Purchases in the weeks held out", "留出期内的购买次数"),
                    headings: [
                        text("Purchases before", "此前购买次数"), text("Customers", "客户"), text("Actual", "实际"),
                        text("Expected", "预期"),
                    ],
                    rows: (0...7).map(heldOutRow),
                    caption: text("Means for each customer over 39 weeks.", "39 周内每位客户的平均值。")
                )
            ]
        }
    )

    static let churn = ModelPage(
        name: text("Churn risk", "流失风险"),
        purpose: text("The probability that a customer leaves, and why.", "预测客户流失的概率，并说明原因。"),
        fittedAt: SampleReport.meta.asOf,
        document: document("logistic", 7_032) {
            $0.parameters = [
                FitField(
                    "coefficients",
                    .object(
                        zip(
                            ["(intercept)", "tenure", "MonthlyCharges", "Contract=One year", "Contract=Two year"],
                            [1.165, -0.0607, -0.0403, -0.6613, -1.3571]
                        ).map { FitField($0, .number($1)) }
                    )
                )
            ]
            $0.standardErrors = [
                FitField(
                    "coefficients",
                    .object([FitField("tenure", .number(0.00625)), FitField("MonthlyCharges", .number(0.0317))])
                )
            ]
            $0.logLikelihood = -2_914.79
            $0.aic = 5_877.6
            $0.rowsLeftOut = 11
            $0.notes = [
                text("11 rows were left out: “TotalCharges” is empty there.", "有 11 行未使用：“TotalCharges”为空。"),
                text("“Yes” of “Churn” counts as leaving.", "“Churn”为“Yes”视为流失。"),
            ]
            $0.figures = [SampleFigures.reliability, SampleFigures.gain, SampleFigures.lift, SampleFigures.importance]
        },
        extra: [
            FitTable(
                text("Drift of the inputs since the fit", "拟合以来输入变量的漂移"),
                headings: [text("Input", "输入变量"), text("PSI", "群体稳定性指数"), text("Reading", "判断")],
                rows: [
                    [.name("tenure"), .number(0.0132, digits: 3), .text(text("stable", "稳定"))],
                    [.name("MonthlyCharges"), .number(0.274, digits: 3), .text(text("shifted", "明显变化"))],
                ],
                caption: text(
                    "Population stability index; above 0.25 the input has shifted.",
                    "群体稳定性指数，大于 0.25 表示分布明显变化。"
                )
            )
        ]
    )

    static let clusters = ModelPage(
        name: text("Buying habits", "购买习惯"),
        purpose: text("Groups of customers who are alike in what was measured.", "把各项指标相近的客户归为一组。"),
        document: document("kmeans", 8_642) {
            $0.parameters = [FitField("k", .integer(5)), FitField("scaled", .flag(true))]
            $0.figures = [SampleFigures.choice, SampleFigures.sizes, SampleFigures.centroids]
        }
    )

    private static func ruleRow(_ number: Int) -> [FitTable.Cell] {
        let rank = Double(number)
        return [
            .name(SampleFigures.product(number)), .name(SampleFigures.product(number * 7 + 3)),
            .share(0.02 / (rank / 20 + 1)), .share(0.6 - rank / 1_000), .number(3.2 - rank / 250, digits: 3),
            .number(1e-12 * (rank + 1), digits: 2),
        ]
    }

    static let rules = ModelPage(
        name: text("Bought together", "连带购买"),
        purpose: text("Products that are bought together more often than by chance.", "找出经常一起购买的商品。"),
        document: document("rules", 9_835) {
            $0.figures = [SampleFigures.network]
            $0.tables = [
                FitTable(
                    text("Rules", "关联规则"),
                    headings: [
                        text("If", "前项"), text("Then", "后项"), text("Support", "支持度"), text("Confidence", "置信度"),
                        text("Lift", "提升度"), text("p-value", "p 值"),
                    ],
                    rows: (0..<500).map(ruleRow)
                )
            ]
        }
    )

    static let tenure = ModelPage(
        name: text("Time to leaving", "留存时长"),
        purpose: text("How long customers stay, by contract.", "按合同类型看客户能留多久。"),
        document: document("kaplanmeier", 7_043) {
            $0.figures = [SampleFigures.survival]
            $0.tables = [
                FitTable(
                    text("Median time", "中位时长"),
                    headings: [text("Group", "组别"), text("Customers", "客户"), text("Median", "中位数")],
                    rows: [
                        [.name("Month-to-month"), .integer(3_875), .number(35, digits: 3)],
                        [.name("One year"), .integer(1_473), .missing], [.name("Two year"), .integer(1_695), .missing],
                    ]
                )
            ]
        }
    )

    static let classes = ModelPage(
        name: text("Attitudes", "消费态度"),
        purpose: text("Kinds of customers behind their answers.", "从问卷回答中识别不同类型的客户。"),
        document: document("latentclass", 3_000) {
            $0.parameters = [FitField("shares", .numbers([0.42, 0.33, 0.25]))]
            $0.logLikelihood = -14_201.5
            $0.bic = 28_601.2
            $0.figures = [SampleFigures.responses]
        }
    )

    static let uplift = ModelPage(
        name: Bilingual(verbatim: "uplift"),
        purpose: text("Whom a campaign moves.", "找出营销活动真正能打动的客户。"),
        document: document("uplift", 64_000) { $0.figures = [SampleFigures.qini] }
    )
}
