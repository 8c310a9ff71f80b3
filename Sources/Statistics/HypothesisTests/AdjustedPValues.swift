/// p-values of several tests, adjusted for there being several.
package enum AdjustedPValues {
    /// Benjamini and Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995): the expected share of wrong
    /// discoveries among those with an adjusted value at or below q is at most q. In the order given.
    package static func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
        let count = Double(pValues.count)
        var smallest = 1.0
        return descending(pValues) { value, rank in
            smallest = min(smallest, value * count / rank)
            return smallest
        }
    }

    /// Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6 (1979): the probability of
    /// any wrong discovery is controlled.
    package static func holm(_ pValues: [Double]) -> [Double] {
        let count = Double(pValues.count)
        var largest = 0.0
        return ascending(pValues) { value, rank in
            largest = max(largest, min(1, value * (count - rank + 1)))
            return largest
        }
    }

    /// As Holm's, simpler and weaker: p · m.
    package static func bonferroni(_ pValues: [Double]) -> [Double] {
        pValues.map { min(1, $0 * Double(pValues.count)) }
    }

    private static func ascending(_ values: [Double], _ adjust: (Double, Double) -> Double) -> [Double] {
        var result = values
        for (position, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
            result[index] = adjust(values[index], Double(position + 1))
        }
        return result
    }

    private static func descending(_ values: [Double], _ adjust: (Double, Double) -> Double) -> [Double] {
        var result = values
        let order = values.indices.sorted { values[$0] > values[$1] }
        for (position, index) in order.enumerated() {
            result[index] = adjust(values[index], Double(values.count - position))
        }
        return result
    }
}
