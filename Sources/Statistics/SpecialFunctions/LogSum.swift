import Foundation

/// ln Σ exp(xᵢ), without overflow: the largest is taken out first. −∞ where there is nothing to add.
package func logSumExp(_ values: [Double]) -> Double {
    values.withUnsafeBufferPointer { logSumExp($0) }
}

/// As for an array; for kernels that hold their numbers in a buffer and cannot afford an array a row.
package func logSumExp(_ values: UnsafeBufferPointer<Double>) -> Double {
    var largest = -Double.infinity
    for value in values where value > largest { largest = value }
    guard largest.isFinite else { return largest }
    var sum = 0.0
    for value in values { sum += exp(value - largest) }
    return largest + log(sum)
}

/// ln(exp(a) + exp(b)).
package func logAddExp(_ a: Double, _ b: Double) -> Double {
    let (low, high) = a < b ? (a, b) : (b, a)
    guard high.isFinite else { return high }
    return high + log1p(exp(low - high))
}

/// ln(exp(a) − exp(b)) for a ≥ b; −∞ where they are equal.
package func logSubtractExp(_ a: Double, _ b: Double) -> Double {
    let difference = b - a
    // Whichever of the two forms keeps its digits (Mächler, "Accurately computing log(1 − exp(−|a|))", 2012).
    return a + (difference > -0.693 ? log(-expm1(difference)) : log1p(-exp(difference)))
}

/// ln(1 + x) − x, to full relative precision near 0 too, where the plain form loses it.
///
/// With r = x / (2 + x): ln(1 + x) = 2 artanh r and 2r − x = −r·x.
package func logOnePlusMinus(_ x: Double) -> Double {
    guard x > -0.4, x < 0.6 else { return log1p(x) - x }
    let r = x / (2 + x)
    let square = r * r
    var power = 1.0
    var sum = 1.0 / 3
    var odd = 5.0
    while true {
        power *= square
        let term = power / odd
        sum += term
        if term < 1e-18 { return -r * x + 2 * r * square * sum }
        odd += 2
    }
}
