import Domain
import Fitting
import Foundation
import Models
import ProjectFile
import Segments
import Warehouse

/// Writes proposed groups into a workspace: traits and a model into `covey.yaml`, a file of segments, and a run.
///
/// Where anything fails, `covey.yaml` is put back byte for byte and the file of segments is removed. A run is one
/// transaction, so its results are then those of before as well.
struct KeepGroups {
    private let workspace: Workspace
    private let context: RunContext
    private let definitions: Definitions
    private let name: String
    private let bytes: [UInt8]

    /// - Throws: `DiscoveryError.unusableName`, `.nameTaken`, `SetError`, `WorkspaceError.readOnly`: what can be known
    ///   before the work begins.
    init(workspace: Workspace, context: RunContext, definitions: Definitions, name: String, last: LastRun) throws {
        self.workspace = workspace
        self.context = context
        self.definitions = definitions
        self.name = name
        let path = workspace.project.path
        guard let data = FileManager.default.contents(atPath: path) else {
            throw WorkspaceError.readOnly(path: path, reason: String(cString: strerror(errno)))
        }
        bytes = Array(data)
        try checkName(last)
    }

    private func checkName(_ last: LastRun) throws {
        guard name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]{0,59}/) != nil else { throw DiscoveryError.unusableName(name) }
        let project = workspace.project
        let lower = name.lowercased()
        if let model = project.models.first(where: { $0.name.value.lowercased() == lower }) {
            throw DiscoveryError.nameTaken(name, by: "models: \(model.name.value)")
        }
        let traits = last.summary.traits.map(\.name) + definitions.traits.map(\.name)
        if let trait = traits.first(where: { $0.lowercased() == lower || $0.lowercased().hasPrefix(lower + ".") }) {
            throw DiscoveryError.nameTaken(name, by: "traits: \(trait)")
        }
        for number in 1...GroupsOnTable.mostGroups {
            if let segment = definitions.segments.first(where: { $0.definition.name == segmentName(number) }) {
                throw SetError.segmentExists(segment.definition.name, path: segment.path)
            }
        }
        _ = try NewSegmentFile(project: project, definitions: definitions).path(for: name)
    }

    private func segmentName(_ number: Int) -> String { "\(name)-\(number)" }

    // MARK: Writing

    /// - Parameters:
    ///   - features: those that the groups are made of.
    ///   - options: what was said to the model.
    func run(
        _ features: [DiscoveryFeatures.Feature],
        _ fitted: GroupsOnTable.Fitted,
        _ options: [FitOption: String]
    ) async throws -> DiscoverGroups.Written {
        let path = workspace.project.path
        let text = try addition(features, fitted, options).added(to: bytes, path: path)
        let project = try Project.load(bytes: text, path: path)
        let segmentPath = try NewSegmentFile(project: project, definitions: definitions).path(for: name)
        do {
            try Self.write(Data(text), to: path)
            try Self.writeNew(segments(fitted.names), to: segmentPath)
            let now = Workspace(
                directory: workspace.directory,
                project: project,
                database: workspace.database,
                connection: workspace.connection
            )
            let summary = try await run(now, segmentPath, fitted.names)
            return written(summary, segmentPath, features)
        } catch {
            try restore(segmentPath)
            throw error
        }
    }

    private func addition(
        _ features: [DiscoveryFeatures.Feature],
        _ fitted: GroupsOnTable.Fitted,
        _ options: [FitOption: String]
    ) -> ProjectAddition {
        let isChinese = workspace.project.language.language(locale: context.language) == .chinese
        var fields: [(key: String, value: ProjectAddition.Model.Value)] = [
            ("model", .text(GroupsOnTable.name)), ("features", .list(features.map(\.name))),
            ("k", .text(String(fitted.names.count))), ("method", .text(fitted.method.rawValue)),
            ("seed", .text(options[.seed] ?? "1")),
        ]
        if let size = options[.minSize] { fields.append(("min-size", .text(size))) }
        let outputs = ["group": "group", "name": isChinese ? "name_zh" : "name", "confidence": "confidence"]
        fields.append(("outputs", .group(outputs)))
        return ProjectAddition(
            traits: features.compactMap { feature in
                feature.generic.map {
                    ProjectAddition.Trait(
                        name: $0.name,
                        value: SegmentPrinter.text(of: $0.expression),
                        title: $0.title
                    )
                }
            },
            model: ProjectAddition.Model(
                name: name,
                comment: isChinese ? "covey discover 找到的分群" : "groups that covey discover found",
                fields: fields
            )
        )
    }

    private func segments(_ names: [Bilingual]) -> Data {
        let definitions = names.enumerated().map { index, title in
            SegmentDefinition(
                name: segmentName(index + 1),
                title: Caption([.english: title.english, .chinese: title.chinese]),
                condition: .atom(
                    .trait(
                        name: name + ".group",
                        Comparison(.relation(.equal, .number(Numeral(Int64(index + 1)))))
                    )
                )
            )
        }
        return Data(SegmentPrinter.text(of: definitions).utf8)
    }

    /// The run; where it fitted groups of other names than were proposed, since the data or the day are others, the
    /// segments are called by those.
    private func run(_ workspace: Workspace, _ segmentPath: String, _ proposed: [Bilingual]) async throws -> RunSummary
    {
        let summary = try await RunWorkspace(workspace: workspace, context: context).run()
        if let failure = summary.failures?.first(where: { $0.name.hasPrefix(name + "-") }) {
            throw SegmentNotEvaluable(name: failure.name, reason: failure.reason.bilingual)
        }
        let record = try await ModelStore(connection: workspace.connection).records()[name]
        guard let names = record?.document.groupNames, names != proposed else { return summary }
        try Self.write(segments(names), to: segmentPath)
        return try await UpdateMemberships(workspace: workspace, context: context).run(rereadsLists: false)
    }

    private func written(
        _ summary: RunSummary,
        _ segmentPath: String,
        _ features: [DiscoveryFeatures.Feature]
    ) -> DiscoverGroups.Written {
        let own = (1...GroupsOnTable.mostGroups).compactMap { number in
            summary.segments.first { $0.name == segmentName(number) }
        }
        return DiscoverGroups.Written(
            model: name,
            projectPath: workspace.project.path,
            segmentPath: segmentPath,
            traits: features.filter { $0.generic != nil }.map(\.name),
            segments: own.map { segment in
                DiscoverGroups.Segment(
                    name: segment.name,
                    title: segment.title.bilingual,
                    size: segment.size
                )
            }
        )
    }

    // MARK: Files

    /// A new file that takes the place of the old one in one step, with its rights; where the path is a link, the file
    /// that it leads to.
    private static func replace(_ path: String, with data: Data) throws {
        let file = URL(filePath: path).resolvingSymlinksInPath()
        let rights = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
        try data.write(to: file, options: .atomic)
        if let rights { try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: file.path) }
    }

    private static func write(_ data: Data, to path: String) throws {
        do {
            try replace(path, with: data)
        } catch {
            throw WorkspaceError.readOnly(path: path, reason: error.localizedDescription)
        }
    }

    private static func writeNew(_ data: Data, to path: String) throws {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        do {
            if !folder.isEmpty {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            try data.write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch {
            throw WorkspaceError.readOnly(path: path, reason: error.localizedDescription)
        }
    }

    private func restore(_ segmentPath: String) throws {
        unlink(segmentPath)
        do {
            try Self.replace(workspace.project.path, with: Data(bytes))
        } catch {
            throw DiscoveryError.couldNotRestore(
                path: workspace.project.path,
                reason: error.localizedDescription
            )
        }
    }
}
