import Compiler
import Domain
import Foundation
import ProjectFile
import SQL

/// What a report reckons with: which events are orders and returns, and the instants it looks at.
struct ReportBasis {
    /// Names of the events that are orders.
    var orders: [String]
    /// Names of the events that take orders back.
    var returns: [String]
    var now: Instant
    var zone: String

    /// The name of the table of facts about each customer, which lives as long as the connection.
    static let facts: TableName = "_customer_facts"

    init(_ workspace: Workspace, now: Instant) {
        let sources = workspace.project.sources.filter { $0.kind.value == .orders }
        orders = sources.map(\.events.completed).unique
        returns = sources.map(\.events.returned).unique
        if orders.isEmpty {
            // A workspace of events alone has orders where a model says which they are.
            for case .rfm(let rfm) in workspace.project.models.map(\.kind) { orders = [rfm.orders.value] }
        }
        self.now = now
        zone = workspace.zone.identifier
    }

    /// All events whose revenue is summed.
    var paid: [String] { (orders + returns).unique }

    var isOrder: SQLExpression { SQLExpression.column(EventColumn.event).in(orders.map(SQLExpression.text)) }
    var isReturn: SQLExpression { SQLExpression.column(EventColumn.event).in(returns.map(SQLExpression.text)) }
    var hasHappened: SQLExpression { SQLExpression.column(EventColumn.time) <= .instant(now) }

    /// The first day of the local month of an instant.
    func month(_ instant: SQLExpression) -> SQLExpression {
        SQLExpression.dateTrunc(.month, .localTime(instant, in: .text(zone))).cast(to: .date)
    }

    func localDate(_ instant: SQLExpression) -> SQLExpression {
        SQLExpression.localTime(instant, in: .text(zone)).cast(to: .date)
    }

    /// One row for each customer: orders, gross and net revenue, first and last order, days since the last.
    func createFacts(hasRevenue: Bool) -> Statement {
        let time = SQLExpression.column("e", EventColumn.time)
        let revenue: SQLExpression = hasRevenue ? .column("e", "revenue") : 0
        func event(_ names: [String]) -> SQLExpression {
            SQLExpression.column("e", EventColumn.event).in(names.map(SQLExpression.text)) && time <= .instant(now)
        }
        func money(_ names: [String]) -> SQLExpression {
            .coalesce([.sum(revenue, where: event(names)), 0]).cast(to: ValueType.money.sqlType)
        }
        let last = SQLExpression.max(time, where: event(orders))
        return .createTable(
            Self.facts,
            as: Select(
                [
                    EventColumn.customer: .column("c", EventColumn.customer),
                    "orders": .countRows(where: event(orders)), "gross": money(orders),
                    "net": money(orders + returns), "first_order": .min(time, where: event(orders)),
                    "last_order": last,
                    "recency": .dateDifferenceInDays(from: localDate(last), to: localDate(.instant(now))),
                ],
                from: .table(WarehouseTables.customers, as: "c"),
                joins: [
                    .left(
                        .table(WarehouseTables.events, as: "e"),
                        .on(
                            SQLExpression.column("c", EventColumn.customer).equals(.column("e", EventColumn.customer))
                        )
                    )
                ],
                groupBy: .by([.column("c", EventColumn.customer)])
            ),
            mode: .orReplace,
            temporary: true
        )
    }
}

extension Array where Element: Hashable {
    /// Each element once, in the order of first appearance.
    var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
