import Compiler
import Domain
import Fitting
import Foundation
import ProjectFile
import SQL
import Warehouse

/// Fits or applies one model of the project in a run.
struct RunModel {
    var workspace: Workspace
    var now: Instant
    /// The traits that there are so far, with the table that each is in.
    var known: [(trait: ComputeTraits.Column, table: TableName)]
    var events: [String: [String: ValueType]]

    struct Outcome {
        /// The customer, and a column for each trait.
        var columns: [IngestColumn]
        var traits: [ComputeTraits.Column]
        var record: ModelRecord
        var remark: Bilingual?
    }

    /// - Parameter before: the record of the run before, where there is one.
    /// - Throws: `WorkspaceError.definition`: the model cannot be fitted, and there is no earlier fit to apply.
    func run(_ fit: PlannedFit, before: ModelRecord?) async throws -> Outcome {
        let inputs = try await inputs(of: fit)
        let options = fit.options(today: today)
        let meaning = Self.meaning(fit, options)
        let earlier = before.flatMap { $0.meaning == meaning ? $0 : nil }
        let drift = earlier?.profile.stabilityIndices(of: inputs.profiled) ?? []
        let reason = reason(fit, earlier, drift.map(\.index).max() ?? 0)
        var record: ModelRecord
        if let earlier, reason == .applied {
            record = earlier
            record.reason = .applied
        } else {
            record = try fitted(fit, inputs, options, meaning, reason, earlier)
        }
        record.drift = Dictionary(drift.map { ($0.column, $0.index) }) { first, _ in first }
        record.driftLimit = fit.setting.driftLimit
        let predicted = try predicted(by: record, fit, inputs, options)
        return try outcome(fit, inputs, predicted, record, drift)
    }

    // MARK: What goes in

    private struct Inputs {
        /// Of the rows of the table; empty where the table is one of purchases.
        var customers: [String]
        var table: DataTable
        /// What is watched for drift: the table itself, or purchases by customer.
        var profiled: DataTable
    }

    private func inputs(of fit: PlannedFit) async throws -> Inputs {
        guard let orders = fit.setting.orders else {
            let read = try await TraitInputs(connection: workspace.connection, known: known, fit: fit).table()
            var table = read.table
            let vocabulary = Vocabulary(workspace.project)
            let titles = table.columns.map { ($0.name, vocabulary.title(of: $0.name)) }
            table.titles = Dictionary(titles) { first, _ in first }
            return Inputs(customers: read.customers, table: table, profiled: table)
        }
        let purchases = PurchaseInputs(
            connection: workspace.connection,
            fit: fit,
            orders: orders,
            now: now,
            zone: workspace.zone,
            events: events
        )
        let table = try await purchases.table()
        return Inputs(customers: [], table: table, profiled: PurchaseProfile.table(of: table))
    }

    private var today: CalendarDate { workspace.zone.local(now).date }

    /// What the project says, without the day of the run.
    private static func meaning(_ fit: PlannedFit, _ options: FitOptions) -> String {
        let texts = options.texts.filter { $0.key != .until }.map { $0.key.rawValue + "=" + $0.value }.sorted()
        let setting = fit.setting
        let inputs = [setting.orders, setting.amount, setting.item].map { $0?.value ?? "" }
        // Only where they are stated, so that the fits of before go on.
        let named = [("basket", setting.basket), ("group", fit.groupProperty)].compactMap { name, property in
            property.map { name + "=" + $0.value }
        }
        return ([setting.model.value] + inputs + named + texts).joined(separator: "\u{1F}")
    }

    // MARK: To fit or to apply

    private func reason(_ fit: PlannedFit, _ earlier: ModelRecord?, _ drift: Double) -> ModelRecord.Reason {
        guard let earlier else { return .fitted }
        guard let refit = fit.setting.refit?.value else {
            // Groups are numbered anew by every fit, so rules on them would mean others.
            return FittedModelSetting.groupingModels.contains(earlier.model) ? .applied : .fitted
        }
        // A look back at an earlier day is fitted to what was known then.
        if now < earlier.fittedAsOf { return .fitted }
        let age = Double(now.microseconds - earlier.fittedAsOf.microseconds) / 86_400_000_000
        if age >= refit.days { return .refittedByAge }
        return drift > fit.setting.driftLimit ? .refittedByDrift : .applied
    }

    private func fitted(
        _ fit: PlannedFit,
        _ inputs: Inputs,
        _ options: FitOptions,
        _ meaning: String,
        _ reason: ModelRecord.Reason,
        _ earlier: ModelRecord?
    ) throws -> ModelRecord {
        do {
            let (saved, document) = try Self.fit(fit.model, inputs.table, options)
            return ModelRecord(
                name: fit.name,
                model: fit.setting.model.value,
                fittedAsOf: now,
                document: document,
                saved: try saved.data(),
                profile: InputProfile(inputs.profiled),
                meaning: meaning,
                reason: reason,
                failure: nil,
                drift: [:],
                driftLimit: fit.setting.driftLimit,
                traits: [:]
            )
        } catch let error as any ExplainedError {
            guard var earlier else { throw fit.error(error) }
            earlier.reason = .failed
            earlier.failure = error.explanation
            return earlier
        }
    }

    private static func fit<Model: TableModel>(
        _ model: Model.Type,
        _ table: DataTable,
        _ options: FitOptions
    ) throws -> (SavedModel, FitDocument) {
        let (fitted, document) = try Model.fit(table, options)
        let fingerprint = TableFingerprint.of(table)
        return (try SavedModel(model, fitted, options: options, fingerprint: fingerprint), document)
    }

    // MARK: What comes out

    /// - Returns: no column of a model without traits, which is kept for its document alone.
    private func predicted(
        by record: ModelRecord,
        _ fit: PlannedFit,
        _ inputs: Inputs,
        _ options: FitOptions
    ) throws -> [DataColumn] {
        guard !FittedModelSetting.modelsWithoutTraits.contains(record.model) else { return [] }
        var options = options
        options.texts.merge(fit.predicting.texts) { $1 }
        do {
            return try SavedModel(record.saved).predict(inputs.table, options)
        } catch let error as any ExplainedError {
            throw fit.error(error)
        }
    }

    private func outcome(
        _ fit: PlannedFit,
        _ inputs: Inputs,
        _ predicted: [DataColumn],
        _ record: ModelRecord,
        _ drift: [(column: String, index: Double)]
    ) throws -> Outcome {
        var record = record
        let chosen = try PredictedTraits(fit: fit, predicted: predicted).chosen()
        let customers = inputs.customers.isEmpty ? try Self.customers(predicted) : inputs.customers
        record.traits = Dictionary(chosen.map { ($0.trait.name, $0.column.name) }) { first, _ in first }
        return Outcome(
            columns: [IngestColumn(EventColumn.customer.name, .texts(customers))]
                + chosen.map { PredictedTraits.ingest($0.column, as: $0.trait.name) },
            traits: chosen.map(\.trait),
            record: record,
            remark: ModelRemark.text(record, drift)
        )
    }

    private static func customers(_ predicted: [DataColumn]) throws -> [String] {
        guard let column = predicted.first(where: { $0.name == PlannedFit.customer }),
            case .categories(let codes, let levels) = column.values
        else { return [] }
        return codes.map { levels[Int($0)] }
    }
}
