import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import Segments
import Warehouse

/// Gathers what a run found into its summary.
struct RunFacts {
    var workspace: Workspace
    var context: RunContext
    var now: Instant

    private var connection: Connection { workspace.connection }

    func summary(
        _ files: [FileOutcome],
        _ layouts: [SourceLayout],
        _ cleaned: [CleaningOutcome],
        _ built: BuildEvents.Outcome,
        _ models: [RunModel.Outcome],
        _ evaluated: EvaluateSegments.Outcome
    ) async throws -> RunSummary {
        let customers = try await connection.query(
            Select(["count": .countRows()], from: .table(WarehouseTables.customers))
        ).integers("count")[0]
        var sources: [RunSummary.Source] = []
        for outcome in cleaned {
            guard let layout = layouts.first(where: { $0.name == outcome.source }) else { continue }
            sources.append(try await source(layout, outcome, files.filter { $0.source == outcome.source }))
        }
        return RunSummary(
            version: Product.version,
            workspace: workspace.directory,
            asOf: now.date,
            finishedAt: context.clock().date,
            timeZone: workspace.zone.name,
            currency: workspace.project.currency.value.code,
            sources: sources,
            customers: customers,
            events: try await events(),
            traits: evaluated.traits.map { RunSummary.Trait(name: $0.name, type: $0.type.rawValue) },
            segments: evaluated.segments.compactMap { RunSummary.Segment($0, customers) },
            priorities: evaluated.priorities,
            schema: built.events.mapValues { $0.mapValues(\.rawValue) },
            seconds: 0,
            report: nil,
            models: models.isEmpty ? nil : models.map { RunSummary.Model($0.record) },
            remarks: (files.flatMap(\.hints) + files.flatMap(\.remarks) + models.compactMap(\.remark)
                + evaluated.remarks).map(RunSummary.LocalText.init),
            failures: evaluated.segments.compactMap(RunSummary.Failure.init)
        )
    }

    private func events() async throws -> [RunSummary.Event] {
        let result = try await connection.query(
            Select(
                [
                    "event": .column(EventColumn.event), "count": .countRows(),
                    "customers": .countDistinct(.column(EventColumn.customer)),
                ],
                from: .table(WarehouseTables.events),
                groupBy: .by([.column(EventColumn.event)]),
                orderBy: [SQLExpression.column("event").ascending()]
            )
        )
        let (names, counts) = (try result.texts("event"), try result.integers("count"))
        let customers = try result.integers("customers")
        return names.indices.map {
            RunSummary.Event(name: names[$0], count: counts[$0], customers: customers[$0])
        }
    }

    private func source(
        _ layout: SourceLayout,
        _ outcome: CleaningOutcome,
        _ files: [FileOutcome]
    ) async throws -> RunSummary.Source {
        let rejects = try await rejects(layout.name)
        return RunSummary.Source(
            name: layout.name,
            kind: layout.source.kind.value.rawValue,
            files: files.map {
                RunSummary.File(
                    path: $0.path,
                    status: $0.status.rawValue,
                    rows: $0.rows,
                    rejected: $0.rejected,
                    bytes: $0.bytes,
                    encoding: $0.encoding
                )
            },
            rows: outcome.rows,
            rejected: rejects.reduce(0) { $0 + $1.count },
            rejects: rejects,
            checks: outcome.checks.map { check in
                RunSummary.Check(
                    rule: check.key,
                    name: RunSummary.LocalText(check.name),
                    action: check.action,
                    found: check.found,
                    removed: check.action == "remove" ? check.acted : 0,
                    returned: check.action == "return" ? check.acted : 0,
                    amount: check.amount
                )
            },
            kept: outcome.kept,
            scopes: outcome.scopes.map {
                RunSummary.Scope(
                    scope: $0.key,
                    name: RunSummary.LocalText($0.name),
                    rows: $0.rows,
                    customers: $0.customers,
                    orders: $0.orders,
                    revenue: $0.revenue
                )
            }
        )
    }

    private func rejects(_ source: String) async throws -> [RunSummary.RejectCount] {
        let line = SQLExpression.column("line")
        let result = try await connection.query(
            Select(
                [
                    "reason": .column("reason"), "count": .countRows(),
                    "file": .first(.column("file"), by: [.column("file"), line]),
                    "line": .first(line, by: [.column("file"), line]),
                    "column_name": .first(.coalesce([.column("column_name"), ""]), by: [.column("file"), line]),
                ],
                from: .table(WarehouseTables.rejects),
                where: SQLExpression.column("source").equals(.text(source)) && !SQLExpression.column("refused"),
                groupBy: .by([.column("reason")]),
                orderBy: [SQLExpression.column("count").descending(), SQLExpression.column("reason").ascending()]
            )
        )
        let (reasons, counts) = (try result.texts("reason"), try result.integers("count"))
        let (files, lines) = (try result.texts("file"), try result.integers("line"))
        let columns = try result.texts("column_name")
        return reasons.indices.map { index in
            RunSummary.RejectCount(
                reason: reasons[index],
                count: counts[index],
                file: files[index],
                line: lines[index],
                column: columns[index].isEmpty ? nil : columns[index]
            )
        }
    }
}

extension RunSummary.Segment {
    /// `nil` of a segment that nobody knows the members of.
    init?(_ refreshed: RefreshedSegment, _ customers: Int64) {
        guard let size = refreshed.size else { return nil }
        self.init(
            name: refreshed.name,
            title: RunSummary.LocalText(refreshed.title),
            size: size,
            share: customers > 0 ? Double(size) / Double(customers) : 0
        )
    }
}

extension RunSummary.Failure {
    /// `nil` of a segment that was refreshed.
    init?(_ refreshed: RefreshedSegment) {
        guard let reason = refreshed.failure else { return nil }
        self.init(name: refreshed.name, reason: RunSummary.LocalText(reason))
    }
}

extension SegmentDefinition {
    /// The title that its owner gave, else its name.
    var shownTitle: Bilingual {
        Bilingual(en: title?[.english] ?? name, zh: title?[.chinese] ?? name)
    }
}
