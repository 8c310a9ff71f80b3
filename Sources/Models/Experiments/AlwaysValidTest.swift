import Foundation
import Statistics

/// A test and interval that stay valid however often an experiment is looked at, and whenever it is ended.
///
/// The mixture sequential probability ratio test with a normal mixture N(0, τ²) over the effect: Robbins, "Statistical
/// methods related to the law of the iterated logarithm" (1970); Johari, Koomen, Pekelis and Walsh, "Always valid
/// inference", Operations Research 70 (2022), equation 12. The estimate is taken to be normal with a known variance.
package struct AlwaysValidTest: Sendable, Hashable, Codable {
    package let estimate: Double
    /// 1 / Λ, cut off at 1; take the smallest seen so far. Two-sided.
    package let pValue: Double
    /// The interval; the intersection of all seen so far is valid too.
    package let low: Double
    package let high: Double

    /// - Parameters:
    ///   - standardError: of the estimate, > 0.
    ///   - effectScale: τ, the size of effect for which the interval is to be narrowest, in the estimate's unit.
    /// - Returns: `nil` where an argument is not finite or not above 0.
    package init?(estimate: Double, standardError: Double, effectScale: Double, significance: Double = 0.05) {
        guard estimate.isFinite, standardError > 0, standardError.isFinite, effectScale > 0, effectScale.isFinite,
            significance > 0, significance < 1
        else { return nil }
        // V/τ², so that no square over- or underflows.
        let ratio = (standardError / effectScale) * (standardError / effectScale)
        guard ratio > 0, ratio.isFinite else { return nil }
        let z = estimate / standardError
        self.estimate = estimate
        pValue = min(1, exp(0.5 * log1p(1 / ratio) - 0.5 * z * z / (1 + ratio)))
        let reach = standardError * ((1 + ratio) * (log1p(1 / ratio) - 2 * log(significance))).squareRoot()
        guard reach.isFinite else { return nil }
        low = estimate - reach
        high = estimate + reach
    }
}
