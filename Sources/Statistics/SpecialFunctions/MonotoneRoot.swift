import Foundation

/// The root of an increasing function of one variable: Newton's method, kept inside a bracket by bisection.
package struct MonotoneRoot {
    private let lowerBound: Double
    private let upperBound: Double
    /// The value and its derivative.
    private let function: (Double) -> (value: Double, slope: Double)

    /// - Precondition: the function is not decreasing, and its root lies between the bounds.
    package init(
        lowerBound: Double,
        upperBound: Double,
        _ function: @escaping (Double) -> (value: Double, slope: Double)
    ) {
        self.lowerBound = lowerBound
        self.upperBound = upperBound
        self.function = function
    }

    /// - Complexity: about ten evaluations from a fair guess; 200 at most.
    package func find(from guess: Double) -> Double {
        var (low, high) = (lowerBound, upperBound)
        var x = min(max(guess.isNaN ? 0 : guess, low), high)
        for iteration in 0..<200 {
            let (value, slope) = function(x)
            if value == 0 { return x }
            if value < 0 { low = x } else { high = x }
            var next = x - value / slope
            // A concave function needs no more than some ten steps; whatever does not settle is bisected.
            if !next.isFinite || next < low || next > high || iteration > 60 { next = low + (high - low) / 2 }
            if (next - x).magnitude <= 4e-16 * max(x.magnitude, 1e-300) { return next }
            x = next
        }
        return x
    }
}
