import Domain
import Foundation
import Platform
import SQL
import Segments
import Timelines
import Warehouse

/// What `Benchmarks/run segments` measures inside of one process: `covey-timeline-bench STEP FOLDER [COUNT [COUNT]]`.
///
/// Each step prints one JSON object.
@main struct Main {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 2, let step = Step(rawValue: arguments[0]) else {
            FileHandle.standardError.write(Data("usage: STEP FOLDER [COUNT [COUNT]]\n".utf8))
            exit(2)
        }
        let counts = arguments.dropFirst(2).compactMap { Int($0) }
        let answer = try await Bench(folder: arguments[1]).run(step, counts)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        print(String(decoding: try encoder.encode(answer), as: UTF8.self))
    }
}

enum Step: String {
    /// Makes the customers and events: COUNT and COUNT.
    case generate
    /// DuckDB's own sorting of the events by customer and time, into a table.
    case order
    /// Timelines from the warehouse.
    case build
    /// COUNT definitions by timelines.
    case refresh
    /// COUNT definitions by DuckDB, one statement for each.
    case sql
    /// One new definition after another, COUNT of them.
    case count
    /// COUNT definitions for one customer.
    case customer
    /// COUNT definitions: every entry and exit of the last COUNT days; `events` counts them.
    case record
    /// COUNT new events into layers, a hundred at a time; the time is that of one event.
    case add
    /// COUNT definitions by timelines with COUNT new events in layers.
    case layers
    /// COUNT definitions for one customer who has a new event, of COUNT new events.
    case touched
    /// COUNT new events merged into new files; members are those of COUNT definitions afterwards.
    case merge
    /// For every customer the next instant at which one of COUNT definitions can change.
    case instants
}

/// What a step found.
struct Answer: Encodable {
    /// Of the step, or the median of its rounds.
    var seconds: Double
    /// For each definition how many customers are in, and the sum of their numbers.
    var members: [[Int64]]?
    var events: Int?
}
