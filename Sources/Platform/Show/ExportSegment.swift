import Compiler
package import Domain
import Foundation
import Reports
import SQL
import Warehouse

/// Writes the members of a segment, with their traits, to a file.
package struct ExportSegment {
    package var workspace: Workspace

    package enum Format: String, Sendable, CaseIterable {
        case csv, jsonl, parquet
    }

    package struct Outcome: Sendable {
        package var members: Int64
        /// The instant for which the members were found.
        package var asOf: Instant
        /// Why they may no longer be the segment's members; `nil` where they are.
        package var stale: Staleness?
    }

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Parameters:
    ///   - path: where to write; a file there is replaced when the new one is complete.
    ///   - traits: the columns besides the customer; all traits where it is `nil`.
    ///   - isRaw: whether texts in CSV stay as they are where a spreadsheet would take them for formulas.
    /// - Throws: `WorkspaceError.unknownSegment`, `.notRunYet`, or what writing throws; then no file is left.
    package func run(
        _ name: String,
        to path: String,
        format: Format,
        traits: [String]? = nil,
        isRaw: Bool = false
    ) async throws -> Outcome {
        let last = try await LastRun(workspace)
        guard last.summary.segments.contains(where: { $0.name == name }) else {
            guard try Definitions(workspace.project).segmentsByName[name] == nil else {
                throw WorkspaceError.notEvaluated(name)
            }
            throw WorkspaceError.unknownSegment(
                name,
                nearest: NearestName.of(name, among: last.summary.segments.map(\.name))
            )
        }
        let known = last.summary.traits.map(\.name)
        for trait in traits ?? [] where !known.contains(trait) {
            throw WorkspaceError.definition(
                path: trait,
                position: nil,
                reason: Bilingual(en: "There is no trait of this name.", zh: "没有这个名称的特征。"),
                advice: NearestName.of(trait, among: known).map {
                    Bilingual(en: "Did you mean “\($0)”?", zh: "您是否要写“\($0)”？")
                }
            )
        }
        let chosen = (traits ?? known).compactMap { name in last.summary.traits.first { $0.name == name } }
        let members = members(of: name, traits: chosen, areDefused: format == .csv && !isRaw)
        let partial = path + ".part"
        do {
            try await write(members, to: partial, format)
            guard rename(partial, path) == 0 else {
                throw WorkspaceError.readOnly(path: path, reason: String(cString: strerror(errno)))
            }
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw error
        }
        let count = try await workspace.connection.query(
            Select(
                ["count": .countRows()],
                from: .table(WarehouseTables.memberships),
                where: SQLExpression.column("segment").equals(.text(name))
            )
        ).integers("count")[0]
        return Outcome(
            members: count,
            asOf: last.asOf,
            stale: try await Freshness(workspace).staleness(of: name)
        )
    }

    /// - Parameter areDefused: whether texts that a spreadsheet would take for formulas get an apostrophe.
    private func members(of name: String, traits: [RunSummary.Trait], areDefused: Bool) -> Select {
        let customer = SQLExpression.column("m", EventColumn.customer)
        return Select(
            [EventColumn.customer: areDefused ? Self.defused(customer) : customer]
                + Columns(
                    traits.map { trait in
                        let value = SQLExpression.column("t", Identifier(trait.name))
                        guard areDefused else { return (Identifier(trait.name), value) }
                        let isText = trait.type == ValueType.text.rawValue
                        return (
                            Identifier(SpreadsheetFormula.defused(trait.name)), isText ? Self.defused(value) : value
                        )
                    }
                ),
            from: .table(WarehouseTables.memberships, as: "m"),
            joins: [
                .inner(
                    .table(WarehouseTables.traits, as: "t"),
                    .on(customer.equals(.column("t", EventColumn.customer)))
                )
            ],
            where: SQLExpression.column("m", "segment").equals(.text(name)),
            orderBy: [customer.ascending()]
        )
    }

    private static func defused(_ text: SQLExpression) -> SQLExpression {
        let openings = SpreadsheetFormula.openings.unicodeScalars.map { SQLExpression.text(String($0)) }
        let isFormula = SQLExpression.substring(text, from: 1, count: 1).in(openings)
        return .cases([.when(isFormula, then: .concat(["'", text]))], otherwise: text)
    }

    private func write(_ members: Select, to path: String, _ format: Format) async throws {
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
