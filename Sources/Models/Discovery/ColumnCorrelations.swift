import Statistics

/// How far two columns of numbers say the same.
package struct ColumnCorrelations: Sendable, Hashable {
    private var values: [String: [String: Double]] = [:]

    /// - Complexity: O(rows × columns²).
    init(_ rows: ComparableRows) {
        var numbers: [(name: String, values: [Double])] = []
        var first = 0
        for part in rows.parts {
            if case .number(let recipe) = part { numbers.append((recipe.name, rows.matrix.column(first))) }
            first += part.width
        }
        for left in numbers {
            for right in numbers where right.name != left.name {
                values[left.name, default: [:]][right.name] = Correlation.pearson(left.values, right.values)
            }
        }
    }

    package init() {}

    /// 1 for a column and itself, 0 where one of them is a category.
    package func between(_ left: String, _ right: String) -> Double {
        left == right ? 1 : values[left]?[right] ?? 0
    }
}
