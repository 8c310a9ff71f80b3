import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import Warehouse

/// Makes the raw rows of all sources of a workspace on a cluster, whose sources are tables there.
struct ImportTables {
    var workspace: Workspace
    var context: RunContext

    private var connection: Connection { workspace.connection }

    /// Reads every table anew: a table does not say what changed in it.
    func run() async throws -> [FileOutcome] {
        let ledger = ImportLedger(connection: connection)
        for table in [WarehouseTables.imports, WarehouseTables.rejects] {
            try await connection.execute(.dropTable(table))
        }
        try await ledger.prepare()
        var outcomes: [FileOutcome] = []
        for (index, source) in workspace.project.sources.enumerated() {
            guard let table = source.table else { continue }
            let name = table.value.parts.joined(separator: ".")
            context.progress(Progress(Bilingual(en: "Reading the table \(name)", zh: "正在读取表 \(name)")))
            let rows = try await importRows(of: source, table)
            let entry = ImportLedger.Entry(
                number: Int64(index + 1),
                source: source.name.value,
                path: name,
                fingerprint: String(rows),
                plan: ImportFile.planFingerprint(source, zone: zone(of: source)),
                rows: rows,
                rejected: 0
            )
            try await ledger.record(entry, bytes: 0, at: context.clock())
            outcomes.append(FileOutcome(entry, .imported, nil))
        }
        return outcomes
    }

    private func importRows(of source: SourceDefinition, _ table: Located<TableReference>) async throws -> Int64 {
        let name = TableName(path: table.value.parts.map { Identifier($0) })
        let fields: [Field]
        do {
            fields = try await connection.query(Select(.all, from: .table(name), limit: 0)).schema.fields
        } catch WarehouseError.statement(_, let failure) where failure.saysNoSuchTable {
            throw problem(
                at: table.position,
                Bilingual(en: "The server has no such table.", zh: "服务器上没有这张表。"),
                Bilingual(
                    en: "Check its name and schema, and whether Covey's user may read it.",
                    zh: "请检查表名和库名，以及群像的用户是否有读取权限。"
                )
            )
        }
        let query = TableQuery(
            table: name,
            columns: try source.columns.map { ($0.target.value.name, try value(of: $0, in: source, fields)) },
            others: others(source, fields)
        )
        let raw = WarehouseTables.raw(source.name.value)
        try await connection.execute(.createTable(raw, as: query.rows, mode: .orReplace))
        return try await connection.query(Select(["rows": .countRows()], from: .table(raw))).integers("rows")[0]
    }

    private func others(_ source: SourceDefinition, _ fields: [Field]) -> [Identifier] {
        let mapped = Set(source.columns.map { $0.column.value.lowercased() })
        return fields.filter { !mapped.contains($0.name.lowercased()) && $0.type.hasText }.map { Identifier($0.name) }
    }

    private func value(
        of column: ColumnMapping,
        in source: SourceDefinition,
        _ fields: [Field]
    ) throws -> SQLExpression {
        let wanted = column.column.value
        // Spark tells no names apart by their case.
        guard let field = fields.first(where: { $0.name.lowercased() == wanted.lowercased() }) else {
            let nearest = NearestName.of(wanted, among: fields.map(\.name))
            throw problem(
                at: column.column.position,
                Bilingual(en: "The table has no column “\(wanted)”.", zh: "表中没有列“\(wanted)”。"),
                nearest.map(Bilingual.didYouMean)
                    ?? Bilingual(
                        en: "It has: \(fields.map(\.name).joined(separator: ", "))",
                        zh: "表中的列：\(fields.map(\.name).joined(separator: "、"))"
                    )
            )
        }
        let type = column.target.value == .role(.time) ? .instant : column.valueType ?? field.type.valueType ?? .text
        let value = field.type.sqlType.flatMap {
            TableQuery.value(Identifier(field.name), of: $0, as: type, zone: zone(of: source))
        }
        guard let value else {
            throw problem(
                at: column.column.position,
                Bilingual(
                    en: "The column “\(field.name)” holds \(field.type), which cannot be of type `\(type.rawValue)`.",
                    zh: "列“\(field.name)”的类型是 \(field.type)，不能作为 `\(type.rawValue)`。"
                ),
                Bilingual(
                    en: "Make a view that casts it, and name the view as the source's `table`.",
                    zh: "请建立一个转换该列类型的视图，并把视图写作数据源的 `table`。"
                )
            )
        }
        return value
    }

    private func zone(of source: SourceDefinition) -> TimeZone { source.timeZone?.value ?? workspace.zone }

    private func problem(at position: SourcePosition, _ reason: Bilingual, _ advice: Bilingual) -> WorkspaceError {
        .definition(path: workspace.project.path, position: position, reason: reason, advice: advice)
    }
}

extension Warehouse.ColumnType {
    /// The column's type in the words of the relational tree; `nil` for one that Covey does not read.
    fileprivate var sqlType: SQLType? {
        switch self {
        case .boolean: .boolean
        case .integer: .integer
        case .float: .double
        case .decimal(let precision, let scale, _): .decimal(precision: precision, scale: scale)
        case .text: .text
        case .date: .date
        case .timestamp(_, let zone): zone == nil ? .timestamp : .timestampTZ
        case .list(let item, _): item.type.sqlType.map { .list(of: $0) }
        default: nil
        }
    }

    /// The type of a property whose mapping states none.
    fileprivate var valueType: ValueType? {
        switch self {
        case .boolean: .boolean
        case .integer: .integer
        case .float: .number
        case .decimal(_, let scale, _): scale == 0 ? .integer : .money
        case .text: .text
        case .date: .date
        case .timestamp: .instant
        case .list: .list
        default: nil
        }
    }

    /// Whether its values can be compared as texts.
    fileprivate var hasText: Bool { sqlType != nil }
}
