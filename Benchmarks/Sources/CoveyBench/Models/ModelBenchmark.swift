import Foundation

/// Models against their peers of Python: the same input from a file, the time of the fit alone, the same answer.
struct ModelBenchmark {
    private let surroundings: Surroundings

    init(surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    private struct Answer: Decodable {
        var seconds: Double
        var answer: [String: Double]

        /// `seconds`, or a figure of the answer.
        func figure(_ name: String) -> Double? { name == "seconds" ? seconds : answer[name] }
    }

    func run() throws -> [Figure] {
        let folder = try surroundings.freshFolder("models")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try ModelComparison.all(folder: folder, fixtures: surroundings.folder + "/../Tests/Fixtures")
            .map(compare)
    }

    private func compare(_ comparison: ModelComparison) throws -> Figure {
        surroundings.remark((comparison.name, comparison.name))
        if let input = comparison.input { _ = try python(input) }
        // The peer last: what warms the machine up warms it for both.
        let ours = try decoded(try covey(comparison.ours))
        let peer = try decoded(try python(comparison.peer))
        let isEqual = comparison.equal.allSatisfy { name in
            guard let one = ours.answer[name], let other = peer.answer[name] else { return false }
            return abs(one - other) <= comparison.tolerance * max(1, abs(other))
        }
        let (value, peerValue) = (ours.figure(comparison.figure), peer.figure(comparison.figure))
        return Figure(
            name: "models." + comparison.name,
            value: (value ?? .infinity) * 1_000,
            unit: "ms",
            peer: comparison.peerName,
            peerValue: peerValue.map { $0 * 1_000 },
            ratio: value.flatMap { value in peerValue.map { value / $0 } },
            equalAnswers: isEqual,
            limit: Figure.Limit(ratio: comparison.limit)
        )
    }

    private func covey(_ arguments: [String]) throws -> Data {
        let program = (surroundings.covey as NSString).deletingLastPathComponent + "/covey-model-bench"
        return try ChildProcess(executable: program, arguments: arguments).run().output
    }

    private func python(_ arguments: [String]) throws -> Data {
        var arguments = arguments
        arguments[0] = surroundings.folder + "/peers/" + arguments[0]
        return try ChildProcess(executable: surroundings.python, arguments: arguments).run().output
    }

    private func decoded(_ output: Data) throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: output)
    }
}
