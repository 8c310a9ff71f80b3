import Compiler
package import Domain
import Foundation
import SQL
import Segments
import Warehouse

/// How a segment's size went over time, from the record of entries and exits.
package struct SegmentHistory {
    package var workspace: Workspace

    /// A local day on which somebody entered or left.
    package struct Day: Sendable, Hashable {
        package var date: CalendarDate
        package var entered: Int
        package var left: Int
        /// At the end of the day.
        package var size: Int
    }

    package struct Answer: Sendable {
        package var segment: String
        package var title: Bilingual
        /// In order; days without a change are left out.
        package var days: [Day]
        package var asOf: Instant
        package var stale: Staleness?
    }

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Parameter known: as it was known at that instant, with what turned out wrong later; as it is known now where it is
    ///   `nil`.
    /// - Throws: `WorkspaceError.unknownSegment` with the nearest name, `.notRunYet`.
    package func run(_ name: String, asKnownAt known: Instant? = nil) async throws -> Answer {
        let last = try await LastRun(workspace)
        let freshness = try await Freshness(workspace)
        let definition = try freshness.segment(name)
        let changes = try await MembershipRecord(connection: workspace.connection)
            .changes(where: SQLExpression.column(ChangeColumn.segment).equals(.text(name)))
            .filter { $0.isKnown(at: known ?? .distantFuture) }
        return Answer(
            segment: name,
            title: definition.shownTitle,
            days: Self.days(changes, in: workspace.zone),
            asOf: last.asOf,
            stale: freshness.staleness(of: name)
        )
    }

    static func days(_ changes: [MembershipChange], in zone: TimeZone) -> [Day] {
        var days: [Day] = []
        var size = 0
        for change in changes.sorted(by: { $0.at < $1.at }) {
            let date = zone.local(change.at).date
            if days.last?.date != date { days.append(Day(date: date, entered: 0, left: 0, size: size)) }
            size += change.entered ? 1 : -1
            let place = days.count - 1
            if change.entered { days[place].entered += 1 } else { days[place].left += 1 }
            days[place].size = size
        }
        return days
    }
}
