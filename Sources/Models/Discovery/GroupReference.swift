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
        let cloud = base.hasNumbers ? Cloud(base) : nil
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
        let customers = simulations(draw)
        return Self.reference(
            ParallelChunks.map(customers.count, chunk: 1) { silhouette(customers[$0.lowerBound], candidate) }
                .compactMap { $0 }
        )
    }

    private func simulations(_ draw: @Sendable (inout SplittableRandom) -> ComparableRows) -> [ComparableRows] {
        let random = SplittableRandom(seed: seed ^ 0x5EED)
        return ParallelChunks.map(Self.simulations, chunk: 1) { range in
            var stream = random.split(range.lowerBound)
            return draw(&stream)
        }
    }

    /// Simulated customers who have these groups and nothing finer, each group one normal cloud; one cloud for `nil`.
    func customers(with coarse: FittedGrouping?) -> CoarseCustomers {
        let base = sample.first(GroupSearch.resampledRows)
        let labels = coarse?.assign(base).groups ?? [Int](repeating: 0, count: base.count)
        let groups = coarse?.groups ?? 1
        let parts = (0..<groups).map { group in
            let rows = labels.indices.filter { labels[$0] == group }
            let own = base.selecting(rows: rows)
            return (rows: rows, own: own, cloud: own.hasNumbers && !rows.isEmpty ? Cloud(own) : nil)
        }
        let simulated = simulations { random in
            var result = base
            for part in parts {
                let drawn = part.cloud?.draw(part.own, &random) ?? Self.dealt(part.own, &random)
                result.replace(part.rows, by: drawn)
            }
            return result
        }
        return CoarseCustomers(actual: base, simulated: simulated, labels: labels, groups: groups)
    }

    /// Actual and simulated customers of coarser groups.
    struct CoarseCustomers: Sendable {
        let actual: ComparableRows
        let simulated: [ComparableRows]
        /// The coarser group of each row of either.
        let labels: [Int]
        let groups: Int
    }

    /// The coarser group in which the candidate's method and size find most beyond what they find in the simulated ones:
    /// the mean silhouette of its customers, and that of the simulated.
    ///
    /// It is looked at by coarser group, since a group that is divided is a part of all customers only, and its gain would
    /// be lost among the others.
    func clearest(_ customers: CoarseCustomers, _ candidate: GroupCandidate) -> (
        silhouette: Double, reference: GroupEvidence.Reference
    )? {
        guard let actual = silhouettes(customers.actual, candidate, customers) else { return nil }
        let simulated = ParallelChunks.map(customers.simulated.count, chunk: 1) { range in
            silhouettes(customers.simulated[range.lowerBound], candidate, customers)
        }.compactMap { $0 }
        // A group that stays whole says nothing of a division, whatever its silhouette.
        let compared = (0..<customers.groups).filter { actual.isDivided[$0] }.compactMap { group in
            Self.reference(simulated.map { $0.means[group] }).map { (silhouette: actual.means[group], reference: $0) }
        }
        return compared.max { $0.silhouette - $0.reference.bar < $1.silhouette - $1.reference.bar }
    }

    /// A coarser group counts as divided where one of the finer has no more of it than this.
    private static let wholeShare = 0.9

    /// The mean silhouette of the rows of each coarser group, 0 for one without rows, and whether it is divided.
    private func silhouettes(_ rows: ComparableRows, _ candidate: GroupCandidate, _ customers: CoarseCustomers)
        -> (means: [Double], isDivided: [Bool])?
    {
        let size = candidate.groups
        guard let fitted = candidate.method.fit(rows, sizes: size...size, seed: seed, .quick)[size] else { return nil }
        let finer = fitted.assign(rows).groups
        guard let found = Silhouette.measure(rows.matrix, groupings: [finer], seed: seed).first else { return nil }
        var sums = [Double](repeating: 0, count: customers.groups)
        var counts = Matrix(rows: customers.groups, columns: size)
        for (row, value) in zip(found.rows, found.values) {
            sums[customers.labels[row]] += value
            counts[customers.labels[row], finer[row]] += 1
        }
        let totals = (0..<customers.groups).map { counts.row($0).reduce(0, +) }
        return (
            means: zip(sums, totals).map { $1 > 0 ? $0 / $1 : 0 },
            isDivided: totals.indices.map { (counts.row($0).max() ?? 0) <= Self.wholeShare * totals[$0] }
        )
    }

    private static func reference(_ values: [Double]) -> GroupEvidence.Reference? {
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

extension ComparableRows {
    fileprivate var hasNumbers: Bool { parts.contains { if case .number = $0 { true } else { false } } }

    /// Puts other rows in the place of some.
    fileprivate mutating func replace(_ rows: [Int], by others: ComparableRows) {
        for (index, row) in rows.enumerated() {
            for column in 0..<matrix.columns { matrix[row, column] = others.matrix[index, column] }
            for category in codes.indices { codes[category][row] = others.codes[category][index] }
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

    /// Of as many customers as were simulated, grouped the same way; of the coarsest groups that were reached.
    package var silhouette: Double
    /// `nil` with one column.
    package var independentColumns: Reference?
    /// `nil` without numbers.
    package var singleCloud: Reference?
    /// Of the chosen groups.
    package var stability: Double
    package var leastStability: Double

    /// The highest of the bars; `nil` where nothing could be simulated.
    package var bar: Double? { [independentColumns, singleCloud].compactMap { $0?.bar }.max() }
    package var isAboveReference: Bool { bar.map { silhouette > $0 } ?? true }
    package var isStable: Bool { stability >= leastStability }
    /// Whether there are clear groups.
    package var isClear: Bool { isAboveReference && isStable }
}
