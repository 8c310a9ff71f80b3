import Statistics

/// How the values of a model's inputs were distributed when it was fitted, to find out later whether they still are.
///
/// Numbers are counted between the deciles that they had then, categories by level, missing values apart.
package struct InputProfile: Sendable, Hashable, Codable {
    package struct Column: Sendable, Hashable, Codable {
        package var name: String
        /// The upper ends of all bins of numbers but the last; empty for categories.
        var edges: [Double]
        /// The levels that bins of categories stand for; what is in none of them is counted in a last one.
        var levels: [String]
        /// Of each bin, the missing values in one of their own at the end.
        var shares: [Double]
    }

    package var columns: [Column]

    /// Levels beyond these, by frequency, are counted together.
    private static let mostLevels = 30

    /// - Complexity: O(rows · log rows) a column.
    package init(_ table: DataTable) {
        columns = table.columns.compactMap { column in
            switch column.values {
            case .numbers(let numbers): Self.column(column.name, numbers)
            case .categories(let codes, let levels): Self.column(column.name, codes, levels)
            case .instants: nil
            }
        }
    }

    /// The population stability index of each column.
    ///
    /// - Returns: in the order of the columns; those that the table lacks are left out.
    package func stabilityIndices(of table: DataTable) -> [(column: String, index: Double)] {
        columns.compactMap { expected in
            guard let column = table.columns.first(where: { $0.name == expected.name }),
                let actual = Self.shares(column, expected), actual.count == expected.shares.count
            else { return nil }
            return (expected.name, PopulationStabilityIndex.of(expected: expected.shares, actual: actual))
        }
    }

    private static func column(_ name: String, _ numbers: [Double]) -> Column {
        let sorted = numbers.filter { !$0.isNaN }.sorted()
        var edges: [Double] = []
        for decile in 1..<10 where !sorted.isEmpty {
            let edge = sorted[min(sorted.count - 1, sorted.count * decile / 10)]
            // Many equal values make fewer bins, each with a value of its own.
            if edge != edges.last { edges.append(edge) }
        }
        return Column(name: name, edges: edges, levels: [], shares: shares(numbers, edges))
    }

    private static func column(_ name: String, _ codes: [Int32], _ levels: [String]) -> Column {
        var counts = [Int](repeating: 0, count: levels.count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        let frequent = levels.indices.sorted { counts[$0] == counts[$1] ? $0 < $1 : counts[$0] > counts[$1] }
        let kept = frequent.prefix(mostLevels).map { levels[$0] }
        return Column(name: name, edges: [], levels: kept, shares: shares(codes, levels, kept))
    }

    /// The shares now, in the bins of then; `nil` where the column has become something else.
    private static func shares(_ column: DataColumn, _ then: Column) -> [Double]? {
        switch column.values {
        case .numbers(let numbers): then.levels.isEmpty ? shares(numbers, then.edges) : nil
        case .categories(let codes, let levels): then.edges.isEmpty ? shares(codes, levels, then.levels) : nil
        case .instants: nil
        }
    }

    private static func shares(_ numbers: [Double], _ edges: [Double]) -> [Double] {
        var counts = [Int](repeating: 0, count: edges.count + 2)
        for number in numbers {
            counts[number.isNaN ? edges.count + 1 : edges.firstIndex { number <= $0 } ?? edges.count] += 1
        }
        return counts.map { Double($0) / Double(max(1, numbers.count)) }
    }

    private static func shares(_ codes: [Int32], _ levels: [String], _ kept: [String]) -> [Double] {
        var bins: [String: Int] = [:]
        for (index, level) in kept.enumerated() { bins[level] = index }
        let places = levels.map { bins[$0] ?? kept.count }
        var counts = [Int](repeating: 0, count: kept.count + 2)
        for code in codes { counts[code < 0 ? kept.count + 1 : places[Int(code)]] += 1 }
        return counts.map { Double($0) / Double(max(1, codes.count)) }
    }
}
