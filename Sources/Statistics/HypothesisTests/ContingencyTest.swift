/// Pearson's χ² test of independence in a table of counts, with Cramér's V.
///
/// Cramér, Mathematical Methods of Statistics (1946), section 21.9; no continuity correction. The p-value is a fair one
/// where expected counts are five or more, of which `smallestExpected` tells.
package struct ContingencyTest: Sendable, Hashable, Codable {
    package let statistic: Double
    package let degreesOfFreedom: Int
    package let pValue: Double
    /// √(χ² / (n · min(rows − 1, columns − 1))), 0…1.
    package let cramersV: Double
    package let smallestExpected: Double
    /// The sum of the table.
    package let count: Double

    /// - Parameter table: counts or weights from 0 on, row by row; rows and columns of nothing but zeros do not count.
    /// - Returns: `nil` where fewer than two rows or two columns hold anything, so that there is nothing to test.
    package init?(_ table: [[Double]]) {
        let columns = table.first?.count ?? 0
        let rowSums = table.map { $0.reduce(0, +) }
        let columnSums = (0..<columns).map { column in table.reduce(0) { $0 + $1[column] } }
        let total = rowSums.reduce(0, +)
        let rowCount = rowSums.count { $0 > 0 }
        let columnCount = columnSums.count { $0 > 0 }
        guard rowCount > 1, columnCount > 1 else { return nil }
        var sum = 0.0
        var smallest = Double.infinity
        for (row, counts) in table.enumerated() where rowSums[row] > 0 {
            for column in 0..<columns where columnSums[column] > 0 {
                let expected = rowSums[row] * (columnSums[column] / total)
                let difference = counts[column] - expected
                sum += difference * difference / expected
                smallest = min(smallest, expected)
            }
        }
        statistic = sum
        degreesOfFreedom = (rowCount - 1) * (columnCount - 1)
        pValue = ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).survival(sum)
        cramersV = min(1, (sum / (total * Double(min(rowCount, columnCount) - 1))).squareRoot())
        smallestExpected = smallest
        count = total
    }

    /// From two columns of codes; a pair with a code below 0 is missing and left out.
    package init?(rows: [Int32], columns: [Int32]) {
        precondition(rows.count == columns.count)
        let height = Int(rows.max() ?? -1) + 1
        let width = Int(columns.max() ?? -1) + 1
        var table = [[Double]](repeating: [Double](repeating: 0, count: max(0, width)), count: max(0, height))
        for (row, column) in zip(rows, columns) where row >= 0 && column >= 0 { table[Int(row)][Int(column)] += 1 }
        self.init(table)
    }
}
