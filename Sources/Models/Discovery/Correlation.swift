import Foundation

/// Pearson's correlation, and ranks for Spearman's.
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

    /// Ranks from 1, those of equal values their mean.
    static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
            start = end
        }
        return ranks
    }
}
