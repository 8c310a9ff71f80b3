import Dispatch

extension Program {
    /// Customers that are evaluated at a time: what is written down of them fits a core's cache.
    private var chunkSize: Int {
        let widest = scopes.map(\.cuts.count).max() ?? 0
        // A thousand windows of one scope would need more than that for the usual number of customers.
        return widest <= 64 ? 8_192 : 1_024
    }

    /// The members of each definition among all customers.
    ///
    /// - Parameter threads: how many work side by side.
    /// - Complexity: O(customers + events asked for) for all definitions together; a bit for each customer and definition.
    package func members(threads: Int) -> [Members] {
        let words = timelines.customerCount / 64 + 1
        let results = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, roots.count * words))
        results.initialize(repeating: 0, count: roots.count * words)
        defer { results.deallocate() }
        evaluateAll(threads: max(1, threads), into: Results(words: words, start: results))
        let output = MembersOutput(roots.count)
        let rows = Results(words: words, start: results)
        DispatchQueue.concurrentPerform(iterations: roots.count) { place in
            output.set(place, .fromWords(UnsafeBufferPointer(start: rows.start + place * words, count: words)))
        }
        return output.members
    }

    /// The members of each definition, as bits of consecutive words.
    ///
    /// `@unchecked Sendable`: threads write to words of different customers.
    private struct Results: @unchecked Sendable {
        var words: Int
        var start: UnsafeMutablePointer<UInt64>
    }

    private func evaluateAll(threads: Int, into results: Results) {
        let size = chunkSize
        let chunks = (timelines.customerCount + size - 1) / size
        let parts = min(threads, max(1, chunks))
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let evaluator = ChunkEvaluator(self, chunkSize: size)
            for chunk in stride(from: part, to: chunks, by: parts) {
                let customers = chunk * size..<min((chunk + 1) * size, timelines.customerCount)
                evaluator.evaluate(customers)
                for (place, root) in roots.enumerated() {
                    let target = results.start + place * results.words + customers.lowerBound / 64
                    let words = (customers.count + 63) / 64
                    target.update(from: evaluator.scratch.truth(of: root), count: words)
                    let rest = customers.count & 63
                    if rest != 0 { target[words - 1] &= 1 << UInt64(rest) - 1 }
                }
            }
        }
    }
}

/// What threads give back.
///
/// `@unchecked Sendable`: each place is written by one thread, before anybody reads.
private final class MembersOutput: @unchecked Sendable {
    private let slots: UnsafeMutablePointer<Members?>
    private let count: Int

    init(_ count: Int) {
        self.count = count
        slots = .allocate(capacity: max(1, count))
        slots.initialize(repeating: nil, count: count)
    }

    deinit {
        slots.deinitialize(count: count)
        slots.deallocate()
    }

    func set(_ place: Int, _ members: Members?) { slots[place] = members }

    /// Bits written by `fromWords` are always readable, so no place is left empty.
    var members: [Members] { (0..<count).map { slots[$0] ?? Members([]) } }
}
