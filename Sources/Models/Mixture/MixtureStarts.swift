import Foundation
import Statistics

/// Groups of rows from which the EM algorithm begins: nearest centroids, these drawn by k-means++.
///
/// Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
struct MixtureStarts: Sendable {
    let width: Int
    let count: Int
    /// Row by row, in scaled units.
    private let rows: [Double]

    /// - Parameter count: the first rows, which are a random sample, that take part.
    init(_ data: MixtureData, count: Int) {
        width = data.width
        self.count = count
        var rows = [Double](repeating: 0, count: count * data.width)
        for row in 0..<count {
            for column in 0..<data.width { rows[row * data.width + column] = data.value(row, column) }
        }
        self.rows = rows
    }

    func firstRows(_ count: Int) -> [Double] { Array(rows[0..<count * width]) }

    /// - Parameter rounds: of Lloyd's k-means after the draw. Some starts go on to compact groups, others stay as varied
    ///   as they were drawn, since the best mixture is not always near the best k-means.
    func draw(groups: Int, rounds: Int, using random: inout SplittableRandom) -> [Int] {
        var centroids = row(random.index(below: count))
        var nearest = squares(to: centroids[0..<width])
        while centroids.count < groups * width {
            let total = nearest.reduce(0, +)
            var target = random.uniform() * total
            var chosen = count - 1
            for index in 0..<count {
                target -= nearest[index]
                if target < 0 {
                    chosen = index
                    break
                }
            }
            let centroid = row(chosen)
            centroids += centroid
            for (index, square) in squares(to: centroid[...]).enumerated() {
                nearest[index] = min(nearest[index], square)
            }
        }
        var assigned = assign(centroids, groups)
        for _ in 0..<rounds {
            centroids = means(of: assigned, groups, keeping: centroids)
            assigned = assign(centroids, groups)
        }
        return assigned
    }

    /// The nearest group of every row, of groups that some rows are known to be in.
    func extended(_ known: [Int], groups: Int) -> [Int] {
        let centroids = means(of: known, groups, keeping: [Double](repeating: 0, count: groups * width))
        return known + assign(centroids, groups).dropFirst(known.count)
    }

    private func row(_ index: Int) -> [Double] { Array(rows[index * width..<(index + 1) * width]) }

    private func squares(to centroid: ArraySlice<Double>) -> [Double] {
        let centroid = Array(centroid)
        // Unchecked access: this and `assign` are all the time of a start.
        return rows.withUnsafeBufferPointer { rows in
            centroid.withUnsafeBufferPointer { centroid in
                (0..<count).map { Self.square(rows.baseAddress! + $0 * width, centroid.baseAddress!, width) }
            }
        }
    }

    private func assign(_ centroids: [Double], _ groups: Int) -> [Int] {
        rows.withUnsafeBufferPointer { rows in
            centroids.withUnsafeBufferPointer { centroids in
                (0..<count).map { index in
                    var best = 0
                    var least = Double.infinity
                    for group in 0..<groups {
                        let square = Self.square(
                            rows.baseAddress! + index * width,
                            centroids.baseAddress! + group * width,
                            width
                        )
                        if square < least { (best, least) = (group, square) }
                    }
                    return best
                }
            }
        }
    }

    @inline(__always)
    private static func square(_ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, _ width: Int) -> Double {
        var sum = 0.0
        for column in 0..<width { sum += (left[column] - right[column]) * (left[column] - right[column]) }
        return sum
    }

    private func means(of assigned: [Int], _ groups: Int, keeping old: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: groups * width)
        var counts = [Double](repeating: 0, count: groups)
        for (index, group) in assigned.enumerated() {
            counts[group] += 1
            for column in 0..<width { sums[group * width + column] += rows[index * width + column] }
        }
        return sums.indices.map { counts[$0 / width] > 0 ? sums[$0] / counts[$0 / width] : old[$0] }
    }
}
