import Domain
import Models
import Statistics

/// The rows of an experiment that a model of uplift learns from.
struct UpliftSample {
    var design: Matrix
    var names: [String]
    var treated: [Bool]
    var outcomes: [Bool]
    var target: String

    /// - Parameter rows: those to learn from; all by default.
    func fit(_ settings: Uplift, rows: [Int]?) throws(ModelError) -> FittedUplift {
        guard let rows else {
            return try settings.fit(design, names: names, treated: treated, outcomes: outcomes, target: target)
        }
        return try settings.fit(
            design.selecting(rows: rows),
            names: names,
            treated: rows.map { treated[$0] },
            outcomes: rows.map { outcomes[$0] },
            target: target
        )
    }
}

/// What a model of uplift is worth: the whole effect, the Qini curve, and the uplift by groups of the prediction.
struct UpliftQuality {
    private let effect: TwoProportionTest
    private let curve: QiniCurve
    private let interval: (low: Double, high: Double)?
    private let groups: [UpliftGroups.Group]
    private let validation: Validation
    private let parts: [Int]?

    init(
        _ sample: UpliftSample,
        _ settings: Uplift,
        _ model: FittedUplift,
        _ validation: Validation,
        bins: Int,
        level: Double,
        seed: UInt64
    ) throws {
        let kinds = zip(sample.treated, sample.outcomes).map { ($0 ? 2.0 : 0) + ($1 ? 1 : 0) }
        let keys = ContentOrder.keys(sample.design, names: sample.names, target: kinds, seed: seed)
        self.validation = validation
        let drawn = validation.parts(keys: keys, strata: sample.treated, times: nil)
        // A part may lack an outcome that the whole has; then the quality is that of the fitted rows, which a note says.
        let held = try drawn.flatMap { parts in
            do {
                return try Validation.predict(sample.design, parts: parts) { training, asked in
                    try sample.fit(settings, rows: training).predict(asked)
                }
            } catch is ModelError {
                return nil
            }
        }
        parts = held == nil ? nil : drawn
        var (rows, scores) = held ?? (Array(sample.treated.indices), model.predict(sample.design))
        let order = rows.indices.sorted { (keys[rows[$0]], rows[$0]) < (keys[rows[$1]], rows[$1]) }
        scores = order.map { scores[$0] }
        rows = order.map { rows[$0] }
        let treated = rows.map { sample.treated[$0] }
        let outcomes = rows.map { sample.outcomes[$0] }
        guard let curve = QiniCurve(scores: scores, treated: treated, outcomes: outcomes),
            let effect = Self.effect(sample.treated, sample.outcomes, level)
        else { throw ModelError.tooFewRows(needed: 4, found: rows.count) }
        self.curve = curve
        self.effect = effect
        let chosenKeys = rows.map { keys[$0] }
        interval = QiniCurve.interval(
            scores: scores,
            treated: treated,
            outcomes: outcomes,
            keys: chosenKeys,
            seed: seed,
            level: level
        )
        groups =
            UpliftGroups(
                scores: scores,
                treated: treated,
                outcomes: outcomes,
                keys: chosenKeys,
                count: bins,
                level: level
            ).groups
    }

    private static func effect(_ treated: [Bool], _ outcomes: [Bool], _ level: Double) -> TwoProportionTest? {
        var counts = [0.0, 0, 0, 0]
        for (isTreated, outcome) in zip(treated, outcomes) { counts[(isTreated ? 2 : 0) + (outcome ? 1 : 0)] += 1 }
        return TwoProportionTest(
            successes: (counts[3], counts[1]),
            trials: (counts[2] + counts[3], counts[0] + counts[1]),
            level: level
        )
    }

    func add(to document: inout FitDocument) {
        document.own += [
            FitField("averageTreatmentEffect", .object(Self.fields(effect))),
            FitField("qini", .number(curve.coefficient)),
            FitField("qiniInterval", interval.map { .numbers([$0.low, $0.high]) } ?? .null),
            FitField("auuc", .number(curve.area)), FitField("deciles", .list(groups.map(Self.object))),
            validation.field(parts: parts),
        ]
        document.notes.append(validation.note(parts: parts))
        if let interval, interval.low <= 0 {
            document.notes.append(
                Bilingual(
                    en: "The interval of the Qini coefficient reaches zero: the order of the customers may be chance.",
                    zh: "Qini 系数的置信区间包含零：客户的排序可能只是偶然。"
                )
            )
        }
        document.tables += [effectTable, groupTable]
        document.figures += [curveFigure, groupFigure]
    }

    private static func fields(_ test: TwoProportionTest) -> [FitField] {
        [
            FitField("estimate", .number(test.difference)), FitField("low", .number(test.low)),
            FitField("high", .number(test.high)), FitField("pValue", .number(test.pValue)),
            FitField("treatedRate", .number(test.first.proportion)),
            FitField("controlRate", .number(test.second.proportion)),
        ]
    }

