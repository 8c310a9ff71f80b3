import Domain
import Fitting
import Foundation
import Statistics

/// Simulated customers with behaviours that are known.
struct PlantedShops {
    /// Count, revenue (skewed), days since the last order, a channel, and what is of no use: an identifier, a constant
    /// column, one that repeats another, one that is mostly missing.
    static func table(groups: Int, of size: Int = 60, seed: UInt64 = 7) -> (table: DataTable, truth: [Int]) {
        // Mean orders, mean of ln revenue, mean days since the last order, share of the app.
        let behaviours = [
            (orders: 2.0, revenue: 3.5, days: 250.0, app: 0.05), (orders: 14.0, revenue: 7.5, days: 15.0, app: 0.9),
            (orders: 4.0, revenue: 7.0, days: 130.0, app: 0.1), (orders: 12.0, revenue: 4.5, days: 40.0, app: 0.5),
        ]
        var random = SplittableRandom(seed: seed)
        let normal = Normal.standard
        var truth: [Int] = []
        var (orders, revenue, days, channel, share) = ([Double](), [Double](), [Double](), [String?](), [Double]())
        for row in 0..<groups * size {
            let group = row % groups
            let behaviour = behaviours[group]
            truth.append(group)
            orders.append(max(1, (behaviour.orders + normal.sample(using: &random)).rounded()))
            revenue.append(exp(behaviour.revenue + 0.3 * normal.sample(using: &random)))
            days.append(max(0, (behaviour.days + 12 * normal.sample(using: &random)).rounded()))
            channel.append(random.uniform() < behaviour.app ? "app" : "web")
            share.append(random.uniform() < 0.8 ? .nan : 1)
        }
        days[3] = .nan
        let table = DataTable([
            DataColumn("customer_id", numbers: truth.indices.map { Double(10_000 + $0) }),
            DataColumn("orders", numbers: orders), DataColumn("revenue", numbers: revenue),
            DataColumn("revenue_cents", numbers: revenue.map { ($0 * 100).rounded() }),
            DataColumn("days_since_order", numbers: days), DataColumn("channel", texts: channel),
            DataColumn("shop", texts: truth.map { _ in "main" }), DataColumn("rating", numbers: share),
        ])
        return (table, truth)
    }

    /// Columns that have nothing to do with each other.
    static func noise(rows: Int, seed: UInt64 = 3) -> DataTable {
        var random = SplittableRandom(seed: seed)
        let normal = (0..<rows).map { _ in Normal.standard.sample(using: &random) }
        let uniform = (0..<rows).map { _ in random.uniform() }
        let skewed = (0..<rows).map { _ in exp(Normal.standard.sample(using: &random)) }
        return DataTable([
            DataColumn("a", numbers: normal), DataColumn("b", numbers: uniform), DataColumn("c", numbers: skewed),
        ])
    }

    /// The rows in another order.
    static func reordered(_ table: DataTable, _ order: [Int]) -> DataTable {
        DataTable(
            table.columns.map { column in
                switch column.values {
                case .numbers(let numbers): DataColumn(column.name, numbers: order.map { numbers[$0] })
                case .categories(let codes, let levels):
                    DataColumn(column.name, .categories(codes: order.map { codes[$0] }, levels: levels))
                case .instants(let instants): DataColumn(column.name, .instants(order.map { instants[$0] }))
                }
            }
        )
    }
}
