import Foundation

/// The noncentral t distribution: (Z + δ) / √(χ²/ν), for the power of t tests.
package struct NoncentralT: Sendable, Hashable {
    /// ν > 0.
    package let degreesOfFreedom: Double
    /// δ.
    package let noncentrality: Double

    package init(degreesOfFreedom: Double, noncentrality: Double) {
        self.degreesOfFreedom = degreesOfFreedom
        self.noncentrality = noncentrality
    }

    /// P(T > t) = ∫ P(Z > t·w − δ) f(w) dw over w = √(χ²/ν), by the trapezoidal rule on the scale of ln w, where the
    /// density is smooth and vanishes at both ends. The error is about 1e-12 for ν ≥ 1.
    package func survival(_ t: Double) -> Double {
        let half = degreesOfFreedom / 2
        // The density of v = ln(χ²/ν) is proportional to exp(ν/2·(v − eᵛ)), with its peak of one at 0 after a shift.
        let width = 1 / half.squareRoot()
        let step = width / 8
        var (sum, weight) = (0.0, 0.0)
        for direction in [-1.0, 1.0] {
            var index = direction < 0 ? 1.0 : 0
            while index < 2_000 {
                let v = direction * index * step
                let density = exp(half * (v + 1 - exp(v)))
                weight += density
                sum += density * Normal.standard.survival(t * exp(v / 2) - noncentrality)
                if density < 1e-18 { break }
                index += 1
            }
        }
        return sum / weight
    }
}
