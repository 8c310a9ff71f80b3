import Foundation
package import Statistics

extension ParetoNBD {
    /// Fader and Hardie (2005), equation 20: L = Γ(r+x)/Γ(r)·α^r·β^s·(A + s·I) with A = (α+T)^−(r+x)·(β+T)^−s and
    /// I = ∫ (α+τ)^−(r+x)·(β+τ)^−(s+1) dτ over t_x…T.
    ///
    /// The derivative of ₂F₁ by its parameters is nowhere needed: that of I by a parameter is the integral of the
    /// integrand's, so with w = s·I/(A + s·I) and means under the integrand ⟨·⟩,
    /// ∂ℓ/∂r = ψ(r+x) − ψ(r) + ln α − (1−w)·ln(α+T) − w·⟨ln(α+τ)⟩,
    /// ∂ℓ/∂α = r/α − (r+x)·((1−w)/(α+T) + w·⟨1/(α+τ)⟩),
    /// ∂ℓ/∂s = ln β − (1−w)·ln(β+T) + w·(1/s − ⟨ln(β+τ)⟩),
    /// ∂ℓ/∂β = s/β − (1−w)·s/(β+T) − w·(s+1)·⟨1/(β+τ)⟩.
    ///
    /// - Complexity: O(different histories), on all cores; some sixteen exponentials for each.
    package static func logLikelihood(_ logarithms: [Double], _ counts: HistoryCounts) -> Slope {
        let model = ParetoNBD(logarithms: logarithms)
        var sums = model.termsOfFrequencies(counts)
        // Rows cost a microsecond each, so smaller chunks than usual share them out between the cores.
        let ofTimes = ParallelChunks.sum(counts.count, length: 5, chunk: 256) { model.termsOfTimes(counts, $0) }
        for index in sums.indices { sums[index] += ofTimes[index] }
        return Slope(
            value: sums[0],
            gradient: [model.r * sums[1], model.alpha * sums[2], model.s * sums[3], model.beta * sums[4]]
        )
    }

    private func termsOfFrequencies(_ counts: HistoryCounts) -> [Double] {
        var sums = [0.0, 0, 0, 0, 0]
        for (x, customers) in counts.frequencies {
            sums[0] += customers * (logGamma(r + x) - logGamma(r) + r * log(alpha) + s * log(beta))
            sums[1] += customers * (digamma(r + x) - digamma(r) + log(alpha))
            sums[2] += customers * r / alpha
            sums[3] += customers * log(beta)
            sums[4] += customers * s / beta
        }
        return sums
    }

    private func termsOfTimes(_ counts: HistoryCounts, _ rows: Range<Int>) -> [Double] {
        var (value, byR, byAlpha, byS, byBeta) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for row in rows {
            let (x, age, weight) = (counts.frequency[row], counts.age[row], counts.customers[row])
            let integral = ParetoNBDIntegral(self, x: x, from: counts.recency[row], to: age)
            let (logAlpha, logBeta) = (log(alpha + age), log(beta + age))
            let stayed = -(r + x) * logAlpha - s * logBeta
            let odds = log(s) + integral.logValue - stayed
            let small = exp(-odds.magnitude)
            let left = odds > 0 ? 1 / (1 + small) : small / (1 + small)
            let here = 1 - left
            value += weight * (stayed + max(0, odds) + log1p(small))
            byR -= weight * (here * logAlpha + left * integral.meanLogAlpha)
            byAlpha -= weight * (r + x) * (here / (alpha + age) + left * integral.meanInverseAlpha)
            byS += weight * (left * (1 / s - integral.meanLogBeta) - here * logBeta)
            byBeta -= weight * (here * s / (beta + age) + left * (s + 1) * integral.meanInverseBeta)
        }
        return [value, byR, byAlpha, byS, byBeta]
    }
}
