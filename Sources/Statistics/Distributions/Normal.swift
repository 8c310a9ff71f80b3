import Foundation

/// The normal distribution N(μ, σ²).
package struct Normal: Sendable, Hashable, Codable {
    package let mean: Double
    /// σ > 0.
    package let standardDeviation: Double

    package static let standard = Normal()

    package init(mean: Double = 0, standardDeviation: Double = 1) {
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    package func density(_ x: Double) -> Double { exp(logDensity(x)) }

    package func logDensity(_ x: Double) -> Double {
        let z = (x - mean) / standardDeviation
        return -0.5 * z * z - halfLogTwoPi - log(standardDeviation)
    }

    package func cdf(_ x: Double) -> Double { 0.5 * erfc((mean - x) / standardDeviation * 0.5.squareRoot()) }

    /// P(X > x).
    package func survival(_ x: Double) -> Double { 0.5 * erfc((x - mean) / standardDeviation * 0.5.squareRoot()) }

    /// x with P(X ≤ x) = p; ±∞ at 0 and 1, not-a-number outside.
    package func quantile(_ p: Double) -> Double { mean + standardDeviation * Self.standardQuantile(p) }

    /// x with P(X > x) = q, exact for small q.
    package func upperQuantile(_ q: Double) -> Double { mean - standardDeviation * Self.standardQuantile(q) }

    /// Marsaglia's polar method (1964).
    package func sample(using random: inout SplittableRandom) -> Double {
        while true {
            let u = 2 * random.uniform() - 1
            let v = 2 * random.uniform() - 1
            let square = u * u + v * v
            if square > 0, square < 1 { return mean + standardDeviation * u * (-2 * log(square) / square).squareRoot() }
        }
    }

    /// Acklam's rational approximation (relative error 1e-9), sharpened by two of Halley's steps on the tail below a half.
    private static func standardQuantile(_ p: Double) -> Double {
        guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
        guard p <= 0.5 else { return -standardQuantile(1 - p) }
        var x = approximateQuantile(p)
        for _ in 0..<2 {
            let tail = 0.5 * erfc(-x * 0.5.squareRoot())
            let error = (tail - p) * exp(0.5 * x * x + halfLogTwoPi)
            guard error.isFinite else { return x }
            x -= error / (1 + 0.5 * x * error)
        }
        return x
    }

    private static func approximateQuantile(_ p: Double) -> Double {
        if p < 0.02425 {
            let q = (-2 * log(p)).squareRoot()
            let top = polynomial(
                [
                    -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838, -2.549732539343734,
                    4.374664141464968, 2.938163982698783,
                ],
                q
            )
            return top
                / polynomial(
                    [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416, 1],
                    q
                )
        }
        let q = p - 0.5
        let r = q * q
        let top = polynomial(
            [
                -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
                -3.066479806614716e+01, 2.506628277459239,
            ],
            r
        )
        return top * q
            / polynomial(
                [
                    -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
                    -1.328068155288572e+01, 1,
                ],
                r
            )
    }

    private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
        var sum = 0.0
        for coefficient in coefficients { sum = sum * x + coefficient }
        return sum
    }
}
