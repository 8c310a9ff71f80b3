import Compiler
package import Domain
import Foundation
import ProjectFile
import Reports
import SQL
import Warehouse

/// Where a report was written.
package struct ReportOutcome: Sendable {
    package var path: String
    /// The CSV files beside it.
    package var tables: [String]
    /// Why all of it is out of date.
    package var stale: Staleness?
    /// Segments that are out of date for reasons of their own.
    package var staleSegments: [SegmentStatus]
}

/// Writes the report of the last run.
package struct BuildReport {
    package var workspace: Workspace
    package var context: RunContext

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// Writes the page, and each of its tables as CSV into the folder `tables` where one is named.
    ///
    /// A file that is there stays until the new one is complete.
    ///
    /// - Throws: `WorkspaceError.notRunYet`, `.missingPart`, `FileError.notWritable`, or what the engine throws.
    package func run(to path: String, language: Language, tables: String?) async throws -> ReportOutcome {
        let charts = try ChartLibrary(folders: context.dependencyFolders).source()
        let last = try await LastRun(workspace)
        let freshness = try await Freshness(workspace)
        let states = ListSegments(workspace: workspace).statuses(last, freshness)
        let data = try await data(last, states, stale: freshness.overall)
        let page = try ReportRenderer.html(
            of: data,
            language: language,
            echartsSource: charts,
            sha256Base64: PageFile.digest
        )
        try PageFile.write(page, to: path)
        let shown = Set(data.segments.map(\.name))
        var outcome = ReportOutcome(
            path: path,
            tables: [],
            stale: freshness.overall,
            staleSegments: states.filter {
                $0.stale != nil && $0.stale != freshness.overall && shown.contains($0.name)
            }
        )
        guard let tables else { return outcome }
        do {
            try FileManager.default.createDirectory(atPath: tables, withIntermediateDirectories: true)
        } catch {
            throw WorkspaceError.readOnly(path: tables, reason: error.localizedDescription)
        }
        let files = ReportTables.csvFiles(of: data, language: language)
        for file in files { try PageFile.write(file.text, to: tables + "/" + file.name) }
        outcome.tables = files.map { tables + "/" + $0.name }
        return outcome
    }

    /// Everything that the report says.
    private func data(_ last: LastRun, _ states: [SegmentStatus], stale: Staleness?) async throws -> ReportData {
        let basis = ReportBasis(workspace, now: last.traitsAsOf)
        let hasRevenue = (basis.orders + basis.returns).contains { last.schema.events[$0]?["revenue"] != nil }
        try await workspace.connection.execute(basis.createFacts(hasRevenue: hasRevenue))
        let figures = ReportFigures(connection: workspace.connection, basis: basis, hasRevenue: hasRevenue)
        let segments = ReportSegments(workspace: workspace, basis: basis, states: states)
        let summaries = try await segments.summaries()
        let attributes = ReportAttributes(workspace: workspace, summary: last.summary)
        return ReportData(
            meta: meta(last, stale: stale),
            keyFigures: try await figures.keyFigures(),
            base: try await attributes.base(summaries),
            dataQuality: ReportQuality(summary: last.summary).quality,
            customersOverTime: try await figures.months(),
            rfm: try await ReportRFM(workspace: workspace, schema: last.schema).summary(),
            concentration: hasRevenue ? try await figures.concentration() : nil,
            attributes: try await attributes.summaries(),
            segments: summaries,
            overlap: try await segments.overlap(summaries),
            priorities: try await ReportPriorities(workspace: workspace).summaries(last.summary),
            retention: try await figures.retention(),
            models: try await ReportModels(workspace: workspace).pages()
        )
    }

    private func meta(_ last: LastRun, stale: Staleness?) -> ReportMeta {
        let project = workspace.project
        return ReportMeta(
            title: project.report.title ?? project.title ?? Bilingual(en: "Customers", zh: "客户"),
            currency: project.currency.value,
            timeZone: workspace.zone,
            asOf: last.traitsAsOf,
            generatedAt: context.clock(),
            productVersion: Product.version,
            stale: stale?.sentence(),
            attributions: project.attribution.map {
                Reports.Attribution(text: Bilingual(verbatim: $0.text), url: $0.url)
            }
        )
    }
}
