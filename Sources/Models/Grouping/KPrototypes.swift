import Domain
import Statistics

/// k-prototypes: k-means for numbers and categories at once. A prototype is a mean of each column of numbers and the most
/// frequent category of each other one; a row is apart from it by ‖x − c‖² + γ × the number of categories that differ.
///
/// Huang, "Extensions to the k-means algorithm for clustering large data sets with categorical values", Data Mining and
/// Knowledge Discovery 2, 1998. All rows are assigned before prototypes move, so that their order does not matter.
package struct KPrototypes: Sendable, Hashable, Codable {
    package var groups: Int
    /// Ten, as the Python package kmodes; each is Lloyd's iterations from rows drawn as k-means++ draws them.
    package var starts: Int
    /// 300, as for k-means; a few tens suffice.
    package var maximumIterations: Int
    /// γ; where `nil`, that of `MixedRows.defaultGamma`.
    package var gamma: Double?
    package var seed: UInt64

    /// How many starts one number of groups is given where none are stated: on the mixed columns of carData's Chile
    /// (2,700 rows) ten starts kept a cost that is 1.4 % above that of a hundred.
    package static func starts(forRows rows: Int) -> Int { rows <= 5_000 ? 50 : 10 }

    /// Starts are tried on this many rows, as for k-means.
    package static let rowsPerStart = 20_000

    package init(
        groups: Int,
        starts: Int = 10,
        maximumIterations: Int = 300,
        gamma: Double? = nil,
        seed: UInt64 = 1
    ) {
        self.groups = groups
        self.starts = starts
        self.maximumIterations = maximumIterations
        self.gamma = gamma
        self.seed = seed
    }

    /// - Throws: `ModelError.moreGroupsThanRows`, `.notFinite`, `.tooFewRows`, `.invalidSetting`, `.unusable`.
    /// - Complexity: O(iterations × rows × groups × columns).
    package func fit(_ given: MixedRows) throws(ModelError) -> FittedKPrototypes {
        try check(given)
        let order = CanonicalOrder(given.combined, seed: seed).rows
        let data = given.selecting(order)
        let different = Self.differentRows(data, first: data.count, upTo: groups)
        guard different >= groups else { throw .moreGroupsThanRows(groups: groups, differentRows: different) }
        var sampled = min(data.count, Self.rowsPerStart)
        // Where most rows are the same, a sample says little about the others.
        if Self.differentRows(data, first: sampled, upTo: 10 * groups) < 10 * groups { sampled = data.count }
        let rows = sampled
        let run = PrototypeRun(
            data: data,
            gamma: gamma ?? given.defaultGamma,
            groups: groups,
            maximumIterations: maximumIterations
        )
        let random = SplittableRandom(seed: seed)
        let outcomes = ParallelChunks.map(starts, chunk: 1) { range in
            var stream = random.split(range.lowerBound)
            return run.iterate(from: run.start(rows: rows, using: &stream), rows: rows)
        }
        var best = outcomes.min { $0.cost < $1.cost }!
        if rows < data.count { best = run.iterate(from: best.prototypes, rows: data.count) }
        return FittedKPrototypes(best, data, gamma: run.gamma)
    }

    private func check(_ data: MixedRows) throws(ModelError) {
        let smallest = min(groups, starts)
        guard smallest >= 1 else {
            throw .invalidSetting(
                groups < 1 ? "k" : "starts",
                value: String(smallest),
                expected: Bilingual(en: "it is at least 1", zh: "应不小于 1")
            )
        }
        if let gamma, !(gamma >= 0 && gamma.isFinite) {
            throw .invalidSetting(
                "γ",
                value: String(gamma),
                expected: Bilingual(en: "it is a number from 0", zh: "应为不小于 0 的数")
            )
        }
        guard data.count > 0, data.width + data.categories > 0 else { throw .tooFewRows(needed: 1, found: 0) }
        if data.width > 0 { try data.numbers.checkForDistances(names: data.numberNames) }
    }

    private static func differentRows(_ data: MixedRows, first: Int, upTo limit: Int) -> Int {
        let width = data.categories
        return DifferentRows.count(first, upTo: limit) { row in
            Array(data.numbers.row(row)) + data.codes[row * width..<(row + 1) * width].map(Double.init)
        }
    }

    /// Whether the groups of this fit come out of other samples of its rows; at most 2,000 of them.
    package func stability(
        of fit: FittedKPrototypes,
        _ data: MixedRows,
        resamples: Int = GroupStability.defaultResamples
    ) -> GroupStability? {
        let sample = data.selecting(Array(CanonicalOrder(data.combined, seed: seed).rows.prefix(2_000)))
        var settings = self
        settings.groups = fit.groups
        settings.starts = min(starts, 3)
        settings.gamma = fit.gamma
        let model = settings
        return GroupStability.measure(
            fit.assign(sample).groups,
            groups: fit.groups,
            resamples: resamples,
            seed: seed
        ) { drawn in (try? model.fit(sample.selecting(drawn)))?.assign(sample).groups }
    }
}
