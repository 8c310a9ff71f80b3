import Compiler
import Domain
import Foundation
import Models
import ProjectFile
import SQL
import Warehouse

/// Applies a model to the customers who have ordered.
struct FitModels {
    var workspace: Workspace
    var now: Instant

    /// - Returns: the columns `customer` and the model's outputs, one row for each customer with an order.
    func run(_ model: PlannedModel, from table: TableName) async throws -> [IngestColumn] {
        func input(_ name: String) -> SQLExpression { .column(Identifier(model.column(name))) }
        let result = try await workspace.connection.query(
            Select(
                [
                    EventColumn.customer: .column(EventColumn.customer), "orders": input("orders"),
                    "amount": input("amount").cast(to: ValueType.money.sqlType), "recency": input("recency"),
                    "age": input("age"),
                ],
                from: .table(table),
                where: input("orders") > 0 && input("amount").isNotNull,
                orderBy: [SQLExpression.column(EventColumn.customer).ascending()]
            )
        )
        let inputs = Inputs(
            customers: try result.texts(EventColumn.customer.name),
            orders: try result.integers("orders"),
            amounts: try result.units("amount", scale: 4),
            recency: try result.integers("recency"),
            age: try result.integers("age")
        )
        let customers = IngestColumn(EventColumn.customer.name, .texts(inputs.customers))
        switch model.kind {
        case .rfm(let rfm): return [customers] + score(rfm, model.name, inputs)
        case .simpleValue(let setting): return [customers] + [value(setting, model.name, inputs)]
        }
    }

    private struct Inputs {
        var customers: [String]
        var orders: [Int64]
        /// Ten-thousandths.
        var amounts: [Int64]
        /// Days since the last and since the first order.
        var recency: [Int64]
        var age: [Int64]
    }

    private func score(_ model: RFMModel, _ name: String, _ inputs: Inputs) -> [IngestColumn] {
        let scores = model.score(
            recency: inputs.recency.map(Double.init),
            frequency: inputs.orders.map(Double.init),
            monetary: inputs.amounts.map(Double.init)
        )
        let groups = inputs.customers.indices.map { index in
            model.name(r: scores.r[index], f: scores.f[index], m: scores.m[index]) ?? RFMName.others
        }
        return [
            IngestColumn(name + ".recency", .integers(inputs.recency)),
            IngestColumn(name + ".frequency", .integers(inputs.orders)),
            IngestColumn(name + ".monetary", .decimals(inputs.amounts, scale: 4)),
            IngestColumn(name + ".r", .integers(scores.r.map(Int64.init))),
            IngestColumn(name + ".f", .integers(scores.f.map(Int64.init))),
            IngestColumn(name + ".m", .integers(scores.m.map(Int64.init))),
            IngestColumn(name + ".score", .integers(scores.r.indices.map { Int64(scores.combined(at: $0)) })),
            IngestColumn(name + ".segment", .texts(groups.map(\.name))),
        ]
    }

    private typealias RFMName = Models.RFMName

    private func value(_ setting: SimpleCLVSetting, _ name: String, _ inputs: Inputs) -> IngestColumn {
        let daysOfYear = 365.25
        let lifespan: Double =
            switch setting.lifespan {
            case .fixed(let span): span.years
            case .observed:
                SimpleLifetimeValue.observedLifespan(
                    firstToLastYears: zip(inputs.age, inputs.recency).map { Double($0 - $1) / daysOfYear },
                    orders: inputs.orders.map(Int.init)
                ) ?? 1
            }
        let model = SimpleLifetimeValue(
            margin: setting.margin.fraction,
            discountRate: setting.discount.fraction,
            lifespan: lifespan
        )
        let values = inputs.amounts.indices.map { index in
            let value = model.value(
                revenue: Double(inputs.amounts[index]),
                observedYears: Double(inputs.age[index]) / daysOfYear
            )
            // Whole ten-thousandths; a value beyond the range of an amount is the largest there is.
            return value < 9e17 ? Int64(value.rounded()) : 900_000_000_000_000_000
        }
        return IngestColumn(name + ".value", .decimals(values, scale: 4))
    }
}
