package import Domain

/// What can go wrong between Covey and a warehouse.
///
/// A cancelled task is not in this list: it gets Swift's `CancellationError`.
package enum WarehouseError: ExplainedError, Hashable {
    /// Loading a driver.
    case library(LibraryFault)
    /// Opening a database, or connecting to it.
    case opening(path: String, OpeningFault)
    /// Running a statement, or fetching its rows.
    case statement(StatementFault, StatementFailure)
    /// Beginning or ending a transaction, or using a connection that is gone.
    case connection(ConnectionFault)
    /// Reading the columns of a result.
    case result(ResultFault)
    /// Columns that do not fit the table they are meant for; nothing was written.
    case ingest(table: String, IngestFault)

    package var explanation: Bilingual {
        switch self {
        case .library(let fault): fault.text
        case .opening(let path, let fault): fault.text(path: path)
        case .statement(let fault, let failure):
            fault.text + (fault.liesWithStatement ? failure.text : failure.messageText)
        case .connection(let fault): fault.text
        case .result(let fault): fault.text
        case .ingest(let table, let fault):
            Bilingual(en: "The table “\(table)” cannot take the data: ", zh: "表“\(table)”不能接收这些数据：") + fault.text
        }
    }

    package var advice: Bilingual? {
        switch self {
        case .library(let fault): fault.advice
        case .opening(_, let fault): fault.advice
        case .statement(let fault, _): fault.advice
        case .connection(let fault): fault.advice
        case .result, .ingest: nil
        }
    }
}
