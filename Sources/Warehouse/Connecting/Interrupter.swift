import CADBC
import Synchronization

/// Interrupts the statement that a connection is running, from any thread.
///
/// A driver's statement may be cancelled from another thread only while it is alive, so it is named here when its call
/// begins and taken back when it ends, both under one lock.
final class Interrupter: Sendable {
    /// One call into the driver that may be interrupted.
    struct Call: Hashable {
        fileprivate let number: Int
    }

    /// Unchecked: the pointer is used only under the lock, and only between `begin` and `end`, which its owner calls
    /// around the statement's use.
    private struct Target: @unchecked Sendable {
        let statement: UnsafeMutablePointer<AdbcStatement>
    }

    private struct State {
        var lastNumber = 0
        var running: (call: Call, target: Target)?
    }

    private let state = Mutex(State())
    private let functions: Driver.Functions

    init(_ functions: Driver.Functions) {
        self.functions = functions
    }

    /// A call that is going to be made. To interrupt it does nothing before it begins.
    func announce() -> Call {
        state.withLock { state in
            state.lastNumber += 1
            return Call(number: state.lastNumber)
        }
    }

    func begin(_ call: Call, _ statement: UnsafeMutablePointer<AdbcStatement>) {
        let target = Target(statement: statement)
        state.withLock { $0.running = (call, target) }
    }

    func end(_ call: Call) {
        state.withLock { state in
            if state.running?.call == call { state.running = nil }
        }
    }

    /// Asks the engine to stop the call, and keeps asking until the call has ended.
    ///
    /// Once is not enough: an engine forgets an interruption that reaches it before its statement has begun.
    func interrupt(_ call: Call) {
        guard signal(call) else { return }
        Task.detached {
            repeat {
                try? await Task.sleep(for: .milliseconds(20))
            } while self.signal(call)
        }
    }

    /// Whether the call is still running.
    private func signal(_ call: Call) -> Bool {
        state.withLock { state in
            guard let running = state.running, running.call == call else { return false }
            // A driver of revision 1.0 has no such function; its statements end by themselves.
            _ = DriverFailure.calling("StatementCancel", functions.table.pointee.StatementCancel) {
                $0(running.target.statement, $1)
            }
            return true
        }
    }
}
