import Statistics

/// Lloyd's iterations: every row to its nearest centroid, every centroid to the mean of its rows, until no row moves
/// (Lloyd, "Least squares quantization in PCM", IEEE Trans. Information Theory 28, 1982).
struct Lloyd: Sendable {
    var maximumIterations: Int
    /// Stops where Σ‖Δc‖² ≤ tolerance² × the variance of the rows.
    var tolerance: Double

    struct Outcome: Sendable {
        var centroids: [Double]
        /// Of each row in the canonical order.
        var labels: [Int32]
        var withinSumOfSquares: Double
        var iterations: Int
        var hasConverged: Bool
    }

    /// What the rows of a chunk add up to.
    private struct Part: Sendable {
        var sums: [Double]
        var counts: [Int]
        var within = 0.0
        var moved = 0
    }

    /// - Parameters:
    ///   - rows: how many of the first rows are used.
    ///   - labels: where each row is thought to belong, to begin the search there; all zero will do.
    func run(_ data: CanonicalRows, rows: Int, from start: [Double], labels: [Int32]? = nil, done: Int = 0) -> Outcome {
        let width = data.width
        var labels = labels ?? [Int32](repeating: 0, count: rows)
        var centroids = start
        var iteration = done
        var isFirst = true
        let smallShift = tolerance * tolerance * data.totalSumOfSquares / Double(data.count)
        while true {
            iteration += 1
            var part = Self.step(data, rows, NearestCentroid(centroids: centroids, width: width), &labels)
            Self.fillEmptyGroups(&part, data, rows, centroids, &labels)
            let settled = part.moved == 0 && !isFirst
            isFirst = false
            if settled {
                return Outcome(
                    centroids: centroids,
                    labels: labels,
                    withinSumOfSquares: part.within,
                    iterations: iteration,
                    hasConverged: true
                )
            }
            let next = Self.means(part, width)
            let shift = zip(next, centroids).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            centroids = next
            if shift <= smallShift || iteration >= maximumIterations {
                return finished(data, rows, centroids, labels, iteration, shift <= smallShift)
            }
        }
    }

    /// The last assignment, to the centroids that are given back.
    private func finished(
        _ data: CanonicalRows,
        _ rows: Int,
        _ centroids: [Double],
        _ labels: [Int32],
        _ iterations: Int,
        _ hasConverged: Bool
    ) -> Outcome {
        var labels = labels
        let part = Self.step(data, rows, NearestCentroid(centroids: centroids, width: data.width), &labels)
        return Outcome(
            centroids: centroids,
            labels: labels,
            withinSumOfSquares: part.within,
            iterations: iterations,
            hasConverged: hasConverged
        )
    }

    /// One assignment of all rows, and what their groups sum to.
    private static func step(_ data: CanonicalRows, _ rows: Int, _ nearest: NearestCentroid, _ labels: inout [Int32])
        -> Part
    {
        let (width, groups) = (data.width, nearest.groups)
        let parts = labels.withUnsafeMutableBufferPointer { buffer in
            // One thread reads and writes the labels of each row.
            nonisolated(unsafe) let labels = buffer
            return ParallelChunks.map(rows) { range in
                var part = Part(
                    sums: [Double](repeating: 0, count: groups * width),
                    counts: [Int](repeating: 0, count: groups)
                )
                data.values.withUnsafeBufferPointer { values in
                    part.sums.withUnsafeMutableBufferPointer { sums in
                        nearest.withTables { tables in
                            for row in range {
                                let values = values.baseAddress! + row &* width
                                let old = Int(labels[row])
                                let found = tables.nearest(to: values, guess: old)
                                if found.group != old {
                                    part.moved &+= 1
                                    labels[row] = Int32(truncatingIfNeeded: found.group)
                                }
                                part.counts[found.group] &+= 1
                                part.within += found.square
                                let sum = found.group &* width
                                for column in 0..<width { sums[sum &+ column] += values[column] }
                            }
                        }
                    }
                }
                return part
            }
        }
        return parts.dropFirst().reduce(into: parts[0]) { total, part in
            for index in total.sums.indices { total.sums[index] += part.sums[index] }
            for index in total.counts.indices { total.counts[index] += part.counts[index] }
            total.within += part.within
            total.moved += part.moved
        }
    }

    /// Each empty group takes the row that is farthest from its own centroid, which makes the sum of squares smaller.
    ///
    /// With at least as many different rows as groups there always is one at a distance above zero.
    private static func fillEmptyGroups(
        _ part: inout Part,
        _ data: CanonicalRows,
        _ rows: Int,
        _ centroids: [Double],
        _ labels: inout [Int32]
    ) {
        guard part.counts.contains(0) else { return }
        let width = data.width
        let tables = NearestCentroid(centroids: centroids, width: width)
        let squares = (0..<rows).map { row in
            data.values.withUnsafeBufferPointer { values in
                tables.withTables { $0.square(values.baseAddress! + row * width, Int(labels[row])) }
            }
        }
        var farthest = (0..<rows).sorted { squares[$0] == squares[$1] ? $0 < $1 : squares[$0] > squares[$1] }[...]
        for empty in part.counts.indices where part.counts[empty] == 0 {
            guard let row = farthest.first(where: { part.counts[Int(labels[$0])] > 1 && squares[$0] > 0 }) else {
                return
            }
            farthest = farthest.dropFirst(farthest.firstIndex(of: row)! - farthest.startIndex + 1)
            let old = Int(labels[row])
            for column in 0..<width {
                let value = data.values[row * width + column]
                part.sums[old * width + column] -= value
                part.sums[empty * width + column] = value
            }
            part.counts[old] -= 1
            part.counts[empty] = 1
            part.moved += 1
            labels[row] = Int32(empty)
        }
    }

    private static func means(_ part: Part, _ width: Int) -> [Double] {
        part.sums.enumerated().map { $1 / Double(max(1, part.counts[$0 / width])) }
    }
}
