/// Welch's t test: whether two means differ, whatever the variances ("The generalization of Student's problem",
/// Biometrika 34, 1947), with the interval of the difference.
package struct WelchTest: Sendable, Hashable, Codable {
    /// First mean − second mean.
    package let difference: Double
    package let standardError: Double
    package let statistic: Double
    package let degreesOfFreedom: Double
    /// Two-sided.
    package let pValue: Double
    package let low: Double
    package let high: Double

    /// - Returns: `nil` below two values in either sample, or where neither varies.
    package init?(_ first: SampleMoments, _ second: SampleMoments, level: Double = 0.95) {
        guard first.count > 1, second.count > 1 else { return nil }
        let left = first.variance / first.count
        let right = second.variance / second.count
        let square = left + right
        guard square > 0, square.isFinite else { return nil }
        difference = first.mean - second.mean
        standardError = square.squareRoot()
        statistic = difference / standardError
        // Shares of the sum, so that squares of squares do not overflow.
        let share = left / square
        let other = right / square
        degreesOfFreedom = 1 / (share * share / (first.count - 1) + other * other / (second.count - 1))
        let distribution = StudentT(degreesOfFreedom: degreesOfFreedom)
        pValue = distribution.twoSided(statistic)
        let reach = distribution.upperQuantile((1 - level) / 2) * standardError
        low = difference - reach
        high = difference + reach
    }

    package init?(_ first: [Double], _ second: [Double], level: Double = 0.95) {
        self.init(SampleMoments(first), SampleMoments(second), level: level)
    }
}

/// The count, mean and unbiased variance of a sample.
package struct SampleMoments: Sendable, Hashable, Codable {
    package let count: Double
    /// 0 for none.
    package let mean: Double
    /// 0 below two values.
    package let variance: Double

    package init(count: Double, mean: Double, variance: Double) {
        self.count = count
        self.mean = mean
        self.variance = variance
    }

    /// Missing values (not-a-number) are left out.
    package init(_ values: [Double]) {
        var count = 0.0
        var sum = 0.0
        for value in values where !value.isNaN {
            count += 1
            sum += value
        }
        let mean = count > 0 ? sum / count : 0
        var square = 0.0
        for value in values where !value.isNaN { square += (value - mean) * (value - mean) }
        self.init(count: count, mean: mean, variance: count > 1 ? square / (count - 1) : 0)
    }
}
