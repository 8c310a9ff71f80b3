import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import Segments
import Warehouse

/// Looks for sums that their types cannot hold, before something fails on them or leaves them out.
///
/// Each check first takes a total in binary, in one pass: where that is far below the limit, no part of it can be above.
struct CheckSums {
    var connection: Connection

    /// The largest amount that a column of money holds: 18 digits, four of them places.
    static let largestAmount = Decimal(string: "99999999999999.9999") ?? 99_999_999_999_999
    /// The largest sum of all customers' amounts: a whole number of ten-thousandths in 64 bits.
    static let largestTotal = Decimal(Int64.max) / 10_000
    private static let largestCount = Decimal(Int64.max)
    /// What a binary total may miss is far less than this part of it.
    private static let margin = 0.99

    private let amount = SQLExpression.column(CleaningQuery.amountColumn)
    private let wideAmount = SQLType.decimal(precision: 38, scale: 4)
    private let wideCount = SQLType.decimal(precision: 38, scale: 0)

    init(connection: Connection) {
        self.connection = connection
    }

    /// A sum and whom it is of.
    private struct Largest {
        var customer: String
        var order: String
        var sum: Decimal
    }

    // MARK: Rows and orders

    /// Checks what each clean row is worth, and what the rows of each order add up to.
    func check(_ layout: SourceLayout) async throws {
        guard layout.source.kind.value == .orders, layout.amount != nil else { return }
        let table = WarehouseTables.clean(layout.name)
        let quantity: SQLExpression = layout.types["quantity"] == .integer ? .column("quantity") : 0
        let totals = try await connection.query(
            Select(
                [
                    "amount": binaryTotal(amount), "quantity": binaryTotal(quantity),
                    "unfit": .countRows(where: isUnfit(layout)),
                ],
                from: .table(table)
            )
        )
        if try totals.integers("unfit")[0] > 0 { try await throwUnfitRow(layout, table) }
        guard layout.roles.contains("order") else { return }
        if try isNear(Self.largestAmount, totals.doubles("amount")[0]) {
            try await checkOrders(layout, table, amount.cast(to: wideAmount), "amount", Self.largestAmount)
        }
        if try isNear(Self.largestCount, totals.doubles("quantity")[0]) {
            try await checkOrders(layout, table, quantity.cast(to: wideCount), "quantity", Self.largestCount)
        }
    }

    private func checkOrders(
        _ layout: SourceLayout,
        _ table: TableName,
        _ value: SQLExpression,
        _ what: String,
        _ limit: Decimal
    ) async throws {
        let order = SQLExpression.column("order")
        guard let largest = try await largest(value, in: table, by: order, where: order.isNotNull), largest.sum > limit
        else { return }
        throw SumOverflow.order(
            source: layout.name,
            customer: largest.customer,
            order: largest.order,
            what: what,
            sum: largest.sum
        )
    }

    /// Rows whose quantity and price are known and whose amount is not: it does not fit.
    private func isUnfit(_ layout: SourceLayout) -> SQLExpression {
        guard !layout.roles.contains("amount") else { return false }
        return SQLExpression.column("quantity").isNotNull && SQLExpression.column("price").isNotNull && amount.isNull
    }

    private func throwUnfitRow(_ layout: SourceLayout, _ table: TableName) async throws {
        let order: SQLExpression = layout.roles.contains("order") ? .column("order") : .null.cast(to: .text)
        let result = try await connection.query(
            Select(
                [
                    "customer": .column(EventColumn.customer), "order": .coalesce([order, ""]),
                    "quantity": SQLExpression.column("quantity").cast(to: .text),
                    "price": SQLExpression.column("price").cast(to: .text),
                ],
                from: .table(table),
                where: isUnfit(layout),
                orderBy: [SQLExpression.column(CleaningQuery.position).ascending()],
                limit: 1
            )
        )
        let number = try result.texts("order")[0]
        throw SumOverflow.row(
            source: layout.name,
            customer: try result.texts("customer")[0],
            order: number.isEmpty ? nil : number,
            quantity: try result.texts("quantity")[0],
            price: try result.texts("price")[0]
        )
    }

    // MARK: Customers and all

