import Foundation
import Statistics

/// The different histories and how many customers have each, in an order that follows from what they are.
///
/// A likelihood depends on (x, t_x, T) only, so equal customers are computed once; and sums run in the same order
/// however the rows were given. Ordered by x up to 255, then by a 64-bit mix of the three, so that every *k*-th history
/// is a fair sample within each x.
package struct HistoryCounts: Sendable {
    package private(set) var frequency: [Double] = []
    package private(set) var recency: [Double] = []
    package private(set) var age: [Double] = []
    /// How many customers have this history.
    package private(set) var customers: [Double] = []
    /// For each customer given, which of the different histories is its own.
    package private(set) var indexOfCustomer: [Int32] = []
    /// The different numbers of repeat purchases, ascending, and how many customers have each.
    package private(set) var frequencies: [(value: Double, customers: Double)] = []
    package private(set) var total = 0.0

    package var count: Int { frequency.count }

    /// - Complexity: O(*n*), by radix sort.
    package init(_ histories: PurchaseHistories) {
        let keys = (0..<histories.count).map { Self.key(histories[$0]) }
        let order = Self.ordered(histories, RadixOrder(keys).order, keys)
        indexOfCustomer = [Int32](repeating: 0, count: histories.count)
        frequency.reserveCapacity(histories.count)
        recency.reserveCapacity(histories.count)
        age.reserveCapacity(histories.count)
        customers.reserveCapacity(histories.count)
        var last = -1
        for row in order.lazy.map(Int.init) {
            if last >= 0, histories[row] == histories[last] {
                customers[customers.count - 1] += 1
            } else {
                append(histories[row], 1)
            }
            indexOfCustomer[row] = Int32(customers.count - 1)
            last = row
        }
        countFrequencies()
    }

    /// Every `step`-th of the different histories, each with all of its customers.
    package func sample(every step: Int) -> HistoryCounts {
        var sample = HistoryCounts()
        for index in stride(from: step / 2, to: count, by: step) { sample.append(self[index], customers[index]) }
        sample.countFrequencies()
        return sample
    }

    /// The same histories with other numbers of customers; those with none are left out.
    package func weighted(_ weights: [Double]) -> HistoryCounts {
        var result = HistoryCounts()
        for index in 0..<count where weights[index] > 0 { result.append(self[index], weights[index]) }
        result.countFrequencies()
        return result
    }

    package subscript(index: Int) -> PurchaseHistory {
        PurchaseHistory(frequency: Int(frequency[index]), recency: recency[index], age: age[index])
    }

    private init() {}

    private mutating func append(_ history: PurchaseHistory, _ weight: Double) {
        frequency.append(Double(history.frequency))
        recency.append(history.recency)
        age.append(history.age)
        customers.append(weight)
    }

    private mutating func countFrequencies() {
        var small = [Double](repeating: 0, count: 256)
        var large: [Double: Double] = [:]
        for index in 0..<count {
            if frequency[index] < 256 {
                small[Int(frequency[index])] += customers[index]
            } else {
                large[frequency[index], default: 0] += customers[index]
            }
        }
        frequencies = small.enumerated().filter { $0.element > 0 }.map { (Double($0.offset), $0.element) }
        frequencies += large.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        total = frequencies.reduce(0) { $0 + $1.customers }
    }

    private static func key(_ history: PurchaseHistory) -> UInt64 {
        var mixed = UInt64(history.frequency) &* 0x9E37_79B9_7F4A_7C15
        // Adding zero makes a negative zero positive, which is equal to it.
        for value in [history.recency + 0, history.age + 0] {
            mixed = (mixed ^ value.bitPattern) &* 0xBF58_476D_1CE4_E5B9
            mixed ^= mixed >> 29
            mixed = mixed &* 0x94D0_49BB_1331_11EB
            mixed ^= mixed >> 32
        }
        return UInt64(min(history.frequency, 255)) << 56 | mixed >> 8
    }

    /// Where different histories share a key, which happens once in many millions, they are put in order by content.
    private static func ordered(_ histories: PurchaseHistories, _ order: [UInt32], _ keys: [UInt64]) -> [UInt32] {
        var order = order
        var start = 0
        while start < order.count {
            var end = start + 1
            var isMixed = false
            while end < order.count, keys[Int(order[end])] == keys[Int(order[start])] {
                isMixed = isMixed || histories[Int(order[end])] != histories[Int(order[start])]
                end += 1
            }
            if isMixed {
                order[start..<end].sort { left, right in
                    let (left, right) = (histories[Int(left)], histories[Int(right)])
                    return (left.frequency, left.recency, left.age) < (right.frequency, right.recency, right.age)
                }
            }
            start = end
        }
        return order
    }
}
