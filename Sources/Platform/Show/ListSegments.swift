import Compiler
package import Domain
import Foundation
import SQL
import Segments
import Warehouse

/// A segment, its size, and whether that is still true.
package struct SegmentStatus: Sendable {
    package var name: String
    package var title: Bilingual
    package var sentence: Bilingual
    /// `nil` where the segment was never evaluated.
    package var size: Int?
    /// Of all customers, 0…1.
    package var share: Double?
    package var asOf: Instant?
    /// Why the size may be out of date; `nil` where it is not.
    package var stale: Bilingual?
}

/// All segments of a workspace with their sizes.
package struct ListSegments {
    package var workspace: Workspace

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Throws: `WorkspaceError.notRunYet`, and what reading definitions throws.
    package func run() async throws -> [SegmentStatus] {
        let definitions = try Definitions(workspace.project)
        let last = try await LastRun(workspace)
        let known = try await evaluated()
        let newest = try await newestImport()
        return definitions.segments.map(\.definition).map { definition in
            let entry = known[definition.name]
            return SegmentStatus(
                name: definition.name,
                title: definition.shownTitle,
                sentence: Bilingual(
                    en: definition.sentence(in: .english),
                    zh: definition.sentence(in: .chinese)
                ),
                size: entry?.size,
                share: entry.map { last.summary.customers > 0 ? Double($0.size) / Double(last.summary.customers) : 0 },
                asOf: entry?.asOf,
                stale: Self.staleness(definition, entry, newestImport: newest)
            )
        }
    }

    struct Evaluated {
        var definition: String
        var size: Int
        var asOf: Instant
        var evaluatedAt: Instant
    }

    static func staleness(_ definition: SegmentDefinition, _ entry: Evaluated?, newestImport: Instant?) -> Bilingual? {
        guard let entry else { return Bilingual(en: "not evaluated yet", zh: "尚未计算") }
        if entry.definition != SegmentPrinter.text(of: definition) {
            return Bilingual(en: "the definition was changed since", zh: "定义在计算之后有改动")
        }
        if let newestImport, newestImport > entry.evaluatedAt {
            return Bilingual(en: "data were imported since", zh: "计算之后导入了新数据")
        }
        return nil
    }

    func evaluated() async throws -> [String: Evaluated] {
        let result = try await workspace.connection.query(
            Select(
                .columns("name", "definition", "size", "as_of", "evaluated_at"),
                from: .table(WarehouseTables.segments)
            )
        )
        let (names, texts) = (try result.texts("name"), try result.texts("definition"))
        let (sizes, instants) = (try result.integers("size"), try result.timestamps("as_of"))
        let evaluated = try result.timestamps("evaluated_at")
        let entries = names.indices.map { index in
            (
                names[index],
                Evaluated(
                    definition: texts[index],
                    size: Int(sizes[index]),
                    asOf: Instant(microseconds: instants[index]),
                    evaluatedAt: Instant(microseconds: evaluated[index])
                )
            )
        }
        return Dictionary(entries) { first, _ in first }
    }

    func newestImport() async throws -> Instant? {
        let result = try await workspace.connection.query(
            Select(["newest": .max(.column("imported_at"))], from: .table(WarehouseTables.imports))
        )
        return try result.presence("newest")[0] ? Instant(microseconds: result.timestamps("newest")[0]) : nil
    }
}
