import Foundation
package import Statistics

extension BGNBD {
    /// Equation 6 of Fader, Hardie and Lee (2005) as in their note on its computation: ℓ = A₁ + A₂ +
    /// ln(exp A₃ + δ(x > 0)·exp A₄).
    ///
    /// A₁ and A₂ depend on x alone and are computed once for each x. With w = exp A₄ / (exp A₃ + exp A₄), the gradient is
    /// ∂ℓ/∂r = ψ(r+x) − ψ(r) + ln α − (1−w)·ln(α+T) − w·ln(α+t_x), ∂ℓ/∂α = r/α − (r+x)·((1−w)/(α+T) + w/(α+t_x)),
    /// ∂ℓ/∂a = ψ(a+b) − ψ(a+b+x) + w/a, ∂ℓ/∂b = ψ(a+b) − ψ(a+b+x) + ψ(b+x) − ψ(b) − w/(b+x−1).
    ///
    /// - Complexity: O(different histories), on all cores.
    package static func logLikelihood(_ logarithms: [Double], _ counts: HistoryCounts) -> Slope {
        let model = BGNBD(logarithms: logarithms)
        var sums = model.termsOfFrequencies(counts)
        let ofTimes = ParallelChunks.sum(counts.count, length: 5) { model.termsOfTimes(counts, $0) }
        for index in sums.indices { sums[index] += ofTimes[index] }
        return Slope(
            value: sums[0],
            gradient: [model.r * sums[1], model.alpha * sums[2], model.a * sums[3], model.b * sums[4]]
        )
    }

    /// A₁ + A₂ and their derivatives by r, α, a and b.
    private func termsOfFrequencies(_ counts: HistoryCounts) -> [Double] {
        var sums = [0.0, 0, 0, 0, 0]
        let (logAlpha, both) = (log(alpha), digamma(a + b))
        for (x, customers) in counts.frequencies {
            let a1 = logGamma(r + x) - logGamma(r) + r * logAlpha
            let a2 = logGamma(a + b) + logGamma(b + x) - logGamma(b) - logGamma(a + b + x)
            let left = both - digamma(a + b + x)
            sums[0] += customers * (a1 + a2)
            sums[1] += customers * (digamma(r + x) - digamma(r) + logAlpha)
            sums[2] += customers * r / alpha
            sums[3] += customers * left
            sums[4] += customers * (left + digamma(b + x) - digamma(b))
        }
        return sums
    }

    /// ln(exp A₃ + δ·exp A₄) and its derivatives, for some of the histories.
    private func termsOfTimes(_ counts: HistoryCounts, _ rows: Range<Int>) -> [Double] {
        var (value, byR, byAlpha, byA, byB) = (0.0, 0.0, 0.0, 0.0, 0.0)
        let logA = log(a)
        // ln a − ln(b + x − 1), computed anew where x changes, as rows come in its order.
        var (ofX, leaving) = (0.0, 0.0)
        // Without bounds checks: the rows are within the histories, and this is nearly all of a fit's time.
        counts.frequency.withUnsafeBufferPointer { frequency in
            counts.recency.withUnsafeBufferPointer { recency in
                counts.age.withUnsafeBufferPointer { age in
                    counts.customers.withUnsafeBufferPointer { customers in
                        for row in rows {
                            let (x, weight, end) = (frequency[row], customers[row], alpha + age[row])
                            let logEnd = log(end)
                            if x == 0 {
                                value -= weight * r * logEnd
                                byR -= weight * logEnd
                                byAlpha -= weight * r / end
                                continue
                            }
                            if x != ofX { (ofX, leaving) = (x, logA - log(b + x - 1)) }
                            let last = alpha + recency[row]
                            let gap = log(end / last)
                            // A₄ − A₃; the larger of both is taken out, so that nothing overflows.
                            let odds = (r + x) * gap + leaving
                            let small = exp(-odds.magnitude)
                            let left = odds > 0 ? 1 / (1 + small) : small / (1 + small)
                            value += weight * (log(1 + small) + max(0, odds) - (r + x) * logEnd)
                            byR += weight * (left * gap - logEnd)
                            byAlpha -= weight * (r + x) * ((1 - left) / end + left / last)
                            byA += weight * left / a
                            byB -= weight * left / (b + x - 1)
                        }
                    }
                }
            }
        }
        return [value, byR, byAlpha, byA, byB]
    }
}
