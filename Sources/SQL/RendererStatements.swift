/// The pass over statements.
extension Renderer {
    mutating func write(_ statement: Statement.Node) throws(RenderError) {
        switch statement {
        case .select(let query): try write(query)
        case .createTableAs(let name, let query, let mode, let temporary):
            try writeCreateTable(name, mode, temporary: temporary)
            write(" AS")
            clause("")
            try write(query)
        case .createTable(let name, let columns, let primaryKey, let mode, let temporary):
            try writeCreateTable(name, mode, temporary: temporary)
            try writeDefinitions(columns, primaryKey)
        case .createView(let name, let query, let orReplace):
            write(orReplace ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ")
            try write(name)
            write(" AS")
            clause("")
            try write(query)
        case .createSchema(let name, let ifNotExists):
            write(ifNotExists ? "CREATE SCHEMA IF NOT EXISTS " : "CREATE SCHEMA ")
            try write(name)
        case .useSchema(let name):
            write("USE ")
            try write(name)
        case .insertQuery(let table, let columns, let query):
            try writeInsert(table, columns)
            try write(query)
        case .insertRows(let table, let columns, let rows):
            try writeInsert(table, columns)
            try writeValues(rows, width: columns.count)
        case .update(let table, let alias, let assignments, let source, let condition):
            try writeUpdate(table, alias, assignments, from: source, where: condition)
        case .delete(let table, let condition):
            write("DELETE FROM ")
            try write(table)
            try writeCondition(condition)
        case .drop(let kind, let name, let ifExists):
            write("DROP \(kind.rawValue) " + (ifExists ? "IF EXISTS " : ""))
            try write(name)
        case .alterTable(let table, let alteration): try write(alteration, of: table)
        case .transaction(let step): try write(step)
        case .copy(let query, let path, let format): try writeCopy(query, to: path, format)
        case .analyze(let table): try writeAnalyze(table)
        case .checkpoint:
            switch dialect.kind {
            case .duckDB: write("CHECKPOINT")
            case .spark: throw dialect.unsupported("CHECKPOINT")
            }
        case .set(let option): try write(option)
        }
    }
}

/// Definitions.
extension Renderer {
    private mutating func writeCreateTable(
        _ name: TableName,
        _ mode: CreateMode,
        temporary: Bool
    ) throws(RenderError) {
        switch (dialect.kind, temporary) {
        case (.spark, true): throw dialect.unsupported("CREATE TEMPORARY TABLE")
        case (.spark, false), (.duckDB, _): break
        }
        write(mode == .orReplace ? "CREATE OR REPLACE " : "CREATE ")
        write(temporary ? "TEMPORARY TABLE " : "TABLE ")
        if mode == .ifNotExists { write("IF NOT EXISTS ") }
        try write(name)
    }

    private mutating func writeDefinitions(
        _ columns: [ColumnDefinition],
        _ primaryKey: [Identifier]
    ) throws(RenderError) {
        try require(!columns.isEmpty, "CREATE TABLE", .empty)
        write(" (")
        try list(columns) { (renderer, column) throws(RenderError) in try renderer.write(column) }
        if !primaryKey.isEmpty {
            switch dialect.kind {
            case .duckDB: write(", PRIMARY KEY ")
            case .spark: throw dialect.unsupported("PRIMARY KEY")
            }
            try writeNames(primaryKey)
        }
        write(")")
    }

    private mutating func write(_ column: ColumnDefinition) throws(RenderError) {
        try write(column.name)
        write(" ")
        try write(column.type)
        if column.isRequired { write(" NOT NULL") }
        if let value = column.defaultValue {
            write(" DEFAULT ")
            try write(value, least: .primary)
        }
    }

    private mutating func write(_ alteration: Statement.Alteration, of table: TableName) throws(RenderError) {
        write("ALTER TABLE ")
        try write(table)
        switch alteration {
        case .addColumn(let column):
            write(" ADD COLUMN ")
            try write(column)
        case .renameColumn(let name, let newName):
            write(" RENAME COLUMN ")
            try write(name)
            write(" TO ")
            try write(newName)
        case .rename(let newName):
            write(" RENAME TO ")
            // A schema is a part of the name for Spark.
            switch dialect.kind {
            case .duckDB: try write(newName)
            case .spark: try write(TableName(newName, in: table.schema))
            }
        }
    }
}

/// Changes of rows, and the session.
extension Renderer {
    private mutating func writeInsert(_ table: TableName, _ columns: [Identifier]) throws(RenderError) {
        try require(!columns.isEmpty, "INSERT", .empty)
        write("INSERT INTO ")
        try write(table)
        write(" ")
        try writeNames(columns)
        clause("")
    }

    private mutating func writeUpdate(
        _ table: TableName,
        _ alias: Identifier?,
        _ assignments: [Statement.Assignment],
        from source: Source?,
        where condition: Expression?
    ) throws(RenderError) {
        try require(!assignments.isEmpty, "UPDATE", .empty)
        write("UPDATE ")
        try write(table)
        try writeAlias(alias)
        clause("SET ")
        try list(assignments, separator: itemSeparator) { (renderer, assignment) throws(RenderError) in
            try renderer.write(assignment.column)
            renderer.write(" = ")
            try renderer.write(assignment.value)
        }
        if let source {
            switch dialect.kind {
            case .duckDB: clause("FROM ")
            case .spark: throw dialect.unsupported("UPDATE … FROM")
            }
            try write(source)
        }
        try writeCondition(condition)
    }

    private mutating func writeCondition(_ condition: Expression?) throws(RenderError) {
        guard let condition else { return }
        clause("WHERE ")
        try write(condition)
    }

    private mutating func write(_ step: Statement.TransactionStep) throws(RenderError) {
        switch dialect.kind {
        case .duckDB: write(step.rawValue)
        case .spark: throw dialect.unsupported(step.rawValue)
        }
    }

    private mutating func writeAnalyze(_ table: TableName?) throws(RenderError) {
        switch (dialect.kind, table) {
        case (.duckDB, nil): write("ANALYZE")
        case (.duckDB, let table?):
            write("ANALYZE ")
            try write(table)
        case (.spark, nil): throw dialect.unsupported("ANALYZE of all tables")
        case (.spark, let table?):
            write("ANALYZE TABLE ")
            try write(table)
            write(" COMPUTE STATISTICS")
        }
    }
}
