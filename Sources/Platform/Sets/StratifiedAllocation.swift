/// How many to draw from each stratum of a population.
enum StratifiedAllocation {
    /// In proportion to the strata's sizes, by the method of largest remainders (Hamilton): each stratum gets the whole part
    /// of `size` × its share, and what is left goes to the largest remainders, of equal ones to the earlier stratum.
    ///
    /// No stratum gets more than it has, and all get `size` together, or everybody where there are fewer.
    ///
    /// - Complexity: O(strata × log strata).
    static func proportional(_ populations: [Int], size: Int) -> [Int] {
        let total = populations.reduce(0, +)
        guard size < total else { return populations }
        // In 128 bits: a size times a population may be more than 64 hold.
        let parts = populations.map { (Int128(size) * Int128($0)).quotientAndRemainder(dividingBy: Int128(total)) }
        var drawn = parts.map { Int($0.quotient) }
        let left = size - drawn.reduce(0, +)
        let order = parts.indices.sorted { (parts[$1].remainder, $0) < (parts[$0].remainder, $1) }
        for stratum in order.prefix(left) { drawn[stratum] += 1 }
        return drawn
    }

    /// The same number from each stratum; one that has fewer gives all, and the others make up for it as evenly as they
    /// can, the earlier ones first.
    ///
    /// - Complexity: O(strata × log strata).
    static func equal(_ populations: [Int], size: Int) -> [Int] {
        var drawn = populations.map { _ in 0 }
        var left = min(size, populations.reduce(0, +))
        // The smallest first: what one cannot give is then known before the others are asked.
        let order = populations.indices.sorted { (populations[$0], $0) < (populations[$1], $1) }
        for (place, stratum) in order.enumerated() {
            let share = left / (order.count - place)
            drawn[stratum] = min(populations[stratum], share)
            left -= drawn[stratum]
        }
        for stratum in populations.indices where left > 0 && drawn[stratum] < populations[stratum] {
            drawn[stratum] += 1
            left -= 1
        }
        return drawn
    }
}
