/// Memory that one thread works in, chunk after chunk.
final class Scratch {
    /// Customers of a chunk; a multiple of 64.
    let chunkSize: Int
    /// A row of words for each node: the customers that it is true of, where it was asked.
    let truth: UnsafeMutablePointer<UInt64>
    /// A row of words for each node: the customers of whom it is asked.
    let demand: UnsafeMutablePointer<UInt64>
    /// Of one scope: the customers of whom any of its statements is asked.
    let asked: UnsafeMutablePointer<UInt64>
    /// Of one scope: for each cut the numbers of events no earlier, a row of customers.
    let counts: UnsafeMutablePointer<UInt32>
    /// Likewise, the sums of one property.
    let sums: UnsafeMutablePointer<Int128>
    let walk = WalkScratch()
    let sequence = SequenceScratch()
    private var bits: [GrowingBits] = []

    var words: Int { chunkSize / 64 }

    /// - Parameters:
    ///   - cuts: the most that a scope has.
    init(chunkSize: Int, nodes: Int, cuts: Int, hasSums: Bool) {
        self.chunkSize = chunkSize
        truth = .allocate(capacity: max(1, nodes * chunkSize / 64))
        demand = .allocate(capacity: max(1, nodes * chunkSize / 64))
        asked = .allocate(capacity: chunkSize / 64)
        counts = .allocate(capacity: max(1, cuts * chunkSize))
        sums = .allocate(capacity: hasSums ? max(1, cuts * chunkSize) : 1)
    }

    deinit {
        truth.deallocate()
        demand.deallocate()
        asked.deallocate()
        counts.deallocate()
        sums.deallocate()
    }

    func truth(of node: Int) -> UnsafeMutablePointer<UInt64> { truth + node * words }
    func demand(of node: Int) -> UnsafeMutablePointer<UInt64> { demand + node * words }

    /// Room for a bit for each of `count` rows, one of several.
    func rowBits(_ place: Int, count: Int) -> UnsafeMutablePointer<UInt64> {
        while bits.count <= place { bits.append(GrowingBits()) }
        return bits[place].room(for: count)
    }
}

private final class GrowingBits {
    private var words: UnsafeMutablePointer<UInt64>
    private var capacity = 64

    init() {
        words = .allocate(capacity: capacity)
    }

    deinit {
        words.deallocate()
    }

    func room(for count: Int) -> UnsafeMutablePointer<UInt64> {
        let needed = count / 64 + 1
        if needed > capacity {
            words.deallocate()
            capacity = max(needed, 2 * capacity)
            words = .allocate(capacity: capacity)
        }
        return words
    }
}
