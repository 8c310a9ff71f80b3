import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import SQLConformance
import TestSupport
import Testing
import Warehouse

/// Texts of a file's column as what the import makes of them.
struct Conversion {
    var plan: ColumnPlan
    var zone = TimeZone.gmt
    var refusesDamage = false

    /// What became of one text: a value, nothing, or the reason why the row cannot be used.
    enum Outcome: Hashable {
        case value(Value)
        case missing
        /// With the text that could not be used, where there was one.
        case refused(String?)
    }

    init(_ type: ValueType, zone: TimeZone = .gmt, _ change: (inout ColumnPlan) -> Void = { _ in }) {
        plan = ColumnPlan(column: "text", target: "value", type: type)
        self.zone = zone
        change(&plan)
    }

    func outcomes(of texts: [String?]) async throws -> [Outcome] {
        let connection = try await WarehouseFixture.connection()
        let columns = [
            IngestColumn("customer", .texts(texts.map { _ in "C" })),
            IngestColumn("place", .texts(texts.indices.map(String.init))),
            IngestColumn("text", texts, placeholder: "") { .texts($0) },
        ]
        try await connection.ingest(into: TablePath("file"), columns: columns, mode: .create)
        let query = ImportQuery(
            source: .table("file"),
            columns: [
                ColumnPlan(column: "customer", target: "customer", type: .text),
                ColumnPlan(column: "place", target: "place", type: .integer, isRequired: true), plan,
            ],
            text: { .column(Identifier($0)) },
            importNumber: 1,
            zone: zone,
            refusesDamage: refusesDamage
        )
        let ordered = Select(
            .all,
            from: .subquery(query.select, as: "imported"),
            orderBy: [SQLExpression.column("place").ascending()]
        )
        return try await connection.query(ordered).rows().map { row in
            guard row["_import"] == .integer(query.importNumber) else {
                guard case .text(let text)? = row[query.rejectMark.textColumn.name] else { return .refused(nil) }
                return .refused(text)
            }
            return try row["value"]?.value(plan.type).map(Outcome.value) ?? .missing
        }
    }

    /// Expects each text to become what stands beside it, or to be refused where nothing does.
    func expect(
        _ cases: KeyValuePairs<String, Value?>,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        for (outcome, (text, value)) in zip(try await outcomes(of: cases.map(\.key)), cases) {
            let wanted = value.map(Outcome.value) ?? .refused(text)
            #expect(outcome == wanted, "“\(text)” as \(plan.type)", sourceLocation: sourceLocation)
        }
    }
}
