import Compiler
import Domain
import Reports
import SQL
import Warehouse

/// The report's account of the priority lists: how many customers stand where, and what they spent.
struct ReportPriorities {
    var workspace: Workspace

    /// - Parameter summary: of the last run, whose lists the traits are of.
    func summaries(_ summary: RunSummary) async throws -> [PrioritySummary] {
        var summaries: [PrioritySummary] = []
        for list in summary.priorities ?? [] {
            let values = try await values(of: list.name)
            summaries.append(
                PrioritySummary(
                    name: list.name,
                    title: list.title.bilingual,
                    tiers: list.tiers.map { tier in
                        PrioritySummary.Tier(
                            title: tier.title.bilingual,
                            customers: tier.size,
                            value: Amount(tenThousandths: values[tier.value] ?? 0)
                        )
                    }
                )
            )
        }
        return summaries
    }

    /// Net revenue in ten-thousandths, by what the trait says.
    private func values(of trait: String) async throws -> [String: Int64] {
        let value = SQLExpression.column("t", Identifier(trait))
        let customer = SQLExpression.column("f", EventColumn.customer)
        let wide = SQLType.decimal(precision: 38, scale: 4)
        let result = try await workspace.connection.query(
            Select(
                ["value": value, "net": .coalesce([.sum(.column("f", "net")), 0]).cast(to: wide)],
                from: .table(ReportBasis.facts, as: "f"),
                joins: [
                    .inner(
                        .table(WarehouseTables.traits, as: "t"),
                        .on(customer.equals(.column("t", EventColumn.customer)))
                    )
                ],
                groupBy: .by([value])
            )
        )
        return Dictionary(zip(try result.texts("value"), try result.units("net", scale: 4))) { first, _ in first }
    }
}
