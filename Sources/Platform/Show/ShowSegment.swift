package import Domain
import Foundation
import Segments
import Timelines

/// All that is known of one segment.
package struct ShowSegment {
    package var workspace: Workspace
    package var context: RunContext

    package struct Portrait: Sendable {
        package var status: SegmentStatus
        /// In the canonical form.
        package var definition: String
        package var description: Bilingual?
        /// Where the definition stands.
        package var path: String
        package var line: Int
        /// Segments that the definition names, and those that name it.
        package var uses: [String]
        package var usedBy: [String]
        /// The longest period first.
        package var trend: [Period]
        /// What the clock alone changes in the days after the last run; `nil` where the rule has changed since, or cannot be
        /// evaluated.
        package var ahead: Ahead?
        /// Where the record begins.
        package var begun: Instant?
    }

    /// The last days up to the last refresh.
    package struct Period: Sendable {
        package var days: Int
        /// At its beginning.
        package var size: Int
        package var entered: Int
        package var left: Int
    }

    package struct Ahead: Sendable {
        package var days: Int
        package var entering: Int
        package var leaving: Int
        /// The first change.
        package var first: Instant?
    }

    private static let periods = [90, 30, 7]
    private static let daysAhead = 7

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Throws: `WorkspaceError.unknownSegment` with the nearest name, `.notRunYet`.
    package func run(_ name: String) async throws -> Portrait {
        let last = try await LastRun(workspace)
        let freshness = try await Freshness(workspace)
        let definitions = try Definitions(workspace.project)
        let definition = try definitions.segment(name)
        guard let place = definitions.segments.first(where: { $0.definition.name == name }),
            let status = ListSegments(workspace: workspace).statuses(last, freshness).first(where: {
                $0.name == name
            })
        else { throw WorkspaceError.unknownSegment(name, nearest: nil) }
        let record = RecordedMemberships(connection: workspace.connection)
        let changes = try await record.changes(of: [name])[name]
        return Portrait(
            status: status,
            definition: SegmentPrinter.text(of: definition),
            description: definition.description.map { Bilingual(en: $0[.english], zh: $0[.chinese]) },
            path: place.path,
            line: place.position.line,
            uses: Self.named(by: definition),
            usedBy: definitions.segments.map(\.definition).filter { Self.named(by: $0).contains(name) }.map(\.name),
            trend: status.asOf.map { trend(changes, at: $0) } ?? [],
            ahead: try await ahead(definition, definitions, last, status),
            begun: changes?.begin
        )
    }

    private static func named(by definition: SegmentDefinition) -> [String] {
        var seen: Set<String> = []
        return definition.condition.atoms.compactMap(\.segmentName).filter { seen.insert($0).inserted }
    }

    private func trend(_ changes: RecordedMemberships.Changes?, at asOf: Instant) -> [Period] {
        Self.periods.map { days in
            let start = asOf.stepped(by: -days, .day, in: workspace.zone)
            let recent = (changes?.all ?? []).filter { $0.at > start && $0.at <= asOf }
            return Period(
                days: days,
                size: changes?.states(at: start).count ?? 0,
                entered: recent.count(where: \.entered),
                left: recent.count { !$0.entered }
            )
        }
    }

    /// - Complexity: as counting, and of those whom time moves the instants at which it does.
    private func ahead(
        _ definition: SegmentDefinition,
        _ definitions: Definitions,
        _ last: LastRun,
        _ status: SegmentStatus
    ) async throws -> Ahead? {
        switch status.stale {
        case .refreshFailed?, .definitionsUnreadable?, .definitionChanged?, .neverEvaluated?, .definitionRemoved?:
            return nil
        case .projectChanged?, .dataImported?, .filesChanged?, nil: break
        }
        guard let asOf = status.asOf else { return nil }
        let needs = DefinitionNeeds(definitions.segments.map(\.definition.condition))
        let timelines = try await WorkspaceTimelines(workspace: workspace, context: context, schema: last.schema)
            .open(for: needs, run: try await last.fingerprint())
        let end = asOf.stepped(by: Self.daysAhead, .day, in: workspace.zone)
        let refresh = RefreshSegments(workspace: workspace, context: context, now: end, schema: last.schema)
        let history = try await refresh.history(of: [definition], definitions)
        let courses = try MembershipCourses(
            [definition],
            since: asOf,
            in: timelines,
            refresh.evaluator(definitions, history),
            threads: refresh.threads
        )
        let changes = try courses.part(0..<timelines.customerCount, threads: refresh.threads).changes
        return Ahead(
            days: Self.daysAhead,
            entering: changes.count(where: \.entered),
            leaving: changes.count { !$0.entered },
            first: changes.map(\.at).min()
        )
    }
}
