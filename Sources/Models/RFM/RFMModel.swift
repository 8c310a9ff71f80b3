import Statistics

/// Recency, frequency and monetary scores: who bought lately, often and for much.
///
/// Follows SPSS's RFM analysis: bins by rank, independent of each other or nested (frequency within each recency bin,
/// monetary within each pair), ties together or at random, and the score 100·R + 10·F + M.
package struct RFMModel: Sendable, Hashable, Codable {
    package var bins: QuantileBins
    package var binning: Binning
    /// Named groups of scores; the first that matches wins.
    package var names: [RFMName]

    package enum Binning: String, Sendable, Hashable, Codable {
        case independent, nested
    }

    package init(
        bins: QuantileBins = QuantileBins(count: 5),
        binning: Binning = .independent,
        names: [RFMName] = RFMName.standard
    ) {
        self.bins = bins
        self.binning = binning
        self.names = names
    }

    /// Scores customers who have bought at least once.
    ///
    /// - Parameters:
    ///   - recency: days since the last purchase; fewer are better and score higher.
    ///   - frequency: the number of purchases.
    ///   - monetary: what was spent, in any one unit.
    /// - Returns: three scores for each customer, 1 (worst) to `bins.count` (best).
    /// - Complexity: O(*n*), on all cores.
    package func score(recency: [Double], frequency: [Double], monetary: [Double]) -> RFMScores {
        precondition(recency.count == frequency.count && frequency.count == monetary.count)
        let nearness = recency.map { -$0 }
        switch binning {
        case .independent:
            let columns = [monetary, nearness, frequency]
            let found = ParallelChunks.map(3, chunk: 1) { bins.assign(columns[$0.lowerBound]) }
            return RFMScores(r: found[1], f: found[2], m: found[0], base: bins.count)
        case .nested:
            let base = bins.count
            let r = bins.assign(nearness)
            let f = bins.assign(frequency, cells: r.map { Int($0) - 1 }, cellCount: base)
            let cells = zip(r, f).map { (Int($0) - 1) * base + Int($1) - 1 }
            return RFMScores(r: r, f: f, m: bins.assign(monetary, cells: cells, cellCount: base * base), base: base)
        }
    }

    /// The name of the group that these scores fall into, or `nil` where no rule covers them.
    package func name(r: UInt8, f: UInt8, m: UInt8) -> RFMName? {
        names.first { $0.r.contains(Int(r)) && $0.f.contains(Int(f)) && $0.m.contains(Int(m)) }
    }
}

/// The scores of a number of customers, in the order they were given.
package struct RFMScores: Sendable, Hashable {
    package var r: [UInt8]
    package var f: [UInt8]
    package var m: [UInt8]
    /// The number of bins.
    package var base: Int

    /// 100·R + 10·F + M.
    package func combined(at index: Int) -> Int {
        100 * Int(r[index]) + 10 * Int(f[index]) + Int(m[index])
    }
}
