import Domain
import Foundation
import Segments
import Timelines

/// Brings the record of some segments up to date: what changed since the last refresh of each.
struct MembershipUpdate {
    let record: MembershipRecord
    let evaluator: ReferenceEvaluator
    let timelines: Timelines
    let threads: Int
    /// Told how far it has come, of all customers.
    let progress: (_ done: Int, _ total: Int) -> Void

    /// Customers whose changes are found before any is written down: what is held in memory does not grow with the customers.
    private static let part = 65_536

    /// A segment with its members now and before.
    struct Segment {
        var definition: SegmentDefinition
        var members: PlaceBits
        /// `nil` where it was never evaluated.
        var before: SegmentBefore?
    }

    /// - Returns: for each segment how many customers were in, or were not, and are again, or are not again.
    func run(_ segments: [Segment]) async throws -> [String: Int] {
        var passing: [String: Int] = [:]
        for segment in segments where !hasCourse(segment) { try await record.add(withoutCourse(segment)) }
        let followed = segments.filter(hasCourse)
        for (_, group) in Dictionary(grouping: followed, by: { $0.before?.asOf }).sorted(by: {
            Self.order($0.key, $1.key)
        }) {
            passing.merge(try await follow(group)) { $1 }
        }
        return passing
    }

    private static func order(_ one: Instant?, _ other: Instant?) -> Bool {
        (one ?? .distantPast) < (other ?? .distantPast)
    }

    /// Whether it is known how memberships went since: by the same rule, and forwards.
    private func hasCourse(_ segment: Segment) -> Bool {
        segment.before.map { $0.isSameRule && $0.asOf <= evaluator.now } ?? false
    }

    /// The record of a segment begins with its first refresh: who is in then is recorded as entered at that instant. A changed
    /// rule counts from the refresh that finds it.
    private func withoutCourse(_ segment: Segment) -> [MembershipChange] {
        // Looking back at an earlier day is no news of the present.
        if let before = segment.before, before.asOf > evaluator.now { return [] }
        let before = segment.before?.members ?? PlaceBits(count: timelines.customerCount)
        func changes(_ places: PlaceBits, entered: Bool) -> [MembershipChange] {
            places.places.map { change(segment, timelines.ids[$0], entered: entered) }
        }
        return changes(segment.members.subtracting(before), entered: true)
            + changes(before.subtracting(segment.members), entered: false) + departures(segment)
    }

    private func departures(_ segment: Segment) -> [MembershipChange] {
        (segment.before?.departed ?? []).map { change(segment, $0, entered: false) }
    }

    private func change(_ segment: Segment, _ customer: String, entered: Bool) -> MembershipChange {
        MembershipChange(
            segment: segment.definition.name,
            customer: customer,
            at: evaluator.now,
            entered: entered,
            recordedAt: evaluator.now
        )
    }

    /// Segments that were all refreshed at one instant.
    private func follow(_ segments: [Segment]) async throws -> [String: Int] {
        let courses = try MembershipCourses(
            segments.map(\.definition),
            since: segments.first?.before?.asOf ?? evaluator.now,
            in: timelines,
            evaluator,
            threads: threads
        )
        var passing: [String: Int] = [:]
        let count = timelines.customerCount
        for start in stride(from: 0, to: count, by: Self.part) {
            try Task.checkCancellation()
            progress(start, count)
            let range = start..<min(start + Self.part, count)
            let part = try courses.part(range, threads: threads)
            var (changes, late): ([MembershipChange], [MembershipChange]) = ([], [])
            for (place, segment) in segments.enumerated() {
                guard let before = segment.before else { continue }
                let found = try MembershipDifference(
                    definition: segment.definition,
                    place: place,
                    evaluator: evaluator,
                    timelines: timelines,
                    before: before,
                    members: segment.members
                ).found(part, range)
                changes += found.changes
                late += found.late
                passing[segment.definition.name, default: 0] += found.passing
            }
            try await record.revise(late)
            try await record.add(changes)
        }
        for segment in segments { try await record.add(departures(segment)) }
        return passing
    }
}
