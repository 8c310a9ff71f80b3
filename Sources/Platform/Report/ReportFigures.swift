import Compiler
import Domain
import Foundation
import Reports
import SQL
import Warehouse

/// Figures of the report that come from orders alone.
struct ReportFigures {
    var connection: Connection
    var basis: ReportBasis
    var hasRevenue: Bool

    private var buyers: SQLExpression { SQLExpression.column("orders") > 0 }

    /// Revenue is net: returns take it back.
    func keyFigures() async throws -> KeyFigures? {
        let result = try await connection.query(
            Select(
                [
                    "customers": .countRows(where: buyers),
                    "orders": .coalesce([.sum(.column("orders")), 0]).cast(to: .integer),
                    "gross": .coalesce([.sum(.column("gross")), 0]).cast(to: .decimal(precision: 38, scale: 4)),
                    "net": .coalesce([.sum(.column("net")), 0]).cast(to: .decimal(precision: 38, scale: 4)),
                    "repeated": .countRows(where: SQLExpression.column("orders") >= 2),
                    "recency": .median(.column("recency"), where: buyers),
                    "first": basis.localDate(.min(.column("first_order"))),
                    "last": basis.localDate(.max(.column("last_order"))),
                ],
                from: .table(ReportBasis.facts)
            )
        )
        let customers = Int(try result.integers("customers")[0])
        guard customers > 0 else { return nil }
        let orders = try result.integers("orders")[0]
        let gross = try result.units("gross", scale: 4)[0]
        return KeyFigures(
            customers: customers,
            orders: Int(orders),
            revenue: Amount(tenThousandths: try result.units("net", scale: 4)[0]),
            repeatCustomers: Int(try result.integers("repeated")[0]),
            averageOrder: hasRevenue ? Amount(tenThousandths: gross / orders) : nil,
            medianRecencyDays: try result.doubles("recency", missing: 0)[0],
            firstOrder: CalendarDate(daysSinceEpoch: Int(try result.dates("first")[0])),
            lastOrder: CalendarDate(daysSinceEpoch: Int(try result.dates("last")[0]))
        )
    }

    // MARK: Months

    func months() async throws -> [MonthFigures] {
        let month = basis.month(.column("e", EventColumn.time))
        let joined = Select(
            [
                "month": month, EventColumn.customer: .column("e", EventColumn.customer),
                "is_order": SQLExpression.column("e", EventColumn.event).in(basis.orders.map(SQLExpression.text)),
                "is_new": basis.month(.column("f", "first_order")).equals(month),
                "revenue": hasRevenue ? .column("e", "revenue") : SQLExpression.value(.money(.zero)),
            ],
            from: .table(WarehouseTables.events, as: "e"),
            joins: [
                .inner(
                    .table(ReportBasis.facts, as: "f"),
                    .on(SQLExpression.column("e", EventColumn.customer).equals(.column("f", EventColumn.customer)))
                )
            ],
            where: SQLExpression.column("e", EventColumn.event)
                .in((basis.orders + basis.returns).map(SQLExpression.text))
                && SQLExpression.column("e", EventColumn.time) <= .instant(basis.now)
        )
        let isOrder = SQLExpression.column("is_order")
        let wide = SQLType.decimal(precision: 38, scale: 4)
        let result = try await connection.query(
            Select(
                [
                    "month": .column("month"),
                    "active": .countDistinct(.column(EventColumn.customer), where: isOrder),
                    "new": .countDistinct(.column(EventColumn.customer), where: isOrder && .column("is_new")),
                    "orders": .countRows(where: isOrder),
                    "revenue": .coalesce([.sum(.column("revenue"), where: isOrder), 0]).cast(to: wide),
                    "returns": .coalesce([.sum(.column("revenue"), where: !isOrder), 0]).cast(to: wide),
                ],
                from: .subquery(joined, as: "joined"),
                groupBy: .by([.column("month")]),
                orderBy: [SQLExpression.column("month").ascending()]
            )
        )
        return Self.withoutGaps(try Self.months(result))
    }

