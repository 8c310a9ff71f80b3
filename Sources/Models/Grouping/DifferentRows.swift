/// How many rows of a table differ from each other.
enum DifferentRows {
    /// - Parameters:
    ///   - rows: how many of the first rows are looked at.
    ///   - limit: where counting ends.
    ///   - values: of a row.
    /// - Complexity: O(rows) where there are fewer different rows than `limit`, and less where there are more.
    static func count(_ rows: Int, upTo limit: Int, _ values: (Int) -> [Double]) -> Int {
        var seen: Set<[Double]> = []
        for row in 0..<rows {
            guard seen.count < limit else { break }
            seen.insert(values(row))
        }
        return seen.count
    }
}
