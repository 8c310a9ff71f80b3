import Statistics

/// Sums over some rows of e^η, of e^η·z and of e^η·z·zᵀ (lower triangle): what a partial likelihood is made of.
struct RiskSums {
    var zeroth = 0.0
    var first: [Double]
    /// `size × size`, row by row.
    var second: [Double]

    init(_ size: Int) {
        first = [Double](repeating: 0, count: size)
        second = [Double](repeating: 0, count: size * size)
    }

    mutating func clear() {
        zeroth = 0
        for index in first.indices { first[index] = 0 }
        for index in second.indices { second[index] = 0 }
    }

    /// - Parameter weight: e^η of the row.
    mutating func add(_ design: Matrix, _ row: Int, _ weight: Double) {
        let size = first.count
        zeroth += weight
        // Unchecked: the loop that the fit spends its time in; indices are those of the design.
        design.elements.withUnsafeBufferPointer { source in
            first.withUnsafeMutableBufferPointer { first in
                second.withUnsafeMutableBufferPointer { second in
                    for left in 0..<size {
                        let factor = weight * source[row * size + left]
                        first[left] += factor
                        for right in 0...left { second[left * size + right] += factor * source[row * size + right] }
                    }
                }
            }
        }
    }
}