    private static func months(_ result: QueryResult) throws -> [MonthFigures] {
        let months = try result.dates("month")
        let (active, new) = (try result.integers("active"), try result.integers("new"))
        let orders = try result.integers("orders")
        let (revenue, returns) = (try result.units("revenue", scale: 4), try result.units("returns", scale: 4))
        return months.indices.map { index in
            MonthFigures(
                month: CalendarDate(daysSinceEpoch: Int(months[index])),
                active: Int(active[index]),
                new: Int(new[index]),
                orders: Int(orders[index]),
                revenue: Amount(tenThousandths: revenue[index]),
                returns: Amount(tenThousandths: abs(returns[index]))
            )
        }
    }

    /// Months in which nothing happened are there, with zeros.
    private static func withoutGaps(_ months: [MonthFigures]) -> [MonthFigures] {
        guard let first = months.first, let last = months.last else { return [] }
        let known = Dictionary(months.map { ($0.month, $0) }) { first, _ in first }
        return Array(sequence(first: first.month) { $0 < last.month ? $0.adding(months: 1) : nil }).map { month in
            known[month] ?? MonthFigures(month: month, active: 0, new: 0, orders: 0, revenue: .zero)
        }
    }

    // MARK: Concentration

    func concentration() async throws -> Concentration? {
        let result = try await connection.query(
            Select(
                ["net": .column("net")],
                from: .table(ReportBasis.facts),
                where: buyers,
                orderBy: [SQLExpression.column("net").descending()]
            )
        )
        // Who sent back more than was bought adds nothing to the curve.
        let values = try result.units("net", scale: 4).map { max(0, $0) }
        guard !values.isEmpty else { return nil }
        return RevenueCurve(descending: values).concentration
    }

    // MARK: Retention

    /// Customers by the month of their first order, and how many ordered in each month since.
    func retention() async throws -> [RetentionCohort] {
        let pairs = Select(
            [
                "cohort": basis.month(.column("f", "first_order")),
                "month": basis.month(.column("e", EventColumn.time)),
                EventColumn.customer: .column("e", EventColumn.customer),
            ],
            distinct: true,
            from: .table(WarehouseTables.events, as: "e"),
            joins: [
                .inner(
                    .table(ReportBasis.facts, as: "f"),
                    .on(SQLExpression.column("e", EventColumn.customer).equals(.column("f", EventColumn.customer)))
                )
            ],
            where: SQLExpression.column("e", EventColumn.event).in(basis.orders.map(SQLExpression.text))
                && SQLExpression.column("e", EventColumn.time) <= .instant(basis.now)
        )
        let result = try await connection.query(
            Select(
                ["cohort": .column("cohort"), "month": .column("month"), "customers": .countRows()],
                from: .subquery(pairs, as: "pairs"),
                groupBy: .by([.column("cohort"), .column("month")])
            )
        )
        let cohorts = try result.dates("cohort").map { CalendarDate(daysSinceEpoch: Int($0)) }
        let months = try result.dates("month").map { CalendarDate(daysSinceEpoch: Int($0)) }
        let counts = try result.integers("customers").map(Int.init)
        let zone = TimeZone(identifier: basis.zone) ?? .gmt
        let current = zone.local(basis.now).date
        return Self.triangle(Array(zip(cohorts, zip(months, counts)).map { ($0, $1.0, $1.1) }), until: current)
    }

    private static func triangle(
        _ cells: [(cohort: CalendarDate, month: CalendarDate, customers: Int)],
        until current: CalendarDate
    ) -> [RetentionCohort] {
        func index(_ date: CalendarDate) -> Int { date.year * 12 + date.month - 1 }
        let grouped = Dictionary(grouping: cells, by: \.cohort)
        return grouped.keys.sorted().map { cohort in
            var active = [Int](repeating: 0, count: max(1, index(current) - index(cohort) + 1))
            for cell in grouped[cohort, default: []] {
                let offset = index(cell.month) - index(cohort)
                if active.indices.contains(offset) { active[offset] = cell.customers }
            }
            return RetentionCohort(month: cohort, customers: active[0], active: active)
        }
    }
}
