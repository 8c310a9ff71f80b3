import Domain
import Models

/// What a document says of probabilities beside what happened.
struct QualityReport {
    var quality: ClassificationQuality

    /// Below this a model tells hardly more than a coin.
    private static let weakAUC = 0.6
    /// An interval that is wider than this, a tenth, does not tell a good model from a middling one.
    private static let wideInterval = 0.1

    func add(to document: inout FitDocument) {
        document.own += fields
        document.tables += [table, liftTable]
        document.figures += figures
        if let auc = quality.auc, auc < Self.weakAUC {
            document.notes.append(
                Bilingual(
                    en: "The ranking is weak (AUC \(Self.short(auc))): the columns say little about the outcome.",
                    zh: "排序能力较弱（AUC \(Self.short(auc))）：这些列对结果的解释有限。"
                )
            )
        }
        if let note = uncertainty { document.notes.append(note) }
    }

    /// What is measured on few outcomes is told with how far off it may be.
    private var uncertainty: Bilingual? {
        let rare = min(quality.positives, quality.n - quality.positives)
        if let (low, high) = quality.aucInterval {
            guard high - low > Self.wideInterval else { return nil }
            return Bilingual(
                en:
                    "The quality is measured on \(rare) outcomes of the rarer kind, so it is uncertain: the 95 % interval "
                    + "of AUC is \(Self.short(low)) to \(Self.short(high)).",
                zh: "用于检验的较少一类结果只有 \(rare) 个，质量指标并不稳定：AUC 的 95% 区间为 \(Self.short(low)) 至 "
                    + "\(Self.short(high))。"
            )
        }
        guard rare < Validation.fewestOfOutcome else { return nil }
        return Bilingual(
            en: "The quality is measured on \(rare) outcomes of the rarer kind only, so it is uncertain.",
            zh: "用于检验的较少一类结果只有 \(rare) 个，质量指标并不稳定。"
        )
    }

    static func scores(_ quality: ClassificationQuality) -> [FitField] {
        [
            FitField("auc", quality.auc.map { .number($0) } ?? .null),
            FitField("prAuc", quality.averagePrecision.map { .number($0) } ?? .null),
            FitField("brier", .number(quality.brier)), FitField("logLoss", .number(quality.logLoss)),
        ]
    }

    private var fields: [FitField] {
        let interval = quality.aucInterval.map { low, high in
            FitField("aucInterval", .object([FitField("low", .number(low)), FitField("high", .number(high))]))
        }
        return Self.scores(quality) + [interval].compactMap { $0 } + [
            FitField("calibrationError", .number(quality.reliability.expectedCalibrationError)),
            FitField(
                "reliability",
                .list(
                    quality.reliability.bins.map { bin in
                        .object([
                            FitField("low", .number(bin.low)), FitField("high", .number(bin.high)),
                            FitField("count", .integer(bin.count)), FitField("predicted", .number(bin.meanProbability)),
                            FitField("observed", .number(bin.observed)),
                        ])
                    }
                )
            ),
            FitField(
                "lift",
                .list(
                    quality.lift.groups.map { group in
                        .object([
                            FitField("group", .integer(group.group)), FitField("count", .integer(group.count)),
                            FitField("positives", .number(group.positives)), FitField("rate", .number(group.rate)),
                            FitField("lift", .number(group.lift)),
                            FitField("cumulativeGain", .number(group.cumulativeGain)),
                            FitField("cumulativeLift", .number(group.cumulativeLift)),
                        ])
                    }
                )
            ),
        ]
    }

