import Domain
import Foundation
import Models
import Statistics

/// The difference between the groups, in every way in which it can be told.
struct ExperimentComparison {
    /// Treated minus control.
    var difference: Double
    var fields: [FitField] = []
    var tables: [FitTable] = []
    var notes: [Bilingual] = []

    private struct Line {
        var method: Bilingual
        var name: String
        var difference: Double
        var low: Double
        var high: Double
        var pValue: Double
    }

    /// - Parameter expected: the size of effect for which the always valid interval is narrowest; `nil`: a tenth of the
    ///   standard deviation of a single outcome, which is a common effect of a campaign.
    /// - Throws: `ModelError`.
    init(_ rows: ExperimentRows, level: Double, expected: Double?) throws {
        let groups = (SampleMoments(rows.outcomes.treated), SampleMoments(rows.outcomes.control))
        let plain = try Self.plain(rows, groups, level)
        difference = plain.line.difference
        var lines = [plain.line]
        if rows.hasCovariate, rows.kind != .ratio { lines.append(try adjusted(rows, level)) }
        let deviation = max(groups.0.variance, groups.1.variance).squareRoot()
        let scale = expected ?? (rows.kind == .ratio ? plain.error * 10 : deviation / 10)
        if let always = AlwaysValidTest(
            estimate: plain.line.difference,
            standardError: plain.error,
            effectScale: max(scale, plain.error / 1e6),
            significance: 1 - level
        ) {
            lines.append(
                Line(
                    method: Bilingual(en: "Valid at every look", zh: "随时查看均有效"),
                    name: "alwaysValid",
                    difference: always.estimate,
                    low: always.low,
                    high: always.high,
                    pValue: always.pValue
                )
            )
        }
        let check = try SampleRatioCheck(
            counts: [rows.outcomes.treated.count, rows.outcomes.control.count],
            shares: [1, 1]
        )
        fill(rows, groups, plain, lines, check, level)
    }

    /// By the test that the kind of outcome asks for.
    private static func plain(
        _ rows: ExperimentRows,
        _ groups: (SampleMoments, SampleMoments),
        _ level: Double
    ) throws -> (line: Line, error: Double, values: (Double, Double)) {
        switch rows.kind {
        case .ratio:
            let one = try RatioMetric(numerators: rows.outcomes.treated, denominators: rows.denominators.treated)
            let two = try RatioMetric(numerators: rows.outcomes.control, denominators: rows.denominators.control)
            let test = NormalComparison(one, two, level: level)
            let method = Bilingual(en: "Ratio, delta method", zh: "比率，delta 方法")
            return (
                Line(
                    method: method,
                    name: "ratio",
                    difference: test.difference,
                    low: test.low,
                    high: test.high,
                    pValue: test.pValue
                ),
                test.standardError, (one.ratio, two.ratio)
            )
        case .share:
            let test = TwoProportionTest(
                successes: (rows.outcomes.treated.reduce(0, +), rows.outcomes.control.reduce(0, +)),
                trials: (groups.0.count, groups.1.count),
                level: level
            )
            guard let test else { throw ModelError.tooFewRows(needed: 4, found: rows.count) }
            let method = Bilingual(en: "Shares, z test and Newcombe's interval", zh: "占比，z 检验与 Newcombe 区间")
            return (
                Line(
                    method: method,
                    name: "share",
                    difference: test.difference,
                    low: test.low,
                    high: test.high,
                    pValue: test.pValue
                ),
                error(groups), (test.first.proportion, test.second.proportion)
            )
        case .mean:
            let method = Bilingual(en: "Means, Welch's t test", zh: "均值，Welch t 检验")
            guard let test = WelchTest(groups.0, groups.1, level: level) else {
                throw ModelError.unusable(
                    Bilingual(en: "The outcome does not vary within the groups.", zh: "结果在各组内没有变化。"),
                    advice: nil
                )
            }
            return (
                Line(
                    method: method,
                    name: "mean",
                    difference: test.difference,
                    low: test.low,
                    high: test.high,
                    pValue: test.pValue
                ),
                test.standardError, (groups.0.mean, groups.1.mean)
            )
        }
    }

    private static func error(_ groups: (SampleMoments, SampleMoments)) -> Double {
        (groups.0.variance / groups.0.count + groups.1.variance / groups.1.count).squareRoot()
    }

