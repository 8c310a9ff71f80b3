package import Statistics

/// The groups that k-prototypes found, in the order of `GroupNumbering`, by means and then by categories.
package struct FittedKPrototypes: Sendable, Codable, Hashable {
    package var numberNames: [String]
    package var categoryNames: [String]
    /// The categories of each column, in the order of their codes.
    package var levels: [[String]]
    package var gamma: Double
    /// Groups by columns of numbers.
    package var means: Matrix
    /// The most frequent category of each column, by its code: groups by columns of categories.
    package var modes: [[Int32]]
    package var sizes: [Int]
    /// Σ‖x − c‖² + γ × the number of categories that differ: what k-prototypes makes small.
    package var cost: Double
    /// The first and the second part of it, the second without γ.
    package var numericCost: Double
    package var mismatches: Int
    package var iterations: Int
    package var hasConverged: Bool

    package var groups: Int { sizes.count }

    init(_ outcome: PrototypeRun.Outcome, _ data: MixedRows, gamma: Double) {
        let (width, categories) = (data.width, data.categories)
        let groups = width > 0 ? outcome.prototypes.means.count / width : outcome.prototypes.modes.count / categories
        var sizes = [Int](repeating: 0, count: groups)
        var mismatches = 0
        for (row, label) in outcome.labels.enumerated() {
            sizes[Int(label)] += 1
            for column in 0..<categories
            where data.codes[row * categories + column] != outcome.prototypes.modes[Int(label) * categories + column] {
                mismatches += 1
            }
        }
        let means = Matrix(rows: groups, columns: width, elements: outcome.prototypes.means)
        let modes = (0..<groups).map { Array(outcome.prototypes.modes[$0 * categories..<($0 + 1) * categories]) }
        let order = Self.order(sizes, means, modes, data)
        numberNames = data.numberNames
        categoryNames = data.categoryNames
        levels = data.levels
        self.gamma = gamma
        self.means = means.selecting(rows: order)
        self.modes = order.map { modes[$0] }
        self.sizes = order.map { sizes[$0] }
        cost = outcome.cost
        self.mismatches = mismatches
        numericCost = max(0, outcome.cost - gamma * Double(mismatches))
        iterations = outcome.iterations
        hasConverged = outcome.hasConverged
    }

    private static func order(_ sizes: [Int], _ means: Matrix, _ modes: [[Int32]], _ data: MixedRows) -> [Int] {
        let (numbers, categories) = (
            GroupNumbering.byName(data.numberNames), GroupNumbering.byName(data.categoryNames)
        )
        return sizes.indices.sorted { left, right in
            if sizes[left] != sizes[right] { return sizes[left] > sizes[right] }
            for column in numbers where means[left, column] != means[right, column] {
                return means[left, column] < means[right, column]
            }
            for column in categories where modes[left][column] != modes[right][column] {
                return modes[left][column] < modes[right][column]
            }
            return false
        }
    }

    /// The nearest prototype of each row; distances are the square roots of dissimilarities.
    ///
    /// - Precondition: `data` has the columns of the fit, and its codes.
    package func assign(_ data: MixedRows) -> GroupAssignments {
        let prototypes = PrototypeRun.Prototypes(means: means.elements, modes: modes.flatMap { $0 })
        let nearest = NearestPrototype(
            prototypes,
            width: numberNames.count,
            categories: categoryNames.count,
            gamma: gamma
        )
        let parts = ParallelChunks.map(data.count) { range in
            nearest.withTables(data) { tables in
                range.map { row in
                    GroupAssignments.Nearest(groups: tables.groups) { tables.dissimilarity(row, $0) }
                }
            }
        }
        return GroupAssignments(parts.flatMap { $0 }, isSquared: true)
    }
}
