import Compiler
import Domain
import ProjectFile
import SQL
import Segments
import Warehouse

/// Writes for every customer which segment of each priority list she belongs to: the first that she is a member of.
struct AssignPriorities {
    var workspace: Workspace

    private static let table: TableName = "_priorities"

    /// Reads the memberships that were just written.
    ///
    /// - Parameter kept: the columns of the table of traits that stay.
    /// - Returns: the lists with their sizes, in the order of the project; their traits are in the table then.
    func run(keeping kept: [String], _ definitions: Definitions) async throws -> [RunSummary.Priorities] {
        var kept = kept
        var outcome: [RunSummary.Priorities] = []
        for list in workspace.project.priorities {
            guard !kept.contains(list.name.value) else { throw taken(list.name) }
            try await assign(list, keeping: kept)
            kept.append(list.name.value)
            outcome.append(try await count(list, definitions))
        }
        return outcome
    }

    private func assign(_ list: PriorityList, keeping kept: [String]) async throws {
        let segment = SQLExpression.column("segment")
        let ranks = list.segments.enumerated().map { rank, name in
            SQLExpression.Branch.when(segment.equals(.text(name.value)), then: .integer(Int64(rank)))
        }
        let names = list.segments.map { SQLExpression.text($0.value) }
        try await workspace.connection.execute(
            .createTable(
                Self.table,
                as: Select(
                    [EventColumn.customer: .column(EventColumn.customer), "rank": .min(.cases(ranks))],
                    from: .table(WarehouseTables.memberships),
                    where: segment.in(names),
                    groupBy: .by([.column(EventColumn.customer)])
                ),
                mode: .orReplace
            )
        )
        let rank = SQLExpression.column("a", "rank")
        let values = names.enumerated().map { place, name in
            SQLExpression.Branch.when(rank.equals(.integer(Int64(place))), then: name)
        }
        try await TraitsTable(connection: workspace.connection).replace(
            keeping: kept,
            adding: TraitsTable.Added(
                name: list.name.value,
                value: .cases(values, otherwise: .text(list.otherwise)),
                table: Self.table
            )
        )
        try await workspace.connection.execute(.dropTable(Self.table))
    }

    private func count(_ list: PriorityList, _ definitions: Definitions) async throws -> RunSummary.Priorities {
        let value = SQLExpression.column(Identifier(list.name.value))
        let result = try await workspace.connection.query(
            Select(
                ["value": value, "count": .countRows()],
                from: .table(WarehouseTables.traits),
                groupBy: .by([value])
            )
        )
        let sizes = Dictionary(zip(try result.texts("value"), try result.integers("count"))) { first, _ in first }
        let segments = definitions.segmentsByName
        let tiers = list.segments.map { name in
            let title = segments[name.value]?.shownTitle ?? Bilingual(verbatim: name.value)
            return RunSummary.Priorities.Tier(
                value: name.value,
                title: RunSummary.LocalText(title),
                size: Int(sizes[name.value] ?? 0)
            )
        }
        let rest = RunSummary.Priorities.Tier(
            value: list.otherwise,
            title: RunSummary.LocalText(list.shownOtherwise),
            size: Int(sizes[list.otherwise] ?? 0)
        )
        return RunSummary.Priorities(
            name: list.name.value,
            title: RunSummary.LocalText(list.title ?? Bilingual(verbatim: list.name.value)),
            tiers: tiers + [rest]
        )
    }

    private func taken(_ name: Located<String>) -> WorkspaceError {
        .definition(
            path: workspace.project.path,
            position: name.position,
            reason: Bilingual(
                en: "There is a trait “\(name.value)” already, so no priority list can have this name.",
                zh: "已有名为“\(name.value)”的特征，优先级列表不能再用这个名称。"
            ),
            advice: Bilingual(en: "Give the list another name.", zh: "请为该列表改名。")
        )
    }
}

extension PriorityList {
    /// What people read for `otherwise`: Covey's own word in their language where the file says none.
    var shownOtherwise: Bilingual {
        otherwise == Self.defaultOtherwise
            ? Bilingual(en: Self.defaultOtherwise, zh: "其他") : Bilingual(verbatim: otherwise)
    }
}
