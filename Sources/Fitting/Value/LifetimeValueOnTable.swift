package import Domain
import Foundation
package import Models

/// `covey fit clv`: lifetime value by the textbook formula, from a log of orders with amounts.
///
/// Returns are taken off the revenue. Without `--lifespan`, the mean time from first to last purchase of those who
/// bought at least twice is used, which is what the customers show.
package enum LifetimeValueOnTable: TableModel {
    package typealias Fitted = SimpleLifetimeValue

    package static let name = "clv"
    package static let purpose = Bilingual(
        en: "Lifetime value by the simple formula: frequency × order value × lifespan.",
        zh: "按简单公式估算客户终身价值：购买频率 × 客单价 × 留存年数。"
    )
    package static let example =
        "covey fit clv orders.csv --customer customer_id --time ordered_at --amount amount --margin 0.3"
    package static let options: [FitOption] = [
        .customer, .time, .amount, .until, .lifespan, .margin, .discount, .group, .seed,
    ]
    package static let timeOptions: [FitOption] = [.time]

    /// Fewer days than this show no lifespan; it is then taken to be three years, the model's own default.
    private static let shortestLifespan = 1 / PurchaseTimeUnit.year.days

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: SimpleLifetimeValue, document: FitDocument
    ) {
        let reading = try RevenueReading(table, options)
        guard !reading.customers.isEmpty else { throw ModelError.tooFewRows(needed: 1, found: 0) }
        let observed = SimpleLifetimeValue.observedLifespan(
            firstToLastYears: reading.customers.map { Double($0.last - $0.first) / PurchaseTimeUnit.year.days },
            orders: reading.customers.map(\.days)
        ).flatMap { $0 >= shortestLifespan ? $0 : nil }
        let given = try options.number(.lifespan, in: 0...100)
        let model = SimpleLifetimeValue(
            margin: try options.fraction(.margin, in: 0...1, default: 1),
            discountRate: try options.fraction(.discount, in: 0...10, default: 0),
            lifespan: given ?? observed ?? SimpleLifetimeValue().lifespan
        )
        var document = FitDocument(model: name, n: reading.customers.count, seed: try options.seed)
        document.rowsLeftOut = reading.rowsLeftOut
        document.notes = reading.notes
        if given == nil { document.notes.append(lifespanNote(model.lifespan, isObserved: observed != nil)) }
        let report = LifetimeValueReport(model, reading)
        document.own = report.fields
        document.tables = report.tables
        document.figures = report.figures
        return (model, document)
    }

    /// A row for each customer: revenue, days with an order, observed years and `clv`.
    package static func predict(_ fitted: SimpleLifetimeValue, _ table: DataTable, _ options: FitOptions) throws
        -> [DataColumn]
    {
        let reading = try RevenueReading(table, options)
        let customers = reading.customers
        return [
            DataColumn(
                options.text(.customer) ?? "customer",
                .categories(codes: customers.indices.map(Int32.init), levels: customers.map(\.name))
            ),
            DataColumn("orderDays", numbers: customers.map { Double($0.days) }),
            DataColumn("revenue", numbers: customers.map(\.revenue)),
            DataColumn("observedYears", numbers: customers.map { reading.years($0) }),
            DataColumn(
                "clv",
                numbers: customers.map { fitted.value(revenue: $0.revenue, observedYears: reading.years($0)) }
            ),
        ]
    }

    private static func lifespanNote(_ years: Double, isObserved: Bool) -> Bilingual {
        let number = DataTable.text((years * 100).rounded() / 100)
        return isObserved
            ? Bilingual(
                en: """
                    The lifespan of \(number) years is the mean time from first to last purchase of those who bought on at \
                    least two days; --lifespan sets another. It is too short where the data are younger than customers live.
                    """,
                zh: "留存年数 \(number) 取自至少在两天购买过的客户从首次到末次购买的平均时长；可用 --lifespan 更改。若数据时间跨度较短，该值会偏小。"
            )
            : Bilingual(
                en: "No customer came back, so a lifespan of \(number) years is assumed; --lifespan sets another.",
                zh: "没有客户复购，因此假定留存年数为 \(number)；可用 --lifespan 更改。"
            )
    }
}
