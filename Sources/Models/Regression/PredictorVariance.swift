import Statistics

/// The variance of a linear predictor a + Σ bⱼ·(xⱼ − mⱼ) at rows of a design: vᵀ·C·v, v = (1, x − m). Around the means, so
/// that no digits are lost where a mean is large beside its column's spread.
struct PredictorVariance: Sendable {
    /// Of the constant, where there is one, and of the slopes.
    var covariance: Matrix
    /// The design's columns that have a slope, with their means.
    var columns: [Int]
    var means: [Double]
    /// Whether the predictor has a constant, whose row and column are the covariance's first.
    var hasConstant: Bool

    /// - Complexity: O(*n* *p*²), on all cores.
    func of(_ design: Matrix) -> [Double] {
        let first = hasConstant ? 1 : 0
        let size = columns.count + first
        precondition(covariance.rows == size && covariance.columns == size && means.count == columns.count)
        return ParallelChunks.map(design.rows) { rows in
            var centred = [Double](repeating: 1, count: size)
            // Unchecked: customers × columns² multiplications; indices are those of the design and the covariance.
            return design.elements.withUnsafeBufferPointer { source in
                covariance.elements.withUnsafeBufferPointer { covariance in
                    rows.map { row in
                        for (index, column) in columns.enumerated() {
                            centred[first + index] = source[row * design.columns + column] - means[index]
                        }
                        var sum = 0.0
                        for left in 0..<size {
                            var product = 0.0
                            for right in 0..<size { product += covariance[left * size + right] * centred[right] }
                            sum += centred[left] * product
                        }
                        return max(0, sum)
                    }
                }
            }
        }.flatMap { $0 }
    }
}
