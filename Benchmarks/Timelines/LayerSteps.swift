import Domain
import Foundation
import Segments
import Timelines

/// The steps about what became known after the timelines were made.
extension Bench {
    private static let batch = 100

    /// Events of the last month, a few late ones and a few of new customers among them.
    private func updates(_ count: Int, after timelines: Timelines) -> [CustomerUpdate] {
        let kinds = MeasuredSegments.schema.events.keys.sorted()
        let customers = UInt64(timelines.customerCount)
        let last = timelines.lastArrival ?? 0
        return (0..<UInt64(count)).map { number in
            let (place, past, kind) = (mixed(3 * number), mixed(3 * number + 1), mixed(3 * number + 2))
            let name = kinds[Int(kind % UInt64(kinds.count))]
            let revenue = Value.money(Amount(tenThousandths: Int64(kind % 9_950_000) + 50_000))
            let event = Event(
                time: Instant(microseconds: GeneratedShop.now - Int64(past % (30 * 86_400_000_000))),
                arrival: last + Int64(number) + 1,
                name: name,
                properties: name == "Order Completed" ? ["revenue": revenue] : [:]
            )
            let digits = String(place % (customers + customers / 50 + 1))
            return CustomerUpdate(
                id: "C" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits,
                events: [event]
            )
        }
    }

    /// The finaliser of SplitMix64: evenly spread numbers from consecutive ones.
    private func mixed(_ number: UInt64) -> UInt64 {
        var mixed = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return (mixed ^ (mixed >> 31)) >> 1
    }

    func layered(_ count: Int) throws -> (timelines: LayeredTimelines, updates: [CustomerUpdate], answer: Answer) {
        var timelines = try LayeredTimelines(try timelineFolder.open(), schema: MeasuredSegments.schema)
        let updates = updates(count, after: timelines.base)
        let start = ContinuousClock.now
        var added = 0
        for first in stride(from: 0, to: updates.count, by: Self.batch) {
            added += try timelines.add(Array(updates[first..<min(first + Self.batch, updates.count)])).events
        }
        return (timelines, updates, Answer(seconds: Self.seconds(since: start) / Double(max(1, count)), events: added))
    }

    func layers(_ count: Int, _ new: Int) throws -> Answer {
        let timelines = try layered(new).timelines
        let definitions = try MeasuredSegments.definitions(count)
        var members: [Members] = []
        let seconds = try median(of: 5) { _ in
            members = try LayeredProgram(definitions, for: timelines, evaluator(definitions)).members(
                threads: Self.threads
            )
        }
        return Answer(seconds: seconds, members: members.map { Self.sums(of: $0, timelines.id) })
    }

    /// Customers of 25 events, one of them new; each is asked for in turn, from whichever layer she lies in.
    func touched(_ count: Int, _ new: Int) throws -> Answer {
        let (timelines, updates, _) = try layered(new)
        let definitions = try MeasuredSegments.definitions(count)
        let places = Set(updates.map(\.id)).compactMap { timelines.place(of: $0) }.sorted()
            .filter { timelines.eventCount(of: $0) == 25 }.prefix(1_000)
        let evaluator = try LayeredCustomerEvaluator(definitions, schema: timelines.schema, evaluator(definitions))
        var members = 0
        let seconds = try median(of: 11) { _ in
            for place in places { members += try evaluator.memberships(of: place, in: timelines).count { $0 } }
        }
        return Answer(
            seconds: seconds / Double(max(1, places.count)),
            members: [[Int64(places.count), Int64(members)]]
        )
    }

    /// Merges beside the timelines, which stay for the other steps.
    func merge(_ count: Int, _ new: Int) async throws -> Answer {
        let home = folder + "/merging"
        try? FileManager.default.removeItem(atPath: home)
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: timelineFolder.path) {
            let source = timelineFolder.path + "/" + name
            if name == "current" {
                try FileManager.default.copyItem(atPath: source, toPath: home + "/current")
            } else {
                try FileManager.default.createSymbolicLink(atPath: home + "/" + name, withDestinationPath: source)
            }
        }
        defer { try? FileManager.default.removeItem(atPath: home) }
        let live = try LiveTimelines(TimelineFolder(path: home), schema: MeasuredSegments.schema)
        _ = try await live.add(updates(new, after: live.current.base))
        var answer = try await Self.timed { try await live.merge() }
        let merged = try TimelineFolder(path: home).open(verifying: .everything)
        let definitions = try MeasuredSegments.definitions(count)
        answer.members = try Program(definitions, for: merged, evaluator(definitions)).members(threads: Self.threads)
            .map { Self.sums(of: $0) { merged.ids[$0] } }
        return answer
    }

    func instants(_ count: Int) throws -> Answer {
        let timelines = try timelineFolder.open()
        let definitions = try MeasuredSegments.definitions(count)
        var instants: NextInstants?
        let seconds = try median(of: 3) { _ in
            instants = try Program(definitions, for: timelines, evaluator(definitions)).nextInstants(
                threads: Self.threads
            )
        }
        let within = [1, 7, 30, 4_000].map { days in
            let end = Instant(microseconds: GeneratedShop.now + Int64(days) * 86_400_000_000)
            return [Int64(days), Int64(instants?.due(at: end).count ?? 0)]
        }
        return Answer(seconds: seconds, members: within)
    }
}
