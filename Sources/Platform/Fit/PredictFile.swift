package import Domain
package import Fitting
package import Foundation

/// Applies a saved model to a file.
package struct PredictFile {
    package var path: String
    package var zone: TimeZone
    package var context: RunContext

    package struct Outcome: Sendable {
        /// The file's own columns where there is one prediction for each of its rows; then what the model says.
        package var columns: [DataColumn]
        /// How many of the columns are the file's own.
        package var ownColumns: Int
        package var remarks: [Bilingual]
    }

    package init(path: String, zone: TimeZone, context: RunContext) {
        self.path = path
        self.zone = zone
        self.context = context
    }

    /// - Throws: `FileError`, `ImportError`, `SavedModelError`, `TableError`, `ModelError`, `WarehouseError`.
    package func run(_ saved: SavedModel, _ more: FitOptions) async throws -> Outcome {
        guard let model = ModelCatalog.model(named: saved.model) else {
            throw SavedModelError.unknownModel(saved.model)
        }
        for option in FitOption.allCases where more.texts[option] != nil && !Self.options(of: model).contains(option) {
            throw TableError.optionUnknown(option, model: saved.model)
        }
        var options = saved.options
        options.texts.merge(more.texts) { $1 }
        let read = try await read(model, options)
        let columns = try saved.predict(read.table, more)
        let predicted = columns.first?.count ?? 0
        let isPerCustomer = options.texts[.customer].map { name in columns.contains { $0.name == name } } ?? false
        let own = predicted == read.table.rowCount && !isPerCustomer ? read.table.columns : []
        return Outcome(columns: own + renamed(columns, besides: own), ownColumns: own.count, remarks: read.remarks)
    }

    private static func options<Model: TableModel>(of _: Model.Type) -> [FitOption] { Model.fileOptions }

    private func read<Model: TableModel>(_ model: Model.Type, _ options: FitOptions) async throws -> ReadTable.Outcome {
        var reading = ReadTable(path: path, needs: ColumnNeeds(model, options), zone: zone, context: context)
        // The outcome is what is to be found out, and need not be in the file.
        reading.mayLack = Set([FitOption.target, .treatment].flatMap(options.columnNames))
        reading.readsAll = true
        return try await reading.run(asBaskets: options.readsBaskets(model))
    }

    /// The predictions under names that the file's own columns do not have.
    private func renamed(_ columns: [DataColumn], besides own: [DataColumn]) -> [DataColumn] {
        var taken = Set(own.map(\.name))
        return columns.map { column in
            var column = column
            var number = 1
            let name = column.name
            while !taken.insert(column.name).inserted {
                number += 1
                column.name = "\(name)_\(number)"
            }
            return column
        }
    }
}
