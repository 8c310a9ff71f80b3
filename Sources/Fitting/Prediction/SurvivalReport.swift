import Domain
import Models

/// What a document says of survival curves.
struct SurvivalReport {
    var fitted: KaplanMeierOnTable.Fitted
    var test: LogRankTest?

    func add(to document: inout FitDocument) {
        document.own += Self.fields(fitted.curve)
        if fitted.group != nil {
            document.own.append(
                FitField(
                    "groups",
                    .object(zip(fitted.levels, fitted.curves).map { FitField($0, .object(Self.fields($1))) })
                )
            )
        }
        if let test { document.own.append(FitField("logRank", field(test))) }
        document.own.append(FitField("level", .number(fitted.curve.level)))
        document.tables += [summary] + (test.map { [table($0)] } ?? []) + [curveTable]
        document.figures.append(figure)
        document.notes += notes
    }

    /// Each curve with its name, that of all rows first.
    private var named: [(name: Bilingual, curve: SurvivalCurve)] {
        let all = (Bilingual(en: "All", zh: "全部"), fitted.curve)
        return [all] + zip(fitted.levels, fitted.curves).map { (Bilingual(verbatim: $0), $1) }
    }

    private static func fields(_ curve: SurvivalCurve) -> [FitField] {
        func number(_ value: Double?) -> FitValue { value.map { .number($0) } ?? .null }
        let points = curve.points
        return [
            FitField("count", .integer(curve.n)), FitField("events", .integer(curve.events)),
            FitField("median", number(curve.median)), FitField("medianLow", number(curve.medianLow)),
            FitField("medianHigh", number(curve.medianHigh)),
            FitField("restrictedMean", .number(curve.restrictedMean(until: points.last?.time ?? 0))),
            FitField(
                "survival",
                .object([
                    FitField("times", .numbers(points.map(\.time))),
                    FitField("survival", .numbers(points.map(\.survival))),
                    FitField("standardErrors", .list(points.map { number($0.standardError) })),
                    FitField("low", .list(points.map { number($0.low) })),
                    FitField("high", .list(points.map { number($0.high) })),
                    FitField("atRisk", .integers(points.map(\.atRisk))),
                    FitField("events", .integers(points.map(\.events))),
                    FitField("censored", .integers(points.map(\.censored))),
                ])
            ),
        ]
    }

    private func field(_ test: LogRankTest) -> FitValue {
        .object([
            FitField("statistic", .number(test.statistic)),
            FitField("degreesOfFreedom", .integer(test.degreesOfFreedom)), FitField("pValue", .number(test.pValue)),
            FitField("observed", .object(zip(fitted.levels, test.observed).map { FitField($0, .integer($1)) })),
            FitField("expected", .object(zip(fitted.levels, test.expected).map { FitField($0, .number($1)) })),
        ])
    }

    private var summary: FitTable {
        func cell(_ value: Double?) -> FitTable.Cell { value.map { .number($0) } ?? .missing }
        return FitTable(
            Bilingual(en: "How long customers stay", zh: "客户留存时长"),
            headings: [
                Bilingual(en: "Group", zh: "组"), Bilingual(en: "Customers", zh: "客户数"),
                Bilingual(en: "Left", zh: "流失数"), Bilingual(en: "Median", zh: "中位时长"),
                Bilingual(en: "Low", zh: "下限"), Bilingual(en: "High", zh: "上限"),
                Bilingual(en: "Restricted mean", zh: "限制平均时长"),
            ],
            rows: named.map { name, curve in
                [
                    .text(name), .integer(curve.n), .integer(curve.events), cell(curve.median), cell(curve.medianLow),
                    cell(curve.medianHigh), .number(curve.restrictedMean(until: curve.points.last?.time ?? 0)),
                ]
            },
            caption: Bilingual(
                en:
                    "The median is the time at which half have left; it is empty where fewer have. The restricted mean is the "
                    + "mean time up to the last one seen in the group.",
                zh: "中位时长指半数客户已流失的时间；流失不足半数时为空。限制平均时长指截至该组最后观察时间的平均留存时长。"
            )
        )
    }

    private func table(_ test: LogRankTest) -> FitTable {
        FitTable(
            Bilingual(en: "Log-rank test", zh: "对数秩检验"),
            headings: [
                Bilingual(en: "Group", zh: "组"), Bilingual(en: "Left", zh: "流失数"),
                Bilingual(en: "Expected if all were alike", zh: "各组相同时的期望流失数"),
            ],
            rows: fitted.levels.indices.map {
                [.name(fitted.levels[$0]), .integer(test.observed[$0]), .number(test.expected[$0])]
            },
            caption: Bilingual(
                en: "χ² = \(QualityReport.short(test.statistic)), \(test.degreesOfFreedom) degrees of freedom, "
                    + "p \(Self.text(test.pValue)).",
                zh:
                    "χ² = \(QualityReport.short(test.statistic))，自由度 \(test.degreesOfFreedom)，p \(Self.text(test.pValue))。"
            )
        )
    }

    /// The curve of all at a dozen times, so that a screen holds it.
    private var curveTable: FitTable {
        let points = fitted.curve.points
        let shown = points.count <= 12 ? Array(points.indices) : (1...12).map { $0 * points.count / 12 - 1 }
        return FitTable(
            Bilingual(en: "Share that stays", zh: "留存比例"),
            headings: [
                Bilingual(en: "Time", zh: "时间"), Bilingual(en: "At risk", zh: "尚在观察的客户"),
                Bilingual(en: "Stays", zh: "留存"), Bilingual(en: "Low", zh: "下限"), Bilingual(en: "High", zh: "上限"),
            ],
            rows: shown.map { index in
                let point = points[index]
                return [
                    .number(point.time), .integer(point.atRisk), .share(point.survival),
                    point.low.map { .share($0) } ?? .missing, point.high.map { .share($0) } ?? .missing,
                ]
            }
        )
    }

    private var figure: FitFigure {
        let shown = fitted.curves.isEmpty ? named : Array(named.dropFirst())
        return FitFigure(
            Bilingual(en: "Share that stays", zh: "留存曲线"),
            x: Bilingual(en: "Time", zh: "时间"),
            y: Bilingual(en: "Share that stays", zh: "留存比例"),
            .steps(
                shown.map { name, curve in
                    FitFigure.Series(
                        name,
                        x: [0] + curve.points.map(\.time),
                        y: [1] + curve.points.map(\.survival),
                        band: (
                            low: [1] + curve.points.map { $0.low ?? $0.survival },
                            high: [1] + curve.points.map { $0.high ?? $0.survival }
                        )
                    )
                }
            )
        )
    }

    private var notes: [Bilingual] {
        var notes: [Bilingual] = []
        if fitted.curve.median == nil {
            notes.append(
                Bilingual(
                    en: "Fewer than half have left, so there is no median time.",
                    zh: "流失客户不足半数，因此没有中位时长。"
                )
            )
        }
        if fitted.group != nil, test == nil {
            notes.append(
                Bilingual(
                    en: "The groups cannot be tested against each other: nobody left while two of them were there.",
                    zh: "无法检验各组差异：两组都还有客户在观察时，没有人流失。"
                )
            )
        }
        return notes
    }

    /// With its sign of comparison.
    private static func text(_ p: Double) -> String { p < 0.001 ? "< 0.001" : "= \(QualityReport.short(p))" }
}
