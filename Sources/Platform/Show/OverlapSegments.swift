package import Domain
import Segments
import Timelines

/// How many customers segments have in common.
package struct OverlapSegments {
    package var workspace: Workspace
    package var context: RunContext

    package struct Overlap: Sendable {
        package var names: [String]
        package var titles: [Bilingual]
        /// For each pair how many are in both; on the diagonal how many are in the segment.
        package var common: [[Int]]
        /// For each combination of segments that somebody is in, how many are in just these: the table behind an UpSet chart.
        /// The largest first.
        package var combinations: [Combination]
        package var customers: Int
        package var asOf: Instant
        package var stale: Staleness?
    }

    package struct Combination: Sendable, Hashable {
        /// Places in `names`.
        package var segments: [Int]
        package var count: Int
    }

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Parameter texts: names of segments or conditions, two or more; every segment of the workspace where it is empty.
    package func run(_ texts: [String]) async throws -> Overlap {
        let last = try await LastRun(workspace)
        let definitions = try Definitions(workspace.project)
        let failures = SegmentFailures(definitions, last.schema)
        // Of all segments those that can be evaluated; the others are said to be stale.
        let wanted =
            try texts.isEmpty
            ? definitions.segments.map(\.definition).filter { failures.reason(of: $0) == nil }
            : texts.map { text in
                var definition = try DefinitionText(text, definitions, last.schema)
                if !definition.isNamed { definition.name(text) }
                return definition.definition
            }
        let freshness = try await Freshness(workspace)
        let now = MembersNow(workspace: workspace, context: context, definitions: definitions, last: last)
        let (members, timelines) = try await now.find(wanted)
        return Overlap(
            names: wanted.map(\.name),
            titles: wanted.map(\.shownTitle),
            common: members.map { one in members.map { one.intersectionCount($0) } },
            combinations: Self.combinations(members),
            customers: timelines.customerCount,
            asOf: last.asOf,
            stale: freshness.overall ?? freshness.failedSegments.first.flatMap(freshness.staleness)
        )
    }

    private static func combinations(_ members: [Members]) -> [Combination] {
        var segments: [UInt32: [Int]] = [:]
        for (place, set) in members.enumerated() {
            for customer in set.places { segments[customer, default: []].append(place) }
        }
        var counts: [[Int]: Int] = [:]
        for combination in segments.values { counts[combination, default: 0] += 1 }
        return counts.map { Combination(segments: $0.key, count: $0.value) }.sorted { left, right in
            if left.count != right.count { return left.count > right.count }
            return left.segments.lexicographicallyPrecedes(right.segments)
        }
    }
}
