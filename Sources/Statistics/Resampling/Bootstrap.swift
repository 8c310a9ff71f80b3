import Foundation

/// Confidence intervals by drawing the rows again, with replacement.
///
/// Efron and Tibshirani, An Introduction to the Bootstrap (1993): percentile (chapter 13) and bias-corrected and
/// accelerated, BCa (chapter 14). Replicates have streams of their own by number, so that threads change nothing.
package struct Bootstrap: Sendable, Hashable, Codable {
    package enum Method: String, Sendable, Hashable, Codable, CaseIterable {
        case percentile, bca
    }

    /// 2,000 by default: the 2.5 % point then rests on fifty replicates, about what Efron and Tibshirani advise.
    package var replicates: Int
    package var level: Double
    package var seed: UInt64
    package var method: Method

    package init(replicates: Int = 2_000, level: Double = 0.95, seed: UInt64, method: Method = .bca) {
        self.replicates = replicates
        self.level = level
        self.seed = seed
        self.method = method
    }

    /// The interval of a statistic of numbered rows.
    ///
    /// - Parameters:
    ///   - count: the rows.
    ///   - statistic: of a list of row numbers, some of which come more than once; called on any thread.
    /// - Returns: `nil` for no rows, or where the statistic is not finite for the rows as they are. Replicates for which
    ///   it is not finite are left out, and counted in `failures`.
    package func interval(count: Int, _ statistic: @Sendable ([Int]) -> Double) -> BootstrapInterval? {
        guard count > 0, replicates > 0 else { return nil }
        let estimate = statistic(Array(0..<count))
        guard estimate.isFinite else { return nil }
        let source = SplittableRandom(seed: seed)
        let drawn = ParallelChunks.map(replicates, chunk: 16) { numbers in
            var rows = [Int](repeating: 0, count: count)
            return numbers.map { number in
                var random = source.split(number)
                for index in 0..<count { rows[index] = random.index(below: count) }
                return statistic(rows)
            }
        }
        let all = drawn.flatMap { $0 }
        let values = all.filter(\.isFinite).sorted()
        guard values.count > 1 else { return nil }
        let tails = method == .bca ? adjustedTails(values, estimate, count, statistic) : plainTails
        return BootstrapInterval(
            estimate: estimate,
            low: Self.quantile(values, tails.low),
            high: Self.quantile(values, tails.high),
            standardError: SampleMoments(values).variance.squareRoot(),
            failures: all.count - values.count
        )
    }

    /// The interval of a statistic of values, which does not depend on their order.
    package func interval(_ values: [Double], _ statistic: @Sendable ([Double]) -> Double) -> BootstrapInterval? {
        let sorted = values.filter { !$0.isNaN }.sorted()
        return interval(count: sorted.count) { rows in statistic(rows.map { sorted[$0] }) }
    }

    private var plainTails: (low: Double, high: Double) { ((1 - level) / 2, (1 + level) / 2) }

    /// Equations 14.9 to 14.15; replicates equal to the estimate count half.
    private func adjustedTails(
        _ sorted: [Double],
        _ estimate: Double,
        _ count: Int,
        _ statistic: @Sendable ([Int]) -> Double
    ) -> (low: Double, high: Double) {
        let below = sorted.reduce(0.0) { $0 + ($1 < estimate ? 1 : $1 == estimate ? 0.5 : 0) }
        let bias = Normal.standard.quantile(below / Double(sorted.count))
        let acceleration = acceleration(count, statistic)
        guard bias.isFinite, acceleration.isFinite else { return plainTails }
        func tail(_ share: Double) -> Double {
            let shifted = bias + Normal.standard.quantile(share)
            return Normal.standard.cdf(bias + shifted / (1 - acceleration * shifted))
        }
        return (tail(plainTails.low), tail(plainTails.high))
    }

    /// From the jackknife; above 200 rows it leaves out 200 groups of rows in place of single ones, for it would
    /// otherwise cost more than the bootstrap itself.
    private func acceleration(_ count: Int, _ statistic: @Sendable ([Int]) -> Double) -> Double {
        let groups = min(count, 200)
        guard groups > 2 else { return 0 }
        let values = ParallelChunks.map(groups, chunk: 8) { numbers in
            numbers.map { group in statistic((0..<count).filter { $0 % groups != group }) }
        }.flatMap { $0 }
        let mean = values.reduce(0, +) / Double(groups)
        var (squares, cubes) = (0.0, 0.0)
        for value in values {
            let distance = mean - value
            squares += distance * distance
            cubes += distance * distance * distance
        }
        return squares > 0 ? cubes / (6 * pow(squares, 1.5)) : 0
    }

    /// Linear between the order statistics, type 7 of Hyndman and Fan (1996).
    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let index = min(sorted.count - 2, max(0, Int(place)))
        return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
    }
}

/// What a bootstrap gives.
package struct BootstrapInterval: Sendable, Hashable, Codable {
    /// The statistic of the rows as they are.
    package let estimate: Double
    package let low: Double
    package let high: Double
    /// The standard deviation of the replicates.
    package let standardError: Double
    /// Replicates for which the statistic had no finite value.
    package let failures: Int
}