    private static func object(_ group: UpliftGroups.Group) -> FitValue {
        var fields = [
            FitField("decile", .integer(group.group)), FitField("treated", .integer(group.treated)),
            FitField("control", .integer(group.control)), FitField("predictedUplift", .number(group.predicted)),
        ]
        fields.append(FitField("treatedRate", group.observed.map { .number($0.first.proportion) } ?? .null))
        fields.append(FitField("controlRate", group.observed.map { .number($0.second.proportion) } ?? .null))
        fields.append(FitField("uplift", group.observed.map { .number($0.difference) } ?? .null))
        fields.append(FitField("low", group.observed.map { .number($0.low) } ?? .null))
        fields.append(FitField("high", group.observed.map { .number($0.high) } ?? .null))
        return .object(fields)
    }
}

extension UpliftQuality {
    private var effectTable: FitTable {
        func row(_ name: Bilingual, _ cell: FitTable.Cell) -> [FitTable.Cell] { [.text(name), cell] }
        return FitTable(
            Bilingual(en: "Effect", zh: "总体效果"),
            headings: [Bilingual(en: "Measure", zh: "指标"), Bilingual(en: "Value", zh: "数值")],
            rows: [
                row(Bilingual(en: "Rate of the treated", zh: "处理组比率"), .share(effect.first.proportion)),
                row(Bilingual(en: "Rate of the control group", zh: "对照组比率"), .share(effect.second.proportion)),
                row(Bilingual(en: "Average treatment effect", zh: "平均处理效应（ATE）"), .share(effect.difference)),
                row(Bilingual(en: "Lower end", zh: "下限"), .share(effect.low)),
                row(Bilingual(en: "Upper end", zh: "上限"), .share(effect.high)),
                row(Bilingual(en: "p value", zh: "p 值"), .pValue(effect.pValue)),
                row(Bilingual(en: "Qini coefficient", zh: "Qini 系数"), .number(curve.coefficient, digits: 4)),
                row(Bilingual(en: "Area under the uplift curve", zh: "增益曲线下面积（AUUC）"), .number(curve.area, digits: 4)),
            ],
            caption: Bilingual(
                en:
                    "The Qini coefficient is the area between the Qini curve and the straight line (Radcliffe 2007), in "
                    + "outcomes per customer: zero for a blind order.",
                zh: "Qini 系数是 Qini 曲线与直线之间的面积（Radcliffe，2007），单位为每位客户的结果数；随机排序时为零。"
            )
        )
    }

    private var groupTable: FitTable {
        FitTable(
            Bilingual(en: "Uplift by predicted uplift", zh: "按预测增益分组的实际增益"),
            headings: [
                Bilingual(en: "Group", zh: "组"), Bilingual(en: "Treated", zh: "处理组人数"),
                Bilingual(en: "Control", zh: "对照组人数"), Bilingual(en: "Predicted", zh: "预测增益"),
                Bilingual(en: "Rate, treated", zh: "处理组比率"), Bilingual(en: "Rate, control", zh: "对照组比率"),
                Bilingual(en: "Uplift", zh: "实际增益"), Bilingual(en: "Lower end", zh: "下限"),
                Bilingual(en: "Upper end", zh: "上限"),
            ],
            rows: groups.map { group in
                let shares = group.observed.map {
                    [$0.first.proportion, $0.second.proportion, $0.difference, $0.low, $0.high].map(FitTable.Cell.share)
                }
                return [
                    .integer(group.group), .integer(group.treated), .integer(group.control), .share(group.predicted),
                ] + (shares ?? [FitTable.Cell](repeating: .missing, count: 5))
            },
            caption: Bilingual(
                en: "The highest predictions come first; intervals are Newcombe's.",
                zh: "预测增益最高的一组排在最前；区间采用 Newcombe 方法。"
            )
        )
    }

    private var curveFigure: FitFigure {
        // A picture does not show more than some hundred points.
        let step = max(1, curve.shares.count / 200)
        let kept = curve.shares.indices.filter { $0.isMultiple(of: step) || $0 + 1 == curve.shares.count }
        return FitFigure(
            Bilingual(en: "Qini curve", zh: "Qini 曲线"),
            x: Bilingual(en: "Share of customers, highest uplift first", zh: "客户占比（按预测增益从高到低）"),
            y: Bilingual(en: "Incremental outcomes per treated customer", zh: "处理组人均增量结果"),
            .lines([
                FitFigure.Series(
                    Bilingual(en: "Model", zh: "模型"),
                    x: kept.map { curve.shares[$0] },
                    y: kept.map { curve.gains[$0] }
                ),
                FitFigure.Series(
                    Bilingual(en: "Blind order", zh: "随机排序"),
                    x: [0, 1],
                    y: [0, curve.gains[curve.gains.count - 1]]
                ),
            ])
        )
    }

    private var groupFigure: FitFigure {
        FitFigure(
            Bilingual(en: "Uplift by group", zh: "各组增益"),
            x: Bilingual(en: "Group by predicted uplift", zh: "按预测增益分组"),
            y: Bilingual(en: "Uplift", zh: "增益"),
            .bars(
                categories: groups.map { Bilingual(verbatim: String($0.group)) },
                series: [
                    (Bilingual(en: "Predicted", zh: "预测"), groups.map(\.predicted)),
                    (Bilingual(en: "Observed", zh: "实际"), groups.map { $0.observed?.difference ?? 0 }),
                ]
            )
        )
    }
}
