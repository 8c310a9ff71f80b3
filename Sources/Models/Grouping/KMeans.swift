import Domain
import Foundation
package import Statistics

/// k-means: groups of rows, such that the sum of squared distances from the groups' means is as small as can be found.
///
/// The sum has many local minima, so several starts are tried and the best is kept. Columns of large variance decide;
/// standardise them first where their units cannot be compared.
package struct KMeans: Sendable, Hashable, Codable {
    package enum Method: String, Sendable, Hashable, Codable, CaseIterable {
        /// Every row in every iteration.
        case lloyd
        /// A few rows in every iteration: quicker by far on tens of millions of rows, and a little worse.
        case minibatch
    }

    /// *k*.
    package var groups: Int
    /// Starts by k-means++, of which the best is kept. 25 as the examples of R's `kmeans` advise; ten, scikit-learn's
    /// former default, misses the best known sum on small published sets now and then.
    package var starts: Int
    /// 300, as scikit-learn; small tables settle within 20, and a table that has not settled by then is reported.
    package var maximumIterations: Int
    /// Iterations stop where centroids move by less than this, relative to the data's standard deviation, in all.
    /// With 1e-5 the sum of squares is right to some nine digits; below about 100,000 rows, no row moves any more.
    package var tolerance: Double
    package var method: Method
    package var seed: UInt64

    /// Starts are tried on this many rows, and the best of them goes on with all. A sample of 20,000 has the same local
    /// minima as the table to within its sampling error, and 25 starts on it cost what one costs on 500,000.
    package static let rowsPerStart = 20_000

    /// Up to this many rows single moves improve every start, which takes no longer than Lloyd's iterations themselves;
    /// of more rows they improve the best start alone, since sums of large tables have few such minima.
    static let rowsPerMovedStart = 2_000

    /// How many starts one number of groups is given where none are stated: a hundred where they cost next to nothing,
    /// since on standardised USArrests one start in thirty finds the best known sum for eight groups; else 25.
    package static func starts(forRows rows: Int) -> Int { rows <= rowsPerMovedStart ? 100 : 25 }

    package init(
        groups: Int,
        starts: Int = 25,
        maximumIterations: Int = 300,
        tolerance: Double = 1e-5,
        method: Method = .lloyd,
        seed: UInt64 = 1
    ) {
        self.groups = groups
        self.starts = starts
        self.maximumIterations = maximumIterations
        self.tolerance = tolerance
        self.method = method
        self.seed = seed
    }

    /// - Parameters:
    ///   - matrix: a row for each customer, finite numbers.
    ///   - names: the columns' names.
    ///   - given: starting centroids in the table's units in place of drawn ones, for a comparison with other programs.
    /// - Returns: the same to the last bit for any order of the rows and any number of cores.
    /// - Throws: `ModelError.moreGroupsThanRows` where there are fewer different rows than groups, `.notFinite`,
    ///   `.invalidSetting`, `.tooFewRows`, `.unusable` for a value beyond 1e100.
    /// - Complexity: O(iterations × rows × groups × columns).
    package func fit(_ matrix: Matrix, names: [String]? = nil, from given: Matrix? = nil) throws(ModelError)
        -> FittedKMeans
    {
        let names = names ?? (1...max(1, matrix.columns)).map(String.init)
        try checkSettings()
        let data = try CanonicalRows(matrix, names: names, seed: seed)
        return try fit(data, names: names, from: given)
    }

    func fit(_ data: CanonicalRows, names: [String], from given: Matrix? = nil) throws(ModelError) -> FittedKMeans {
        let different = data.differentRows(among: data.count, upTo: groups)
        guard different >= groups else { throw .moreGroupsThanRows(groups: groups, differentRows: different) }
        let start = given.map { data.prepared($0) } ?? bestStart(data)
        let lloyd = Lloyd(maximumIterations: maximumIterations, tolerance: tolerance)
        let outcome =
            switch method {
            case .lloyd: lloyd.run(quickly: data, Lloyd.blocks(data, rows: data.count), from: start)
            case .minibatch: MiniBatch(groups: groups, maximumPasses: 100).run(data, from: start)
            }
        return FittedKMeans(outcome, data, names: names)
    }

    func checkSettings() throws(ModelError) {
        guard groups >= 1 else {
            throw .invalidSetting("k", value: String(groups), expected: Bilingual(en: "it is at least 1", zh: "应不小于 1"))
        }
        guard starts >= 1 else {
            throw .invalidSetting(
                "starts",
                value: String(starts),
                expected: Bilingual(en: "it is at least 1", zh: "应不小于 1")
            )
        }
    }

    /// The centroids of the best start, after Lloyd's iterations on the rows that starts are tried on.
    private func bestStart(_ data: CanonicalRows) -> [Double] {
        let (groups, seed) = (groups, seed)
        var rows = min(data.count, Self.rowsPerStart)
        // A sample with hardly more different rows than groups says little about them, as where most are zero.
        if rows < data.count, data.differentRows(among: rows, upTo: 10 * groups) < 10 * groups { rows = data.count }
        let used = rows
        let lloyd = Lloyd(maximumIterations: maximumIterations, tolerance: max(tolerance, used < data.count ? 1e-3 : 0))
        let blocks = Lloyd.blocks(data, rows: used)
        let isSmall = used <= Self.rowsPerMovedStart
        let outcomes = ParallelChunks.map(starts, chunk: 1) { range in
            var random = SplittableRandom(seed: seed).split(range.lowerBound)
            let start = KMeansStarts(data: data, rows: used, groups: groups).draw(using: &random)
            let outcome = lloyd.run(quickly: data, blocks, from: start)
            return isSmall ? SingleMoves().improved(outcome, data, by: lloyd) : outcome
        }
        // The first of the best, whatever thread came first.
        let best = outcomes.min { $0.withinSumOfSquares < $1.withinSumOfSquares }!
        return (isSmall ? best : SingleMoves().improved(best, data, by: lloyd)).centroids
    }
}
