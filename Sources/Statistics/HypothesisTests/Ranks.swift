/// The ranks of values from 1 for the smallest; equal values have the mean of their ranks.
///
/// - Parameter values: no not-a-number.
/// - Complexity: O(*n* log *n*).
package func ranks(_ values: [Double]) -> [Double] {
    rankedWithTies(values).ranks
}

/// Ranks, and Σ (t³ − t) over runs of t equal values, by which rank tests correct their variances.
package func rankedWithTies(_ values: [Double]) -> (ranks: [Double], tieSum: Double) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var tieSum = 0.0
    var start = 0
    while start < order.count {
        var end = start + 1
        while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
        let rank = Double(start + 1 + end) / 2
        for position in start..<end { ranks[order[position]] = rank }
        let tied = Double(end - start)
        tieSum += tied * tied * tied - tied
        start = end
    }
    return (ranks, tieSum)
}
