/// How one engine spells the relational tree, and what it cannot say.
///
///     let rendered = try Dialect.duckDB.render(.select(query))
///
/// The same tree gives the same text. A node that a dialect has no words for is refused by name.
package struct Dialect: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case duckDB, spark
    }

    let kind: Kind

    /// DuckDB 2.0 with the `icu`, `json` and `parquet` extensions.
    package static let duckDB = Dialect(kind: .duckDB)
    /// Apache Spark 4.3 in ANSI mode, with `spark.sql.parser.escapedStringLiterals` off (both are the defaults) and the
    /// session's time zone UTC.
    ///
    /// Spark has one level of schemas, and Covey's tables share theirs: `orders` in `clean` is `clean_orders`, in the schema
    /// that the session uses.
    package static let spark = Dialect(kind: .spark)

    /// How deep expressions and queries may nest. DuckDB's own limit is 1,000; this one also fits a stack of 512 KiB in an
    /// optimised build (4 MiB in a debug build), so that a deep tree is an error and never a crash.
    package static let depthLimit = 300

    package var name: String {
        switch kind {
        case .duckDB: "DuckDB"
        case .spark: "Spark"
        }
    }

    /// Whether several statements can be made one, which happens wholly or not at all.
    package var hasTransactions: Bool {
        switch kind {
        case .duckDB: true
        case .spark: false
        }
    }

    /// Whether a table's schema is one of the engine's; where not, it is a part of the table's name.
    package var hasSchemasOfItsOwn: Bool {
        switch kind {
        case .duckDB: true
        case .spark: false
        }
    }

    /// Whether values go beside the text unless a caller says otherwise.
    package var defaultParameters: Parameters {
        switch kind {
        case .duckDB: .bound
        case .spark: .inlined
        }
    }

    /// The text of a statement and the values beside it.
    ///
    /// `parameters` is the dialect's default where it is `nil`. A statement that cannot take parameters has its values
    /// inlined in any case, and ``RenderedStatement/inlined`` says so. Asking Spark for bound parameters is refused.
    package func render(
        _ statement: Statement,
        parameters: Parameters? = nil,
        layout: Layout = .compact
    ) throws(RenderError) -> RenderedStatement {
        let wanted = parameters ?? defaultParameters
        if kind == .spark, wanted == .bound { throw unsupported("bound parameters") }
        let inlines = wanted == .inlined || !statement.node.takesParameters
        var renderer = Renderer(dialect: self, layout: layout, inlinesValues: inlines)
        try renderer.write(statement.node)
        return RenderedStatement(text: renderer.text, bindings: renderer.bindings, inlined: renderer.wroteValues)
    }

    func unsupported(_ node: String) -> RenderError {
        .unsupported(node: node, dialect: self)
    }
}

/// Where values go.
package enum Parameters: Sendable, Hashable, CaseIterable {
    /// Each value is a `?` in the text and a binding beside it.
    case bound
    /// The dialect's literal writer puts values into the text.
    case inlined
}

/// How the text is laid out. Both layouts mean the same.
package enum Layout: Sendable, Hashable, CaseIterable {
    /// One line, except where a value has a line break.
    case compact
    /// One clause a line, indented by depth, for people.
    case pretty
}

/// A statement as an engine takes it.
package struct RenderedStatement: Sendable, Hashable {
    package var text: String
    /// The values of the `?` in `text`, in order.
    package var bindings: [Binding]
    /// Whether the literal writer put a value into `text`, which may then hold personal data.
    package var inlined: Bool
}

extension Statement.Node {
    /// Whether an engine prepares this statement with parameters. DuckDB does so for queries, changes of rows and
    /// `CREATE TABLE … AS`; a view would outlive its parameters, and a file's path or an option takes none.
    fileprivate var takesParameters: Bool {
        switch self {
        case .select, .createTableAs, .insertQuery, .insertRows, .update, .delete: true
        case .createTable, .createView, .createSchema, .useSchema, .drop, .alterTable, .transaction, .copy, .analyze,
            .checkpoint,
            .set:
            false
        }
    }
}
