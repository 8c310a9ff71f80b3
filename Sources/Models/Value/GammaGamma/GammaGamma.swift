import Foundation
package import Statistics

/// The gamma-gamma model of what customers spend at a purchase.
///
/// P. S. Fader, B. G. S. Hardie and K. L. Lee, "RFM and CLV: using iso-value curves for customer base analysis", Journal
/// of Marketing Research 42 (2005), in the form of Fader and Hardie, "The gamma-gamma model of monetary value" (2013).
/// Each purchase is Gamma(p, ν) with ν ~ Gamma(q, γ) over customers; how often a customer buys is taken to say nothing
/// of how much. The first purchase is left out by convention.
package struct GammaGamma: Sendable, Hashable, Codable {
    /// Shape of the purchases of one customer.
    package var p: Double
    /// Shape of the customers' rate parameters.
    package var q: Double
    /// Rate parameter of the customers' rate parameters: an amount of money.
    package var gamma: Double

    package init(p: Double, q: Double, gamma: Double) {
        self.p = p
        self.q = q
        self.gamma = gamma
    }

    package static let parameterNames = ["p", "q", "gamma"]

    init(logarithms: [Double]) {
        self.init(p: exp(logarithms[0]), q: exp(logarithms[1]), gamma: exp(logarithms[2]))
    }

    package var parameters: [Double] { [p, q, gamma] }

    /// E(M) = p·γ/(q − 1): what customers spend at a purchase on average; `nil` for q ≤ 1, where it is infinite.
    package var populationMean: Double? { q > 1 ? p * gamma / (q - 1) : nil }

    /// E(M | x, m) = p·(γ + x·m)/(p·x + q − 1): what a customer will spend at a purchase, given the mean *m* of *x* of
    /// them. It lies between the population's mean, for x = 0, and the customer's own.
    ///
    /// - Returns: `nil` where the mean is infinite.
    package func expectedSpend(frequency: Int, mean: Double) -> Double? {
        guard frequency > 0 else { return populationMean }
        let x = Double(frequency)
        let scale = p * x + q - 1
        return scale > 0 ? p * (gamma + x * mean) / scale : nil
    }

    /// ℓ = ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q·ln γ + (px−1)·ln m + px·ln x − (px+q)·ln(γ + x·m) for each customer, and its
    /// gradient by the logarithms of p, q and γ.
    package static func logLikelihood(_ logarithms: [Double], _ spends: SpendCounts) -> Slope {
        let model = GammaGamma(logarithms: logarithms)
        let sums = ParallelChunks.sum(spends.count, length: 4) { model.terms(spends, $0) }
        return Slope(value: sums[0], gradient: [model.p * sums[1], model.q * sums[2], model.gamma * sums[3]])
    }

    private func terms(_ spends: SpendCounts, _ rows: Range<Int>) -> [Double] {
        var (value, byP, byQ, byGamma) = (0.0, 0.0, 0.0, 0.0)
        let (logGammaQ, digammaQ, logScale) = (logGamma(q), digamma(q), log(gamma))
        // The functions of x alone are computed once for each x, as rows come in its order.
        var of = (x: -1.0, logs: 0.0, both: 0.0, own: 0.0)
        for row in rows {
            let (x, mean, weight) = (spends.frequency[row], spends.mean[row], spends.customers[row])
            if x != of.x {
                let (both, own) = (p * x + q, p * x)
                of = (x, logGamma(both) - logGamma(own) + own * log(x), digamma(both), digamma(own))
            }
            let (logMean, scale) = (log(mean), gamma + x * mean)
            let logTotal = log(scale)
            value += weight * (of.logs - logGammaQ + q * logScale + (p * x - 1) * logMean - (p * x + q) * logTotal)
            byP += weight * x * (of.both - of.own + log(x) + logMean - logTotal)
            byQ += weight * (of.both - digammaQ + logScale - logTotal)
            byGamma += weight * (q / gamma - (p * x + q) / scale)
        }
        return [value, byP, byQ, byGamma]
    }
}
