import Domain
import Foundation
import Statistics

/// How many customers an experiment with two groups needs, and what it can find with those it has. Two-sided tests.
package struct ExperimentPlan: Sendable, Hashable, Codable {
    /// The probability of a false alarm; 0.05 is the convention.
    package var significance: Double
    /// The probability of finding the effect where it is there; 0.8 is the convention.
    package var power: Double
    /// Customers of the second group for each of the first; equal groups need the fewest in all.
    package var allocation: Double

    /// - Throws: `ModelError.invalidSetting` outside of 0 < significance < power < 1 and allocation > 0.
    package init(significance: Double = 0.05, power: Double = 0.8, allocation: Double = 1) throws(ModelError) {
        try Self.require(significance > 0 && significance < 0.5, "significance", significance, "0 < α < 0.5")
        try Self.require(power > significance && power < 1, "power", power, "α < power < 1")
        try Self.require(
            allocation > 1e-6 && allocation < 1e6,
            "allocation",
            allocation,
            "0.000001 < n₂/n₁ < 1000000"
        )
        self.significance = significance
        self.power = power
        self.allocation = allocation
    }

    /// The two groups, rounded up.
    package struct Size: Sendable, Hashable, Codable {
        package let first: Int
        package let second: Int
        /// Customers of the first group before rounding.
        package let exact: Double
    }

    /// For a difference of means, by the t test's exact power (noncentral t, equal variances).
    ///
    /// - Parameters: the difference to be found and the standard deviation within groups, in one unit.
    package func sizeForMeans(difference: Double, standardDeviation: Double) throws(ModelError) -> Size {
        try Self.require(
            standardDeviation > 0 && standardDeviation.isFinite,
            "standardDeviation",
            standardDeviation,
            "> 0"
        )
        let effect = difference.magnitude / standardDeviation
        try Self.require(effect > 1e-6 && effect.isFinite, "difference", difference, "|d| / σ > 0.000001")
        let z = Normal.standard.upperQuantile(significance / 2) + Normal.standard.quantile(power)
        let guess = z * z * (1 + 1 / allocation) / (effect * effect)
        return size(smallest(from: guess) { powerForMeans(effect: effect, first: $0) })
    }

    /// The power of a t test for a standardised difference d = (μ₁ − μ₂)/σ with so many customers in the first group.
    package func powerForMeans(effect: Double, first: Double) -> Double {
        let degrees = first * (1 + allocation) - 2
        guard degrees > 0 else { return 0 }
        let shift = effect * (first * allocation / (1 + allocation)).squareRoot()
        let bound = StudentT(degreesOfFreedom: degrees).upperQuantile(significance / 2)
        // From a million degrees on, the t distributions are normal to ten digits.
        guard degrees < 1e6 else {
            return Normal.standard.survival(bound - shift) + Normal.standard.cdf(-bound - shift)
        }
        let upper = NoncentralT(degreesOfFreedom: degrees, noncentrality: shift).survival(bound)
        return upper + NoncentralT(degreesOfFreedom: degrees, noncentrality: -shift).survival(bound)
    }

    /// For two proportions, by the z test with the pooled variance (Fleiss, Statistical Methods for Rates and
    /// Proportions, 1981, section 3.2, without a continuity correction).
    package func sizeForProportions(_ first: Double, _ second: Double) throws(ModelError) -> Size {
        for share in [first, second] { try Self.require(share >= 0 && share <= 1, "proportion", share, "0…1") }
        try Self.require((first - second).magnitude > 1e-9, "proportion", second, "p₁ ≠ p₂")
        let spread = spreads(first, second)
        let reach =
            Normal.standard.upperQuantile(significance / 2) * spread.null
            + Normal.standard.quantile(power) * spread.alternative
        let root = reach / (first - second)
        return size(root * root)
    }

    /// The power of that test with so many customers in the first group; the other tail, which rejects in the wrong
    /// direction, does not count.
    package func powerForProportions(_ first: Double, _ second: Double, count: Double) -> Double {
        let spread = spreads(first, second)
        guard spread.alternative > 0 else { return first == second ? 0 : 1 }
        let bound = Normal.standard.upperQuantile(significance / 2) * spread.null
        return Normal.standard.cdf(((first - second).magnitude * count.squareRoot() - bound) / spread.alternative)
    }

    /// The smallest standardised difference that so many customers in the first group show with the wanted power.
    package func detectableEffect(first: Double) throws(ModelError) -> Double {
        try Self.require(first * (1 + allocation) > 2 && first.isFinite, "first", first, "n₁ + n₂ > 2")
        var (low, high) = (0.0, 1.0)
        while powerForMeans(effect: high, first: first) < power, high < 1e6 { high *= 2 }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if powerForMeans(effect: middle, first: first) < power { low = middle } else { high = middle }
        }
        return high
    }

    private func spreads(_ first: Double, _ second: Double) -> (null: Double, alternative: Double) {
        let pooled = (first + second * allocation) / (1 + allocation)
        return (
            (pooled * (1 - pooled) * (1 + 1 / allocation)).squareRoot(),
            (first * (1 - first) + second * (1 - second) / allocation).squareRoot()
        )
    }

    private func size(_ exact: Double) -> Size {
        // What rounding adds to a whole number is not one more customer.
        let first = (exact * (1 - 1e-12)).rounded(.up)
        return Size(
            first: Int(min(first, 9e15)),
            second: Int(min((exact * allocation * (1 - 1e-12)).rounded(.up), 9e15)),
            exact: exact
        )
    }

    private func smallest(from guess: Double, _ reached: (Double) -> Double) -> Double {
        var low = 1 / (1 + allocation) * 2.000001
        var high = max(guess, low) * 1.05 + 2
        while reached(high) < power { high *= 2 }
        low = max(low, guess * 0.9 - 2)
        while low > 2.1 / (1 + allocation), reached(low) >= power { low /= 2 }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if reached(middle) < power { low = middle } else { high = middle }
        }
        return high
    }

    private static func require(_ holds: Bool, _ name: String, _ value: Double, _ expected: String) throws(ModelError) {
        guard holds else {
            throw .invalidSetting(name, value: "\(value)", expected: Bilingual(verbatim: expected))
        }
    }
}
