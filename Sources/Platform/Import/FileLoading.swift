import Compiler
import Domain
import Exchange
import Foundation
import ProjectFile
import SQL
import Warehouse

/// Loads one readable file, as a part of the import's transaction.
struct FileLoading {
    var workspace: Workspace
    var source: SourceDefinition
    var zone: TimeZone
    var context: RunContext
    var table: TableFile
    var shownPath: String
    var inspection: TextInspection
    var overlongLines: [Int]
    /// Types of properties that some file of the source is known to need.
    var knownTypes: FoundTypes

    private var connection: Connection { workspace.connection }
    private var name: String { source.name.value }
    private var ledger: ImportLedger { ImportLedger(connection: connection) }
    private var rawTable: RawTable { RawTable(of: name, connection) }
    private var raw: TableName { rawTable.name }
    private var readerTables: (errors: String, scans: String)? {
        table.format == .parquet ? nil : ("_reader_errors", "_reader_scans")
    }

    /// How many values of a column are looked at to find out how it is written.
    private static let sampleSize = 10_000

    func load(replacing before: ImportLedger.Entry?, plan fingerprint: String) async throws -> FileOutcome {
        do {
            return try await loadRows(replacing: before, plan: fingerprint)
        } catch let error as WarehouseError {
            throw translated(error)
        }
    }

    private func loadRows(replacing before: ImportLedger.Entry?, plan: String) async throws -> FileOutcome {
        if let before { try await ledger.remove(before) }
        var planning = ColumnPlanning(source: source, path: shownPath, table: table, samples: try await samples())
        planning.types = try await types(planning.foundTypes)
        let query = try await query(planning)
        try await rawTable.prepare(query.columnDefinitions)
        try await insert(query)
        let loaded = try await settle(query)
        let entry = ImportLedger.Entry(
            number: query.importNumber,
            source: name,
            path: shownPath,
            fingerprint: inspection.fingerprint,
            plan: plan,
            rows: loaded.rows,
            rejected: Int64(loaded.rejects.count),
            types: planning.foundTypes
        )
        try await ledger.record(loaded.rejects, of: entry)
        try await ledger.record(entry, bytes: inspection.byteCount, at: context.clock())
        var outcome = FileOutcome(entry, before == nil ? .imported : .replaced, inspection)
        outcome.rejects = Array(loaded.rejects.prefix(20))
        outcome.swappedDates = loaded.swapped
        return outcome
    }

    /// The types that fit this file, those that are known already, and what the source's other files show.
    ///
    /// - Throws: `OtherTypes` where the table that is there has others.
    private func types(_ found: FoundTypes) async throws -> FoundTypes {
        let others = try await ledger.entries(of: name)
        guard !others.isEmpty else {
            // The table's columns are those of files that are no longer in it.
            try await ledger.removeAll(of: name)
            return found.joined(with: knownTypes)
        }
        let types = others.reduce(found.joined(with: knownTypes)) { $0.joined(with: $1.types) }
        guard types.agree(with: try await rawTable.types(), of: source) else { throw OtherTypes(types: types) }
        return types
    }

    private func query(_ planning: ColumnPlanning) async throws -> ImportQuery {
        let plans = try planning.plans().map { plan in
            var plan = plan
            plan.strays = table.strays(inspection)
            plan.readsEmptyAsNull = table.readsEmptyAsNull
            return plan
        }
        return ImportQuery(
            source: table.source(rejectsInto: readerTables),
            columns: plans,
            otherColumns: table.others(than: plans.map(\.column)),
            text: table.text,
            importNumber: try await ledger.nextNumber(),
            zone: zone,
            refusesDamage: inspection.damagedLines > 0 || inspection.nulBytes > 0 || inspection.encoding != .utf8,
            isRow: table.isRow,
            wellFormed: table.wellFormed
        )
    }

