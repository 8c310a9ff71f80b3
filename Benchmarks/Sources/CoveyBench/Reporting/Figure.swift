import Foundation

/// One measured number, and what it is compared with.
struct Figure: Encodable {
    var name: String
    var value: Double
    var unit: String
    var peer: String?
    var peerValue: Double?
    /// `value` ÷ `peerValue`.
    var ratio: Double?
    /// Whether Covey and the peer found the same.
    var equalAnswers: Bool?
    /// The most that is promised, of the ratio where there is a peer and it is promised so, else of the value.
    var limit: Limit?

    struct Limit: Encodable {
        var ratio: Double?
        var value: Double?
    }

    /// Whether the figure keeps what is promised of it.
    var isKept: Bool {
        let isFast = limit?.ratio.map { (ratio ?? .infinity) <= $0 } ?? true
        let isSmall = limit?.value.map { value <= $0 } ?? true
        return isFast && isSmall && equalAnswers != false
    }
}

/// Where figures are kept for whoever compares them later.
enum Results {
    /// Writes one line of JSON for each figure to `results/NAME.jsonl`, in place of an earlier run's.
    static func write(_ figures: [Figure], of benchmark: Benchmark, to folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines = try figures.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }
        let results = folder + "/results"
        try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: true)
        try lines.joined().write(toFile: results + "/\(benchmark.rawValue).jsonl", atomically: true, encoding: .utf8)
    }
}
