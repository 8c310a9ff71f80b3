import Compiler
import Domain
import SQL
import Warehouse

/// Which files were imported: the tables `imports` and `rejects`.
struct ImportLedger {
    var connection: Connection

    /// One imported file.
    struct Entry {
        var number: Int64
        var source: String
        var path: String
        var fingerprint: String
        /// How the columns were read; where this changes, the file is imported anew.
        var plan: String
        var rows: Int64
        var rejected: Int64
        /// What the file by itself shows of the properties that state no type.
        var types = FoundTypes()
    }

    func prepare() async throws {
        if connection.dialect.hasSchemasOfItsOwn {
            for schema in [WarehouseTables.rawSchema, WarehouseTables.cleanSchema, WarehouseTables.removedSchema] {
                try await connection.execute(.createSchema(schema))
            }
        }
        let imports = [
            ColumnDefinition("number", .integer, required: true), ColumnDefinition("source", .text, required: true),
            ColumnDefinition("path", .text, required: true), ColumnDefinition("fingerprint", .text, required: true),
            ColumnDefinition("plan", .text, required: true), ColumnDefinition("rows", .integer, required: true),
            ColumnDefinition("rejected", .integer, required: true), ColumnDefinition("bytes", .integer, required: true),
            ColumnDefinition("imported_at", .timestampTZ, required: true),
        ]
        try await create(WarehouseTables.imports, imports, added: [ColumnDefinition("types", .text)])
        let rejects = [
            ColumnDefinition("import", .integer, required: true), ColumnDefinition("source", .text, required: true),
            ColumnDefinition("file", .text, required: true), ColumnDefinition("line", .integer, required: true),
            ColumnDefinition("column_name", .text), ColumnDefinition("value", .text),
            ColumnDefinition("reason", .text, required: true),
        ]
        try await create(WarehouseTables.rejects, rejects, added: Self.addedToRejects)
    }

    /// The reason for people, and whether the file as a whole was refused.
    private static let addedToRejects = [
        ColumnDefinition("reason_en", .text), ColumnDefinition("reason_zh", .text),
        ColumnDefinition("refused", .boolean, default: false),
    ]

    /// Warehouses of before the `added` columns get them.
    private func create(
        _ table: TableName,
        _ columns: [ColumnDefinition],
        added: [ColumnDefinition]
    ) async throws {
        try await connection.execute(.createTable(table, columns: columns + added, mode: .ifNotExists))
        let known = try await connection.query(Select(.all, from: .table(table), limit: 0)).schema.fields.map(\.name)
        for column in added where !known.contains(column.name.name) {
            try await connection.execute(.addColumn(column, to: table))
        }
    }

    func entries(of source: String) async throws -> [Entry] {
        let query = Select(
            .columns("number", "source", "path", "fingerprint", "plan", "rows", "rejected", "types"),
            from: .table(WarehouseTables.imports),
            where: SQLExpression.column("source").equals(.text(source)),
            orderBy: [SQLExpression.column("number").ascending()]
        )
        let result = try await connection.query(query)
        let numbers = try result.integers("number")
        let (sources, paths) = (try result.texts("source"), try result.texts("path"))
        let (fingerprints, plans) = (try result.texts("fingerprint"), try result.texts("plan"))
        let (rows, rejected) = (try result.integers("rows"), try result.integers("rejected"))
        let types = try result.texts("types", missing: "")
        return numbers.indices.map { index in
            Entry(
                number: numbers[index],
                source: sources[index],
                path: paths[index],
                fingerprint: fingerprints[index],
                plan: plans[index],
                rows: rows[index],
                rejected: rejected[index],
                types: FoundTypes(text: types[index])
            )
        }
    }

    /// The sources that something was imported of, in the order of their names.
    func sources() async throws -> [String] {
        let name = SQLExpression.column("source")
        let query = Select(
            ["source": name],
            from: .table(WarehouseTables.imports),
            groupBy: .by([name]),
            orderBy: [name.ascending()]
        )
        return try await connection.query(query).texts("source")
    }

    func nextNumber() async throws -> Int64 {
        let query = Select(
            ["last": .coalesce([.max(.column("number")), 0])],
            from: .table(WarehouseTables.imports)
        )
        return try await connection.query(query).integers("last")[0] + 1
    }

