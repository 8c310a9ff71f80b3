package import Statistics

/// Columns with mean 0 and standard deviation 1, and back.
package struct ColumnScaling: Sendable, Codable, Hashable {
    package var means: [Double]
    /// By *n* − 1, as R's `scale`.
    package var deviations: [Double]

    /// - Complexity: O(rows × columns).
    package init(_ matrix: Matrix) {
        let columns = (0..<matrix.columns).map { matrix.column($0).sorted() }
        // In the order of the values, so that the order of rows changes no digit.
        means = columns.map { Self.mean($0) }
        deviations = zip(columns, means).map { values, mean in
            guard values.count > 1, values.first != values.last else { return 0 }
            // By the largest deviation, whose square might be too large.
            let largest = max((values[0] - mean).magnitude, (values[values.count - 1] - mean).magnitude)
            let squares = values.reduce(0.0) { $0 + ($1 - mean) / largest * (($1 - mean) / largest) }
            return largest * (squares / Double(values.count - 1)).squareRoot()
        }
    }

    private static func mean(_ values: [Double]) -> Double {
        guard let first = values.first, first != values.last else { return values.first ?? 0 }
        let count = Double(values.count)
        return values.reduce(0) { $0 + $1 / count }
    }

    /// The columns that have one value only: they become zero.
    package var constantColumns: [Int] { deviations.indices.filter { deviations[$0] == 0 } }

    /// The largest standard deviation by the smallest that is not zero; 1 where there are less than two.
    package var ratioOfDeviations: Double {
        let positive = deviations.filter { $0 > 0 }
        guard let least = positive.min(), let most = positive.max() else { return 1 }
        return most / least
    }

    package func standardise(_ matrix: Matrix) -> Matrix {
        var result = matrix
        for index in result.elements.indices {
            let column = index % matrix.columns
            let difference = matrix.elements[index] - means[column]
            result.elements[index] = deviations[column] > 0 ? difference / deviations[column] : 0
        }
        return result
    }

    package func restore(_ matrix: Matrix) -> Matrix {
        var result = matrix
        for index in result.elements.indices {
            let column = index % matrix.columns
            result.elements[index] = matrix.elements[index] * deviations[column] + means[column]
        }
        return result
    }
}
