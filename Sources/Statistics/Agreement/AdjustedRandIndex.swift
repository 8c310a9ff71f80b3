/// How far two groupings of the same rows agree: 1 for the same groups under whatever names, about 0 for chance.
///
/// Hubert and Arabie, "Comparing partitions", Journal of Classification 2 (1985), equation 5. Where both groupings are
/// trivial (one group, or one a row), they agree, and the index is 1.
///
/// - Parameters: a group's number for each row; any numbers.
/// - Complexity: O(*n* log *n*).
package func adjustedRandIndex(_ first: [Int], _ second: [Int]) -> Double {
    precondition(first.count == second.count)
    guard first.count > 1 else { return 1 }
    func pairs(_ count: Double) -> Double { count * (count - 1) / 2 }
    /// Σ over runs of equal neighbours of the pairs in them.
    func pairsWithin(_ indices: [Int], _ same: (Int, Int) -> Bool) -> Double {
        var sum = 0.0
        var start = 0
        for position in 1...indices.count
        where position == indices.count || !same(indices[start], indices[position]) {
            sum += pairs(Double(position - start))
            start = position
        }
        return sum
    }
    let byBoth = first.indices.sorted { (first[$0], second[$0]) < (first[$1], second[$1]) }
    let bySecond = second.indices.sorted { second[$0] < second[$1] }
    let both = pairsWithin(byBoth) { first[$0] == first[$1] && second[$0] == second[$1] }
    let left = pairsWithin(byBoth) { first[$0] == first[$1] }
    let right = pairsWithin(bySecond) { second[$0] == second[$1] }
    let expected = left / pairs(Double(first.count)) * right
    let largest = (left + right) / 2
    return largest == expected ? 1 : (both - expected) / (largest - expected)
}
