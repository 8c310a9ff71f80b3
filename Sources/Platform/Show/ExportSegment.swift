import Compiler
package import Domain
import Foundation
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
    /// - Throws: `WorkspaceError.unknownSegment`, `.notRunYet`, or what writing throws; then no file is left.
    package func run(_ name: String, to path: String, format: Format, traits: [String]? = nil) async throws
        -> Outcome
    {
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
        let members = members(of: name, columns: traits ?? known)
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

    private func members(of name: String, columns: [String]) -> Select {
        let customer = SQLExpression.column("m", EventColumn.customer)
        return Select(
            [EventColumn.customer: customer]
                + Columns(columns.map { (Identifier($0), .column("t", Identifier($0))) }),
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
