/// One estimated coefficient with its uncertainty.
package struct Coefficient: Sendable, Hashable, Codable {
    package var name: String
    package var estimate: Double
    package var standardError: Double
    /// Estimate over standard error: *z* or *t*; `nil` where the standard error is zero.
    package var statistic: Double?
    /// Two-sided; `nil` where there is no statistic.
    package var pValue: Double?
    /// The confidence interval.
    package var low: Double
    package var high: Double

    /// - Parameters:
    ///   - quantile: the distribution's quantile for the interval, 1.96 for 95 per cent and large samples.
    ///   - twoSided: the probability of a statistic that is at least as far from zero.
    package init(
        _ name: String,
        estimate: Double,
        standardError: Double,
        quantile: Double,
        twoSided: (Double) -> Double
    ) {
        self.name = name
        self.estimate = estimate
        self.standardError = standardError
        let ratio = estimate / standardError
        statistic = ratio.isFinite ? ratio : nil
        pValue = statistic.map(twoSided)
        low = estimate - quantile * standardError
        high = estimate + quantile * standardError
    }
}
