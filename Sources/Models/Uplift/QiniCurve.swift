import Statistics

/// How well scores of uplift order customers: the incremental outcomes of treating the best first.
///
/// Radcliffe, "Using control groups to target on predicted lift", Direct Marketing Analytics Journal 1 (2007). After the
/// share φ of customers, with nₜ treated (yₜ outcomes) and n_c others (y_c outcomes) among them, the gain is
/// g(φ) = (yₜ − y_c·nₜ/n_c) / Nₜ, so that g(1) is the difference of the groups' rates. The Qini coefficient here is the
/// area between g and the straight line to g(1), ∫₀¹ g dφ − g(1)/2, in outcomes per customer: 0 for a blind order, and
/// not scaled by any perfect order, which nobody can observe. Customers of equal score are taken together.
package struct QiniCurve: Sendable, Hashable, Codable {
    /// φ, from 0 to 1, one point after each run of equal scores.
    package let shares: [Double]
    /// g(φ).
    package let gains: [Double]
    /// ∫₀¹ g dφ.
    package let area: Double
    package let coefficient: Double

    /// - Returns: `nil` where either group is empty.
    /// - Complexity: O(*n* log *n*).
    package init?(scores: [Double], treated: [Bool], outcomes: [Bool]) {
        self.init(ScoredRows(scores: scores, treated: treated, outcomes: outcomes), weights: nil)
    }

    fileprivate init?(_ rows: ScoredRows, weights: [Int]?) {
        var total = Tally()
        for index in rows.order.indices { total.add(rows.kinds[index], weights?[index] ?? 1) }
        guard total.treated > 0, total.control > 0 else { return nil }
        var (shares, gains) = ([0.0], [0.0])
        var tally = Tally()
        var area = 0.0
        for index in rows.order.indices {
            tally.add(rows.kinds[index], weights?[index] ?? 1)
            guard rows.endsRun[index], tally.count > 0 else { continue }
            let share = tally.count / total.count
            guard share > shares[shares.count - 1] else { continue }
            let control = tally.control > 0 ? tally.controlOutcomes * tally.treated / tally.control : 0
            let gain = (tally.treatedOutcomes - control) / total.treated
            area += (share - shares[shares.count - 1]) * (gain + gains[gains.count - 1]) / 2
            shares.append(share)
            gains.append(gain)
        }
        self.shares = shares
        self.gains = gains
        self.area = area
        coefficient = area - gains[gains.count - 1] / 2
    }

    private struct Tally {
        var treated = 0.0
        var control = 0.0
        var treatedOutcomes = 0.0
        var controlOutcomes = 0.0
        var count: Double { treated + control }

        mutating func add(_ kind: UInt8, _ weight: Int) {
            let weight = Double(weight)
            let outcome = kind & 1 == 1 ? weight : 0
            if kind & 2 == 2 {
                treated += weight
                treatedOutcomes += outcome
            } else {
                control += weight
                controlOutcomes += outcome
            }
        }
    }

    /// The percentile interval of the coefficient over `replicates` draws of the customers.
    ///
    /// The scores stay as they are: it tells how sure the measurement is, not the fit. 200 draws: the ends of a 90 or
    /// 95 % interval then rest on five to ten.
    ///
    /// - Complexity: O(replicates · *n*) on all cores, the rows sorted once.
    package static func interval(
        scores: [Double],
        treated: [Bool],
        outcomes: [Bool],
        keys: [UInt64],
        seed: UInt64,
        replicates: Int = 200,
        level: Double = 0.95
    ) -> (low: Double, high: Double)? {
        let rows = ScoredRows(scores: scores, treated: treated, outcomes: outcomes, keys: keys)
        let source = SplittableRandom(seed: seed)
        let values = ParallelChunks.map(replicates, chunk: 4) { numbers in
            numbers.compactMap { number -> Double? in
                var random = source.split(number)
                var weights = [Int](repeating: 0, count: scores.count)
                for _ in 0..<scores.count { weights[random.index(below: scores.count)] += 1 }
                return QiniCurve(rows, weights: weights)?.coefficient
            }
        }.flatMap { $0 }.sorted()
        guard values.count > 1 else { return nil }
        let tail = (1 - level) / 2 * Double(values.count - 1)
        return (values[Int(tail.rounded())], values[values.count - 1 - Int(tail.rounded())])
    }
}

/// Rows from the highest score down.
struct ScoredRows: Sendable {
    var order: [Int]
    /// 2 for treated, plus 1 for an outcome; in that order.
    var kinds: [UInt8]
    /// Whether the next row has another score.
    var endsRun: [Bool]

    /// - Parameter keys: what decides between rows of equal score, so that the order of the rows does not.
    init(scores: [Double], treated: [Bool], outcomes: [Bool], keys: [UInt64]? = nil) {
        precondition(scores.count == treated.count && scores.count == outcomes.count)
        let order = scores.indices.sorted { left, right in
            if scores[left] != scores[right] { return scores[left] > scores[right] }
            if let keys, keys[left] != keys[right] { return keys[left] < keys[right] }
            return left < right
        }
        self.order = order
        kinds = order.map { (treated[$0] ? 2 : 0) + (outcomes[$0] ? 1 : 0) }
        endsRun = order.indices.map { $0 + 1 == order.count || scores[order[$0]] != scores[order[$0 + 1]] }
    }
}