    /// Checks what the revenue of each customer, and of all of them, adds up to.
    ///
    /// - Parameter events: the names of orders and returns.
    func checkRevenue(of events: [String]) async throws {
        guard !events.isEmpty else { return }
        let isCounted = SQLExpression.column(EventColumn.event).in(events.map(SQLExpression.text))
        let revenue = SQLExpression.column("revenue")
        let total = try await connection.query(
            Select(["total": binaryTotal(revenue)], from: .table(WarehouseTables.events), where: isCounted)
        ).doubles("total")[0]
        guard isNear(Self.largestAmount, total) else { return }
        let value = revenue.cast(to: wideAmount)
        guard let largest = try await largest(value, in: WarehouseTables.events, where: isCounted) else { return }
        guard largest.sum <= Self.largestAmount else {
            throw SumOverflow.revenue(customer: largest.customer, sum: largest.sum)
        }
        let sum = try await connection.query(
            Select(
                ["sum": SQLExpression.sum(SQLExpression.abs(value)).cast(to: wideAmount)],
                from: .table(WarehouseTables.events),
                where: isCounted
            )
        ).decimals("sum")[0]
        guard sum <= Self.largestTotal else {
            throw SumOverflow.total(sum: sum, customer: largest.customer, share: largest.sum)
        }
    }

    // MARK: Traits

    /// Checks traits that are sums in the table of computed ones: none may be missing, and none without end.
    ///
    /// - Parameter names: what to call each trait.
    func check(_ traits: [(name: String, trait: ComputedTrait)], in table: TableName) async throws {
        let sums = traits.filter { if case .sum = $0.trait.expression.measure { true } else { false } }
        guard !sums.isEmpty else { return }
        var columns: [(Identifier, SQLExpression)] = []
        for (index, sum) in sums.enumerated() {
            let value = SQLExpression.column(Identifier(sum.trait.name))
            let isOver = sum.trait.type == .number ? !(value - value).equals(0.0).definite : value.isNull
            columns.append((Identifier("count_\(index)"), .countRows(where: isOver)))
            columns.append((Identifier("first_\(index)"), .min(.column(EventColumn.customer), where: isOver)))
        }
        let result = try await connection.query(Select(Columns(columns), from: .table(table)))
        for (index, sum) in sums.enumerated() {
            let count = try result.integers("count_\(index)")[0]
            guard count > 0 else { continue }
            throw SumOverflow.trait(
                name: sum.name,
                customer: try result.texts("first_\(index)")[0],
                others: Int(count) - 1
            )
        }
    }

    // MARK: Parts

    private func binaryTotal(_ value: SQLExpression) -> SQLExpression {
        .coalesce([.sum(SQLExpression.abs(value.cast(to: .double))), 0.0])
    }

    private func isNear(_ limit: Decimal, _ total: Double) -> Bool {
        !(total < (limit as NSDecimalNumber).doubleValue * Self.margin)
    }

    /// The customer, or the customer's order, with the largest sum of absolute values.
    private func largest(
        _ value: SQLExpression,
        in table: TableName,
        by order: SQLExpression? = nil,
        where condition: SQLExpression
    ) async throws -> Largest? {
        let customer = SQLExpression.column(EventColumn.customer)
        let result = try await connection.query(
            Select(
                [
                    "customer": customer, "order": order ?? "",
                    "sum": .coalesce([.sum(SQLExpression.abs(value)), 0]).cast(to: wideAmount),
                ],
                from: .table(table),
                where: condition,
                groupBy: .by([customer] + (order.map { [$0] } ?? [])),
                orderBy: [SQLExpression.column("sum").descending(), SQLExpression.column("customer").ascending()],
                limit: 1
            )
        )
        guard result.rowCount > 0 else { return nil }
        return Largest(
            customer: try result.texts("customer")[0],
            order: try result.texts("order")[0],
            sum: try result.decimals("sum")[0]
        )
    }
}

extension QueryResult {
    /// Decimals of any size, exactly; `missing` for a gap.
    func decimals(_ name: String, missing: Decimal = 0) throws -> [Decimal] {
        let index = try schema.index(of: name)
        return try batches.flatMap { batch in
            let column = try DecimalColumn(batch.column(at: index))
            return (0..<column.rowCount).map { row in
                column[row].map { Decimal(unscaled: $0, scale: column.scale) } ?? missing
            }
        }
    }
}

extension Decimal {
    /// `unscaled` ÷ 10^`scale`. Ten digits to the eighteenth at a time are what both types have numbers for.
    fileprivate init(unscaled: Int128, scale: Int) {
        let (high, low) = unscaled.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
        let whole = Decimal(Int64(clamping: high)) * 1_000_000_000_000_000_000 + Decimal(Int64(low))
        self = whole * Decimal(sign: .plus, exponent: -scale, significand: 1)
    }
}
