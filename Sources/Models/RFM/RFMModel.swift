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
    /// - Complexity: O(*n* log *n*).
    package func score(recency: [Double], frequency: [Double], monetary: [Double]) -> RFMScores {
        precondition(recency.count == frequency.count && frequency.count == monetary.count)
        let nearness = recency.map { -$0 }
        let r = bins.assign(nearness)
        switch binning {
        case .independent:
            return RFMScores(r: r, f: bins.assign(frequency), m: bins.assign(monetary), base: bins.count)
        case .nested:
            let f = assign(frequency, within: r.map(Int.init))
            let cells = zip(r, f).map { Int($0) * (bins.count + 1) + Int($1) }
            return RFMScores(r: r, f: f, m: assign(monetary, within: cells), base: bins.count)
        }
    }

    private func assign(_ values: [Double], within cells: [Int]) -> [UInt8] {
        var members: [Int: [Int]] = [:]
        for (index, cell) in cells.enumerated() { members[cell, default: []].append(index) }
        var result = [UInt8](repeating: 0, count: values.count)
        for group in members.values {
            let bins = bins.assign(values, members: group)
            for index in group { result[index] = bins[index] }
        }
        return result
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
