import Compiler
import Domain
import Foundation
import Reports
import SQL
import Warehouse

/// A file of customers with their traits.
struct CustomerFile {
    var workspace: Workspace
    /// A file there is replaced when the new one is complete.
    var path: String
    var format: ExportSegment.Format
    /// Whether texts in CSV stay as they are where a spreadsheet would take them for formulas.
    var isRaw: Bool

    /// A customer, and what else is said of her.
    struct Row {
        var customer: String
        var group: String?
    }

    private static let chosen: TableName = "_chosen"

    /// The columns that somebody wants.
    ///
    /// - Parameter wanted: their names; all traits where it is `nil`.
    /// - Throws: `WorkspaceError.definition` with the nearest name.
    func traits(_ wanted: [String]?, of last: LastRun) throws -> [RunSummary.Trait] {
        let known = last.summary.traits.map(\.name)
        for trait in wanted ?? [] where !known.contains(trait) {
            throw WorkspaceError.definition(
                path: trait,
                position: nil,
                reason: Bilingual(en: "There is no trait of this name.", zh: "没有这个名称的特征。"),
                advice: NearestName.of(trait, among: known).map(Bilingual.didYouMean)
            )
        }
        return (wanted ?? known).compactMap { name in last.summary.traits.first { $0.name == name } }
    }

    /// Writes customers in the order of (group, customer).
    ///
    /// - Parameter groupColumn: the name of the column for the groups; `nil` where there is none.
    func write(_ rows: [Row], traits: [RunSummary.Trait], groupColumn: String?) async throws {
        let connection = workspace.connection
        try await connection.ingest(
            into: TablePath(Self.chosen.name.name),
            columns: [
                IngestColumn("customer", .texts(rows.map(\.customer))),
                IngestColumn("part", .texts(rows.map { $0.group ?? "" })),
            ],
            mode: .temporary
        )
        try await write(from: Self.chosen, where: nil, groupColumn: groupColumn, traits: traits)
        try await connection.execute(.dropTable(Self.chosen))
    }

    /// Writes the customers of a table.
    ///
    /// - Parameters:
    ///   - condition: on the columns of the table, whose alias is `m`.
    ///   - groupColumn: what the column for the table's column `part` is called.
    func write(
        from table: TableName,
        where condition: SQLExpression?,
        groupColumn: String? = nil,
        traits: [RunSummary.Trait]
    ) async throws {
        let areDefused = format == .csv && !isRaw
        let customer = SQLExpression.column("m", EventColumn.customer)
        var columns: [(Identifier, SQLExpression)] = [
            (EventColumn.customer, areDefused ? Self.defused(customer) : customer)
        ]
        var order = [customer.ascending()]
        if let groupColumn {
            columns.append((Identifier(groupColumn), .column("m", "part")))
            order.insert(SQLExpression.column("m", "part").ascending(), at: 0)
        }
        columns += traits.filter { $0.name != groupColumn }.map { trait in
            let value = SQLExpression.column("t", Identifier(trait.name))
            guard areDefused else { return (Identifier(trait.name), value) }
            let isText = trait.type == ValueType.text.rawValue
            return (Identifier(SpreadsheetFormula.defused(trait.name)), isText ? Self.defused(value) : value)
        }
        let select = Select(
            Columns(columns),
            from: .table(table, as: "m"),
            joins: [
                .inner(
                    .table(WarehouseTables.traits, as: "t"),
                    .on(customer.equals(.column("t", EventColumn.customer)))
                )
            ],
            where: condition,
            orderBy: order
        )
        let partial = path + ".part"
        do {
            try await write(select, to: partial, format)
            guard rename(partial, path) == 0 else {
                throw WorkspaceError.readOnly(path: path, reason: String(cString: strerror(errno)))
            }
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw error
        }
    }

    private static func defused(_ text: SQLExpression) -> SQLExpression {
        let openings = SpreadsheetFormula.openings.unicodeScalars.map { SQLExpression.text(String($0)) }
        let isFormula = SQLExpression.substring(text, from: 1, count: 1).in(openings)
        return .cases([.when(isFormula, then: .concat(["'", text]))], otherwise: text)
    }

    private func write(_ members: Select, to path: String, _ format: ExportSegment.Format) async throws {
        let copy: CopyFormat =
            switch format {
            case .csv: .csv()
            case .jsonl: .json
            case .parquet: .parquet()
            }
        try await workspace.connection.execute(.copy(members, to: path, as: copy))
        guard format == .csv else { return }
        try addByteOrderMark(path)
    }

    /// Excel takes a CSV file for the local 8-bit encoding unless it begins with a byte order mark.
    private func addByteOrderMark(_ path: String) throws {
        let marked = path + ".bom"
        guard let input = FileHandle(forReadingAtPath: path),
            FileManager.default.createFile(atPath: marked, contents: Data([0xEF, 0xBB, 0xBF])),
            let output = FileHandle(forWritingAtPath: marked)
        else { throw WorkspaceError.readOnly(path: path, reason: String(cString: strerror(errno))) }
        defer { try? FileManager.default.removeItem(atPath: marked) }
        try output.seekToEnd()
        while let chunk = try input.read(upToCount: 1 << 20), !chunk.isEmpty { try output.write(contentsOf: chunk) }
        try output.close()
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: marked, toPath: path)
    }
}