    func record(_ entry: Entry, bytes: Int64, at instant: Instant) async throws {
        try await connection.execute(
            .insert(
                into: WarehouseTables.imports,
                columns: [
                    "number", "source", "path", "fingerprint", "plan", "rows", "rejected", "bytes", "imported_at",
                    "types",
                ],
                values: [
                    [
                        .integer(entry.number), .text(entry.source), .text(entry.path), .text(entry.fingerprint),
                        .text(entry.plan), .integer(entry.rows), .integer(entry.rejected), .integer(bytes),
                        .instant(instant), .text(entry.types.text),
                    ]
                ]
            )
        )
    }

    func record(_ rejects: [Reject], of entry: Entry) async throws {
        try await insert(rejects, source: entry.source, number: entry.number, areRefused: false)
    }

    private func insert(_ rejects: [Reject], source: String, number: Int64, areRefused: Bool) async throws {
        guard !rejects.isEmpty else { return }
        let count = rejects.count
        try await connection.ingest(
            into: TablePath("rejects"),
            columns: [
                IngestColumn("import", .integers(Array(repeating: number, count: count))),
                IngestColumn("source", .texts(Array(repeating: source, count: count))),
                IngestColumn("file", .texts(rejects.map(\.file))),
                IngestColumn("line", .integers(rejects.map { Int64($0.line) })),
                IngestColumn("column_name", rejects.map(\.column), placeholder: "") { .texts($0) },
                IngestColumn("value", rejects.map(\.value), placeholder: "") { .texts($0) },
                IngestColumn("reason", .texts(rejects.map(\.reason.rawValue))),
                IngestColumn("reason_en", .texts(rejects.map(\.reason.text.english))),
                IngestColumn("reason_zh", .texts(rejects.map(\.reason.text.chinese))),
                IngestColumn("refused", .booleans(Array(repeating: areRefused, count: count))),
            ],
            mode: .append
        )
    }

    /// The file was found again under another path.
    func rename(_ entry: Entry, to path: String) async throws {
        let number = SQLExpression.integer(entry.number)
        try await connection.execute(
            .update(
                WarehouseTables.imports,
                set: ["path": .text(path)],
                where: SQLExpression.column("number").equals(number)
            )
        )
        try await connection.execute(
            .update(
                WarehouseTables.rejects,
                set: ["file": .text(path)],
                where: SQLExpression.column("import").equals(number)
            )
        )
    }

    /// Takes the rows of an import back.
    func remove(_ entry: Entry) async throws {
        let number = SQLExpression.integer(entry.number)
        try await connection.execute(
            .delete(
                from: WarehouseTables.raw(entry.source),
                where: SQLExpression.column(RawColumn.importNumber).equals(number)
            )
        )
        try await connection.execute(
            .delete(from: WarehouseTables.rejects, where: SQLExpression.column("import").equals(number))
        )
        try await connection.execute(
            .delete(from: WarehouseTables.imports, where: SQLExpression.column("number").equals(number))
        )
    }

    /// Forgets a source that the project no longer has: its imports, its rejects, and every table of its own.
    func forget(_ source: String) async throws {
        try await removeAll(of: source)
        try await connection.execute(
            .delete(from: WarehouseTables.rejects, where: SQLExpression.column("source").equals(.text(source)))
        )
        for table in [WarehouseTables.clean(source), WarehouseTables.removed(source)] {
            try await connection.execute(.dropTable(table))
        }
    }

    /// Forgets all imports of a source, and its rows.
    func removeAll(of source: String) async throws {
        for entry in try await entries(of: source) { try await remove(entry) }
        try await connection.execute(.dropTable(WarehouseTables.raw(source)))
    }
}

/// Rejects of files that were refused: no import brought them, so their number is 0.
extension ImportLedger {
    /// Keeps the rejects of a refused file in place of those of its last attempt.
    func keep(_ refused: RefusedFile) async throws {
        try await forgetRefused(of: refused.source, file: refused.file)
        try await insert(refused.rejects, source: refused.source, number: 0, areRefused: true)
    }

    /// Forgets what was wrong with a file when it was refused, for it is tried again.
    func forgetRefused(of source: String, file: String) async throws {
        try await forgetRefused(of: source, where: SQLExpression.column("file").equals(.text(file)))
    }

    /// Forgets the refused files of a source that are no longer there.
    func forgetRefused(of source: String, except present: Set<String>) async throws {
        let paths = present.sorted().map(SQLExpression.text)
        try await forgetRefused(of: source, where: paths.isEmpty ? true : !SQLExpression.column("file").in(paths))
    }

    private func forgetRefused(of source: String, where condition: SQLExpression) async throws {
        try await connection.execute(
            .delete(
                from: WarehouseTables.rejects,
                where: SQLExpression.column("refused") && SQLExpression.column("source").equals(.text(source))
                    && condition
            )
        )
    }
}
