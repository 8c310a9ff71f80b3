/// The name of a column, table, schema or alias, as it is meant: not quoted and not escaped.
///
/// Names are always quoted when they are rendered, so a keyword, a space or a quotation mark in one is harmless.
package struct Identifier: Sendable, Hashable, ExpressibleByStringLiteral {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    package init(stringLiteral name: String) {
        self.init(name)
    }
}

/// The name of a table or view, in a schema or in the session's current one.
package struct TableName: Sendable, Hashable, ExpressibleByStringLiteral {
    package var schema: Identifier?
    package var name: Identifier
    /// All parts of the name, from the outermost on, of a table that is not Covey's own.
    private(set) var path: [Identifier]?

    package init(_ name: Identifier, in schema: Identifier? = nil) {
        self.schema = schema
        self.name = name
    }

    /// A table that others keep, by all parts of its name, such as catalog, schema and table.
    ///
    /// - Parameter path: one or more.
    package init(path: [Identifier]) {
        self.init(path.last ?? "")
        self.path = path
    }

    package init(stringLiteral name: String) {
        self.init(Identifier(name))
    }
}
