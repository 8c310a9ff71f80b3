package import SQL

/// Statements of the relational tree, rendered in the words of the connection's engine and run.
extension Connection {
    /// Runs a statement for its effect.
    ///
    /// - Returns: the number of rows that it inserted, changed or deleted, where the engine counts them.
    /// - Throws: `RenderError`, and what `execute(_:)` of a bound query throws.
    @discardableResult
    package func execute(_ statement: Statement) async throws -> Int? {
        var rows: Int?
        for step in dialect.steps(for: statement) { rows = try await execute(BoundQuery(dialect.render(step))) }
        return rows
    }

    /// Runs a query and reads its whole result.
    package func query(_ query: some QueryExpression) async throws -> QueryResult {
        try await self.query(BoundQuery(dialect.render(.select(query))))
    }

    /// Runs a query and lets `body` read its result batch by batch.
    package nonisolated func stream<Success>(
        _ query: some QueryExpression,
        _ body: (ResultStream) async throws -> Success
    ) async throws -> Success {
        try await stream(BoundQuery(dialect.render(.select(query))), body)
    }
}

extension BoundQuery {
    /// A statement as the `SQL` target rendered it.
    package init(_ rendered: RenderedStatement) {
        self.init(rendered.text, rendered.bindings.map(Argument.init))
    }
}

extension Argument {
    init(_ binding: Binding) {
        switch binding {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .double(let value): self = .double(value)
        case .decimal(let value):
            self = .decimal(unscaled: value.unscaled, precision: value.precision, scale: value.scale)
        case .text(let value): self = .text(value)
        case .date(let days): self = .date(daysSinceEpoch: days)
        case .timestamp(let microseconds): self = .localTime(microseconds: microseconds)
        case .timestampTZ(let microseconds): self = .instant(microseconds: microseconds)
        case .list(let values): self = .texts(values)
        }
    }
}
