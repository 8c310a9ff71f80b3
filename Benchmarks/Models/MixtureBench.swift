import Foundation
import Models
import Statistics

/// Steps of EM of a Gaussian mixture, on rows of float32 that `peers/grouping_data.py` writes.
enum MixtureBench {
    /// From the groups of rows by number, which both programs agree on, refined by some iterations of k-means.
    static let mixture = Bench(name: "mixture", usage: "FILE COLUMNS K ITERATIONS") { arguments in
        guard arguments.count == 4, let width = Int(arguments[1]), let k = Int(arguments[2]),
            let iterations = Int(arguments[3])
        else { throw Bench.WrongArguments() }
        let matrix = try GroupingBench.rows(arguments[0], width: width)
        let names = (0..<width).map { "x\($0)" }
        let groups = try KMeans(groups: k, maximumIterations: 20, tolerance: 0)
            .fit(matrix, from: matrix.selecting(rows: Array(0..<k))).assign(matrix).groups
        let input = try MixtureInput(matrix, names: names, seed: 1)
        let fit: (Int) throws -> FittedMixture = { limit in
            try input.fit(MixtureModel(components: k, tolerance: -1, limit: limit), from: groups)
        }
        // What one iteration takes is the difference of a long fit and a short one, by the iterations between them.
        let (short, _) = try Bench.shortest(of: 3) { try fit(2) }
        let (long, fitted) = try Bench.shortest(of: 3) { try fit(iterations) }
        return Bench.Measured(
            seconds: long,
            answer: [
                "iterations": Double(fitted.steps),
                "secondsPerIteration": (long - short) / Double(max(1, fitted.steps - 2)),
                "logLikelihood": fitted.logLikelihood,
            ]
        )
    }
}