    private func insert(_ query: ImportQuery) async throws {
        let fileName = FileOnDisk(path: shownPath).name
        let progress = ReadProgress(
            activity: Bilingual(en: "Loading \(fileName)", zh: "正在导入 \(fileName)"),
            total: FileOnDisk(path: table.path).size,
            rows: Int64(max(0, inspection.lineCount - (table.hasHeader ? 1 : 0))),
            context: context
        )
        let columns = query.columnDefinitions.map(\.name)
        let raw = raw
        let connection = connection
        _ = try await progress.during {
            try await connection.execute(.insert(into: raw, columns: columns, from: query.select))
        }
    }

    /// Counts what came in, moves what cannot be used to the rejects, and refuses the file where that is too much.
    private func settle(
        _ query: ImportQuery
    ) async throws -> (rows: Int64, rejects: [Reject], swapped: [SwappedDates]) {
        let collector = RejectCollector(
            connection: connection,
            file: shownPath,
            table: table,
            plans: query.columns,
            importNumber: query.importNumber,
            rejectMark: query.rejectMark,
            raw: raw,
            readerTables: readerTables,
            overlongLines: overlongLines
        )
        let refused = try await collector.refused()
        try await checkQuotes(refused, collector)
        let (good, marked) = try await collector.counts()
        let rejected = marked + refused.count + overlongLines.count
        let total = good + rejected
        guard total > 0 else { throw ImportError.noRows(path: shownPath) }
        let swapped = marked > 0 ? try await collector.swappedDates(of: source) : []
        if source.rejects.isExceeded(rejected: rejected, of: total) {
            let rejects = Array(
                try await collector.rejects(refused, limit: RefusedFile.limit).prefix(RefusedFile.limit)
            )
            let cause = ImportError.tooManyRejects(
                path: shownPath,
                rejected: rejected,
                rows: total,
                limit: source.rejects.text,
                examples: Array(rejects.prefix(5)),
                swapped: swapped
            )
            throw RefusedFile(source: name, file: shownPath, rejects: rejects, cause: cause)
        }
        let rejects = rejected > 0 ? try await collector.rejects(refused) : []
        if marked > 0 { try await collector.removeMarked() }
        try await dropReaderTables()
        return (Int64(good), rejects, swapped)
    }

    /// A quote that is open to the end of the file has swallowed everything after it.
    private func checkQuotes(_ refused: [RejectCollector.Refused], _ collector: RejectCollector) async throws {
        guard let last = refused.last, TableFile.isOpenQuote(last.errorType, last.text) else { return }
        let lines = try await collector.rejects([last], limit: 0)
        throw ImportError.unclosedQuote(path: shownPath, line: lines.first?.line ?? 1)
    }

    private func dropReaderTables() async throws {
        guard let readerTables else { return }
        for name in [readerTables.errors, readerTables.scans] {
            try await connection.execute(.dropTable(TableName(Identifier(name))))
        }
    }

    /// Values of every mapped column, cleaned, without blanks.
    private func samples() async throws -> [String: [String]] {
        let columns = source.columns.filter {
            table.format == .jsonLines || table.columns.contains($0.column.value)
        }
        guard !columns.isEmpty else { return [:] }
        let texts = columns.enumerated().map { index, mapping in
            let cleaners = ColumnPlanning.cleaners(mapping)
            return (Identifier("c\(index)"), table.cleanedText(mapping.column.value, cleaners: cleaners))
        }
        let result = try await connection.query(
            Select(
                Columns(texts),
                from: table.source(rejectsInto: readerTables, firstRows: true),
                where: table.isRow,
                limit: Self.sampleSize
            )
        )
        try await dropReaderTables()
        var samples: [String: [String]] = [:]
        for (index, mapping) in columns.enumerated() {
            samples[mapping.column.value] = try result.texts("c\(index)", missing: "").filter { !$0.isEmpty }
        }
        return samples
    }

    /// Errors of the reader name the working copy, and say more to a programmer than to the owner of the file.
    private func translated(_ error: WarehouseError) -> any Error {
        guard case .statement(.query, let failure) = error else { return error }
        let reason = failure.message.replacing(table.path, with: shownPath)
        return ImportError.unreadable(path: shownPath, reason: reason)
    }
}

extension RejectLimit {
    var text: String {
        switch self {
        case .share(let share): "\(Int((share.fraction * 10_000).rounded()) / 100)%"
        case .count(let count): String(count)
        }
    }
}
