import Compiler
package import Domain
import Fitting
import Foundation
package import Models
import ProjectFile
import SQL
import Segments
import Warehouse

/// What sets the members of a segment apart, and rules that find them.
package struct ProfileSegment {
    package var workspace: Workspace
    package var context: RunContext

    package struct Wish: Sendable {
        /// A segment's name, or a condition.
        package var text: String
        /// The only traits to look at; all usable ones where it is `nil`.
        package var features: [String]?
        /// Traits that are not looked at.
        package var excluded: [String]
        /// The most conditions of a rule.
        package var depth: Int
        package var seed: UInt64
        /// The name of a new segment for the rules.
        package var newName: String?

        package init(
            text: String,
            features: [String]? = nil,
            excluded: [String] = [],
            depth: Int = 3,
            seed: UInt64 = 1,
            newName: String? = nil
        ) {
            self.text = text
            self.features = features
            self.excluded = excluded
            self.depth = depth
            self.seed = seed
            self.newName = newName
        }
    }

    package struct Rule: Sendable {
        package var text: String
        package var customers: Int
        package var members: Int
    }

    /// All rules together, as the segment language evaluates them.
    package struct Combined: Sendable {
        package var rule: String
        /// Customers that the rule finds.
        package var size: Int
        /// Of those, members of the segment.
        package var members: Int
    }

    package struct Outcome: Sendable {
        package var size: Int
        package var customers: Int
        package var profile: SegmentProfile
        /// What traits are called.
        package var titles: [String: Bilingual]
        package var rules: [Rule]
        package var combined: Combined?
        package var segment: MadeSegment?
        package var asOf: Instant
        package var stale: Staleness?
    }

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Throws: `WorkspaceError`, `ModelError` where nobody or everybody is a member, `SetError`.
    package func run(_ wish: Wish) async throws -> Outcome {
        let making = try MakeSegment(workspace: workspace, context: context)
        if let name = wish.newName { try making.checkName(name) }
        let last = try await LastRun(workspace)
        let definitions = try Definitions(workspace.project)
        let members = MembersNow(workspace: workspace, context: context, definitions: definitions, last: last)
        let ids = Set(try await members.ids(of: wish.text, at: last.asOf))
        let chosen = try traits(wish, last, definitions)
        let read = try await TraitColumns(connection: workspace.connection).read(
            chosen.map { TraitColumns.Wanted(trait: $0, table: WarehouseTables.traits) }
        )
        let isMember = read.customers.map(ids.contains)
        let columns = read.columns.filter(Self.isTelling)
        let profile = try SegmentProfile(columns.compactMap(ProfileVariable.init), isMember: isMember)
        let rules = try self.rules(wish, chosen, columns, isMember)
        let combined = try await combined(rules, members, last.asOf, ids)
        var outcome = Outcome(
            size: ids.count,
            customers: read.customers.count,
            profile: profile,
            titles: titles(chosen.map(\.name)),
            rules: rules.map { Rule(text: $0.text, customers: $0.customers, members: $0.members) },
            combined: combined,
            asOf: last.asOf,
            stale: try await Freshness(workspace).overall
        )
        if let name = wish.newName, let combined {
            let definition = try DefinitionText(combined.rule, definitions, last.schema).definition
            outcome.segment = try await making.run(SegmentDefinition(name: name, condition: definition.condition))
        }
        return outcome
    }

    // MARK: Traits

    /// The traits to look at: what a model says is no news of a segment that rests on the same model.
    private func traits(_ wish: Wish, _ last: LastRun, _ definitions: Definitions) throws -> [ComputeTraits.Column] {
        let known = last.columns().filter { TraitColumns.isTaken($0.type) }
        for name in (wish.features ?? []) + wish.excluded where !known.contains(where: { $0.name == name }) {
            throw WorkspaceError.definition(
                path: name,
                position: nil,
                reason: Bilingual(en: "There is no usable trait of this name.", zh: "没有这个名称的可用特征。"),
                advice: NearestName.of(name, among: known.map(\.name)).map(Bilingual.didYouMean)
            )
        }
        if let features = wish.features { return known.filter { features.contains($0.name) } }
        let definition = try DefinitionText(wish.text, definitions, last.schema).definition
        let own = DefinitionNeeds([definition.condition]).traits
        let models = workspace.project.models.map { $0.name.value + "." }
        let related = models.filter { prefix in own.contains { $0.hasPrefix(prefix) } }
        let lists = workspace.project.priorities.map(\.name.value) + [Project.listTrait]
        return known.filter { trait in
            !wish.excluded.contains(trait.name) && !lists.contains(trait.name)
                && !related.contains { trait.name.hasPrefix($0) }
        }
    }

    /// Texts of very many values name single customers rather than kinds of them.
    private static func isTelling(_ column: DataColumn) -> Bool {
        guard case .categories(_, let levels) = column.values else { return true }
        return levels.count <= 100
    }

    private func titles(_ names: [String]) -> [String: Bilingual] {
        let vocabulary = Vocabulary(workspace.project)
        return Dictionary(names.map { ($0, vocabulary.title(of: $0)) }) { first, _ in first }
    }

    // MARK: Rules

    private func rules(
        _ wish: Wish,
        _ traits: [ComputeTraits.Column],
        _ columns: [DataColumn],
        _ isMember: [Bool]
    ) throws -> [ExplainingRules.Rule] {
        let types = Dictionary(traits.map { ($0.name, $0.type) }) { first, _ in first }
        return try ExplainingRules(types: types, depth: wish.depth, seed: wish.seed).rules(columns, isMember: isMember)
    }

    /// Finds by the segment language who the rules find: what is promised is what a segment would do.
    private func combined(
        _ rules: [ExplainingRules.Rule],
        _ members: MembersNow,
        _ asOf: Instant,
        _ ids: Set<String>
    ) async throws -> Combined? {
        guard !rules.isEmpty else { return nil }
        let text = rules.count == 1 ? rules[0].text : rules.map { "(\($0.text))" }.joined(separator: " or ")
        let found = try await members.ids(of: text, at: asOf)
        return Combined(rule: text, size: found.count, members: found.count(where: ids.contains))
    }
}
