import Foundation

/// Predicted probabilities beside observed shares, in bins of equal width (Murphy and Winkler, Applied Statistics 26,
/// 1977): what is said to happen to 30 % of customers should happen to 30 %.
package struct ReliabilityTable: Sendable, Hashable, Codable {
    package struct Bin: Sendable, Hashable, Codable {
        /// The bin holds probabilities in [low, high), the last one 1 too.
        package var low: Double
        package var high: Double
        package var count: Int
        package var meanProbability: Double
        /// The share that had the outcome.
        package var observed: Double
    }

    /// Bins that hold any rows, in order.
    package var bins: [Bin]
    /// Σ count/n · |observed − mean probability| (Naeini, Cooper and Hauskrecht, AAAI 2015).
    package var expectedCalibrationError: Double

    /// - Parameter count: of bins. Ten, since readers think in tenths.
    package init(_ probabilities: [Double], _ outcomes: [Bool], count: Int = 10) {
        precondition(count > 0 && probabilities.count == outcomes.count)
        var counts = [Int](repeating: 0, count: count)
        var sums = [Double](repeating: 0, count: count)
        var positives = [Int](repeating: 0, count: count)
        for (probability, outcome) in zip(probabilities, outcomes) {
            let bin = min(count - 1, max(0, Int(probability * Double(count))))
            counts[bin] += 1
            sums[bin] += probability
            positives[bin] += outcome ? 1 : 0
        }
        bins = (0..<count).filter { counts[$0] > 0 }.map { bin in
            Bin(
                low: Double(bin) / Double(count),
                high: Double(bin + 1) / Double(count),
                count: counts[bin],
                meanProbability: sums[bin] / Double(counts[bin]),
                observed: Double(positives[bin]) / Double(counts[bin])
            )
        }
        let total = Double(max(1, probabilities.count))
        expectedCalibrationError = bins.reduce(0) {
            $0 + Double($1.count) / total * ($1.observed - $1.meanProbability).magnitude
        }
    }
}
