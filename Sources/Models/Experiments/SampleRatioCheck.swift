import Domain
import Statistics

/// Whether groups have the sizes that the draw was to give them. Where not, the assignment or the logging is at fault,
/// and no result of the experiment is to be believed.
///
/// Pearson's χ² of goodness of fit; Fabijan and others, "Diagnosing sample ratio mismatch", KDD 2019.
package struct SampleRatioCheck: Sendable, Hashable, Codable {
    package let statistic: Double
    package let pValue: Double
    /// p < 0.001: the check is made at every look of every experiment, so that false alarms are to be rare.
    package let isMismatched: Bool

    /// - Parameters:
    ///   - counts: customers in each group.
    ///   - shares: what each group was to have; they are scaled to a sum of one.
    /// - Throws: `ModelError` for fewer than two groups, no customer, or shares that are not above 0.
    package init(counts: [Int], shares: [Double]) throws(ModelError) {
        guard counts.count > 1, counts.count == shares.count, shares.allSatisfy({ $0 > 0 && $0.isFinite }),
            counts.allSatisfy({ $0 >= 0 })
        else {
            throw .invalidSetting(
                "shares",
                value: shares.map { "\($0)" }.joined(separator: ", "),
                expected: Bilingual(
                    en: "a share above 0 for each of two or more groups is expected",
                    zh: "应为两个或更多组各给出大于 0 的比例"
                )
            )
        }
        let total = Double(counts.reduce(0, +))
        guard total > 0 else { throw .tooFewRows(needed: 1, found: 0) }
        let whole = shares.reduce(0, +)
        var sum = 0.0
        for (count, share) in zip(counts, shares) {
            let expected = total * (share / whole)
            sum += (Double(count) - expected) * (Double(count) - expected) / expected
        }
        statistic = sum
        pValue = ChiSquared(degreesOfFreedom: Double(counts.count - 1)).survival(sum)
        isMismatched = pValue < 0.001
    }
}
