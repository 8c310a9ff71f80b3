import Compiler
import Domain
import Fitting
import SQL
import Warehouse

/// Traits of all customers as columns for models, from the tables of the warehouse that hold them.
struct TraitColumns {
    var connection: Connection

    struct Wanted {
        var trait: ComputeTraits.Column
        var table: TableName
    }

    /// Whether models take values of a type: numbers, texts, and yes and no, which count as texts.
    static func isTaken(_ type: ValueType) -> Bool {
        switch type {
        case .integer, .number, .money, .boolean, .text: true
        case .date, .instant, .list: false
        }
    }

    /// - Returns: the customers, in their order, and for each trait a column with a row for each customer.
    func read(_ wanted: [Wanted]) async throws -> (customers: [String], columns: [DataColumn]) {
        let result = try await connection.query(select(wanted))
        let customers = try result.texts(EventColumn.customer.name)
        let columns = try wanted.enumerated().map { index, wanted in
            try column(wanted.trait.name, wanted.trait.type, "v\(index)", result)
        }
        return (customers, columns)
    }

    private func select(_ wanted: [Wanted]) -> Select {
        var aliases: [(table: TableName, alias: Identifier)] = []
        for trait in wanted where !aliases.contains(where: { $0.table == trait.table }) {
            aliases.append((trait.table, Identifier("t\(aliases.count)")))
        }
        let customer = SQLExpression.column("c", EventColumn.customer)
        let columns = wanted.enumerated().map { index, wanted -> (Identifier, SQLExpression) in
            let alias = aliases.first { $0.table == wanted.table }?.alias ?? "c"
            let value = SQLExpression.column(alias, Identifier(wanted.trait.name))
            return (Identifier("v\(index)"), value.cast(to: Self.isNumber(wanted.trait.type) ? .double : .text))
        }
        return Select(
            Columns([(EventColumn.customer, customer)] + columns),
            from: .table(WarehouseTables.customers, as: "c"),
            joins: aliases.map { table, alias in
                .left(.table(table, as: alias), .on(customer.equals(.column(alias, EventColumn.customer))))
            },
            orderBy: [customer.ascending()]
        )
    }

    private func column(_ name: String, _ type: ValueType, _ source: String, _ result: QueryResult) throws -> DataColumn
    {
        guard !Self.isNumber(type) else {
            return DataColumn(name, numbers: try result.doubles(source, missing: .nan))
        }
        let texts = try result.texts(source, missing: "")
        return DataColumn(name, texts: texts.map { $0.isEmpty ? nil : $0 })
    }

    private static func isNumber(_ type: ValueType) -> Bool {
        switch type {
        case .integer, .number, .money: true
        case .boolean, .text, .date, .instant, .list: false
        }
    }
}
