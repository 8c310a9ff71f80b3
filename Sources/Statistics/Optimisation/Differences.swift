import Foundation

/// Derivatives by differences: to check an analytic gradient, and for the curvature behind standard errors.
package enum Differences {
    /// The gradient by central differences.
    ///
    /// The step is the cube root of the double's precision times the variable's size, which balances rounding against
    /// the third derivative; the error is about 1e-10 of the function's size.
    package static func gradient(at point: [Double], _ function: ([Double]) -> Double) -> [Double] {
        point.indices.map { index in
            let (high, low, width) = neighbours(of: point, index)
            return (function(high) - function(low)) / width
        }
    }

    /// The matrix of second derivatives by central differences of an analytic gradient, made symmetric.
    ///
    /// - Returns: `nil` where the gradient is not finite beside the point.
    /// - Complexity: 2·*p* gradients for *p* variables.
    package static func hessian(at point: [Double], gradient: ([Double]) -> [Double]) -> Matrix? {
        let size = point.count
        var raw = Matrix(rows: size, columns: size)
        for row in 0..<size {
            let (high, low, width) = neighbours(of: point, row)
            let change = VectorArithmetic.difference(gradient(high), gradient(low))
            for column in 0..<size { raw[row, column] = change[column] / width }
        }
        guard raw.elements.allSatisfy(\.isFinite) else { return nil }
        var result = raw
        for row in 0..<size {
            for column in 0..<size { result[row, column] = (raw[row, column] + raw[column, row]) / 2 }
        }
        return result
    }

    private static func neighbours(of point: [Double], _ index: Int) -> ([Double], [Double], width: Double) {
        let step = cbrt(Double.ulpOfOne) * max(1, point[index].magnitude)
        var (high, low) = (point, point)
        high[index] += step
        low[index] -= step
        // What was added, after rounding.
        return (high, low, high[index] - low[index])
    }
}

/// How far an analytic gradient is from central differences of its own function.
package struct GradientCheck: Sendable {
    /// The largest |gᵢ − dᵢ| / max(1, |dᵢ|); 1e-6 or less for a right gradient of a well-scaled function.
    package var largestError: Double

    package init(at point: [Double], _ function: ([Double]) -> Slope) {
        let analytic = function(point).gradient
        let numeric = Differences.gradient(at: point) { function($0).value }
        largestError = zip(analytic, numeric).reduce(0) { worst, pair in
            let error = (pair.0 - pair.1).magnitude / max(1, pair.1.magnitude)
            return error.isNaN ? .infinity : max(worst, error)
        }
    }
}
