import CADBC
import SQL

/// Writing columns by statements, for an engine whose driver takes no bulk data: Spark's.
///
/// It is meant for what Covey itself adds, such as the state of each segment; tables that engines make of their own tables
/// never pass through here.
extension Connection {
    /// Rows in one statement: engines plan a long list of values slowly.
    private static let rowsPerStatement = 1_000

    /// Without transactions a table appears whole or not at all: what is written is written beside it first.
    func writeByStatements(_ columns: [IngestColumn], into table: TablePath, _ mode: IngestMode) async throws {
        let target = TableName(Identifier(table.name), in: table.schema.map { Identifier($0) })
        let staging = TableName(Identifier(table.name + "_incoming"), in: target.schema)
        try await execute(.dropTable(staging))
        do {
            try await fill(staging, with: columns)
            switch mode {
            case .append:
                let names = columns.map { Identifier($0.name) }
                try await execute(
                    .insert(into: target, columns: names, from: Select(.columns(names), from: .table(staging)))
                )
                try await execute(.dropTable(staging))
            case .create:
                try await execute(.renameTable(staging, to: target.name))
            // There is nothing temporary here: the next use takes its place.
            case .replace, .temporary:
                try await execute(.dropTable(target))
                try await execute(.renameTable(staging, to: target.name))
            }
        } catch {
            // The first error says what is wrong; a table that cannot be dropped is dropped by the next attempt.
            _ = try? await execute(.dropTable(staging))
            throw error
        }
    }

    private func fill(_ table: TableName, with columns: [IngestColumn]) async throws {
        let definitions = columns.map { ColumnDefinition(Identifier($0.name), $0.values.type) }
        try await execute(.createTable(table, columns: definitions))
        let count = columns.first?.values.count ?? 0
        let names = columns.map { Identifier($0.name) }
        for start in stride(from: 0, to: count, by: Self.rowsPerStatement) {
            let rows = (start..<Swift.min(start + Self.rowsPerStatement, count)).map { row in
                columns.map { $0.expression(at: row) }
            }
            try await execute(.insert(into: table, columns: names, values: rows))
        }
    }
}

extension IngestColumn {
    fileprivate func expression(at row: Int) -> SQLExpression {
        guard presence?[row] ?? true else { return .null }
        return switch values {
        case .booleans(let values): .boolean(values[row])
        case .integers(let values): .integer(values[row])
        case .doubles(let values): .value(.double(values[row]))
        case .texts(let values): .text(values[row])
        case .dates(let values): .value(.date(days: values[row]))
        case .instants(let values): .value(.timestampTZ(microseconds: values[row]))
        case .localTimes(let values): .value(.timestamp(microseconds: values[row]))
        case .decimals(let values, let scale): Self.decimal(Int128(values[row]), 19, scale)
        case .textLists(let values): .value(.list(values[row]))
        case .wideDecimals(let values, let precision, let scale): Self.decimal(values[row], precision, scale)
        case .missing: .null
        }
    }

    private static func decimal(_ unscaled: Int128, _ precision: Int, _ scale: Int) -> SQLExpression {
        FixedDecimal(unscaled: unscaled, precision: precision, scale: scale).map { .value(.decimal($0)) } ?? .null
    }
}

extension ColumnValues {
    fileprivate var type: SQLType {
        switch self {
        case .booleans: .boolean
        case .integers: .integer
        case .doubles: .double
        case .texts, .missing: .text
        case .dates: .date
        case .instants: .timestampTZ
        case .localTimes: .timestamp
        case .decimals(_, let scale): .decimal(precision: 18, scale: scale)
        case .textLists: .list(of: .text)
        case .wideDecimals(_, let precision, let scale): .decimal(precision: precision, scale: scale)
        }
    }
}
