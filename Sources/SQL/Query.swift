/// What stands for a query: a ``Select`` or a ``Query``.
package protocol QueryExpression: Sendable {
    var query: Query { get }
}

/// A ``Select``, or several put together, with common tables.
package struct Query: Sendable, Hashable, QueryExpression {
    var commonTables: [CommonTable] = []
    var body: Body
    var orderBy: [Ordering] = []
    var limit: Int?
    var offset: Int?

    indirect enum Body: Sendable, Hashable {
        case select(Select)
        case compound(SetOperation, [Query])
    }

    enum SetOperation: String, Sendable, Hashable, CaseIterable {
        case unionAll = "UNION ALL"
        case union = "UNION"
        case intersect = "INTERSECT"
        case except = "EXCEPT"
    }

    struct CommonTable: Sendable, Hashable {
        var name: Identifier
        var query: Query
    }

    package var query: Query { self }
}

extension Select: QueryExpression {
    package var query: Query { Query(body: .select(self)) }
}

extension Query {
    /// The rows of all queries. Without a query rendering throws ``RenderError/malformed(node:_:)``.
    package static func unionAll(_ queries: [Query]) -> Query {
        Query(body: .compound(.unionAll, queries))
    }

    /// This query with an order, and its first rows only, in place of any it had.
    package func ordered(by orderBy: [Ordering], limit: Int? = nil, offset: Int? = nil) -> Query {
        var query = self
        (query.orderBy, query.limit, query.offset) = (orderBy, limit, offset)
        return query
    }
}

extension QueryExpression {
    /// This query where `name` stands for the rows of `definition`: `WITH name AS (definition) …`.
    ///
    /// Later common tables see earlier ones.
    package func with(_ name: Identifier, as definition: some QueryExpression) -> Query {
        var query = self.query
        query.commonTables.append(Query.CommonTable(name: name, query: definition.query))
        return query
    }

    /// The rows of both, with repetitions.
    package func unionAll(_ other: some QueryExpression) -> Query {
        Query(body: .compound(.unionAll, [query, other.query]))
    }

    /// The rows of either, each once.
    package func union(_ other: some QueryExpression) -> Query {
        Query(body: .compound(.union, [query, other.query]))
    }

    /// The rows that are in both, each once.
    package func intersect(_ other: some QueryExpression) -> Query {
        Query(body: .compound(.intersect, [query, other.query]))
    }

    /// The rows of this query that are not in the other, each once.
    package func except(_ other: some QueryExpression) -> Query {
        Query(body: .compound(.except, [query, other.query]))
    }
}
