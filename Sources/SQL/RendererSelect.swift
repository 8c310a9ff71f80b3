/// The pass over queries.
extension Renderer {
    /// A query in parentheses.
    mutating func writeBlock(_ query: Query) throws(RenderError) {
        try block { (renderer) throws(RenderError) in try renderer.write(query) }
    }

    mutating func write(_ query: Query) throws(RenderError) {
        let outer = repeated
        defer { repeated = outer }
        try nested { (renderer) throws(RenderError) in
            try renderer.writeCommonTables(query.commonTables)
            try renderer.writeBody(of: query)
            try renderer.writeTail(query.orderBy, query.limit, query.offset)
        }
    }

    private mutating func writeCommonTables(_ tables: [Query.CommonTable]) throws(RenderError) {
        guard !tables.isEmpty else { return }
        write("WITH ")
        try list(tables) { (renderer, table) throws(RenderError) in
            try renderer.write(table.name)
            renderer.write(" AS ")
            try renderer.writeBlock(table.query)
        }
        clause("")
    }

    private mutating func writeBody(of query: Query) throws(RenderError) {
        switch query.body {
        case .select(let select):
            let hasOwnTail = !select.orderBy.isEmpty || select.limit != nil || select.offset != nil
            let hasTail = !query.orderBy.isEmpty || query.limit != nil || query.offset != nil
            guard hasOwnTail, hasTail else { return try write(select) }
            try block { (renderer) throws(RenderError) in try renderer.write(select) }
        case .compound(let operation, let operands):
            try require(!operands.isEmpty, operation.rawValue, .empty)
            for (index, operand) in operands.enumerated() {
                if index > 0 {
                    clause(operation.rawValue)
                    clause("")
                }
                try writeBlock(operand)
            }
        }
    }

    /// Engines find that a column is what rows are grouped by when both have the same text, and two `?` are never the
    /// same. So whatever stands in `GROUP BY` has its values inlined, there and wherever else in this `SELECT` it stands.
    private mutating func write(_ select: Select) throws(RenderError) {
        switch select.groupBy {
        case .none: break
        case .by(let keys): repeated += keys
        case .all: repeated += select.columns.expressions
        }
        try require(!select.columns.items.isEmpty, "SELECT", .empty)
        write(select.isDistinct ? "SELECT DISTINCT " : "SELECT ")
        try list(select.columns.items, separator: itemSeparator) { (renderer, item) throws(RenderError) in
            try renderer.write(item)
        }
        if let source = select.source {
            clause("FROM ")
            try write(source)
        }
        for join in select.joins { try write(join) }
        try writeCondition("WHERE ", select.condition)
        try writeGrouping(select.groupBy)
        try writeCondition("HAVING ", select.having)
        try writeCondition("QUALIFY ", select.qualify)
        try writeTail(select.effectiveOrder, select.limit, select.offset)
    }

    private mutating func write(_ item: Columns.Item) throws(RenderError) {
        switch item {
        case .star(nil): write("*")
        case .star(let source?):
            try write(source)
            write(".*")
        case .named(let name, let expression):
            try write(expression)
            if case .column(name, _) = expression.node { return }
            write(" AS ")
            try write(name)
        }
    }

    private mutating func writeCondition(_ keyword: String, _ condition: Expression?) throws(RenderError) {
        guard let condition else { return }
        clause(keyword)
        try write(condition)
    }

    private mutating func writeGrouping(_ grouping: Select.Grouping) throws(RenderError) {
        switch grouping {
        case .none: break
        case .all: clause("GROUP BY ALL")
        case .by(let keys):
            try require(!keys.isEmpty, "GROUP BY", .empty)
            clause("GROUP BY ")
            try list(keys) { (renderer, key) throws(RenderError) in try renderer.write(key) }
        }
    }

    private mutating func writeTail(
        _ orderBy: [Ordering],
        _ limit: Int?,
        _ offset: Int?
    ) throws(RenderError) {
        if !orderBy.isEmpty {
            clause("ORDER BY ")
            try list(orderBy) { (renderer, key) throws(RenderError) in try renderer.write(key) }
        }
        if let limit {
            try require(limit >= 0, "LIMIT", .countOutOfRange(limit))
            clause("LIMIT \(limit)")
        }
        if let offset {
            try require(offset >= 0, "OFFSET", .countOutOfRange(offset))
            clause("OFFSET \(offset)")
        }
    }
}

extension Select {
    /// The rows of a `DISTINCT` can be ordered only by what it gives, which Spark finds by name alone.
    fileprivate var effectiveOrder: [Ordering] {
        guard isDistinct else { return orderBy }
        return orderBy.map { key in
            for case .named(let name, key.expression) in columns.items {
                return Ordering(expression: .column(name), descending: key.descending, nullsFirst: key.nullsFirst)
            }
            return key
        }
    }
}
