import Foundation

/// A serial executor with a thread of its own.
///
/// A driver's calls block for as long as a query runs. On a thread of their own they hold up nobody: Swift's shared
/// threads, one for each processor, stay free.
///
/// Unchecked: the queue is only touched under its condition's lock.
final class ThreadExecutor: SerialExecutor, @unchecked Sendable {
    /// What the thread works off. A class of its own, so that the thread does not keep the executor alive.
    private final class Queue: @unchecked Sendable {
        private let condition = NSCondition()
        /// Each job keeps its executor alive until it has run.
        private var jobs: [(job: UnownedJob, executor: ThreadExecutor)] = []
        private var next = 0
        private var isClosed = false

        func append(_ job: UnownedJob, for executor: ThreadExecutor) {
            condition.withLock {
                jobs.append((job, executor))
                condition.signal()
            }
        }

        func close() {
            condition.withLock {
                isClosed = true
                condition.signal()
            }
        }

        /// `nil` once the queue is closed. No job can be left then: jobs keep the executor, which closes the queue last.
        private func take() -> (job: UnownedJob, executor: ThreadExecutor)? {
            condition.withLock {
                while next == jobs.count, !isClosed { condition.wait() }
                guard next < jobs.count else { return nil }
                defer {
                    next += 1
                    if next == jobs.count {
                        jobs.removeAll(keepingCapacity: true)
                        next = 0
                    }
                }
                return jobs[next]
            }
        }

        func run() {
            while let (job, executor) = take() {
                withExtendedLifetime(executor) {
                    job.runSynchronously(on: executor.asUnownedSerialExecutor())
                }
            }
        }
    }

    private let queue = Queue()

    /// The stack is that of a main thread: engines parse and plan deeply nested statements by recursion.
    init(name: String) {
        let thread = Thread { [queue] in queue.run() }
        thread.name = name
        thread.stackSize = 16 << 20
        thread.start()
    }

    deinit {
        queue.close()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        queue.append(UnownedJob(job), for: self)
    }
}
