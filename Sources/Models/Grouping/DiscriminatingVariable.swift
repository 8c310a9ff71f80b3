import Statistics

/// How far a column tells groups apart: one-way analysis of variance of the column by the group.
///
/// Groups were made so as to differ, so F is larger than chance would make it, and no test of whether there are groups;
/// it ranks the columns.
package struct DiscriminatingVariable: Sendable, Codable, Hashable {
    package var column: String
    /// Mean square between by mean square within; `nil` where nothing varies within the groups.
    package var f: Double?
    package var numeratorDegrees: Int
    package var denominatorDegrees: Int
    /// Sum of squares between by total sum of squares: the share of the column's variance that the groups explain.
    package var etaSquared: Double
    /// P(F or more) without groups.
    package var p: Double?

    /// - Parameters:
    ///   - values: finite numbers.
    ///   - groups: the group of each row, from 0.
    package init(_ column: String, _ values: [Double], groups: [Int], count: Int) {
        self.column = column
        numeratorDegrees = count - 1
        denominatorDegrees = values.count - count
        let largest = values.reduce(0) { max($0, $1.magnitude) }
        let scale = largest > 0 ? largest : 1
        var sizes = [Double](repeating: 0, count: count)
        var sums = sizes
        for (row, value) in values.enumerated() {
            sizes[groups[row]] += 1
            sums[groups[row]] += value / scale
        }
        let grand = sums.reduce(0, +) / Double(max(1, values.count))
        let means = zip(sums, sizes).map { $1 > 0 ? $0 / $1 : grand }
        var within = 0.0
        for (row, value) in values.enumerated() {
            let difference = value / scale - means[groups[row]]
            within += difference * difference
        }
        let between = zip(means, sizes).reduce(0.0) { $0 + $1.1 * ($1.0 - grand) * ($1.0 - grand) }
        let total = between + within
        etaSquared = total > 0 ? between / total : 0
        guard within > 0, numeratorDegrees > 0, denominatorDegrees > 0 else { return }
        f = between / Double(numeratorDegrees) / (within / Double(denominatorDegrees))
    }
}
