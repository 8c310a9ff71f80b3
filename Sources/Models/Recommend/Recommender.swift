import Foundation
import Statistics

/// Next best items for customers, by one of three methods.
package enum Recommender: Sendable, Hashable, Codable {
    case items(ItemNeighbours)
    case factors(ImplicitFactors)
    /// What most customers bought: the number of buyers of each item.
    case popular([Int])

    package struct Item: Sendable, Hashable {
        package var item: Int
        package var score: Double
    }

    /// For each customer the best items, the best first.
    ///
    /// - Parameters:
    ///   - most: items for a customer.
    ///   - includesBought: also what was bought before, for goods that are bought again and again.
    /// - Returns: fewer than `most` where no more items have a score above zero (for factors: any score).
    package func best(for purchases: Purchases, most: Int, includesBought: Bool = false) -> [[Item]] {
        let scores = scores(of: purchases)
        return ParallelChunks.map(purchases.customerCount, chunk: 256) { range in
            range.map { best(scores($0), purchases.items(of: $0), most, includesBought) }
        }
        .flatMap { $0 }
    }

    /// What gives the scores of all items for a customer.
    private func scores(of purchases: Purchases) -> @Sendable (_ customer: Int) -> [Double] {
        switch self {
        case .items(let neighbours): return { neighbours.scores(purchases.items(of: $0)) }
        case .factors(let factors): return factors.scores(of: purchases)
        case .popular(let buyers):
            let scores = buyers.map { Double($0) }
            return { _ in scores }
        }
    }

    private func best(
        _ scores: consuming [Double],
        _ bought: ArraySlice<Int32>,
        _ most: Int,
        _ includesBought: Bool
    ) -> [Item] {
        if !includesBought {
            for item in bought { scores[Int(item)] = -.infinity }
        }
        let least: Double
        if case .factors = self, !bought.isEmpty { least = -.infinity } else { least = 0 }
        return Self.top(scores, most, above: least)
    }

    /// The greatest scores, by a heap of `most`; of equal ones the item of the lower number.
    private static func top(_ scores: [Double], _ most: Int, above least: Double) -> [Item] {
        var best: [Item] = []
        for (item, score) in scores.enumerated() where score > least {
            if best.count == most, let last = best.last, score <= last.score { continue }
            var place = best.count
            while place > 0, best[place - 1].score < score { place -= 1 }
            best.insert(Item(item: item, score: score), at: place)
            if best.count > most { best.removeLast() }
        }
        return best
    }
}

/// How well lists of items foretell what customers bought next.
package struct RecommendationQuality: Sendable, Hashable {
    /// The mean share of a customer's new items that are in their list.
    package var recall: Double
    /// The mean of DCG ÷ the best possible DCG, each hit at place *j* counting 1 / log₂(j + 1) (K. Järvelin and
    /// J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002).
    package var ndcg: Double
    /// The share of all items that are in anybody's list.
    package var coverage: Double
    /// Customers who bought something new and something before.
    package var customers: Int

    /// - Parameters:
    ///   - later: what the same customers bought after `earlier`; what they had bought before does not count.
    ///   - most: the length of a list.
    package init(_ recommender: Recommender, earlier: Purchases, later: Purchases, most: Int) {
        let lists = recommender.best(for: earlier, most: most)
        var (recall, ndcg, customers) = (0.0, 0.0, 0)
        var isListed = [Bool](repeating: false, count: earlier.itemCount)
        for customer in 0..<earlier.customerCount {
            let before = Set(earlier.items(of: customer))
            let new = Set(later.items(of: customer)).subtracting(before)
            guard !before.isEmpty, !new.isEmpty else { continue }
            customers += 1
            var (hits, gain) = (0, 0.0)
            for (place, item) in lists[customer].enumerated() {
                isListed[item.item] = true
                if new.contains(Int32(item.item)) {
                    hits += 1
                    gain += 1 / log2(Double(place) + 2)
                }
            }
            recall += Double(hits) / Double(new.count)
            ndcg += gain / (0..<min(most, new.count)).reduce(0) { $0 + 1 / log2(Double($1) + 2) }
        }
        self.customers = customers
        self.recall = recall / Double(max(1, customers))
        self.ndcg = ndcg / Double(max(1, customers))
        coverage = Double(isListed.count { $0 }) / Double(max(1, isListed.count))
    }
}
