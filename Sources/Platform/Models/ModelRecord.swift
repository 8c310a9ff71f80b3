package import Domain
package import Fitting
import Foundation
import SQL
import Warehouse

/// A model as it was fitted, kept in the warehouse for the runs and the reports after it.
package struct ModelRecord: Sendable, Codable {
    /// Whether a run fitted the model or applied an earlier fit, and why.
    package enum Reason: String, Sendable, Codable {
        /// There was no fit yet, or the project says that every run fits.
        case fitted
        /// The fit had grown older than the project allows.
        case refittedByAge
        /// The inputs are no longer distributed as they were.
        case refittedByDrift
        /// An earlier fit was applied.
        case applied
        /// Fitting anew failed, and the earlier fit was applied.
        case failed
    }

    package var name: String
    package var model: String
    /// The "now" of the run that fitted it.
    package var fittedAsOf: Instant
    package var document: FitDocument
    /// The bytes of a `SavedModel`.
    var saved: Data
    var profile: InputProfile
    /// What the project said when it was fitted; another meaning is fitted anew.
    var meaning: String
    /// Of the last run.
    package var reason: Reason
    /// Why fitting failed, where it did.
    package var failure: Bilingual?
    /// The population stability index of each input in the last run, against the inputs of the fit.
    package var drift: [String: Double]
    package var driftLimit: Double

    /// The trait of each column that the model's predictions fill.
    package var traits: [String: String]
}

/// The table `models` of the warehouse: one row for each model of the project, its record as JSON.
struct ModelStore {
    var connection: Connection

    static let table: TableName = "models"

    /// - Returns: by name; empty where no run has kept any.
    func records() async throws -> [String: ModelRecord] {
        let result: QueryResult
        do {
            result = try await connection.query(
                Select(["record": .column("record")], from: .table(Self.table))
            )
        } catch WarehouseError.statement(.query, _) {
            // The table is made by the first run.
            return [:]
        }
        let records = try result.texts("record").compactMap { text in
            // A record of a version that wrote other records is fitted anew.
            try? FitCoding.decoder.decode(ModelRecord.self, from: Data(text.utf8))
        }
        return Dictionary(records.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Makes the table where there is none, so that a run can ask it: a failed question would end its transaction.
    func prepare() async throws {
        let columns = [
            ColumnDefinition("name", .text), ColumnDefinition("model", .text),
            ColumnDefinition("fitted_as_of", .timestampTZ), ColumnDefinition("reason", .text),
            ColumnDefinition("record", .text),
        ]
        try await connection.execute(.createTable(Self.table, columns: columns, mode: .ifNotExists))
    }

    /// Replaces all records.
    func save(_ records: [ModelRecord]) async throws {
        let texts = try records.map { String(decoding: try FitCoding.encoder.encode($0), as: UTF8.self) }
        try await connection.ingest(
            into: TablePath(Self.table.name.name),
            columns: [
                IngestColumn("name", .texts(records.map(\.name))), IngestColumn("model", .texts(records.map(\.model))),
                IngestColumn("fitted_as_of", .instants(records.map(\.fittedAsOf.microseconds))),
                IngestColumn("reason", .texts(records.map(\.reason.rawValue))), IngestColumn("record", .texts(texts)),
            ],
            mode: .replace
        )
    }
}
