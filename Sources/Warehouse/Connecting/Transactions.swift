import Domain
import SQL

extension Connection {
    /// The transactions that the current task is inside of, by connection.
    @TaskLocal static var openTransactions: [ObjectIdentifier: Int] = [:]

    /// Runs `body` in a transaction: commits where it returns, undoes everything where it throws or its task is
    /// cancelled.
    ///
    /// Statements of `body` on this connection, in its own task or its child tasks, belong to the transaction.
    /// Other tasks' statements on this connection wait until it has ended. A transaction in which a statement failed
    /// cannot be committed, even where `body` caught the error.
    ///
    /// An engine without transactions, such as Spark, does each statement by itself: what was done before a failure stays, and
    /// whoever writes several tables there writes last the one that makes the others valid.
    ///
    /// - Throws: what `body` throws; ``ConnectionFault/nestedTransaction`` inside a transaction of the same
    ///   connection; ``ConnectionFault/streaming`` while a result is streamed on it; and
    ///   ``ConnectionFault/transaction(message:)`` or ``ConnectionFault/diskFull(message:)`` where committing fails.
    @discardableResult
    package nonisolated func transaction<Success>(_ body: () async throws -> Success) async throws -> Success {
        guard dialect.hasTransactions else { return try await body() }
        let number = try await beginTransaction()
        var inside = Self.openTransactions
        inside[ObjectIdentifier(self)] = number
        do {
            let success = try await Self.$openTransactions.withValue(inside) { try await body() }
            try Task.checkCancellation()
            try await commitTransaction()
            return success
        } catch {
            await undoTransaction()
            throw error
        }
    }

    private func beginTransaction() async throws -> Int {
        if isInsideTransaction { throw WarehouseError.connection(.nestedTransaction) }
        repeat { try await waitForTurn() } while isOthersTurn
        // The driver would take the stream's own transaction for the one that is wanted, and commit every statement.
        guard openStreams == 0 else { throw WarehouseError.connection(.streaming) }
        try openHandle().setAutocommit(false)
        return turns.begin()
    }

    private func commitTransaction() throws {
        let handle = try openHandle()
        if let message = turns.doom { throw WarehouseError.connection(.transaction(message: message)) }
        try handle.commit()
        try handle.setAutocommit(true)
        turns.end()
    }

    /// After a failed commit there is nothing left to undo, and the engine may say so; what matters is that the
    /// connection is out of the transaction.
    private func undoTransaction() {
        if let handle = try? openHandle() {
            try? handle.rollback()
            try? handle.setAutocommit(true)
        }
        turns.end()
    }

    var isInsideTransaction: Bool {
        turns.owner != nil && Self.openTransactions[ObjectIdentifier(self)] == turns.owner
    }

    var isOthersTurn: Bool { turns.owner != nil && !isInsideTransaction }

    /// Waits while a transaction of another task is open. The next one may have begun when the caller goes on.
    func waitForTurn() async throws {
        try Task.checkCancellation()
        while isOthersTurn {
            let ticket = turns.newTicket()
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                    if Task.isCancelled {
                        continuation.resume(throwing: CancellationError())
                    } else {
                        turns.wait(ticket, continuation)
                    }
                }
            } onCancel: {
                Task { await self.abandon(ticket) }
            }
        }
    }

    private func abandon(_ ticket: Int) {
        turns.abandon(ticket)
    }
}

/// Who may use a connection: everyone, or the one open transaction while the others wait.
struct TurnQueue {
    /// The number of the open transaction.
    private(set) var owner: Int?
    /// Why the open transaction cannot be committed: the first failure in it.
    private(set) var doom: String?
    private var lastNumber = 0
    private var waiting: [(ticket: Int, continuation: CheckedContinuation<Void, any Error>)] = []

    mutating func begin() -> Int {
        lastNumber += 1
        owner = lastNumber
        doom = nil
        return lastNumber
    }

    mutating func doom(_ message: String) {
        doom = doom ?? message
    }

    /// Wakes everyone that waits, in the order of arrival.
    mutating func end() {
        owner = nil
        let woken = waiting
        waiting = []
        for (_, continuation) in woken { continuation.resume() }
    }

    mutating func newTicket() -> Int {
        lastNumber += 1
        return lastNumber
    }

    mutating func wait(_ ticket: Int, _ continuation: CheckedContinuation<Void, any Error>) {
        waiting.append((ticket, continuation))
    }

    mutating func abandon(_ ticket: Int) {
        guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiting.remove(at: index).continuation.resume(throwing: CancellationError())
    }
}
