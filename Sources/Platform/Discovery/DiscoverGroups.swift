package import Domain
package import Fitting
import Foundation
import Models
import ProjectFile
import Segments

/// Proposes groups of a workspace's customers, and writes them into it where a name is given.
package struct DiscoverGroups {
    package var workspace: Workspace
    package var context: RunContext

    package struct Request: Sendable {
        /// Names of traits and features; `nil` for all that are of use.
        package var features: [String]?
        package var excluded: [String]
        /// `k`, `min-size` and `seed`, as the model takes them.
        package var options: [FitOption: String]
        /// The model's name; `nil` where nothing is to be written.
        package var name: String?

        package init(features: [String]?, excluded: [String], options: [FitOption: String], name: String?) {
            self.features = features
            self.excluded = excluded
            self.options = options
            self.name = name
        }
    }

    /// A column that groups are made of.
    package struct Feature: Sendable {
        package var name: String
        package var title: Bilingual
        /// How it is worked out, of one that is no trait yet.
        package var expression: String?
        /// Whether the preparation kept it.
        package var isUsed: Bool
    }

    package struct Proposal: Sendable {
        package var document: FitDocument
        package var request: Request
        package var features: [Feature]
        package var asOf: Instant
        package var customers: Int
        package var written: Written?
    }

    /// What was written.
    package struct Written: Sendable {
        package var model: String
        package var projectPath: String
        package var segmentPath: String
        /// Traits that were declared for it.
        package var traits: [String]
        /// In the order of the groups.
        package var segments: [Segment]
    }

    package struct Segment: Sendable {
        package var name: String
        package var title: Bilingual
        package var size: Int
    }

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Throws: `WorkspaceError.notRunYet`, `DiscoveryError`, `SetError` for a name; `ModelError` and `TableError` of the
    ///   model; with a name also `ProjectEditError` and whatever a run throws. What fails leaves all files as they were.
    package func run(_ request: Request) async throws -> Proposal {
        let definitions = try Definitions(workspace.project)
        let last = try await LastRun(workspace)
        let keeping = try request.name.map { name in
            try KeepGroups(workspace: workspace, context: context, definitions: definitions, name: name, last: last)
        }
        let source = DiscoveryFeatures(workspace: workspace, last: last, definitions: definitions)
        let chosen = try source.chosen(request.features, excluding: request.excluded)
        context.progress(Progress(Bilingual(en: "Reading the features", zh: "正在读取特征")))
        let table = try await source.table(chosen)
        let options = FitOptions(model: GroupsOnTable.name, request.options)
        context.progress(Progress(Bilingual(en: "Comparing groupings", zh: "正在比较分组方案")))
        let (fitted, document) = try GroupsOnTable.fit(table, options)
        let used = Set(fitted.recipe.names)
        var proposal = Proposal(
            document: document,
            request: request,
            features: chosen.map { feature in
                Feature(
                    name: feature.name,
                    title: feature.title,
                    expression: feature.generic.map { SegmentPrinter.text(of: $0.expression) },
                    isUsed: used.contains(feature.name)
                )
            },
            asOf: last.traitsAsOf,
            customers: table.rowCount,
            written: nil
        )
        proposal.written = try await keeping?.run(chosen.filter { used.contains($0.name) }, fitted, request.options)
        return proposal
    }
}
