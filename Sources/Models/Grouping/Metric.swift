/// How far two rows of numbers are from each other.
package enum Metric: String, Sendable, Hashable, Codable, CaseIterable {
    /// (Σ(x − y)²)^½.
    case euclidean
    /// Σ|x − y|: a column with a few extreme values weighs less.
    case manhattan

    package func distance(_ left: ArraySlice<Double>, _ right: ArraySlice<Double>) -> Double {
        var sum = 0.0
        switch self {
        case .euclidean:
            for (x, y) in zip(left, right) { sum += (x - y) * (x - y) }
            return sum.squareRoot()
        case .manhattan:
            for (x, y) in zip(left, right) { sum += (x - y).magnitude }
            return sum
        }
    }
}
