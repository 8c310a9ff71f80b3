import Domain
import Foundation
import Statistics

/// The |z| at which an experiment that is looked at several times may be ended, with the false alarms of all looks
/// together held at α.
///
/// Exact for normal increments, by the recursive integration of Armitage, McPherson and Rowe, "Repeated significance
/// tests on accumulating data", JRSS A 132 (1969); Jennison and Turnbull, Group Sequential Methods (2000), chapter 19.
package struct SequentialBoundaries: Sendable, Hashable, Codable {
    /// Shares of the planned information (customers) at the looks, increasing, the last at most 1.
    package let times: [Double]
    package let significance: Double
    package let spending: AlphaSpending
    /// |z| from which the experiment may be ended at each look.
    package let bounds: [Double]

    /// 0.0675 of a look's standard deviation, as fine as keeps bounds right to six digits.
    private static let stepsPerDeviation = 15.0

    /// - Throws: `ModelError.invalidSetting` for looks that do not increase from above 0 to at most 1, more than 50 of
    ///   them, looks nearer to each other than 0.001, or a significance outside of 0…0.5.
    /// - Complexity: O(looks · m²) with m of some hundreds to thousands, more for looks that are close together.
    package init(times: [Double], significance: Double = 0.05, spending: AlphaSpending = .obrienFleming)
        throws(ModelError)
    {
        let gaps = zip([0] + times, times).map { $1 - $0 }
        guard !times.isEmpty, times.count <= 50, gaps.allSatisfy({ $0 >= 0.001 }), times[times.count - 1] <= 1 else {
            throw .invalidSetting(
                "times",
                value: times.map { "\($0)" }.joined(separator: ", "),
                expected: Bilingual(
                    en: "1 to 50 shares from 0.001 to 1 are expected, each 0.001 or more above the one before",
                    zh: "应为 1 至 50 个 0.001 到 1 之间的比例，且每个至少比前一个大 0.001"
                )
            )
        }
        guard significance > 1e-10, significance < 0.5 else {
            throw .invalidSetting(
                "significance",
                value: "\(significance)",
                expected: Bilingual(en: "0 < α < 0.5 is expected", zh: "应满足 0 < α < 0.5")
            )
        }
        self.times = times
        self.significance = significance
        self.spending = spending
        bounds = Self.bounds(times, significance, spending)
    }

    /// The two-sided probability of plain tests with these bounds.
    package var nominalLevels: [Double] { bounds.map { 2 * Normal.standard.survival($0) } }

    /// The probability of ending at each look, where the z of the whole experiment has this mean (0 for no effect).
    package func exitProbabilities(drift: Double) -> [Double] {
        var density = PathDensity(start: times[0], drift: drift)
        return bounds.indices.map { look in
            if look > 0 { density.advance(to: times[look], bound: bounds[look - 1], Self.stepsPerDeviation) }
            return density.outside(bounds[look] * times[look].squareRoot())
        }
    }

    private static func bounds(_ times: [Double], _ alpha: Double, _ spending: AlphaSpending) -> [Double] {
        var density = PathDensity(start: times[0], drift: 0)
        var bounds: [Double] = []
        var spent = 0.0
        for (look, time) in times.enumerated() {
            if look > 0 { density.advance(to: time, bound: bounds[look - 1], stepsPerDeviation) }
            let allowed = spending.spent(alpha, at: time) - spent
            spent += allowed
            var (low, high) = (0.0, 40.0)
            for _ in 0..<60 {
                let middle = (low + high) / 2
                if density.outside(middle * time.squareRoot()) > allowed { low = middle } else { high = middle }
            }
            bounds.append(high)
        }
        return bounds
    }
}

/// The density of the score S = Z·√t of an experiment that has not ended yet, on a grid.
private struct PathDensity {
    private var time: Double
    private let drift: Double
    /// At the look before: points, and density times weight of the integration rule; the first look has a single point,
    /// the start of the path at S = 0.
    private var points: [Double] = [0]
    private var weights: [Double] = [1]
    private var before = 0.0

    init(start: Double, drift: Double) {
        time = start
        self.drift = drift
    }

    /// P(|S| > bound) at the current look, not having ended before.
    func outside(_ bound: Double) -> Double {
        let deviation = (time - before).squareRoot()
        let shift = drift * (time - before)
        var sum = 0.0
        for (point, weight) in zip(points, weights) {
            let centre = point + shift
            sum +=
                weight
                * (Normal.standard.survival((bound - centre) / deviation)
                    + Normal.standard.cdf((-bound - centre) / deviation))
        }
        return sum
    }

    /// Goes on to the next look from within the bound (in z) of the current one, by Simpson's rule.
    mutating func advance(to next: Double, bound: Double, _ stepsPerDeviation: Double) {
        let deviation = (time - before).squareRoot()
        let shift = drift * (time - before)
        let reach = bound * time.squareRoot()
        // The grid resolves this look's density and the next one's kernel; beyond nine deviations there is nothing.
        let limit = min(reach, 9 * time.squareRoot() + drift.magnitude * time)
        let fine = min(deviation, (next - time).squareRoot()) / stepsPerDeviation
        let steps = max(40, 2 * Int((limit / fine).rounded(.up)))
        let step = 2 * limit / Double(steps)
        let grid = (0...steps).map { -limit + Double($0) * step }
        let (points, weights) = (points, weights)
        let density = ParallelChunks.map(grid.count, chunk: 64) { range in
            range.map { index in
                var sum = 0.0
                for (point, weight) in zip(points, weights) {
                    let z = (grid[index] - point - shift) / deviation
                    sum += weight * exp(-0.5 * z * z)
                }
                return sum / (deviation * (2 * .pi).squareRoot())
            }
        }.flatMap { $0 }
        self.weights = density.indices.map { index in
            let factor = index == 0 || index == steps ? 1.0 : index.isMultiple(of: 2) ? 2 : 4
            return density[index] * factor * step / 3
        }
        self.points = grid
        before = time
        time = next
    }
}
