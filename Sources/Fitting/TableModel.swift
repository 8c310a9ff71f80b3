package import Domain

/// A model by name, over a table of columns. One conformance a model, in a file of its own.
package protocol TableModel: Sendable {
    /// What is saved by `--save` and applied by `covey predict`: the same data and seed give the same bytes.
    associatedtype Fitted: Codable & Sendable

    /// As on the command line.
    static var name: String { get }
    /// One line for `covey fit --help`.
    static var purpose: Bilingual { get }
    /// A whole command.
    static var example: String { get }
    static var options: [FitOption] { get }
    /// The options whose columns are points in time, which the reader of the file turns into instants.
    static var timeOptions: [FitOption] { get }
    /// The values of options that take one of a few words, as `FitOptions.choice` reads them.
    static var choices: [FitOption: [String]] { get }
    /// Whether a line of the file is a basket, items by comma, unless `--customer` and `--item` say otherwise.
    static var takesBaskets: Bool { get }

    /// - Throws: `ModelError`, `TableError`: for any input there is a clear error or an answer without a not-a-number.
    static func fit(_ table: DataTable, _ options: FitOptions) throws -> (fitted: Fitted, document: FitDocument)

    /// New columns for the rows (or the customers, where the rows are orders) of another table.
    static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn]
}

extension TableModel {
    package static var timeOptions: [FitOption] { [] }
    package static var takesBaskets: Bool { false }
    package static var choices: [FitOption: [String]] { [:] }

    /// What may be said of a fit to a file: the model's own options, and how the file writes the dates that the model
    /// needs.
    package static var fileOptions: [FitOption] { timeOptions.isEmpty ? options : options + [.dateFormat, .timeZone] }
}
