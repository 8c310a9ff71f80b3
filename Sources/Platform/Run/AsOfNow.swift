import Compiler
import Domain
import ProjectFile
import SQL
import Warehouse

/// The "now" of a run or a refresh, as the project states it.
struct AsOfNow {
    var workspace: Workspace
    var clock: Instant

    func instant() async throws -> Instant {
        // A date far in the future is a slip of whoever typed it; it must not move everybody's recency.
        let result = try await workspace.connection.query(
            Select(
                ["latest": .max(.column(EventColumn.time))],
                from: .table(WarehouseTables.events),
                where: SQLExpression.column(EventColumn.time) <= .instant(clock)
            )
        )
        let latest = try result.presence("latest")[0] ? Instant(microseconds: result.timestamps("latest")[0]) : nil
        return workspace.project.asOf.value.instant(now: clock, latest: latest, in: workspace.zone)
    }
}
