import Foundation
package import Statistics

/// The terms of Fader, Hardie and Shang's equation 5 for one history: that the customer stayed through all n occasions,
/// or left after occasion t_x + i for i from 0 to n − t_x − 1.
struct BGBBTerms {
    /// ln of the first term.
    let logStayed: Double
    /// ln of the sum of all.
    let logLikelihood: Double
    /// ∂ ln L by α, β, γ and δ.
    let gradient: [Double]

    /// - Complexity: O(n − t_x).
    init(_ model: BGBB, _ history: PurchaseHistory) {
        let (x, last, n) = (Double(history.frequency), history.recency, history.age)
        let (alpha, beta, gamma, delta) = (model.alpha, model.beta, model.gamma, model.delta)
        let constant = -logBeta(alpha, beta) - logBeta(gamma, delta)
        logStayed = constant + logBeta(alpha + x, beta + n - x) + logBeta(gamma, delta + n)
        var sum = TermSum()
        sum.add(
            logStayed,
            digamma(beta + n - x),
            digamma(alpha + beta + n),
            digamma(delta + n),
            digamma(gamma + delta + n),
            0
        )
        for passed in stride(from: last, to: n, by: 1) {
            let logTerm = constant + logBeta(alpha + x, beta + passed - x) + logBeta(gamma + 1, delta + passed)
            sum.add(
                logTerm,
                digamma(beta + passed - x),
                digamma(alpha + beta + passed),
                digamma(delta + passed),
                digamma(gamma + delta + passed + 1),
                1 / gamma
            )
        }
        logLikelihood = sum.logTotal
        let (both, leaving) = (digamma(alpha + beta), digamma(gamma + delta))
        gradient = [
            digamma(alpha + x) - digamma(alpha) + both - sum.mean(1),
            sum.mean(0) - digamma(beta) + both - sum.mean(1),
            // ψ(γ + 1) = ψ(γ) + 1/γ.
            sum.mean(4) - sum.mean(3) + leaving,
            sum.mean(2) - digamma(delta) + leaving - sum.mean(3),
        ]
    }

    /// A sum of terms given by their logarithms, and means of five numbers weighted by them.
    private struct TermSum {
        var top = -Double.infinity
        var total = 0.0
        var sums = (0.0, 0.0, 0.0, 0.0, 0.0)

        var logTotal: Double { top + log(total) }

        mutating func add(_ term: Double, _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double) {
            if term > top {
                let scale = exp(top - term)
                total *= scale
                sums = (sums.0 * scale, sums.1 * scale, sums.2 * scale, sums.3 * scale, sums.4 * scale)
                top = term
            }
            let weight = exp(term - top)
            total += weight
            sums = (
                sums.0 + weight * a, sums.1 + weight * b, sums.2 + weight * c, sums.3 + weight * d,
                sums.4 + weight * e
            )
        }

        func mean(_ index: Int) -> Double {
            switch index {
            case 0: sums.0 / total
            case 1: sums.1 / total
            case 2: sums.2 / total
            case 3: sums.3 / total
            default: sums.4 / total
            }
        }
    }
}

extension BGBB {
    /// - Precondition: recencies and ages are whole numbers, and no frequency is above its recency.
    package static func logLikelihood(_ logarithms: [Double], _ counts: HistoryCounts) -> Slope {
        let model = BGBB(logarithms: logarithms)
        let sums = ParallelChunks.sum(counts.count, length: 5, chunk: 64) { rows in
            var sums = [0.0, 0, 0, 0, 0]
            for row in rows {
                let terms = BGBBTerms(model, counts[row])
                sums[0] += counts.customers[row] * terms.logLikelihood
                for index in 0..<4 { sums[index + 1] += counts.customers[row] * terms.gradient[index] }
            }
            return sums
        }
        return Slope(
            value: sums[0],
            gradient: [model.alpha * sums[1], model.beta * sums[2], model.gamma * sums[3], model.delta * sums[4]]
        )
    }
}
