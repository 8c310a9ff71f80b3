package import Domain
package import Segments
import Timelines
import Warehouse

/// Why one customer is in a segment or is not, since when, and when that will change by itself.
package struct ExplainMembership {
    package var workspace: Workspace
    package var context: RunContext

    package struct Answer: Sendable {
        package var segment: String
        package var title: Bilingual
        package var explanation: Explanation
        /// From when on the membership has been what it is, by what is known today; `nil` where it never was another one.
        package var since: Instant?
        /// When it changes although nothing happens; `nil` where it does not.
        package var changesAt: Instant?
        package var asOf: Instant
        package var stale: Staleness?
    }

    package init(workspace: Workspace, context: RunContext) {
        (self.workspace, self.context) = (workspace, context)
    }

    /// - Parameters:
    ///   - customer: the identifier.
    ///   - text: the name of a segment, or a condition; every segment of the workspace where it is `nil`.
    /// - Throws: `WorkspaceError.unknownCustomer`, `.unknownSegment` with the nearest name, `.notRunYet`, `ParseError`.
    package func run(_ customer: String, _ text: String?) async throws -> [Answer] {
        let last = try await LastRun(workspace)
        let definitions = try Definitions(workspace.project)
        let wanted =
            try text.map { [try DefinitionText($0, definitions, last.schema).definition] }
            ?? definitions.segments.map(\.definition)
        let failures = SegmentFailures(definitions, last.schema)
        for definition in wanted where text != nil {
            if let reason = failures.reason(of: definition) {
                throw SegmentNotEvaluable(name: definition.name, reason: reason)
            }
        }
        let person = try await load(customer, definitions, wanted, last)
        let asked = Set(wanted.flatMap { RefreshOrder.recorded(by: $0.name, segments(definitions, wanted)) })
        let evaluator = ReferenceEvaluator(
            now: last.asOf,
            timeZone: workspace.zone,
            segments: definitions.segmentsByName,
            history: try await MembershipRecord(connection: workspace.connection).load(asked),
            currency: last.schema.currency
        )
        let freshness = try await Freshness(workspace)
        return try wanted.filter { failures.reason(of: $0) == nil }.map { definition in
            let times = MembershipTimes(definition, of: person, evaluator)
            return Answer(
                segment: definition.name,
                title: definition.shownTitle,
                explanation: try Explainer(evaluator, of: person).explanation(of: definition),
                since: try times.since(),
                changesAt: try times.nextChange(),
                asOf: last.asOf,
                stale: freshness.overall
            )
        }
    }

    private func segments(
        _ definitions: Definitions,
        _ wanted: [SegmentDefinition]
    ) -> [String: SegmentDefinition] {
        definitions.segmentsByName.merging(wanted.map { ($0.name, $0) }) { $1 }
    }

    /// The customer, from the timelines that members are found with, so that what is explained is what was evaluated.
    private func load(
        _ customer: String,
        _ definitions: Definitions,
        _ wanted: [SegmentDefinition],
        _ last: LastRun
    ) async throws -> Customer {
        let needs = DefinitionNeeds(wanted.map(\.condition) + definitions.segments.map(\.definition.condition))
        let timelines = try await WorkspaceTimelines(workspace: workspace, context: context, schema: last.schema)
            .open(for: needs, run: try await last.fingerprint())
        guard let place = timelines.place(of: customer) else { throw WorkspaceError.unknownCustomer(customer) }
        return timelines.customer(at: place, events: needs.events, traits: needs.traits)
    }
}