    private var table: FitTable {
        FitTable(
            Bilingual(en: "Quality", zh: "预测质量"),
            headings: [Bilingual(en: "Measure", zh: "指标"), Bilingual(en: "Value", zh: "数值")],
            rows: [
                [.text(Bilingual(en: "Rows", zh: "行数")), .integer(quality.n)],
                [.text(Bilingual(en: "With the outcome", zh: "其中发生结果")), .integer(quality.positives)],
                [.name("AUC"), quality.auc.map { .number($0) } ?? .missing],
                [.text(Bilingual(en: "95% interval of AUC", zh: "AUC 的 95% 区间")), intervalCell],
                [
                    .text(Bilingual(en: "Average precision (PR AUC)", zh: "平均精度（PR AUC）")),
                    quality.averagePrecision.map { .number($0) } ?? .missing,
                ],
                [.text(Bilingual(en: "Brier score", zh: "Brier 分数")), .number(quality.brier)],
                [.text(Bilingual(en: "Log loss", zh: "对数损失")), .number(quality.logLoss)],
                [
                    .text(Bilingual(en: "Calibration error", zh: "校准误差")),
                    .number(quality.reliability.expectedCalibrationError),
                ],
            ],
            caption: Bilingual(
                en:
                    "AUC 0.5 is chance and 1 is perfect; Brier score, log loss and calibration error are better the smaller.",
                zh: "AUC 为 0.5 相当于随机，1 为完美；Brier 分数、对数损失和校准误差越小越好。"
            )
        )
    }

    private var intervalCell: FitTable.Cell {
        guard let (low, high) = quality.aucInterval else { return .missing }
        return .name("\(Self.short(low)) – \(Self.short(high))")
    }

    private var liftTable: FitTable {
        FitTable(
            Bilingual(en: "Lift by tenth", zh: "十分位提升表"),
            headings: [
                Bilingual(en: "Group", zh: "组"), Bilingual(en: "Customers", zh: "客户数"),
                Bilingual(en: "Rate", zh: "发生率"), Bilingual(en: "Lift", zh: "提升度"),
                Bilingual(en: "Cumulative gain", zh: "累计覆盖率"), Bilingual(en: "Cumulative lift", zh: "累计提升度"),
            ],
            rows: quality.lift.groups.map { group in
                [
                    .integer(group.group), .integer(group.count), .share(group.rate), .number(group.lift, digits: 3),
                    .share(group.cumulativeGain), .number(group.cumulativeLift, digits: 3),
                ]
            },
            caption: Bilingual(
                en: "Group 1 has the highest probabilities. Cumulative gain is the share of all outcomes found so far.",
                zh: "第 1 组的预测概率最高。累计覆盖率指到该组为止找到的结果占全部结果的比例。"
            )
        )
    }

    private var figures: [FitFigure] {
        let bins = quality.reliability.bins
        let groups = quality.lift.groups
        let total = Double(quality.n)
        var seen = 0
        let shares = groups.map { group in
            seen += group.count
            return Double(seen) / total
        }
        var figures = [
            FitFigure(
                Bilingual(en: "Reliability", zh: "校准曲线"),
                x: Bilingual(en: "Predicted probability", zh: "预测概率"),
                y: Bilingual(en: "Observed share", zh: "实际比例"),
                .lines([
                    FitFigure.Series(
                        Bilingual(en: "Model", zh: "模型"),
                        x: bins.map(\.meanProbability),
                        y: bins.map(\.observed)
                    )
                ]),
                hasDiagonal: true
            )
        ]
        guard !groups.isEmpty else { return figures }
        figures.append(
            FitFigure(
                Bilingual(en: "Gain", zh: "累计覆盖"),
                x: Bilingual(en: "Share of customers", zh: "客户占比"),
                y: Bilingual(en: "Share of outcomes", zh: "结果覆盖率"),
                .lines([
                    FitFigure.Series(
                        Bilingual(en: "Model", zh: "模型"),
                        x: [0] + shares,
                        y: [0] + groups.map(\.cumulativeGain)
                    )
                ]),
                hasDiagonal: true
            )
        )
        figures.append(
            FitFigure(
                Bilingual(en: "Lift by tenth", zh: "各十分位提升度"),
                x: Bilingual(en: "Group, highest probability first", zh: "组（概率由高到低）"),
                y: Bilingual(en: "Lift", zh: "提升度"),
                .bars(
                    categories: groups.map { Bilingual(verbatim: String($0.group)) },
                    series: [(name: Bilingual(en: "Lift", zh: "提升度"), values: groups.map(\.lift))]
                )
            )
        )
        return figures
    }

    /// Three digits after the point.
    static func short(_ value: Double) -> String { String((value * 1_000).rounded() / 1_000) }
}
