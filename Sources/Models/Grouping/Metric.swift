/// How far two rows of numbers are from each other.
package enum Metric: String, Sendable, Hashable, Codable, CaseIterable {
    /// (Σ(x − y)²)^½.
    case euclidean
    /// Σ|x − y|: a column with a few extreme values weighs less.
    case manhattan

    /// Plain pointers, since all pairs of rows pass through here.
    @inline(__always)
    func distance(_ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, _ width: Int) -> Double {
        var sum = 0.0
        switch self {
        case .euclidean:
            for column in 0..<width {
                let difference = left[column] - right[column]
                sum += difference * difference
            }
            return sum.squareRoot()
        case .manhattan:
            for column in 0..<width { sum += (left[column] - right[column]).magnitude }
            return sum
        }
    }
}
