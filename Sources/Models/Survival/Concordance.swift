/// Harrell's C: of the pairs of which it is known who left first, the share in which the one with the higher risk did;
/// equal risks count half (Harrell, Lee and Mark, Statistics in Medicine 15, 1996).
///
/// A pair is known where one left before the other was last seen; one who left and one who was last seen at the same
/// time is such a pair, two who left at the same time are none.
package enum Concordance {
    /// - Returns: `nil` where no pair is known.
    /// - Complexity: O(*n* log *n*), by counts in a Fenwick tree over the ranks of risks.
    package static func index(_ data: SurvivalTimes, risks: [Double]) -> Double? {
        precondition(risks.count == data.count)
        let byRisk = risks.indices.sorted { risks[$0] < risks[$1] }
        var ranks = [Int](repeating: 0, count: risks.count)
        var different = 0
        for (position, row) in byRisk.enumerated() {
            if position > 0, risks[byRisk[position - 1]] < risks[row] { different += 1 }
            ranks[row] = different
        }
        var counts = FenwickTree(different + 1)
        let order = data.order
        var concordant = 0.0
        var pairs = 0.0
        var end = order.count
        // From the latest time, so that the tree holds those who were seen for longer.
        while end > 0 {
            var start = end - 1
            while start > 0, data.times[order[start - 1]] == data.times[order[end - 1]] { start -= 1 }
            let rows = order[start..<end]
            for row in rows where !data.events[row] { counts.add(at: ranks[row]) }
            for row in rows where data.events[row] {
                let below = counts.sum(below: ranks[row])
                let upTo = counts.sum(below: ranks[row] + 1)
                concordant += Double(below) + 0.5 * Double(upTo - below)
                pairs += Double(counts.total)
            }
            for row in rows where data.events[row] { counts.add(at: ranks[row]) }
            end = start
        }
        return pairs > 0 ? concordant / pairs : nil
    }
}

/// Counts by index, with sums of the first ones in logarithmic time (Fenwick, Software: Practice and Experience 24, 1994).
struct FenwickTree {
    private var sums: [Int]
    private(set) var total = 0

    init(_ size: Int) { sums = [Int](repeating: 0, count: size + 1) }

    mutating func add(at index: Int) {
        total += 1
        var position = index + 1
        while position < sums.count {
            sums[position] += 1
            position += position & -position
        }
    }

    func sum(below index: Int) -> Int {
        var sum = 0
        var position = index
        while position > 0 {
            sum += sums[position]
            position -= position & -position
        }
        return sum
    }
}
