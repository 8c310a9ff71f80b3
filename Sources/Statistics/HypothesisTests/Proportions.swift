/// A proportion with Wilson's score interval ("Probable inference", JASA 22, 1927), which stays within 0…1 and is not
/// empty at 0 or 1.
package struct ProportionInterval: Sendable, Hashable, Codable {
    package let proportion: Double
    package let low: Double
    package let high: Double

    /// - Precondition: 0 ≤ successes ≤ trials and trials > 0.
    package init(successes: Double, trials: Double, level: Double = 0.95) {
        precondition(trials > 0 && successes >= 0 && successes <= trials)
        let z = Normal.standard.upperQuantile((1 - level) / 2)
        let square = z * z / trials
        let share = successes / trials
        let reach = z * (share * (1 - share) / trials + square / (4 * trials)).squareRoot()
        proportion = share
        low = share == 0 ? 0 : max(0, (share + square / 2 - reach) / (1 + square))
        high = share == 1 ? 1 : min(1, (share + square / 2 + reach) / (1 + square))
    }
}

/// Whether two proportions differ: the z test with the pooled variance (its square is Pearson's χ² of the 2 × 2 table),
/// and Newcombe's interval of the difference from two score intervals ("Interval estimation for the difference between
/// independent proportions", Statistics in Medicine 17, 1998, method 10).
package struct TwoProportionTest: Sendable, Hashable, Codable {
    package let first: ProportionInterval
    package let second: ProportionInterval
    /// First − second.
    package let difference: Double
    /// 0 where both are 0 or both are 1.
    package let statistic: Double
    /// Two-sided.
    package let pValue: Double
    package let low: Double
    package let high: Double

    /// - Returns: `nil` where either sample is empty.
    package init?(
        successes: (first: Double, second: Double),
        trials: (first: Double, second: Double),
        level: Double = 0.95
    ) {
        guard trials.first > 0, trials.second > 0 else { return nil }
        let one = ProportionInterval(successes: successes.first, trials: trials.first, level: level)
        let two = ProportionInterval(successes: successes.second, trials: trials.second, level: level)
        let pooled = (successes.first + successes.second) / (trials.first + trials.second)
        let error = (pooled * (1 - pooled) * (1 / trials.first + 1 / trials.second)).squareRoot()
        (first, second) = (one, two)
        difference = one.proportion - two.proportion
        statistic = error > 0 ? difference / error : 0
        pValue = min(1, 2 * Normal.standard.survival(statistic.magnitude))
        low = difference - Self.hypotenuse(one.proportion - one.low, two.high - two.proportion)
        high = difference + Self.hypotenuse(one.high - one.proportion, two.proportion - two.low)
    }

    private static func hypotenuse(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
}
