import Compiler
import Domain
import Foundation
import ProjectFile
import Reports
import SQL
import Segments
import Warehouse

/// The report's account of the segments: what each is worth, and which customers they share.
struct ReportSegments {
    var workspace: Workspace
    var basis: ReportBasis
    /// All segments of the project.
    var states: [SegmentStatus]

    private var connection: Connection { workspace.connection }

    /// What the members of a segment, or all customers, add up to.
    private struct Totals {
        var members: Int
        var buyers: Int
        var orders: Int64
        var gross: Int64
        var net: Int64
        var medianRecency: Double?

        var perCustomer: Double? { members > 0 ? Double(net) / Double(members) : nil }
        var ordersPerCustomer: Double? { members > 0 ? Double(orders) / Double(members) : nil }
        var perOrder: Double? { orders > 0 ? Double(gross) / Double(orders) : nil }
    }

    func summaries() async throws -> [SegmentSummary] {
        let base = try await totals(of: nil)[""] ?? Totals(members: 0, buyers: 0, orders: 0, gross: 0, net: 0)
        let found = try await totals(of: WarehouseTables.memberships)
        return try shown(states).map { state in
            summary(state, found[state.name], base)
        }
    }

    /// Those that the project wants in the report.
    private func shown(_ states: [SegmentStatus]) throws -> [SegmentStatus] {
        guard case .named(let names) = workspace.project.report.segments else { return states }
        return try names.map { name in
            guard let state = states.first(where: { $0.name == name.value }) else {
                let error = WorkspaceError.unknownSegment(
                    name.value,
                    nearest: NearestName.of(name.value, among: states.map(\.name))
                )
                throw WorkspaceError.definition(error, in: workspace.project.path, at: name.position)
            }
            return state
        }
    }

    private func summary(_ state: SegmentStatus, _ totals: Totals?, _ base: Totals) -> SegmentSummary {
        let own = totals ?? Totals(members: 0, buyers: 0, orders: 0, gross: 0, net: 0)
        return SegmentSummary(
            name: state.name,
            title: state.title,
            sentence: state.sentence,
            size: own.members,
            shareOfCustomers: base.members > 0 ? Double(own.members) / Double(base.members) : nil,
            value: Amount(tenThousandths: own.net),
            shareOfValue: base.net > 0 ? Double(own.net) / Double(base.net) : nil,
            medianRecencyDays: own.medianRecency,
            averageOrder: own.perOrder.map { Amount(tenThousandths: Int64($0.rounded())) },
            indexes: [
                index(Bilingual(en: "Value per customer", zh: "客均价值"), own.perCustomer, base.perCustomer),
                index(Bilingual(en: "Orders per customer", zh: "客均订单数"), own.ordersPerCustomer, base.ordersPerCustomer),
                index(Bilingual(en: "Average order", zh: "客单价"), own.perOrder, base.perOrder),
            ],
            stale: state.stale.map { SegmentSummary.Staleness(reason: $0.sentence(), currentAt: state.asOf) },
            note: own.members == 0
                ? Bilingual(en: "No customer meets this rule at this date.", zh: "在此日期没有客户符合该规则。") : nil
        )
    }

    private func index(_ measure: Bilingual, _ own: Double?, _ base: Double?) -> SegmentSummary.IndexAgainstBase {
        guard let own, let base, base > 0 else { return SegmentSummary.IndexAgainstBase(measure: measure, index: nil) }
        return SegmentSummary.IndexAgainstBase(measure: measure, index: 100 * own / base)
    }

    /// Totals by segment; of all customers under the empty name where there is no table of members.
    private func totals(of memberships: TableName?) async throws -> [String: Totals] {
        let wide = SQLType.decimal(precision: 38, scale: 4)
        let buys = SQLExpression.column("f", "orders") > 0
        let name: SQLExpression = memberships == nil ? "" : .column("m", "segment")
        var select = Select(
            [
                "name": name, "members": .countRows(), "buyers": .countRows(where: buys),
                "orders": .coalesce([.sum(.column("f", "orders")), 0]).cast(to: .integer),
                "gross": .coalesce([.sum(.column("f", "gross")), 0]).cast(to: wide),
                "net": .coalesce([.sum(.column("f", "net")), 0]).cast(to: wide),
                "recency": .median(.column("f", "recency"), where: buys),
            ],
            from: .table(ReportBasis.facts, as: "f")
        )
        if let memberships {
            let same = SQLExpression.column("m", EventColumn.customer).equals(.column("f", EventColumn.customer))
            select.joins = [.inner(.table(memberships, as: "m"), .on(same))]
            select.groupBy = .by([name])
        }
        let result = try await connection.query(select)
        let names = try result.texts("name")
        let (members, buyers) = (try result.integers("members"), try result.integers("buyers"))
        let orders = try result.integers("orders")
        let (gross, net) = (try result.units("gross", scale: 4), try result.units("net", scale: 4))
        let recency = try result.doubles("recency", missing: .nan)
        let entries = names.indices.map { row in
            let totals = Totals(
                members: Int(members[row]),
                buyers: Int(buyers[row]),
                orders: orders[row],
                gross: gross[row],
                net: net[row],
                medianRecency: recency[row].isNaN ? nil : recency[row]
            )
            return (names[row], totals)
        }
        return Dictionary(entries) { first, _ in first }
    }

    /// How many customers each two of the segments share.
    func overlap(_ summaries: [SegmentSummary]) async throws -> SegmentOverlap? {
        guard summaries.count >= 2 else { return nil }
        let same = SQLExpression.column("a", EventColumn.customer).equals(.column("b", EventColumn.customer))
        let result = try await connection.query(
            Select(
                ["left": .column("a", "segment"), "right": .column("b", "segment"), "both": .countRows()],
                from: .table(WarehouseTables.memberships, as: "a"),
                joins: [.inner(.table(WarehouseTables.memberships, as: "b"), .on(same))],
                groupBy: .by([.column("a", "segment"), .column("b", "segment")])
            )
        )
        let (left, right) = (try result.texts("left"), try result.texts("right"))
        let both = try result.integers("both")
        let places = Dictionary(summaries.enumerated().map { ($1.name, $0) }) { first, _ in first }
        var counts = Array(repeating: [Int](repeating: 0, count: summaries.count), count: summaries.count)
        for row in both.indices {
            if let i = places[left[row]], let j = places[right[row]] { counts[i][j] = Int(both[row]) }
        }
        return SegmentOverlap(titles: summaries.map(\.title), counts: counts)
    }
}
