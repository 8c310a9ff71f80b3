import Foundation

/// Pearson's correlation.
enum Correlation {
    /// 0 where a column does not vary.
    static func pearson(_ left: [Double], _ right: [Double]) -> Double {
        let count = Double(max(1, left.count))
        let means = (left.reduce(0, +) / count, right.reduce(0, +) / count)
        var (both, first, second) = (0.0, 0.0, 0.0)
        for index in left.indices {
            let (x, y) = (left[index] - means.0, right[index] - means.1)
            both += x * y
            first += x * x
            second += y * y
        }
        guard first > 0, second > 0 else { return 0 }
        return max(-1, min(1, both / (first.squareRoot() * second.squareRoot())))
    }
}
