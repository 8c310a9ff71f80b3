import CADBC
import Foundation

/// Reads the kind of a failure out of DuckDB's message.
///
/// The driver reports almost everything with one of two status codes, and its messages begin with the name of the
/// error class, so the message is what tells failures apart. What is not recognised stays a plain failure with the
/// whole message.
extension OpeningFault {
    init(message: String) {
        if message.contains("Could not set lock on file") {
            self = .locked(by: LockHolder(message: message))
        } else if message.contains("not a valid DuckDB database file")
            || message.contains("sqlite_scanner") || message.contains(": Is a directory")
        {
            // DuckDB takes a SQLite file for a job of an extension that is not there.
            self = .notADatabase
        } else if let range = message.range(of: "storage version number ") {
            let found = Int(message[range.upperBound...].prefix { $0.isNumber })
            self = .storageVersion(found, isNewer: message.contains("newer version"))
        } else if message.hasPrefix("Data Corruption Error") || message.contains("Could not read enough bytes") {
            self = .corrupt(message: message)
        } else if message.contains("database does not exist") || message.contains("No such file or directory") {
            self = .missing
        } else if EngineMessage.saysReadOnly(message) {
            self = .readOnly(message: message)
        } else if EngineMessage.saysDiskFull(message) {
            self = .diskFull(message: message)
        } else {
            self = .other(message: message)
        }
    }
}

extension LockHolder {
    /// Reads `Conflicting lock is held in /usr/bin/program (PID 4711)`.
    init?(message: String) {
        guard let pid = message.range(of: "(PID "), let process = Int(message[pid.upperBound...].prefix { $0.isNumber })
        else { return nil }
        let before = message[..<pid.lowerBound]
        let program = before.range(of: "held in ").map { before[$0.upperBound...].trimmingCharacters(in: .whitespaces) }
        self.init(process: process, program: program)
    }
}

extension StatementFault {
    init(_ failure: DriverFailure, memoryLimit: String?) {
        let message = failure.message
        if failure.isCancellation || message.hasPrefix("INTERRUPT Error") {
            self = .interrupted
        } else if message.hasPrefix("Out of Memory Error") {
            self = .outOfMemory(limit: memoryLimit)
        } else if failure.status == UInt8(ADBC_STATUS_INTEGRITY) || EngineMessage.saysConstraint(message) {
            self = .constraint
        } else if message.contains("attached in read-only mode") {
            self = .databaseReadOnly
        } else if EngineMessage.saysDiskFull(message), EngineMessage.isInputOutput(message) {
            self = .diskFull
        } else if EngineMessage.saysReadOnly(message), EngineMessage.isInputOutput(message) {
            self = .locationReadOnly
        } else if message.hasPrefix("Data Corruption Error")
            || message.hasPrefix("IO Error: Could not read enough bytes")
        {
            self = .dataUnreadable
        } else {
            self = .query
        }
    }
}

extension DriverFailure {
    /// Whether the server went away, in the words of the client's network library.
    var saysConnectionLost: Bool {
        ["error reading from server", "connection error", "transport is closing"].contains { message.contains($0) }
    }
}

extension ConnectionFault {
    /// Why a transaction could not be ended.
    init(ending message: String) {
        self = EngineMessage.saysDiskFull(message) ? .diskFull(message: message) : .transaction(message: message)
    }
}

private enum EngineMessage {
    /// Whether the engine itself met the file system; a message about data may quote the same words.
    static func isInputOutput(_ message: String) -> Bool {
        message.hasPrefix("IO Error") || message.hasPrefix("TransactionContext Error: Failed to commit")
    }

    /// Bulk writing words it in its own way, without the name of the class.
    static func saysConstraint(_ message: String) -> Bool {
        message.hasPrefix("Constraint Error")
            || message.hasPrefix("Failed to append: ") && message.contains(" constraint")
    }

    static func saysDiskFull(_ message: String) -> Bool {
        message.contains("No space left on device")
    }

    static func saysReadOnly(_ message: String) -> Bool {
        message.contains("Read-only file system") || message.contains(": Permission denied")
            || message.contains("Operation not permitted")
    }
}
