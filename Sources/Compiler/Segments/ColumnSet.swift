import SQL

/// Columns of a table that is being planned: each expression once, however often it is asked for.
struct ColumnSet {
    private let prefix: String
    private var names: [SQLExpression: Identifier] = [:]
    private(set) var columns: [(Identifier, SQLExpression)] = []

    /// - Parameter prefix: what the names begin with; they end with a number, so no two sets share a name.
    init(_ prefix: String) {
        self.prefix = prefix
    }

    var isEmpty: Bool { columns.isEmpty }

    /// The name of the column that holds the expression.
    mutating func name(of expression: SQLExpression) -> Identifier {
        if let name = names[expression] { return name }
        let name = Identifier("\(prefix)_\(columns.count)")
        names[expression] = name
        columns.append((name, expression))
        return name
    }
}
