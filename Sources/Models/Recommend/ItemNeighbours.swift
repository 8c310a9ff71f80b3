import Foundation
import Statistics

/// Item-to-item recommendation: what is bought by the same customers (G. Linden, B. Smith and J. York, "Amazon.com
/// recommendations", IEEE Internet Computing 7(1), 2003; B. Sarwar et al., "Item-based collaborative filtering", 2001).
package struct ItemNeighbours: Sendable, Hashable, Codable {
    /// How alike two items are.
    package enum Likeness: String, Sendable, Hashable, Codable, CaseIterable {
        /// Common buyers ÷ √(buyers of one · buyers of the other).
        case cosine
        /// The likelihood ratio G² of the table of buyers, where the two are bought together more than by chance
        /// (T. Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993), as G² / (1 + G²).
        case likelihood
    }

    /// The neighbours of item *i* are `neighbours[offsets[i]..<offsets[i + 1]]`, the most alike first.
    private(set) var offsets: [Int]
    private(set) var neighbours: [Int32]
    private(set) var likeness: [Double]
    let itemCount: Int

    /// - Parameter most: neighbours of an item that are kept. Fifty hold nearly all of the weight and bound the memory.
    /// - Complexity: O(Σ *k*²) over customers with *k* items; all cores.
    package init(_ purchases: Purchases, measure: Likeness = .cosine, most: Int = 50) {
        let buyers = purchases.transposed
        let counts = purchases.buyers
        let customers = purchases.offsets.indices.dropLast().count { purchases.offsets[$0] < purchases.offsets[$0 + 1] }
        let parts = ParallelChunks.map(purchases.itemCount, chunk: 256) { range -> [[(Int32, Double)]] in
            var common = [Int32](repeating: 0, count: purchases.itemCount)
            return range.map { item in
                var touched: [Int32] = []
                for customer in buyers.items(of: item) {
                    for other in purchases.items(of: Int(customer)) where Int(other) != item {
                        if common[Int(other)] == 0 { touched.append(other) }
                        common[Int(other)] += 1
                    }
                }
                var found: [(Int32, Double)] = []
                for other in touched {
                    let both = Int(common[Int(other)])
                    common[Int(other)] = 0
                    let value = measure.value(both, counts[item], counts[Int(other)], customers)
                    if value > 0 { found.append((other, value)) }
                }
                found.sort { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
                return Array(found.prefix(most))
            }
        }
        offsets = [0]
        neighbours = []
        likeness = []
        itemCount = purchases.itemCount
        for found in parts.joined() {
            neighbours += found.map(\.0)
            likeness += found.map(\.1)
            offsets.append(neighbours.count)
        }
    }

    /// For each item the sum of its likeness to those that were bought.
    func scores(_ items: ArraySlice<Int32>) -> [Double] {
        var result = [Double](repeating: 0, count: itemCount)
        for item in items {
            for position in offsets[Int(item)]..<offsets[Int(item) + 1] {
                result[Int(neighbours[position])] += likeness[position]
            }
        }
        return result
    }

    /// How alike two items are, by their numbers: for tests and reports.
    package func likeness(_ item: Int, _ other: Int) -> Double? {
        (offsets[item]..<offsets[item + 1]).first { Int(neighbours[$0]) == other }.map { likeness[$0] }
    }
}

extension ItemNeighbours.Likeness {
    fileprivate func value(_ both: Int, _ one: Int, _ other: Int, _ all: Int) -> Double {
        switch self {
        case .cosine: return Double(both) / (Double(one) * Double(other)).squareRoot()
        case .likelihood:
            guard Double(both) * Double(all) > Double(one) * Double(other) else { return 0 }
            func term(_ count: Int) -> Double { count > 0 ? Double(count) * log(Double(count)) : 0 }
            let cells = term(both) + term(one - both) + term(other - both) + term(all - one - other + both)
            let margins = term(one) + term(all - one) + term(other) + term(all - other)
            let ratio = max(0, 2 * (cells - margins + term(all)))
            return ratio / (1 + ratio)
        }
    }
}
