import Domain
import Models
import Statistics

/// The difference between a treatment and the control group, as one method tells it.
struct ExperimentEffect {
    enum Method: String {
        /// By the test that the kind of outcome asks for.
        case mean, share, ratio
        /// With what was known before the experiment taken out.
        case adjusted
        /// Valid however often the experiment is looked at.
        case alwaysValid
    }

    var method: Method
    /// Treated minus control.
    var difference: Double
    var low: Double
    var high: Double
    /// Two-sided, of this comparison alone.
    var pValue: Double
    /// Holm's over all treatments: the same where there is one.
    var holm: Double

    fileprivate init(_ method: Method, _ difference: Double, _ low: Double, _ high: Double, _ pValue: Double) {
        self.method = method
        self.difference = difference
        self.low = low
        self.high = high
        self.pValue = pValue
        holm = pValue
    }

    fileprivate init(_ method: Method, _ test: NormalComparison) {
        self.init(method, test.difference, test.low, test.high, test.pValue)
    }
}

/// What one treatment did, in every way in which it can be told.
struct ExperimentComparison {
    var treatment: String
    /// The mean, the share or the ratio of each.
    var values: (treated: Double, control: Double)
    /// The plain comparison first.
    var effects: [ExperimentEffect]

    /// The difference as a share of the control group's value; `nil` where that is zero.
    var lift: Double? {
        let lift = effects[0].difference / values.control
        return lift.isFinite ? lift : nil
    }

    /// - Parameters:
    ///   - cuped: what the covariate explains, where there is one.
    ///   - level: of each interval by itself.
    ///   - expected: the size of effect for which the always valid interval is narrowest; `nil`: a tenth of the standard
    ///     deviation of a single outcome, which is a common effect of a campaign.
    /// - Throws: `ModelError`.
    init(
        _ treated: ExperimentRows.Group,
        _ control: ExperimentRows.Group,
        _ kind: ExperimentRows.Outcome,
        cuped: Cuped?,
        level: Double,
        expected: Double?
    ) throws {
        treatment = treated.name
        let plain: Plain
        switch kind {
        case .ratio: plain = try Self.ratio(treated, control, level)
        case .share: plain = try Self.share(treated, control, level)
        case .mean: plain = try Self.mean(treated, control, level)
        }
        values = plain.values
        effects = [plain.effect]
        if let cuped { effects.append(Self.adjusted(treated, control, cuped, level)) }
        let scale = expected ?? (kind == .ratio ? plain.error * 10 : plain.deviation / 10)
        if let effect = Self.alwaysValid(plain, scale: scale, level) { effects.append(effect) }
    }

    /// A comparison with what the others build on.
    private struct Plain {
        var effect: ExperimentEffect
        var values: (treated: Double, control: Double)
        /// The standard error of the difference.
        var error: Double
        /// The larger standard deviation of a single outcome of both groups.
        var deviation: Double
    }

    private static func ratio(_ treated: ExperimentRows.Group, _ control: ExperimentRows.Group, _ level: Double) throws
        -> Plain
    {
        let one = try RatioMetric(numerators: treated.outcomes, denominators: treated.denominators)
        let two = try RatioMetric(numerators: control.outcomes, denominators: control.denominators)
        let test = NormalComparison(one, two, level: level)
        return Plain(
            effect: ExperimentEffect(.ratio, test),
            values: (one.ratio, two.ratio),
            error: test.standardError,
            deviation: 0
        )
    }

    private static func share(_ treated: ExperimentRows.Group, _ control: ExperimentRows.Group, _ level: Double) throws
        -> Plain
    {
        let moments = (SampleMoments(treated.outcomes), SampleMoments(control.outcomes))
        let test = TwoProportionTest(
            successes: (treated.outcomes.reduce(0, +), control.outcomes.reduce(0, +)),
            trials: (moments.0.count, moments.1.count),
            level: level
        )
        guard let test else {
            throw ModelError.tooFewRows(needed: 4, found: treated.outcomes.count + control.outcomes.count)
        }
        return Plain(
            effect: ExperimentEffect(.share, test.difference, test.low, test.high, test.pValue),
            values: (test.first.proportion, test.second.proportion),
            error: error(moments),
            deviation: max(moments.0.variance, moments.1.variance).squareRoot()
        )
    }

    private static func mean(_ treated: ExperimentRows.Group, _ control: ExperimentRows.Group, _ level: Double) throws
        -> Plain
    {
        let moments = (SampleMoments(treated.outcomes), SampleMoments(control.outcomes))
        guard let test = WelchTest(moments.0, moments.1, level: level) else {
            throw ModelError.unusable(
                Bilingual(
                    en: "The outcome does not vary within \"\(treated.name)\" and \"\(control.name)\".",
                    zh: "结果在“\(treated.name)”和“\(control.name)”组内没有变化。"
                ),
                advice: Bilingual(
                    en: "Choose another outcome with --target, or leave the rows of \"\(treated.name)\" out.",
                    zh: "请用 --target 选择其他结果，或去掉“\(treated.name)”组的行。"
                )
            )
        }
        return Plain(
            effect: ExperimentEffect(.mean, test.difference, test.low, test.high, test.pValue),
            values: (moments.0.mean, moments.1.mean),
            error: test.standardError,
            deviation: max(moments.0.variance, moments.1.variance).squareRoot()
        )
    }

    private static func adjusted(
        _ treated: ExperimentRows.Group,
        _ control: ExperimentRows.Group,
        _ cuped: Cuped,
        _ level: Double
    ) -> ExperimentEffect {
        func moments(_ group: ExperimentRows.Group) -> SampleMoments {
            SampleMoments(cuped.adjusted(outcomes: group.outcomes, covariates: group.covariates))
        }
        let (one, two) = (moments(treated), moments(control))
        return ExperimentEffect(
            .adjusted,
            NormalComparison(difference: one.mean - two.mean, standardError: error((one, two)), level: level)
        )
    }

    private static func alwaysValid(_ plain: Plain, scale: Double, _ level: Double) -> ExperimentEffect? {
        let test = AlwaysValidTest(
            estimate: plain.effect.difference,
            standardError: plain.error,
            effectScale: max(scale, plain.error / 1e6),
            significance: 1 - level
        )
        return test.map { ExperimentEffect(.alwaysValid, $0.estimate, $0.low, $0.high, $0.pValue) }
    }

    private static func error(_ groups: (SampleMoments, SampleMoments)) -> Double {
        (groups.0.variance / groups.0.count + groups.1.variance / groups.1.count).squareRoot()
    }
}
