import Foundation
import Statistics

/// One way in which the members of a group are unlike everybody else.
package struct SegmentTrait: Sendable, Hashable, Codable {
    package let variable: String
    /// The category whose share is compared; `nil` where means are.
    package let category: String?
    /// Rows with a value, of the group and of the rest.
    package let members: Int
    package let others: Int
    /// The group's mean or share, and the rest's.
    package let memberValue: Double
    package let otherValue: Double
    /// `memberValue` − `otherValue`, with its interval: Welch's for means, Newcombe's for shares.
    package let difference: Double
    package let low: Double
    package let high: Double
    /// The size of the difference, by which traits are ranked: Hedges's g for means, Cohen's h = 2 arcsin √p − 2 arcsin √q
    /// for shares. Cohen (1988) calls 0.2 small, 0.5 medium and 0.8 large on either scale.
    package let effect: Double
    /// The interval of `effect`.
    package let effectLow: Double
    package let effectHigh: Double
    /// The group's share over that of all; `nil` for means.
    package let lift: Double?
    /// Two-sided: Welch's t test, or the z test of two proportions.
    package let pValue: Double
    /// By Benjamini and Hochberg over all traits of the profile.
    package internal(set) var adjustedPValue: Double
}

extension SegmentTrait {
    /// - Returns: `nil` where either side has no value, or all values are equal.
    init?(_ variable: String, _ member: SampleMoments, _ other: SampleMoments, level: Double) {
        guard member.count > 0, other.count > 0 else { return nil }
        let degrees = member.count + other.count - 2
        let distance = member.mean - other.mean
        let within = max(0, member.count - 1) * member.variance + max(0, other.count - 1) * other.variance
        guard degrees > 0, distance != 0 || within > 0, within.isFinite, distance.isFinite else { return nil }
        let sizes = 1 / member.count + 1 / other.count
        // Where neither side varies, the spread of all together is the only measure there is.
        let between = distance * distance / sizes
        let spread = (within > 0 ? within / degrees : between / (degrees + 1)).squareRoot()
        // Hedges's correction of Cohen's d for small samples (Hedges and Olkin 1985, 5.2).
        let effect = (1 - 3 / (4 * degrees - 1)) * (distance / spread)
        let error = (sizes + effect * effect / (2 * (member.count + other.count))).squareRoot()
        guard effect.isFinite, spread > 0 else { return nil }
        let z = Normal.standard.upperQuantile((1 - level) / 2)
        let test = Comparison(member, other, pooled: spread * sizes.squareRoot(), degrees, level)
        self.init(
            variable: variable,
            category: nil,
            members: Int(member.count),
            others: Int(other.count),
            memberValue: member.mean,
            otherValue: other.mean,
            difference: distance,
            low: test.low,
            high: test.high,
            effect: effect,
            effectLow: effect - z * error,
            effectHigh: effect + z * error,
            lift: nil,
            pValue: test.pValue,
            adjustedPValue: test.pValue
        )
    }

    /// Welch's test, or Student's where a side has one value or does not vary on either side.
    private struct Comparison {
        var low: Double
        var high: Double
        var pValue: Double

        init(_ member: SampleMoments, _ other: SampleMoments, pooled: Double, _ degrees: Double, _ level: Double) {
            if let welch = WelchTest(member, other, level: level) {
                (low, high, pValue) = (welch.low, welch.high, welch.pValue)
            } else {
                let distribution = StudentT(degreesOfFreedom: degrees)
                let distance = member.mean - other.mean
                let reach = distribution.upperQuantile((1 - level) / 2) * pooled
                (low, high) = (distance - reach, distance + reach)
                pValue = distribution.twoSided(distance / pooled)
            }
        }
    }

    /// - Returns: `nil` where either side has no value, or nobody or everybody is in the category.
    init?(
        _ variable: String,
        category: String,
        _ member: (found: Double, count: Double),
        _ other: (found: Double, count: Double),
        level: Double
    ) {
        let found = member.found + other.found
        let count = member.count + other.count
        guard found > 0, found < count else { return nil }
        let test = TwoProportionTest(
            successes: (member.found, other.found),
            trials: (member.count, other.count),
            level: level
        )
        guard let test else { return nil }
        func angle(_ share: Double) -> Double { 2 * asin(share.squareRoot()) }
        let effect = angle(test.first.proportion) - angle(test.second.proportion)
        // The variance of an angle is 1/n whatever the share.
        let reach =
            Normal.standard.upperQuantile((1 - level) / 2) * (1 / member.count + 1 / other.count).squareRoot()
        self.init(
            variable: variable,
            category: category,
            members: Int(member.count),
            others: Int(other.count),
            memberValue: test.first.proportion,
            otherValue: test.second.proportion,
            difference: test.difference,
            low: test.low,
            high: test.high,
            effect: effect,
            effectLow: effect - reach,
            effectHigh: effect + reach,
            lift: test.first.proportion / (found / count),
            pValue: test.pValue,
            adjustedPValue: test.pValue
        )
    }
}
