import Domain
import Fitting
import Models
import Statistics
import Testing

/// The order of rows, the order of columns and the number of threads change no result: for every model of the catalogue.
@Suite struct ModelInvarianceTests {
    static let models = ModelCatalog.all.map { $0.name }

    private static func cases(_ model: String) throws -> [InvarianceCase] {
        let cases = try InvarianceCase.of(model)
        try #require(!cases.isEmpty, "InvarianceCase has no table for \(model).")
        return cases
    }

    /// What a fit says, and what it foretells of a table.
    struct Outcome {
        var document: FitDocument
        /// Of the table in the order in which the case gives it.
        var predictions: DocumentTree
    }

    private static func outcome<Model: TableModel>(
        _: Model.Type,
        _ given: InvarianceCase,
        of table: DataTable,
        _ more: [FitOption: String] = [:]
    ) throws -> Outcome {
        let options = given.options.merging(more) { $1 }
        let (fitted, document) = try Model.fit(table, FitOptions(model: Model.name, options))
        guard given.predicts else { return Outcome(document: document, predictions: .nothing) }
        let columns = try Model.predict(
            fitted,
            given.table,
            FitOptions(model: Model.name, options.merging(given.predictOptions) { $1 })
        )
        return Outcome(document: document, predictions: tree(columns))
    }

    /// By the columns' names.
    private static func tree(_ columns: [DataColumn]) -> DocumentTree {
        var object: [String: DocumentTree] = [:]
        for column in columns {
            let values: [DocumentTree] =
                switch column.values {
                case .numbers(let numbers): numbers.map { $0.isNaN ? .nothing : .number($0) }
                case .categories(let codes, let levels):
                    codes.map { $0 < 0 ? .nothing : .text(levels[Int($0)]) }
                case .instants(let instants):
                    instants.map { $0.map { .number(Double($0.microseconds)) } ?? .nothing }
                }
            object[column.name] = .list(values)
        }
        return .object(object)
    }

    /// `nil` where both say the same.
    private static func difference(_ first: Outcome, _ second: Outcome, _ comparison: DocumentComparison) throws
        -> String?
    {
        var documents = [first.document, second.document]
        // The last digits of sums over columns may make a search stop a step earlier: its result is what must be the same.
        if comparison.listsMayBeReordered {
            for index in documents.indices { documents[index].own.removeAll { $0.name == "iterations" } }
        }
        if let found = comparison.difference(
            try DocumentTree(documents[0]),
            try DocumentTree(documents[1]),
            at: "document"
        ) {
            return found
        }
        // A prediction belongs to its row, whatever may be reordered elsewhere.
        return DocumentComparison(tolerance: comparison.tolerance).difference(
            first.predictions,
            second.predictions,
            at: "predictions"
        )
    }

    private static func shuffled(_ count: Int, seed: UInt64) -> [Int] {
        var random = SplittableRandom(seed: seed)
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, random.index(below: last + 1)) }
        return order
    }

    @Test(arguments: models) func theOrderOfRowsChangesNothing(_ name: String) throws {
        let model = try #require(ModelCatalog.model(named: name))
        for given in try Self.cases(name) {
            let first = try Self.outcome(model, given, of: given.table)
            let order = Self.shuffled(given.table.rowCount, seed: 1)
            var second = try Self.outcome(model, given, of: PredictionTables.selecting(given.table, order))
            second.document.numberRows(by: order)
            var plain = first
            plain.document.numberRows(by: Array(order.indices))
            let found = try Self.difference(plain, second, DocumentComparison(tolerance: given.tolerance))
            #expect(found == nil, "\(name): \(found ?? "")")
        }
    }

    @Test(arguments: models) func theOrderOfRowsToBeToldChangesNoPrediction(_ name: String) throws {
        let model = try #require(ModelCatalog.model(named: name))
        for given in try Self.cases(name) {
            guard given.predicts else { continue }
            let found = try Self.differenceOfPredictions(model, given)
            #expect(found == nil, "\(name): \(found ?? "")")
        }
    }

    private static func differenceOfPredictions<Model: TableModel>(_: Model.Type, _ given: InvarianceCase) throws
        -> String?
    {
        let options = FitOptions(model: Model.name, given.options.merging(given.predictOptions) { $1 })
        let fitted = try Model.fit(given.table, options).fitted
        let order = shuffled(given.table.rowCount, seed: 3)
        let first = try Model.predict(fitted, given.table, options)
        let second = try Model.predict(fitted, PredictionTables.selecting(given.table, order), options)
        let expected = given.predictsRows ? PredictionTables.selecting(DataTable(first), order).columns : first
        return DocumentComparison(tolerance: given.tolerance).difference(tree(expected), tree(second))
    }

    @Test(arguments: models) func theOrderOfColumnsChangesNothing(_ name: String) throws {
        let model = try #require(ModelCatalog.model(named: name))
        for given in try Self.cases(name) {
            let first = try Self.outcome(model, given, of: given.table)
            let columns = given.table.columns
            var listed: [FitOption: String] = [:]
            for option in [FitOption.columns, .features] {
                listed[option] = given.options[option]?.split(separator: ",").reversed().joined(separator: ",")
            }
            let comparison = DocumentComparison(tolerance: given.tolerance, listsMayBeReordered: true)
            let second = try Self.outcome(model, given, of: DataTable(columns.reversed()), listed)
            let found = try Self.difference(first, second, comparison)
            #expect(found == nil, "\(name): \(found ?? "")")
        }
    }

    @Test(arguments: models) func theNumberOfThreadsChangesNothing(_ name: String) throws {
        let model = try #require(ModelCatalog.model(named: name))
        for given in try Self.cases(name) {
            let one = try ParallelChunks.$threads.withValue(1) { try Self.outcome(model, given, of: given.table) }
            let two = try ParallelChunks.$threads.withValue(2) { try Self.outcome(model, given, of: given.table) }
            let found = try Self.difference(one, two, DocumentComparison(tolerance: given.tolerance))
            #expect(found == nil, "\(name): \(found ?? "")")
        }
    }
}

extension FitDocument {
    /// Names rows by their numbers in another order of the table: `order` holds, for each row, its number there.
    fileprivate mutating func numberRows(by order: [Int]) {
        for index in own.indices {
            guard case .list(let values) = own[index].value else { continue }
            switch own[index].name {
            case "assignments":
                var moved = values
                for (place, row) in order.enumerated() { moved[row] = values[place] }
                own[index].value = .list(moved)
            case "medoidRows":
                own[index].value = .list(
                    values.map { if case .integer(let number) = $0 { .integer(order[number - 1] + 1) } else { $0 } }
                )
            // Which of two rows at one height joins first is said by their numbers; the heights beside them are compared.
            case "merges": own[index].value = .null
            default: break
            }
        }
        // The caption of the medoids says their numbers once more.
        if own.contains(where: { $0.name == "medoidRows" }) {
            for index in tables.indices { tables[index].caption = nil }
        }
    }
}
