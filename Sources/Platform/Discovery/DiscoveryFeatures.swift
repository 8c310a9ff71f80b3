import Compiler
import Domain
import Fitting
import ProjectFile
import SQL
import Segments
import Warehouse

/// What groups can be made of in a workspace: its traits, and generic features of its events.
struct DiscoveryFeatures {
    var workspace: Workspace
    var last: LastRun
    var definitions: Definitions

    /// What a feature is.
    struct Feature: Sendable {
        var name: String
        var title: Bilingual
        /// Of a feature that is no trait yet.
        var generic: GenericFeatures.Feature?
        var type: ValueType
    }

    /// The place of features that are worked out for the proposal alone.
    private static let computed: TableName = "_discovered"

    /// - Parameters:
    ///   - wanted: their names; `nil` for all that are of use by themselves.
    ///   - excluded: names that are not taken.
    /// - Throws: `DiscoveryError`.
    func chosen(_ wanted: [String]?, excluding excluded: [String]) throws -> [Feature] {
        let all = try usable()
        for name in excluded where !all.contains(where: { $0.name == name }) { throw unknown(name, all) }
        guard let wanted else {
            let scores = workspace.project.models.map { $0.name.value + "." }
            let result = all.filter { feature in
                !excluded.contains(feature.name) && !scores.contains { feature.name.hasPrefix($0) }
            }
            guard !result.isEmpty else { throw DiscoveryError.noFeatures }
            return result
        }
        var seen: Set<String> = []
        let names = wanted.filter { seen.insert($0).inserted && !excluded.contains($0) }
        guard !names.isEmpty else { throw DiscoveryError.noFeatures }
        return try names.map { name in
            guard let feature = all.first(where: { $0.name == name }) else { throw unknown(name, all) }
            return feature
        }
    }

    private func unknown(_ name: String, _ all: [Feature]) -> DiscoveryError {
        if last.summary.traits.contains(where: { $0.name == name }) { return .unusableFeature(name) }
        return .unknownFeature(name, nearest: NearestName.of(name, among: all.map(\.name)))
    }

    /// Traits that a model takes, then generic features. Names with commas cannot stand in a model's list.
    private func usable() throws -> [Feature] {
        let vocabulary = Vocabulary(workspace.project)
        let later = Set(last.priorityTraits + [Project.listTrait])
        let traits = last.summary.traits.compactMap { trait -> Feature? in
            guard let type = ValueType(rawValue: trait.type), TraitColumns.isTaken(type), !later.contains(trait.name),
                !trait.name.contains(",")
            else { return nil }
            return Feature(name: trait.name, title: vocabulary.title(of: trait.name), generic: nil, type: type)
        }
        let declared = Set(definitions.traits.map(\.expression))
        let taken = Set(last.summary.traits.map(\.name) + definitions.traits.map(\.name))
        let schema = last.schema
        let generic = GenericFeatures(workspace.project, events: schema.events)
            .features(without: declared, taken: taken)
        return try traits
            + generic.map { feature in
                let type: ValueType
                do throws(Problem) {
                    type = try feature.expression.resultType(in: schema)
                } catch {
                    throw WorkspaceError.definition(error, in: workspace.project.path, at: nil)
                }
                return Feature(name: feature.name, title: feature.title, generic: feature, type: type)
            }
    }

    /// The features of all customers, for the instant of the last run.
    func table(_ features: [Feature]) async throws -> DataTable {
        let generic = features.compactMap { feature in
            feature.generic.map { ComputedTrait(name: $0.name, expression: $0.expression, type: feature.type) }
        }
        let connection = workspace.connection
        if !generic.isEmpty {
            let schema = Schema(traits: [:], events: last.schema.events)
            let query = try ComputeTraits(workspace: workspace, now: last.traitsAsOf).query(generic, schema)
            try await connection.execute(
                .createTable(Self.computed, as: query, mode: .orReplace, temporary: true)
            )
        }
        let wanted = features.map { feature in
            TraitColumns.Wanted(
                trait: ComputeTraits.Column(name: feature.name, type: feature.type),
                table: feature.generic == nil ? WarehouseTables.traits : Self.computed
            )
        }
        let read = try await TraitColumns(connection: connection).read(wanted)
        if !generic.isEmpty { try await connection.execute(.dropTable(Self.computed)) }
        var table = DataTable(name: workspace.project.path, read.columns)
        table.titles = Dictionary(features.map { ($0.name, $0.title) }) { first, _ in first }
        return table
    }
}
