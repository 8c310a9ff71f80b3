import Foundation
import Models
import Statistics

/// k-means and silhouettes on rows of float32 that `peers/grouping_data.py` writes.
enum GroupingBench {
    static let kmeans = Bench(name: "kmeans", usage: "FILE COLUMNS K ITERATIONS") { arguments in
        guard arguments.count == 4, let width = Int(arguments[1]), let k = Int(arguments[2]),
            let iterations = Int(arguments[3])
        else { throw Bench.WrongArguments() }
        let matrix = try rows(arguments[0], width: width)
        let start = matrix.selecting(rows: Array(0..<k))
        let fit: (Int) throws -> FittedKMeans = {
            try KMeans(groups: k, maximumIterations: $0, tolerance: 0).fit(matrix, from: start)
        }
        // What one iteration takes is the difference of a long fit and a short one, by the iterations between them.
        let (short, _) = try Bench.shortest(of: 5) { try fit(2) }
        let (long, fitted) = try Bench.shortest(of: 5) { try fit(iterations) }
        let (whole, best) = try Bench.shortest(of: 3) { try KMeans(groups: k).fit(matrix) }
        return Bench.Measured(
            seconds: long,
            answer: [
                "iterations": Double(fitted.iterations),
                "secondsPerIteration": (long - short) / Double(fitted.iterations - 2),
                "withinSumOfSquares": fitted.withinSumOfSquares,
                "wholeFitSeconds": whole,
                "wholeFitWithinSumOfSquares": best.withinSumOfSquares,
            ]
        )
    }

    static let silhouette = Bench(name: "silhouette", usage: "FILE COLUMNS K ROWS") { arguments in
        guard arguments.count == 4, let width = Int(arguments[1]), let k = Int(arguments[2]),
            let count = Int(arguments[3])
        else { throw Bench.WrongArguments() }
        let matrix = try rows(arguments[0], width: width).selecting(rows: Array(0..<count))
        // Groups by the row's number: the value is of no interest, and both programs agree on it.
        let groups = (0..<count).map { $0 % k }
        let (seconds, found) = Bench.shortest(of: 3) { Silhouette.measure(matrix, groupings: [groups])[0] }
        return Bench.Measured(seconds: seconds, answer: ["silhouette": found.mean])
    }

    static func rows(_ path: String, width: Int) throws -> Matrix {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let values = data.withUnsafeBytes { bytes in bytes.bindMemory(to: Float.self).map(Double.init) }
        return Matrix(rows: values.count / width, columns: width, elements: values)
    }
}
