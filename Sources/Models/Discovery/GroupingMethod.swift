import Domain
import Statistics

/// The ways in which groups are looked for.
package enum GroupingMethod: String, Sendable, Hashable, Codable, CaseIterable {
    case kmeans
    /// Gaussian components with variances of their own, without covariances: groups of different width.
    case mixture
    /// Ward's hierarchy: does not depend on starts, and follows groups of uneven size.
    case ward
    /// Numbers by means, categories by their most frequent level.
    case kprototypes
    /// Types of answers, where every column is a category.
    case latentclass

    /// Rows in Ward's tree, whose time grows with the square; others go to the nearest centre.
    static let mostWardRows = 2_000

    /// Whether the method takes such columns. Components that are normal do not describe columns of 0 and 1.
    package func takes(_ recipe: FeatureRecipe) -> Bool {
        switch self {
        case .kmeans, .ward: true
        case .mixture: !recipe.hasCategories
        case .kprototypes: recipe.hasCategories && recipe.hasNumbers
        case .latentclass: !recipe.hasNumbers
        }
    }

    /// How hard a fit is tried.
    package enum Effort: Sendable {
        /// For comparison with others: 10 starts, which find the best sum of squares of the published sets nearly always.
        case thorough
        /// For one of many samples: 3 starts, since what is compared are good groupings and not always the best.
        case quick
    }

    /// Groups of each size; a size that there are too few different rows for, or that does not settle, is left out.
    func fit(_ rows: ComparableRows, sizes: ClosedRange<Int>, seed: UInt64, _ effort: Effort) -> [Int: FittedGrouping] {
        if self == .ward { return wardTree(rows, sizes, seed) }
        var result: [Int: FittedGrouping] = [:]
        for size in sizes { result[size] = try? fit(rows, size, seed, effort) }
        return result
    }

    private func fit(_ rows: ComparableRows, _ size: Int, _ seed: UInt64, _ effort: Effort) throws -> FittedGrouping {
        let isQuick = effort == .quick
        switch self {
        case .kmeans, .ward:
            let model = KMeans(groups: size, starts: isQuick ? 3 : 10, seed: seed)
            return .centres(try model.fit(rows.matrix, names: rows.columnNames).centroids)
        case .mixture:
            var model = MixtureModel(components: size, form: .diagonal, starts: isQuick ? 2 : 5, seed: seed)
            // Assignments have settled long before the tenth digit of the likelihood.
            (model.tolerance, model.limit, model.finalists) = (1e-6, 200, isQuick ? 1 : 2)
            return .mixture(try model.fit(rows.matrix, names: rows.columnNames))
        case .kprototypes: return try prototypes(rows, size, seed, isQuick: isQuick)
        case .latentclass:
            var model = LatentClassModel(classes: size, starts: isQuick ? 5 : 20, seed: seed)
            (model.tolerance, model.limit, model.finalists) = (1e-6, 500, isQuick ? 1 : 3)
            return .classes(try model.fit(AnswerPatterns(rows.answers)))
        }
    }

    private func wardTree(_ rows: ComparableRows, _ sizes: ClosedRange<Int>, _ seed: UInt64) -> [Int: FittedGrouping] {
        let model = HierarchicalModel(linkage: .ward, largestTable: Self.mostWardRows, seed: seed)
        guard let tree = try? model.fit(rows.matrix, names: rows.columnNames) else { return [:] }
        var result: [Int: FittedGrouping] = [:]
        for size in sizes {
            result[size] = (try? tree.cut(into: size, rows.matrix)).map { .centres($0.fitted.centroids) }
        }
        return result
    }
}

extension ComparableRows {
    /// The categories as answers of latent classes.
    var answers: [AnswerPatterns.Item] {
        let categories = parts.filter { if case .category = $0 { true } else { false } }
        return zip(categories, codes).map { part, codes in
            AnswerPatterns.Item(part.name, codes: codes, levels: (0..<part.width).map(String.init))
        }
    }
}

extension GroupingMethod {
    private func prototypes(_ rows: ComparableRows, _ size: Int, _ seed: UInt64, isQuick: Bool) throws -> FittedGrouping
    {
        let model = KPrototypes(groups: size, starts: isQuick ? 3 : 10, gamma: rows.gamma, seed: seed)
        return .prototypes(try model.fit(rows.mixed))
    }
}

extension ComparableRows {
    /// What a different category counts, on average over the categories, in the distances of the other methods.
    var gamma: Double {
        let weights = parts.compactMap { part -> Double? in
            if case .category(let recipe) = part { 2 * recipe.weight * recipe.weight } else { nil }
        }
        return weights.isEmpty ? 1 : weights.reduce(0, +) / Double(weights.count)
    }

    /// Numbers and categories apart, for k-prototypes.
    var mixed: MixedRows {
        var numberPlaces: [Int] = []
        var numberNames: [String] = []
        var categories: [(name: String, width: Int)] = []
        var first = 0
        for part in parts {
            switch part {
            case .number(let recipe):
                numberPlaces.append(first)
                numberNames.append(recipe.name)
            case .category(let recipe): categories.append((recipe.name, recipe.width))
            }
            first += part.width
        }
        var numbers = Matrix(rows: count, columns: numberPlaces.count)
        for row in 0..<count {
            for (column, place) in numberPlaces.enumerated() { numbers[row, column] = matrix[row, place] }
        }
        return MixedRows(
            numberNames: numberNames,
            numbers: numbers,
            categoryNames: categories.map(\.name),
            codes: (0..<count).flatMap { row in codes.map { $0[row] } },
            levels: categories.map { (0..<$0.width).map(String.init) }
        )
    }
}