    /// With what was known before the experiment taken out.
    private mutating func adjusted(_ rows: ExperimentRows, _ level: Double) throws -> Line {
        let cuped = try Cuped(
            outcomes: rows.outcomes.treated + rows.outcomes.control,
            covariates: rows.covariates.treated + rows.covariates.control
        )
        let treated = SampleMoments(
            cuped.adjusted(outcomes: rows.outcomes.treated, covariates: rows.covariates.treated)
        )
        let control = SampleMoments(
            cuped.adjusted(outcomes: rows.outcomes.control, covariates: rows.covariates.control)
        )
        let test = NormalComparison(
            difference: treated.mean - control.mean,
            standardError: Self.error((treated, control)),
            level: level
        )
        fields.append(FitField("varianceReduction", .number(cuped.varianceReduction)))
        let share = String(format: "%.1f", cuped.varianceReduction * 100)
        notes.append(
            Bilingual(
                en: "The covariate takes \(share) % of the variance away (CUPED).",
                zh: "协变量消除了 \(share)% 的方差（CUPED）。"
            )
        )
        return Line(
            method: Bilingual(en: "Adjusted by the covariate (CUPED)", zh: "按协变量调整（CUPED）"),
            name: "adjusted",
            difference: test.difference,
            low: test.low,
            high: test.high,
            pValue: test.pValue
        )
    }

    private mutating func fill(
        _ rows: ExperimentRows,
        _ groups: (SampleMoments, SampleMoments),
        _ plain: (line: Line, error: Double, values: (Double, Double)),
        _ lines: [Line],
        _ check: SampleRatioCheck,
        _ level: Double
    ) {
        let lift = plain.values.1 != 0 ? plain.line.difference / plain.values.1 : nil
        let names = (rows.treatment.treated, rows.treatment.control)
        let sizes = (rows.outcomes.treated.count, rows.outcomes.control.count)
        func group(_ name: String, _ size: Int, _ value: Double) -> FitValue {
            .object([FitField("group", .text(name)), FitField("n", .integer(size)), FitField("value", .number(value))])
        }
        fields =
            [
                FitField(
                    "groups",
                    .list([group(names.0, sizes.0, plain.values.0), group(names.1, sizes.1, plain.values.1)])
                ),
                FitField("level", .number(level)), FitField("lift", lift.map { .number($0) } ?? .null),
            ]
            + lines.map { line in
                FitField(
                    line.name,
                    .object([
                        FitField("difference", .number(line.difference)), FitField("low", .number(line.low)),
                        FitField("high", .number(line.high)), FitField("pValue", .number(line.pValue)),
                    ])
                )
            } + fields + [
                FitField(
                    "sampleRatio",
                    .object([
                        FitField("chiSquared", .number(check.statistic)), FitField("pValue", .number(check.pValue)),
                        FitField("mismatch", .flag(check.isMismatched)),
                    ])
                )
            ]
        tables = [Self.groupTable(rows.kind, names, sizes, plain.values), Self.lineTable(rows.kind, lines, level)]
        if check.isMismatched {
            notes.insert(
                Bilingual(
                    en:
                        "The groups are not of equal size (p \(String(format: "%.2g", check.pValue))). Unless they were meant to be "
                        + "so, the draw or the logging is at fault, and no result should be believed.",
                    zh: "两组人数不相等（p \(String(format: "%.2g", check.pValue))）。除非有意如此，否则说明分组或记录有问题，结果不可信。"
                ),
                at: 0
            )
        }
    }

    private static func cell(_ kind: ExperimentRows.Outcome, _ value: Double) -> FitTable.Cell {
        kind == .share ? .share(value) : .number(value)
    }

    private static func groupTable(
        _ kind: ExperimentRows.Outcome,
        _ names: (String, String),
        _ sizes: (Int, Int),
        _ values: (Double, Double)
    ) -> FitTable {
        FitTable(
            Bilingual(en: "Groups", zh: "各组"),
            headings: [
                Bilingual(en: "Group", zh: "组"), Bilingual(en: "Customers", zh: "客户数"),
                Bilingual(en: "Outcome", zh: "结果"),
            ],
            rows: [
                [.name(names.0), .integer(sizes.0), cell(kind, values.0)],
                [.name(names.1), .integer(sizes.1), cell(kind, values.1)],
            ]
        )
    }

    private static func lineTable(_ kind: ExperimentRows.Outcome, _ lines: [Line], _ level: Double) -> FitTable {
        let percent = String(format: "%g", level * 100)
        return FitTable(
            Bilingual(en: "Difference, treatment less control", zh: "差值（处理组减对照组）"),
            headings: [
                Bilingual(en: "How", zh: "方法"), Bilingual(en: "Difference", zh: "差值"),
                Bilingual(en: "\(percent)% low", zh: "\(percent)% 下限"),
                Bilingual(en: "\(percent)% high", zh: "\(percent)% 上限"),
                Bilingual(verbatim: "p"),
            ],
            rows: lines.map {
                [
                    .text($0.method), cell(kind, $0.difference), cell(kind, $0.low), cell(kind, $0.high),
                    .number($0.pValue, digits: 3),
                ]
            },
            caption: Bilingual(
                en:
                    "The plain interval is for one look at the planned end; the one that is valid at every look may be read at any "
                    + "time and the experiment ended by it (Johari and others 2022).",
                zh: "普通区间只适用于按计划结束时查看一次；“随时查看均有效”的区间可以随时查看，并据此提前结束实验（Johari 等 2022）。"
            )
        )
    }
}
