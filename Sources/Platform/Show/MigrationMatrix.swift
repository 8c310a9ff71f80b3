import Compiler
package import Domain
import Foundation
import SQL
import Segments
import Warehouse

/// Who was in which of some segments at one instant, and in which at a later one: a row for where customers came from, a column
/// for where they went.
///
/// Each customer counts once: in the first of the segments, in the order in which they are named, that she was in. So the names
/// of a priority list are given in its order. Of RFM groups and other segments that exclude one another the order means nothing.
package struct MigrationMatrix {
    package var workspace: Workspace

    package struct Answer: Sendable {
        package var names: [String]
        package var titles: [Bilingual]
        /// One row and one column more than segments: the last is for who was in none. Of whom nothing is on record in either
        /// is not known, so the last cell of the last row counts those who were in one of the segments some other time.
        package var counts: [[Int]]
        /// How many customers were in several of the segments at the first instant, and at the second.
        package var several: (from: Int, to: Int)
        package var from: Instant
        package var to: Instant
        /// Where the record of a segment begins only after the first instant: by name.
        package var begun: [String: Instant]
        /// By name.
        package var stale: [String: Staleness]
    }

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Parameters:
    ///   - names: two segments or one; in the order of their priority.
    ///   - to: the instant of the last run where it is `nil`.
    /// - Throws: `WorkspaceError.unknownSegment` with the nearest name, `.notRunYet`, `LaterThanKnown`.
    package func run(_ names: [String], from: Instant, to: Instant?) async throws -> Answer {
        let last = try await LastRun(workspace)
        let freshness = try await Freshness(workspace)
        let wanted = try names.map(freshness.segment)
        let newest = wanted.compactMap { freshness.evaluated[$0.name]?.asOf }.max() ?? last.asOf
        let to = to ?? newest
        for instant in [to, from] where instant > newest {
            throw LaterThanKnown(asked: instant, known: newest, zone: workspace.zone)
        }
        let record = RecordedMemberships(connection: workspace.connection)
        let changes = try await record.changes(of: names)
        let states = changes.mapValues { (from: $0.states(at: from), to: $0.states(at: to)) }
        var counts = Array(repeating: Array(repeating: 0, count: names.count + 1), count: names.count + 1)
        var several = (from: 0, to: 0)
        for customer in Set(changes.values.flatMap(\.customers)) {
            let before = names.indices.filter { states[names[$0]]?.from.contains(customer) ?? false }
            let after = names.indices.filter { states[names[$0]]?.to.contains(customer) ?? false }
            if before.count > 1 { several.from += 1 }
            if after.count > 1 { several.to += 1 }
            counts[before.first ?? names.count][after.first ?? names.count] += 1
        }
        return Answer(
            names: names,
            titles: wanted.map(\.shownTitle),
            counts: counts,
            several: several,
            from: from,
            to: to,
            begun: changes.compactMapValues(\.begin).filter { $0.value > from },
            stale: names.reduce(into: [:]) { $0[$1] = freshness.staleness(of: $1) }
        )
    }
}

/// What is on record of segments, as it is known now.
struct RecordedMemberships {
    var connection: Connection

    /// By segment.
    func changes(of names: [String]) async throws -> [String: Changes] {
        guard !names.isEmpty else { return [:] }
        let isWanted =
            SQLExpression.column(ChangeColumn.segment).in(names.map(SQLExpression.text))
            && SQLExpression.column(ChangeColumn.withdrawnAt).isNull
        let found = try await MembershipRecord(connection: connection).changes(where: isWanted)
        return Dictionary(grouping: found, by: \.segment).mapValues(Changes.init)
    }

    /// The changes of one segment, in the order of time.
    struct Changes {
        let all: [MembershipChange]

        init(_ changes: [MembershipChange]) {
            all = changes.sorted { left, right in
                (left.at, left.recordedAt, left.entered ? 1 : 0) < (right.at, right.recordedAt, right.entered ? 1 : 0)
            }
        }

        /// When the record begins.
        var begin: Instant? { all.first?.at }
        var customers: Set<String> { Set(all.map(\.customer)) }

        /// Who was in at an instant.
        func states(at instant: Instant) -> Set<String> {
            var members: Set<String> = []
            for change in all.prefix(while: { $0.at <= instant }) {
                if change.entered { members.insert(change.customer) } else { members.remove(change.customer) }
            }
            return members
        }
    }
}
