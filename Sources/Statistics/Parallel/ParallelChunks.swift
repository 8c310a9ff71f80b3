import Dispatch
import Foundation

/// Work over many rows on all cores, with an answer that does not depend on how many there are: rows are cut into
/// chunks of a fixed size, and what the chunks give comes back in their order.
package enum ParallelChunks {
    /// Rows of a chunk: enough that starting one costs nothing, few enough that both cores end together.
    package static let size = 8_192

    /// 1 for one thread; any other number, or `nil`: as many as the machine has (XGBoost takes the number itself). Bound to
    /// a task and not given from model to model, since it changes no result: it is there so that tests can show that.
    @TaskLocal package static var threads: Int?

    /// - Parameters:
    ///   - count: the rows, numbered from 0.
    ///   - chunk: rows of a chunk; results may depend on it by rounding, so it is never derived from the machine.
    ///   - body: called once for each chunk, on any thread.
    /// - Returns: one result for each chunk, in the order of the rows.
    package static func map<Result: Sendable>(
        _ count: Int,
        chunk: Int = size,
        _ body: @Sendable (Range<Int>) -> Result
    ) -> [Result] {
        let chunks = (count + chunk - 1) / chunk
        guard chunks > 1 else { return count == 0 ? [] : [body(0..<count)] }
        guard threads != 1 else {
            return (0..<chunks).map { body($0 * chunk..<min(count, ($0 + 1) * chunk)) }
        }
        // Written by one thread each at an index of its own, and read after all have ended.
        nonisolated(unsafe) let results = UnsafeMutablePointer<Result?>.allocate(capacity: chunks)
        results.initialize(repeating: nil, count: chunks)
        defer {
            results.deinitialize(count: chunks)
            results.deallocate()
        }
        DispatchQueue.concurrentPerform(iterations: chunks) { index in
            results[index] = body(index * chunk..<min(count, (index + 1) * chunk))
        }
        return (0..<chunks).map { results[$0]! }
    }

    /// The sum of vectors of one length, one from each chunk, added in the order of the rows.
    package static func sum(
        _ count: Int,
        length: Int,
        chunk: Int = size,
        _ body: @Sendable (Range<Int>) -> [Double]
    ) -> [Double] {
        var total = [Double](repeating: 0, count: length)
        for part in map(count, chunk: chunk, body) {
            for index in 0..<length { total[index] += part[index] }
        }
        return total
    }
}
