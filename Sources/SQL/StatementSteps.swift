extension Dialect {
    /// The statements that do what one statement says, in order: itself, where the engine has words for it.
    ///
    /// Spark's own tables can be neither replaced in one statement nor temporary. So a query's table is made beside the one
    /// that it replaces and takes its place when it is whole: what fails leaves the old one.
    package func steps(for statement: Statement) -> [Statement] {
        guard kind == .spark else { return [statement] }
        switch statement.node {
        case .createTableAs(let name, let query, let mode, let temporary) where mode == .orReplace || temporary:
            guard mode == .orReplace else {
                return [Statement(node: .createTableAs(name, query, mode, temporary: false))]
            }
            let beside = TableName(Identifier(name.name.name + "_incoming"), in: name.schema)
            return [
                .dropTable(beside), Statement(node: .createTableAs(beside, query, .failIfExists, temporary: false)),
                .dropTable(name), .renameTable(beside, to: name.name),
            ]
        case .createTable(let name, let columns, let key, let mode, let temporary)
        where mode == .orReplace || temporary:
            let mode = mode == .orReplace ? CreateMode.failIfExists : mode
            let create = Statement(
                node: .createTable(name, columns, primaryKey: key, mode, temporary: false)
            )
            return mode == .failIfExists ? [.dropTable(name), create] : [create]
        default: return [statement]
        }
    }
}
