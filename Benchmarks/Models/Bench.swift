import Foundation

/// One thing that is measured.
struct Bench: Sendable {
    struct Measured {
        /// The shortest of the runs.
        var seconds: Double
        /// Figures by which a peer's answer is compared.
        var answer: [String: Double]
    }

    struct WrongArguments: Error {}

    var name: String
    var usage: String
    var run: @Sendable ([String]) throws -> Measured

    static let all: [Bench] = [
        .bgnbd, .prediction, .itemsets, .rfm, GroupingBench.kmeans, GroupingBench.silhouette, MixtureBench.mixture,
        LatentClassBench.latentClasses, TreeBench.density, TreeBench.hierarchy,
    ]

    /// The shortest time of some runs of the same work, in seconds, and what the last one gave.
    static func shortest<Result>(of runs: Int, _ work: () throws -> Result) rethrows -> (Double, Result) {
        let clock = ContinuousClock()
        var best = Double.infinity
        var result: Result
        var round = 0
        repeat {
            let start = clock.now
            result = try work()
            best = min(best, (clock.now - start) / .seconds(1))
            round += 1
        } while round < runs
        return (best, result)
    }
}
