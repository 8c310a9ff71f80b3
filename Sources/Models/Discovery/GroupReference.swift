import Foundation
import Statistics

/// Whether the groups are clearer than what the same method makes of customers without groups.
///
/// Any method cuts any cloud into groups, and gives them a silhouette. Two kinds of customers without groups are
/// simulated, as many as there are, and grouped the same way:
///
/// - **independent columns**: each column's values dealt anew among the customers, so that nothing goes together with
///   anything else, whatever its distribution;
/// - **one cloud**: a single normal distribution with the covariances of the numbers (Liu, Hayes, Nobel and Marron,
///   "Statistical significance of clustering for high-dimension, low-sample size data", Journal of the American
///   Statistical Association 103, 2008), categories dealt anew.
///
/// Groups are clear where the silhouette is above both, by twice the spread between simulations and by 0.03 at least, and
/// where other samples of the customers give them again with a mean adjusted Rand index of at least 0.6.
struct GroupReference: Sendable {
    let sample: SearchSample
    let seed: UInt64

    /// Simulations of each kind; the spread of a mean of ten is known to a quarter.
    static let simulations = 10
    /// Smaller differences are of no use, whatever their significance.
    static let leastDifference = 0.03
    /// Half way between groups that come again with one customer in ten elsewhere (about 0.8) and chance would be 0.4;
    /// from 0.6 on most pairs of customers stay together or apart.
    static let leastStability = 0.6

    /// - Parameter least: the stability below which groups are not clear.
    func measure(_ candidate: GroupCandidate, least: Double) -> GroupEvidence {
        let base = sample.first(GroupSearch.resampledRows)
        let actual = silhouette(base, candidate) ?? 0
        // With one column there is nothing that could go together.
        let independent = base.parts.count > 1 ? simulate(candidate) { Self.dealt(base, &$0) } : nil
        let hasNumbers = base.parts.contains { if case .number = $0 { true } else { false } }
        let cloud = hasNumbers ? Cloud(base) : nil
        let single = cloud.flatMap { cloud in simulate(candidate) { cloud.draw(base, &$0) } }
        return GroupEvidence(
            silhouette: actual,
            independentColumns: independent,
            singleCloud: single,
            stability: candidate.stability ?? 0,
            leastStability: least
        )
    }

    private func silhouette(_ rows: ComparableRows, _ candidate: GroupCandidate) -> Double? {
        let size = candidate.groups
        guard let fitted = candidate.method.fit(rows, sizes: size...size, seed: seed, .quick)[size] else { return nil }
        let labels = fitted.assign(rows).groups
        return Silhouette.measure(rows.matrix, groupings: [labels], seed: seed).first?.mean
    }

    private func simulate(
        _ candidate: GroupCandidate,
        _ draw: @Sendable (inout SplittableRandom) -> ComparableRows
    ) -> GroupEvidence.Reference? {
        let random = SplittableRandom(seed: seed ^ 0x5EED)
        let values = ParallelChunks.map(Self.simulations, chunk: 1) { range -> Double? in
            var stream = random.split(range.lowerBound)
            return silhouette(draw(&stream), candidate)
        }.compactMap { $0 }
        guard values.count > 1 else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return GroupEvidence.Reference(mean: mean, deviation: (squares / Double(values.count - 1)).squareRoot())
    }

    /// The columns of each part moved together, in an order of their own.
    fileprivate static func dealt(
        _ rows: ComparableRows,
        _ random: inout SplittableRandom,
        numbersToo: Bool = true
    ) -> ComparableRows {
        var result = rows
        var (first, category) = (0, 0)
        for part in rows.parts {
            defer { first += part.width }
            var isCategory = false
            if case .category = part { isCategory = true }
            defer { category += isCategory ? 1 : 0 }
            guard isCategory || numbersToo else { continue }
            let order = Self.shuffled(rows.count, &random)
            for row in 0..<rows.count {
                for column in first..<first + part.width {
                    result.matrix[row, column] = rows.matrix[order[row], column]
                }
                if isCategory { result.codes[category][row] = rows.codes[category][order[row]] }
            }
        }
        return result
    }

    /// Fisher and Yates, in Durstenfeld's form.
    private static func shuffled(_ count: Int, _ random: inout SplittableRandom) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, random.index(below: last + 1)) }
        return order
    }

    /// A normal distribution with the covariances of the columns of numbers.
    private struct Cloud: Sendable {
        /// Columns of the matrix that are numbers.
        let places: [Int]
        let means: [Double]
        /// Numbers by directions: √λ times the eigenvector.
        let axes: Matrix

        init?(_ rows: ComparableRows) {
            var places: [Int] = []
            var first = 0
            for part in rows.parts {
                if case .number = part { places.append(first) }
                first += part.width
            }
            let columns = places.map { rows.matrix.column($0) }
            let means = columns.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
            var covariance = Matrix(rows: places.count, columns: places.count)
            for left in columns.indices {
                for right in 0...left {
                    let sum = zip(columns[left], columns[right]).reduce(0.0) {
                        $0 + ($1.0 - means[left]) * ($1.1 - means[right])
                    }
                    covariance[left, right] = sum / Double(max(1, rows.count))
                    covariance[right, left] = covariance[left, right]
                }
            }
            guard let eigen = SymmetricEigen(covariance) else { return nil }
            var axes = eigen.vectors
            for row in 0..<axes.rows {
                for column in 0..<axes.columns { axes[row, column] *= max(0, eigen.values[column]).squareRoot() }
            }
            (self.places, self.means, self.axes) = (places, means, axes)
        }

        func draw(_ rows: ComparableRows, _ random: inout SplittableRandom) -> ComparableRows {
            var result = GroupReference.dealt(rows, &random, numbersToo: false)
            for row in 0..<rows.count {
                let point = axes.multiplied(by: places.map { _ in Normal.standard.sample(using: &random) })
                for (index, place) in places.enumerated() { result.matrix[row, place] = means[index] + point[index] }
            }
            return result
        }
    }
}

/// What simulations say of the chosen groups.
package struct GroupEvidence: Sendable, Hashable, Codable {
    /// The silhouettes of groups among simulated customers.
    package struct Reference: Sendable, Hashable, Codable {
        package var mean: Double
        package var deviation: Double

        /// What a silhouette must be above.
        package var bar: Double { mean + max(2 * deviation, GroupReference.leastDifference) }
    }

    /// Of as many customers as were simulated, grouped the same way.
    package var silhouette: Double
    /// `nil` with one column.
    package var independentColumns: Reference?
    /// `nil` without numbers.
    package var singleCloud: Reference?
    package var stability: Double
    package var leastStability: Double

    /// The highest of the bars; `nil` where nothing could be simulated.
    package var bar: Double? { [independentColumns, singleCloud].compactMap { $0?.bar }.max() }
    package var isAboveReference: Bool { bar.map { silhouette > $0 } ?? true }
    package var isStable: Bool { stability >= leastStability }
    /// Whether there are clear groups.
    package var isClear: Bool { isAboveReference && isStable }
}
