import Foundation

/// How the numbers of a column become comparable with those of other columns: ends cut, logarithm where skewed, then
/// mean 0 and standard deviation 1.
package struct NumberRecipe: Sendable, Hashable, Codable {
    package enum Transform: String, Sendable, Hashable, Codable {
        case none
        /// ln(1 + x/u), of numbers from 0.
        case log
        /// ± ln(1 + |x|/u), where some are below 0.
        case signedLog

        func callAsFunction(_ x: Double, unit: Double) -> Double {
            switch self {
            case .none: x
            case .log: log1p(max(0, x) / unit)
            case .signedLog: x < 0 ? -log1p(-x / unit) : log1p(x / unit)
            }
        }
    }

    package var name: String
    package var transform: Transform
    /// u, the magnitude that one in ten of those that are not zero do not reach: whether amounts are in cents or in
    /// dollars makes no difference then. 1 for most counts.
    package var unit: Double
    /// What lies outside counts as these: the quantiles 0.005 and 0.995, in the column's units.
    package var low: Double
    package var high: Double
    /// Stands for a missing value: the median.
    package var fill: Double
    /// Mean and standard deviation of what was made so far.
    package var centre: Double
    package var scale: Double
    /// Skewness before and after (Fisher's g₁).
    package var skewnessBefore: Double
    package var skewness: Double
    package var missingShare: Double

    /// One customer in a hundred, half at each end, does not move the groups: a single order of a million would
    /// otherwise be a group of its own.
    package static let cutShare = 0.005
    /// Above it a few large values decide distances; the usual limit of "highly skewed" (Bulmer, Principles of
    /// Statistics, 1979).
    package static let skewed = 1.0

    /// - Parameter numbers: finite but for missing ones, below 1e100, with at least two different values.
    /// - Returns: `nil` where hardly anything is left that varies.
    init?(_ name: String, _ numbers: [Double]) {
        let sorted = numbers.filter { !$0.isNaN }.sorted()
        guard !sorted.isEmpty else { return nil }
        self.name = name
        low = Self.quantile(sorted, Self.cutShare)
        high = Self.quantile(sorted, 1 - Self.cutShare)
        // Where nearly all are the same, the cut would leave one value.
        if low == high { (low, high) = (sorted[0], sorted[sorted.count - 1]) }
        fill = Self.quantile(sorted, 0.5)
        missingShare = 1 - Double(sorted.count) / Double(numbers.count)
        let (low, high) = (low, high)
        let cut = sorted.map { min(max($0, low), high) }
        let plain = Moments(cut)
        let wanted: Transform = sorted[0] < 0 ? .signedLog : .log
        let magnitudes = sorted.lazy.map(\.magnitude).filter { $0 > 0 }.sorted()
        let unit = magnitudes.isEmpty ? 1 : Self.quantile(magnitudes, 0.1)
        self.unit = unit
        let logged = Moments(cut.map { wanted($0, unit: unit) })
        let helps = plain.skewness > Self.skewed && logged.skewness.magnitude < plain.skewness.magnitude
        transform = helps ? wanted : .none
        skewnessBefore = plain.skewness
        skewness = helps ? logged.skewness : plain.skewness
        // Missing values at the median belong to what is standardised.
        let shaped = helps ? cut.map { wanted($0, unit: unit) } : cut
        let filled = [Double](repeating: helps ? wanted(fill, unit: unit) : fill, count: numbers.count - sorted.count)
        let all = Moments(shaped + filled)
        guard all.deviation > 0, all.deviation.isFinite else { return nil }
        (centre, scale) = (all.mean, all.deviation)
    }

    /// Finite for every number.
    package func callAsFunction(_ number: Double) -> Double {
        (transform(number.isNaN ? fill : min(max(number, low), high), unit: unit) - centre) / scale
    }

    /// The type 7 quantile of R of sorted numbers.
    static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let position = share * Double(sorted.count - 1)
        let below = Int(position)
        guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
        return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
    }
}

/// Mean, standard deviation (by *n*) and skewness of numbers, whatever their magnitude.
struct Moments {
    var mean = 0.0
    var deviation = 0.0
    var skewness = 0.0

    init(_ numbers: [Double]) {
        let count = Double(max(1, numbers.count))
        let largest = numbers.reduce(0) { max($0, $1.magnitude) }
        guard largest > 0 else { return }
        let middle = numbers.reduce(0) { $0 + $1 / largest } / count
        var (second, third) = (0.0, 0.0)
        for number in numbers {
            let difference = number / largest - middle
            second += difference * difference
            third += difference * difference * difference
        }
        mean = middle * largest
        let variance = second / count
        // What rounding leaves of equal numbers is none.
        guard variance > 1e-24 else { return }
        deviation = variance.squareRoot() * largest
        skewness = third / count / (variance * variance.squareRoot())
    }
}
