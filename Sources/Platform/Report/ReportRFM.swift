import Compiler
import Domain
import Foundation
import ProjectFile
import Reports
import SQL
import Warehouse

/// The report's account of the first RFM model of the project.
struct ReportRFM {
    var workspace: Workspace
    var schema: Schema

    private var connection: Connection { workspace.connection }

    func summary() async throws -> RFMSummary? {
        for model in workspace.project.models {
            guard case .rfm(let setting) = model.kind, schema.traits[model.name.value + ".segment"] != nil else {
                continue
            }
            return try await summary(model.name.value, setting)
        }
        return nil
    }

    private func summary(_ name: String, _ setting: RFMSetting) async throws -> RFMSummary? {
        func trait(_ part: String) -> SQLExpression { .column(Identifier(name + "." + part)) }
        let scored = trait("score").isNotNull
        let values = try await connection.query(
            Select(
                [
                    "recency": trait("recency"), "frequency": trait("frequency"),
                    "monetary": trait("monetary").cast(to: .double),
                ],
                from: .table(WarehouseTables.traits),
                where: scored
            )
        )
        guard values.rowCount > 0 else { return nil }
        // The heat map is a grid of five by five.
        let cells = setting.bins == 5 ? try await cells(trait, scored) : []
        return RFMSummary(
            cells: cells,
            segments: try await segments(trait, scored, setting),
            recencyDays: ValueBins(try values.integers("recency").map(Double.init)).histogram,
            frequency: ValueBins(try values.integers("frequency").map(Double.init)).histogram,
            monetary: ValueBins(try values.doubles("monetary")).histogram
        )
    }

    private func cells(
        _ trait: (String) -> SQLExpression,
        _ scored: SQLExpression
    ) async throws -> [RFMSummary.Cell] {
        let result = try await connection.query(
            Select(
                [
                    "r": trait("r"), "f": trait("f"), "customers": .countRows(),
                    "mean": .avg(trait("monetary").cast(to: .double)),
                ],
                from: .table(WarehouseTables.traits),
                where: scored,
                groupBy: .by([trait("r"), trait("f")])
            )
        )
        let (r, f) = (try result.integers("r"), try result.integers("f"))
        let (customers, means) = (try result.integers("customers"), try result.doubles("mean"))
        return r.indices.map { index in
            RFMSummary.Cell(
                recencyScore: Int(r[index]),
                frequencyScore: Int(f[index]),
                customers: Int(customers[index]),
                meanMonetary: Amount(tenThousandths: Int64(clamping: Int((means[index] * 10_000).rounded())))
            )
        }
    }

    private func segments(
        _ trait: (String) -> SQLExpression,
        _ scored: SQLExpression,
        _ setting: RFMSetting
    ) async throws -> [RFMSummary.NamedSegment] {
        let monetary = trait("monetary")
        let result = try await connection.query(
            Select(
                [
                    "name": trait("segment"), "customers": .countRows(),
                    "revenue": SQLExpression.sum(monetary).cast(to: .decimal(precision: 38, scale: 4)),
                    "recency": .avg(trait("recency").cast(to: .double)),
                    "frequency": .avg(trait("frequency").cast(to: .double)),
                    "mean": .avg(monetary.cast(to: .double)),
                ],
                from: .table(WarehouseTables.traits),
                where: scored,
                groupBy: .by([trait("segment")]),
                orderBy: [SQLExpression.column("customers").descending(), SQLExpression.column("name").ascending()]
            )
        )
        let names = try result.texts("name")
        let revenue = try result.decimals("revenue").map { Amount(clamping: $0) }
        let total = revenue.reduce(0) { $0 + $1.doubleValue }
        let (customers, recency) = (try result.integers("customers"), try result.doubles("recency"))
        let (frequency, means) = (try result.doubles("frequency"), try result.doubles("mean"))
        let titles = setting.groupTitles
        return names.indices.map { index in
            RFMSummary.NamedSegment(
                title: titles[names[index]] ?? Bilingual(verbatim: names[index]),
                customers: Int(customers[index]),
                revenue: revenue[index],
                revenueShare: total > 0 ? revenue[index].doubleValue / total : nil,
                meanRecencyDays: recency[index],
                meanFrequency: frequency[index],
                meanMonetary: Amount(tenThousandths: Int64(clamping: Int((means[index] * 10_000).rounded())))
            )
        }
    }
}
