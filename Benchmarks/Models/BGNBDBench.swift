import Foundation
import Models

extension Bench {
    /// BG/NBD by maximum likelihood, from histories in memory to parameters with standard errors. The file holds three
    /// columns of little-endian doubles one after another: frequency, recency, age; `peers/bgnbd.py` makes it.
    static let bgnbd = Bench(name: "bgnbd", usage: "FILE [RUNS]") { arguments in
        guard let path = arguments.first else { throw WrongArguments() }
        let values = try Data(contentsOf: URL(fileURLWithPath: path)).withUnsafeBytes {
            Array($0.bindMemory(to: Double.self))
        }
        let count = values.count / 3
        let frequency = values[0..<count].map { Int($0) }
        let recency = Array(values[count..<2 * count])
        let age = Array(values[2 * count..<3 * count])
        let runs = arguments.dropFirst().first.flatMap { Int($0) } ?? 3
        let (seconds, fit) = try shortest(of: runs) {
            let histories = try PurchaseHistories(frequency: frequency, recency: recency, age: age)
            return try PurchaseModelFit<BGNBD>(HistoryCounts(histories))
        }
        let process = fit.process
        return Measured(
            seconds: seconds,
            answer: [
                "r": process.r, "alpha": process.alpha, "a": process.a, "b": process.b,
                "logLikelihood": fit.estimate.logLikelihood,
            ]
        )
    }
}
