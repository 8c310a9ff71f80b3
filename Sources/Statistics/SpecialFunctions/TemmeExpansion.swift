import Foundation

/// The incomplete gamma functions of a large shape, uniformly in x.
///
/// Temme, "The asymptotic expansion of the incomplete gamma functions", SIAM J. Math. Anal. 10 (1979); DLMF 8.12.
/// With μ = x/a − 1 and ½η² = μ − ln(1 + μ): Q = ½ erfc(η √(a/2)) + R, P = ½ erfc(−η √(a/2)) − R,
/// R = e^(−aη²/2) / √(2πa) · Σₖ cₖ(η) a⁻ᵏ, where cₖ(η) = Σₙ dₖₙ ηⁿ.
enum TemmeExpansion {
    /// For a > 200 powers beyond a⁻⁶ are below 1e-16, and for |μ| < 0.3 powers beyond η²² are.
    private static let orders = 7
    private static let powers = 22

    static func incompleteGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
        let mu = (x - a) / a
        let halfSquare = -logOnePlusMinus(mu)
        let eta = (2 * halfSquare).squareRoot() * (mu < 0 ? -1 : 1)
        let scaled = eta * (a / 2).squareRoot()
        let rest = exp(-a * halfSquare) / (2 * .pi * a).squareRoot() * series(eta, 1 / a)
        return (0.5 * erfc(-scaled) - rest, 0.5 * erfc(scaled) + rest)
    }

    private static func series(_ eta: Double, _ inverse: Double) -> Double {
        var sum = 0.0
        for row in coefficients.reversed() {
            var inner = 0.0
            for coefficient in row.reversed() { inner = inner * eta + coefficient }
            sum = sum * inverse + inner
        }
        return sum
    }

    /// dₖₙ, from d₀ₙ = (n + 2) αₙ₊₂ and dₖₙ = γₖ d₀ₙ + (n + 2) dₖ₋₁,ₙ₊₂ (DLMF 8.12.9 to 8.12.12).
    private static let coefficients: [[Double]] = {
        let count = powers + 2 * orders
        let alpha = inversionCoefficients(count + 3)
        var leading = [-1.0 / 3]
        for n in 1..<count { leading.append(Double(n + 2) * alpha[n + 2]) }
        var rows = [leading]
        for order in 1..<orders {
            var row: [Double] = []
            for n in 0..<count - 2 * order {
                row.append(stirling[order] * leading[n] + Double(n + 2) * rows[order - 1][n + 2])
            }
            rows.append(row)
        }
        return rows.map { Array($0.prefix(powers)) }
    }()

    /// αₙ of μ = Σ αₙ ηⁿ: from μ μ′ = η (1 + μ).
    private static func inversionCoefficients(_ count: Int) -> [Double] {
        var alpha = [0, 1, 1.0 / 3]
        for n in 3..<count {
            var sum = alpha[n - 1]
            for j in 2..<n { sum -= Double(j) * alpha[j] * alpha[n - j + 1] }
            alpha.append(sum / Double(n + 1))
        }
        return alpha
    }

    /// γₖ of 1/Γ*(a) = Σ γₖ a⁻ᵏ, Stirling's series.
    private static let stirling: [Double] = [
        1, -1.0 / 12, 1.0 / 288, 139.0 / 51_840, -571.0 / 2_488_320, -163_879.0 / 209_018_880,
        5_246_819.0 / 75_246_796_800,
    ]
}
