import Statistics

/// A ratio of two sums over customers, such as revenue per order, with the standard error that takes a customer's orders
/// as belonging together.
///
/// The delta method: Deng, Knoblich and Lu, "Applying the delta method in metric analytics", KDD 2018, section 3.2. With
/// R = ȳ/x̄, Var R ≈ Var(y − R·x) / (n x̄²).
package struct RatioMetric: Sendable, Hashable, Codable {
    package let ratio: Double
    package let standardError: Double
    package let customers: Int

    /// - Parameters:
    ///   - numerators: a customer's sum, such as revenue.
    ///   - denominators: a customer's count, such as orders; 0 is allowed.
    /// - Throws: `ModelError` for fewer than two customers, a denominator below 0, no denominator above 0, or a number
    ///   that is not finite.
    package init(numerators: [Double], denominators: [Double]) throws(ModelError) {
        precondition(numerators.count == denominators.count)
        guard numerators.count > 1 else { throw .tooFewRows(needed: 2, found: numerators.count) }
        for (row, pair) in zip(numerators, denominators).enumerated() {
            guard pair.0.isFinite else { throw .notFinite(column: "numerator", row: row + 1) }
            guard pair.1.isFinite else { throw .notFinite(column: "denominator", row: row + 1) }
            guard pair.1 >= 0 else { throw .negative(column: "denominator", row: row + 1, value: pair.1) }
        }
        let total = denominators.reduce(0, +)
        guard total > 0 else { throw .constantColumn("denominator") }
        let count = Double(numerators.count)
        let ratio = numerators.reduce(0, +) / total
        var square = 0.0
        for (numerator, denominator) in zip(numerators, denominators) {
            let rest = numerator - ratio * denominator
            square += rest * rest
        }
        let mean = total / count
        self.ratio = ratio
        standardError = (square / (count - 1) / count).squareRoot() / mean
        customers = numerators.count
    }
}

/// The difference of two estimates that are about normal, with its interval.
package struct NormalComparison: Sendable, Hashable, Codable {
    /// First − second.
    package let difference: Double
    package let standardError: Double
    /// Two-sided; 1 where the standard error is 0.
    package let pValue: Double
    package let low: Double
    package let high: Double

    package init(_ first: RatioMetric, _ second: RatioMetric, level: Double = 0.95) {
        self.init(
            difference: first.ratio - second.ratio,
            standardError: (first.standardError * first.standardError + second.standardError * second.standardError)
                .squareRoot(),
            level: level
        )
    }

    package init(difference: Double, standardError: Double, level: Double = 0.95) {
        self.difference = difference
        self.standardError = standardError
        let z = standardError > 0 ? difference / standardError : 0
        pValue = min(1, 2 * Normal.standard.survival(z.magnitude))
        let reach = Normal.standard.upperQuantile((1 - level) / 2) * standardError
        low = difference - reach
        high = difference + reach
    }
}
