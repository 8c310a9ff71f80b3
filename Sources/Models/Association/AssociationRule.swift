import Foundation

/// Who bought all of `left` also bought `right`, more or less often than others.
///
/// Measures as in M. Hahsler, B. Grün and K. Hornik, "arules", Journal of Statistical Software 14(15), 2005, and
/// M. Hahsler, "A probabilistic comparison of commonly used interest measures for association rules", 2015.
package struct AssociationRule: Sendable, Hashable, Codable {
    /// Indices into the names of the itemsets, ascending; empty for "everybody".
    package var left: [Int32]
    package var right: Int32
    /// Baskets that hold both sides.
    package var count: Int
    package var leftCount: Int
    package var rightCount: Int
    package var basketCount: Int
    /// Confidence less the greatest confidence of a rule with the same right side and fewer items on the left
    /// (R. J. Bayardo, R. Agrawal and D. Gunopulos, "Constraint-based rule mining in large, dense databases", 2000).
    /// `nil` for a rule with an empty left side.
    package var improvement: Double?

    package init(
        left: [Int32],
        right: Int32,
        count: Int,
        leftCount: Int,
        rightCount: Int,
        basketCount: Int,
        improvement: Double? = nil
    ) {
        self.left = left
        self.right = right
        self.count = count
        self.leftCount = leftCount
        self.rightCount = rightCount
        self.basketCount = basketCount
        self.improvement = improvement
    }

    /// A rule that a more general one makes superfluous, since it holds as surely: `is.redundant` of arules.
    package var isRedundant: Bool { improvement.map { $0 <= 0 } ?? false }

    package var support: Double { Double(count) / Double(basketCount) }
    /// P(right | left).
    package var confidence: Double { Double(count) / Double(leftCount) }
    /// Confidence ÷ P(right): 1 where the sides have nothing to do with each other.
    package var lift: Double { Double(count) * Double(basketCount) / (Double(leftCount) * Double(rightCount)) }
    /// P(both) − P(left)·P(right) (Piatetsky-Shapiro 1991).
    package var leverage: Double {
        support - Double(leftCount) / Double(basketCount) * (Double(rightCount) / Double(basketCount))
    }
    /// (1 − P(right)) ÷ (1 − confidence) (Brin, Motwani, Ullman and Tsur 1997); `nil` where it is infinite: the rule has
    /// no exception.
    package var conviction: Double? {
        guard count < leftCount else { return nil }
        return (1 - Double(rightCount) / Double(basketCount)) / (1 - confidence)
    }

    /// Pearson's χ² of the 2 × 2 table of both sides, with one degree of freedom; 0 where a side is in all baskets.
    package var chiSquared: Double {
        let (both, left, right, all) = (Double(count), Double(leftCount), Double(rightCount), Double(basketCount))
        let spread = left * right * (all - left) * (all - right)
        guard spread > 0 else { return 0 }
        let determinant = both * all - left * right
        return all * determinant * determinant / spread
    }

    /// The one-sided p-value of Fisher's exact test: the probability of at least this many baskets with both sides if
    /// they had nothing to do with each other and their numbers were as they are.
    ///
    /// Thousands of rules are looked at, so some p-values are small by chance alone.
    ///
    /// - Complexity: O(baskets in which the smaller side stands).
    package var fisherP: Double {
        let most = min(leftCount, rightCount)
        let (left, rest) = (leftCount, basketCount - leftCount)
        // P(K = count), and from there each term by the ratio to the one before.
        var term = exp(
            Self.logBinomial(left, count) + Self.logBinomial(rest, rightCount - count)
                - Self.logBinomial(basketCount, rightCount)
        )
        var sum = 0.0
        for both in count...most {
            sum += term
            let numerator = Double(left - both) * Double(rightCount - both)
            term *= numerator / (Double(both + 1) * Double(rest - rightCount + both + 1))
            if term < sum * 1e-17 { break }
        }
        return min(1, sum)
    }

    private static func logBinomial(_ total: Int, _ chosen: Int) -> Double {
        logFactorial(total) - logFactorial(chosen) - logFactorial(total - chosen)
    }

    private static func logFactorial(_ number: Int) -> Double { lgamma(Double(number) + 1) }
}
