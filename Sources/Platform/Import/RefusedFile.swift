import Warehouse

/// A file that was refused for its rejects, on the way out of the import's transaction.
///
/// The transaction takes everything back with it, the rejects too; they are what the file's owner must correct, so they
/// are written once it is rolled back.
struct RefusedFile: Error {
    var source: String
    /// The path as the project names it.
    var file: String
    /// At most `limit` of them, in the order of the file.
    var rejects: [Reject]
    var cause: ImportError

    /// How many rejects of one refused file are kept. A file of millions of rows that was read with the wrong encoding is
    /// refused in all of them, and says no more by the last than by the first.
    static let limit = 100_000

    /// Runs a whole transaction, and keeps the rejects of the file that it was given up for.
    ///
    /// - Throws: what `transaction` throws; of a refused file, why it was refused.
    static func keepingRejects<Success>(
        _ connection: Connection,
        _ transaction: () async throws -> Success
    ) async throws -> Success {
        do {
            return try await transaction()
        } catch let refused as RefusedFile {
            do {
                try await connection.transaction {
                    let ledger = ImportLedger(connection: connection)
                    try await ledger.prepare()
                    try await ledger.keep(refused)
                }
            } catch {
                // Why the file was refused matters more than that its rejects could not be kept.
                throw refused.cause
            }
            throw refused.cause
        }
    }
}
