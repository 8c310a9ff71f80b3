package import Domain
import Foundation
import Segments
import Timelines

/// Who is in one set of customers, in another, and in both: of two segments, or of one at two instants.
package struct DiffSegments {
    package var workspace: Workspace
    package var context: RunContext

    package enum Group: String, Sendable, CaseIterable {
        /// Of two segments: only in the first. Of two instants: at the first only, so they left.
        case first
        case both
        case second
    }

    package struct Answer: Sendable {
        /// Who is in each group, in the order of their identifiers.
        package var customers: [Group: [String]]
        /// What is compared: the segments, or the instants.
        package var names: [String]
        package var titles: [Bilingual]
        package var asOf: Instant
        /// The instants, where one segment is compared with itself.
        package var span: (from: Instant, to: Instant)?
        /// Where the record begins after the first instant.
        package var begun: Instant?
        package var stale: Staleness?

        package func count(_ group: Group) -> Int { customers[group]?.count ?? 0 }
    }

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// Two segments or conditions, as they are defined now.
    ///
    /// - Throws: `WorkspaceError.unknownSegment` with the nearest name, `.notRunYet`, `ParseError`.
    package func run(_ one: String, _ other: String) async throws -> Answer {
        let last = try await LastRun(workspace)
        let definitions = try Definitions(workspace.project)
        let wanted = try [one, other].map { text in
            var definition = try DefinitionText(text, definitions, last.schema)
            if !definition.isNamed { definition.name(text) }
            return definition.definition
        }
        let now = MembersNow(workspace: workspace, context: context, definitions: definitions, last: last)
        let (members, timelines) = try await now.find(wanted)
        func ids(_ members: Members) -> [String] { members.places.map { timelines.ids[Int($0)] } }
        return Answer(
            customers: [
                .first: ids(members[0].subtracting(members[1])), .both: ids(members[0].intersection(members[1])),
                .second: ids(members[1].subtracting(members[0])),
            ],
            names: wanted.map(\.name),
            titles: wanted.map(\.shownTitle),
            asOf: last.asOf,
            stale: try await Freshness(workspace).overall
        )
    }

    /// One segment at two instants, by the record as it is known now.
    ///
    /// - Parameter to: the last refresh where it is `nil`.
    /// - Throws: `WorkspaceError.unknownSegment` with the nearest name, `.notRunYet`, `LaterThanKnown`.
    package func run(_ name: String, from: Instant, to: Instant?) async throws -> Answer {
        let last = try await LastRun(workspace)
        let freshness = try await Freshness(workspace)
        let definition = try freshness.segment(name)
        let newest = freshness.evaluated[name]?.asOf ?? last.asOf
        let to = to ?? newest
        for instant in [to, from] where instant > newest {
            throw LaterThanKnown(asked: instant, known: newest, zone: workspace.zone)
        }
        let record = RecordedMemberships(connection: workspace.connection)
        let changes = try await record.changes(of: [name])[name]
        let (before, after) = (changes?.states(at: from) ?? [], changes?.states(at: to) ?? [])
        return Answer(
            customers: [
                .first: before.subtracting(after).sorted(), .both: before.intersection(after).sorted(),
                .second: after.subtracting(before).sorted(),
            ],
            names: [name],
            titles: [definition.shownTitle],
            asOf: newest,
            span: (from, to),
            begun: changes?.begin.flatMap { $0 > from ? $0 : nil },
            stale: freshness.staleness(of: name)
        )
    }

    /// Writes all customers with their traits, and a column `group` that says in which group they are.
    ///
    /// - Parameter words: what each group is called in the file.
    package func write(
        _ answer: Answer,
        to path: String,
        format: ExportSegment.Format,
        isRaw: Bool,
        words: [Group: String]
    ) async throws {
        let last = try await LastRun(workspace)
        let file = CustomerFile(workspace: workspace, path: path, format: format, isRaw: isRaw)
        let rows = Group.allCases.flatMap { group in
            (answer.customers[group] ?? []).map { CustomerFile.Row(customer: $0, group: words[group]) }
        }
        try await file.write(rows, traits: try file.traits(nil, of: last), groupColumn: "group")
    }
}
