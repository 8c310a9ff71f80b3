import Foundation

/// Runs the steps of `covey-timeline-bench`, each in a process of its own.
struct TimelineSteps {
    let surroundings: Surroundings
    let folder: String

    struct Answer: Decodable {
        var seconds: Double
        var members: [[Int64]]?
        var events: Int?
    }

    struct Outcome {
        var answer: Answer
        var peakMemory: Int64
    }

    func run(_ step: String, _ counts: Int...) throws -> Outcome {
        let program = (surroundings.covey as NSString).deletingLastPathComponent + "/covey-timeline-bench"
        let child = ChildProcess(executable: program, arguments: [step, folder] + counts.map(String.init))
        let outcome = try child.run()
        let answer = try JSONDecoder().decode(Answer.self, from: outcome.output)
        surroundings.remark(
            ("\(step) \(counts): \(answer.seconds) s", "\(step) \(counts)：\(answer.seconds) 秒")
        )
        return Outcome(answer: answer, peakMemory: outcome.peakMemory)
    }
}
