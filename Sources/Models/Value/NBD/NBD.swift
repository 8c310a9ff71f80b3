import Foundation
package import Statistics

/// The negative binomial model of purchases by customers who never leave.
///
/// A. S. C. Ehrenberg, "The pattern of consumer purchases", Applied Statistics 8 (1959): a Poisson process of rate λ with
/// λ ~ Gamma(r, α) over customers. Of a history it looks at x and T only. It is the yardstick for the models in which
/// customers leave; its likelihood here is that of the purchases' times, as theirs is, so that the two can be compared.
package struct NBD: PurchaseProcess {
    package var r: Double
    /// A time.
    package var alpha: Double

    package init(r: Double, alpha: Double) {
        self.r = r
        self.alpha = alpha
    }

    package static let parameterNames = ["r", "alpha"]
    package static let timeParameters = [false, true]
    /// The likelihood has one maximum; a second start costs little and guards against a first that is far away.
    package static let starts: [[Double]] = [[0.5, 0.5], [2, 1]].map { $0.map(log) }

    package init(logarithms: [Double]) {
        self.init(r: exp(logarithms[0]), alpha: exp(logarithms[1]))
    }

    package var logarithms: [Double] { [log(r), log(alpha)] }

    /// ℓ = ln Γ(r+x) − ln Γ(r) + r·ln α − (r+x)·ln(α+T) for each customer.
    package static func logLikelihood(_ logarithms: [Double], _ counts: HistoryCounts) -> Slope {
        let model = NBD(logarithms: logarithms)
        var sums = ParallelChunks.sum(counts.count, length: 3) { model.termsOfTimes(counts, $0) }
        for (x, customers) in counts.frequencies {
            sums[0] += customers * (logGamma(model.r + x) - logGamma(model.r) + model.r * logarithms[1])
            sums[1] += customers * (digamma(model.r + x) - digamma(model.r) + logarithms[1])
            sums[2] += customers * model.r / model.alpha
        }
        return Slope(value: sums[0], gradient: [model.r * sums[1], model.alpha * sums[2]])
    }

    private func termsOfTimes(_ counts: HistoryCounts, _ rows: Range<Int>) -> [Double] {
        var (value, byR, byAlpha) = (0.0, 0.0, 0.0)
        for row in rows {
            let (x, end, weight) = (counts.frequency[row], alpha + counts.age[row], counts.customers[row])
            let logEnd = log(end)
            value -= weight * (r + x) * logEnd
            byR -= weight * logEnd
            byAlpha -= weight * (r + x) / end
        }
        return [value, byR, byAlpha]
    }

    /// Nobody leaves.
    package func alive(_ history: PurchaseHistory) -> Double { 1 }

    package func expectedPurchases(within time: Double) -> Double { r / alpha * max(0, time) }

    package func expectedPurchases(after history: PurchaseHistory, within time: Double) -> Double {
        (r + Double(history.frequency)) / (alpha + history.age) * max(0, time)
    }

    /// ∫ e^(−δt) dt over 0…h is (1 − e^(−δh))/δ.
    package func discountedPurchases(after history: PurchaseHistory, within time: Double, rate: Double) -> Double {
        let span = rate > 0 ? -expm1(-rate * time) / rate : time
        return (r + Double(history.frequency)) / (alpha + history.age) * max(0, span)
    }

    package func probabilities(upTo most: Int, within time: Double) -> [Double] {
        (0...most).map { count in
            guard time > 0 else { return count == 0 ? 1 : 0 }
            let x = Double(count)
            let moves = x * (log(time) - log(alpha + time))
            return exp(logGamma(r + x) - logGamma(r) - logGamma(x + 1) - r * log1p(time / alpha) + moves)
        }
    }
}
