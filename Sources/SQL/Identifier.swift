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

    package init(_ name: Identifier, in schema: Identifier? = nil) {
        self.schema = schema
        self.name = name
    }

    package init(stringLiteral name: String) {
        self.init(Identifier(name))
    }
}
