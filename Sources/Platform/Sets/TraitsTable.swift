import Compiler
import SQL
import Warehouse

/// The table of traits, to which columns are added after the others were computed.
struct TraitsTable {
    var connection: Connection

    /// A column to add, computed from a table that has a row for some customers.
    struct Added {
        var name: String
        /// Of the columns of `table`, which is called `a`; null for customers without a row.
        var value: SQLExpression
        var table: TableName
    }

    /// Writes the table again with some of its columns and the added one.
    ///
    /// - Parameter kept: names of columns besides the customer.
    func replace(keeping kept: [String], adding added: Added? = nil) async throws {
        let customer = SQLExpression.column("t", EventColumn.customer)
        var columns: [(Identifier, SQLExpression)] = [(EventColumn.customer, customer)]
        for name in kept { columns.append((Identifier(name), .column("t", Identifier(name)))) }
        if let added { columns.append((Identifier(added.name), added.value)) }
        let joins: [Join] =
            added.map { added in
                [
                    .left(
                        .table(added.table, as: "a"),
                        .on(customer.equals(.column("a", EventColumn.customer)))
                    )
                ]
            } ?? []
        let select = Select(
            Columns(columns),
            from: .table(WarehouseTables.traits, as: "t"),
            joins: joins,
            orderBy: [customer.ascending()]
        )
        try await connection.execute(.createTable(WarehouseTables.traits, as: select, mode: .orReplace))
    }
}
