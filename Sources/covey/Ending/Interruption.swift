import Dispatch
import Foundation
import Synchronization

/// Turns the first `SIGINT` or `SIGTERM` into the cancellation of a task; a second one ends the program at once.
///
/// An engine's transaction that is cut off is rolled back when the warehouse is opened again, so even the second is safe.
final class Interruption: Sendable {
    private let received = Mutex<Int32?>(nil)

    /// The signal that came first, if one did.
    var signal: Int32? { received.withLock { $0 } }

    var status: ExitStatus { signal == SIGTERM ? .terminated : .interrupted }

    /// - Parameter cancel: called once, on another thread.
    /// - Returns: what watches, for as long as it is kept.
    func watch(_ cancel: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
        let queue = DispatchQueue(label: "signals")
        return [SIGINT, SIGTERM].map { number in
            // The default action must be off, or it would end the program before the source hears of the signal.
            Foundation.signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [self] in
                let isFirst = received.withLock { received in
                    defer { received = received ?? number }
                    return received == nil
                }
                if isFirst { cancel() } else { _exit(128 + number) }
            }
            source.resume()
            return source
        }
    }
}
