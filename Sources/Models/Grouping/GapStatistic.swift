import Foundation
import Statistics

/// How much smaller a sum of squares is than it would be in a table without groups.
struct GapStatistic: Sendable {
    let data: CanonicalRows
    /// How many of the first rows are used.
    let rows: Int
    /// B.
    let references: Int

    struct Gap: Sendable {
        var gap: Double
        /// s(k) = sd(k) √(1 + 1/B).
        var error: Double
    }

    /// `nil` where a sum is zero, whose logarithm is not finite.
    func measure(_ groups: [Int], model: KMeans) -> [Gap?] {
        let values = Array(data.values.prefix(rows * data.width))
        let observed = logSums(values, groups, model)
        let random = SplittableRandom(seed: model.seed)
        let simulated = ParallelChunks.map(references, chunk: 1) { range in
            var stream = random.split(range.lowerBound)
            return logSums(reference(values, &stream), groups, model)
        }
        return groups.indices.map { index in
            let logs = simulated.compactMap { $0[index] }
            guard let own = observed[index], logs.count == references else { return nil }
            let mean = logs.reduce(0, +) / Double(references)
            let variance = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(references)
            return Gap(gap: mean - own, error: (variance * (1 + 1 / Double(references))).squareRoot())
        }
    }

    private func logSums(_ values: [Double], _ groups: [Int], _ model: KMeans) -> [Double?] {
        let table = Matrix(rows: rows, columns: data.width, elements: values)
        let names = (0..<data.width).map(String.init)
        guard let rows = try? CanonicalRows(table, names: names, seed: model.seed) else {
            return groups.map { _ in nil }
        }
        return groups.map { count in
            var one = model
            one.groups = count
            // Five starts: the curve is an average over tables, and no single sum has to be the smallest.
            one.starts = min(model.starts, 5)
            let sum = (try? one.fit(rows, names: names))?.withinSumOfSquares ?? 0
            return sum > 0 ? log(sum) : nil
        }
    }

    /// A table of as many rows, each column uniform over its range.
    private func reference(_ values: [Double], _ random: inout SplittableRandom) -> [Double] {
        let width = data.width
        var low = Array(values.prefix(width))
        var high = low
        for (index, value) in values.enumerated() {
            low[index % width] = min(low[index % width], value)
            high[index % width] = max(high[index % width], value)
        }
        return values.indices.map { index in
            let column = index % width
            return low[column] + (high[column] - low[column]) * random.uniform()
        }
    }
}
