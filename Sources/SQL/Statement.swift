/// One statement, ready to be rendered by a ``Dialect``.
package struct Statement: Sendable, Hashable {
    let node: Node

    enum Node: Sendable, Hashable {
        case select(Query)
        case createTableAs(TableName, Query, CreateMode, temporary: Bool)
        case createTable(TableName, [ColumnDefinition], primaryKey: [Identifier], CreateMode, temporary: Bool)
        case createView(TableName, Query, orReplace: Bool)
        case createSchema(Identifier, ifNotExists: Bool)
        case useSchema(Identifier)
        case insertQuery(TableName, [Identifier], Query)
        case insertRows(TableName, [Identifier], [[Expression]])
        case update(TableName, alias: Identifier?, [Assignment], from: Source?, where: Expression?)
        case delete(TableName, where: Expression?)
        case drop(Kind, TableName, ifExists: Bool)
        case alterTable(TableName, Alteration)
        case transaction(TransactionStep)
        case copy(Query, path: String, CopyFormat)
        case analyze(TableName?)
        case checkpoint
        case set(SessionOption)
    }

    struct Assignment: Sendable, Hashable {
        var column: Identifier
        var value: Expression
    }

    enum Kind: String, Sendable, Hashable, CaseIterable {
        case table = "TABLE"
        case view = "VIEW"
        case schema = "SCHEMA"
    }

    enum Alteration: Sendable, Hashable {
        case addColumn(ColumnDefinition)
        case renameColumn(Identifier, to: Identifier)
        case rename(to: Identifier)
    }

    enum TransactionStep: String, Sendable, Hashable, CaseIterable {
        case begin = "BEGIN TRANSACTION"
        case commit = "COMMIT"
        case rollback = "ROLLBACK"
    }
}

/// What happens where the table to be created is there already.
package enum CreateMode: Sendable, Hashable, CaseIterable {
    /// The engine reports an error.
    case failIfExists
    case orReplace
    case ifNotExists
}

/// A column of a table to be created.
package struct ColumnDefinition: Sendable, Hashable {
    package var name: Identifier
    package var type: SQLType
    package var isRequired: Bool
    package var defaultValue: Expression?

    package init(_ name: Identifier, _ type: SQLType, required: Bool = false, default defaultValue: Expression? = nil) {
        self.name = name
        self.type = type
        self.isRequired = required
        self.defaultValue = defaultValue
    }
}

/// Queries and definitions.
extension Statement {
    package static func select(_ query: some QueryExpression) -> Statement {
        Statement(node: .select(query.query))
    }

    package static func createTable(
        _ name: TableName,
        as query: some QueryExpression,
        mode: CreateMode = .failIfExists,
        temporary: Bool = false
    ) -> Statement {
        Statement(node: .createTableAs(name, query.query, mode, temporary: temporary))
    }

    package static func createTable(
        _ name: TableName,
        columns: [ColumnDefinition],
        primaryKey: [Identifier] = [],
        mode: CreateMode = .failIfExists,
        temporary: Bool = false
    ) -> Statement {
        Statement(node: .createTable(name, columns, primaryKey: primaryKey, mode, temporary: temporary))
    }

    /// Values in the query are written into its text, since a view outlives bindings.
    package static func createView(
        _ name: TableName,
        as query: some QueryExpression,
        orReplace: Bool = false
    ) -> Statement {
        Statement(node: .createView(name, query.query, orReplace: orReplace))
    }

    package static func createSchema(_ name: Identifier, ifNotExists: Bool = true) -> Statement {
        Statement(node: .createSchema(name, ifNotExists: ifNotExists))
    }

    /// Makes a schema the session's current one.
    package static func useSchema(_ name: Identifier) -> Statement {
        Statement(node: .useSchema(name))
    }

    package static func dropTable(_ name: TableName, ifExists: Bool = true) -> Statement {
        Statement(node: .drop(.table, name, ifExists: ifExists))
    }

    package static func dropView(_ name: TableName, ifExists: Bool = true) -> Statement {
        Statement(node: .drop(.view, name, ifExists: ifExists))
    }

    /// The engine reports an error where the schema is not empty.
    package static func dropSchema(_ name: Identifier, ifExists: Bool = true) -> Statement {
        Statement(node: .drop(.schema, TableName(name), ifExists: ifExists))
    }

    package static func addColumn(_ column: ColumnDefinition, to table: TableName) -> Statement {
        Statement(node: .alterTable(table, .addColumn(column)))
    }

    package static func renameColumn(_ name: Identifier, to newName: Identifier, of table: TableName) -> Statement {
        Statement(node: .alterTable(table, .renameColumn(name, to: newName)))
    }

    /// Renames a table within its schema.
    package static func renameTable(_ table: TableName, to newName: Identifier) -> Statement {
        Statement(node: .alterTable(table, .rename(to: newName)))
    }
}

/// Changes of rows.
extension Statement {
    package static func insert(
        into table: TableName,
        columns: [Identifier],
        from query: some QueryExpression
    ) -> Statement {
        Statement(node: .insertQuery(table, columns, query.query))
    }

    /// At least one row; every row has one value for each column.
    package static func insert(
        into table: TableName,
        columns: [Identifier],
        values rows: [[Expression]]
    ) -> Statement {
        Statement(node: .insertRows(table, columns, rows))
    }

    package static func update(
        _ table: TableName,
        as alias: Identifier? = nil,
        set assignments: KeyValuePairs<Identifier, Expression>,
        from source: Source? = nil,
        where condition: Expression?
    ) -> Statement {
        let assignments = assignments.map { Assignment(column: $0.key, value: $0.value) }
        return Statement(node: .update(table, alias: alias, assignments, from: source, where: condition))
    }

    /// A condition of `nil` deletes all rows.
    package static func delete(from table: TableName, where condition: Expression?) -> Statement {
        Statement(node: .delete(table, where: condition))
    }
}

/// Transactions, files and the session.
extension Statement {
    package static let begin = Statement(node: .transaction(.begin))

    package static let commit = Statement(node: .transaction(.commit))

    package static let rollback = Statement(node: .transaction(.rollback))

    /// Writes the rows to a file. The path and the query's values are written into the text.
    package static func copy(_ query: some QueryExpression, to path: String, as format: CopyFormat) -> Statement {
        Statement(node: .copy(query.query, path: path, format))
    }

    /// Renews the statistics of one table, or of all.
    package static func analyze(_ table: TableName? = nil) -> Statement {
        Statement(node: .analyze(table))
    }

    /// Moves what the write-ahead log holds into the database file.
    package static let checkpoint = Statement(node: .checkpoint)

    package static func set(_ option: SessionOption) -> Statement {
        Statement(node: .set(option))
    }
}
