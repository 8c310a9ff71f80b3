package import Domain
package import Fitting
package import Foundation

/// Fits a model to a file, without a workspace.
package struct FitFile {
    package var path: String
    package var zone: TimeZone
    package var context: RunContext

    package struct Outcome: Sendable {
        package var document: FitDocument
        package var saved: SavedModel
        package var remarks: [Bilingual]
    }

    package init(path: String, zone: TimeZone, context: RunContext) {
        self.path = path
        self.zone = zone
        self.context = context
    }

    /// - Throws: `FileError`, `ImportError`, `TableError`, `ModelError`, `WarehouseError`.
    package func run<Model: TableModel>(_ model: Model.Type, _ options: FitOptions) async throws -> Outcome {
        if let unknown = FitOption.allCases.first(where: { options.texts[$0] != nil && !Model.fileOptions.contains($0) }
        ) {
            throw TableError.optionUnknown(unknown, model: Model.name)
        }
        let needs = ColumnNeeds(model, options)
        if needs.named.isEmpty, !needs.isOpen, !options.readsBaskets(model),
            let first = Model.options.first(where: { $0.isColumn || $0.isColumns })
        {
            throw TableError.optionMissing(first, model: Model.name)
        }
        let read = try await read(model, options)
        let (fitted, document) = try Model.fit(read.table, options)
        let saved = try SavedModel(model, fitted, options: options, fingerprint: TableFingerprint.of(read.table))
        return Outcome(document: document, saved: saved, remarks: read.remarks)
    }

    private func read<Model: TableModel>(_ model: Model.Type, _ options: FitOptions) async throws -> ReadTable.Outcome {
        let needs = ColumnNeeds(model, options)
        let reading = ReadTable(path: path, needs: needs, zone: zone, context: context)
        return try await reading.run(asBaskets: options.readsBaskets(model))
    }
}

extension FitOptions {
    /// Whether a line of the file is a basket: where the model takes such, and no column says what was bought.
    func readsBaskets<Model: TableModel>(_ model: Model.Type) -> Bool {
        Model.takesBaskets && texts[.item] == nil && texts[.customer] == nil
    }
}
