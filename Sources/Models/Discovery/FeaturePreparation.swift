import Domain
import Foundation
import Statistics

/// Chooses the columns that groups can be made of and how they become comparable.
///
/// The same for every order of rows and columns.
package struct FeaturePreparation: Sendable {
    package let decisions: [FeatureDecision]
    package let recipe: FeatureRecipe

    /// A column in which all customers but one in fifty are the same could only make a group too small to be used.
    package static let constantShare = 0.98
    /// With more missing than known, the groups would be of who answered.
    package static let mostMissing = 0.5
    /// Above it, two columns would count one thing twice.
    package static let sameCorrelation = 0.95
    /// Texts whose twelve most frequent levels cover less than this are free texts.
    static let leastCovered = 0.5

    /// - Throws: `ModelError`: fewer than two rows, a number that is infinite or beyond 1e100, or no column that is of use.
    /// - Complexity: O(rows × columns²) and the sorting of columns.
    package init(_ columns: [FeatureColumn]) throws(ModelError) {
        let count = columns.first?.count ?? 0
        guard !columns.isEmpty else { throw Self.nothing([]) }
        guard count >= 2 else { throw .tooFewRows(needed: 2, found: count) }
        let columns = columns.sorted { CategoryRecipe.precedes($0.name, $1.name) }
        for column in columns { try Self.check(column) }
        let first = ParallelChunks.map(columns.count, chunk: 1) { range in
            FeatureDecision(column: columns[range.lowerBound].name, outcome: Self.outcome(columns[range.lowerBound]))
        }
        decisions = Self.withoutRepetitions(first, columns)
        let parts = decisions.compactMap { decision -> FeatureRecipe.Part? in
            switch decision.outcome {
            case .number(let recipe): .number(recipe)
            case .category(let recipe): .category(recipe)
            default: nil
            }
        }
        guard !parts.isEmpty else { throw Self.nothing(decisions) }
        recipe = FeatureRecipe(parts: parts)
    }

    private static func check(_ column: FeatureColumn) throws(ModelError) {
        guard case .numbers(let numbers) = column.values else { return }
        guard let row = numbers.firstIndex(where: { $0.isInfinite || $0.magnitude > 1e100 }) else { return }
        guard numbers[row].isFinite else { throw .notFinite(column: column.name, row: row + 1) }
        throw .unusable(
            Bilingual(
                en: "Column \"\(column.name)\", row \(row + 1): the value is too large to be squared.",
                zh: "列“\(column.name)”第 \(row + 1) 行的值过大，无法计算平方。"
            ),
            advice: Bilingual(en: "State the column in a larger unit.", zh: "请改用更大的计量单位。")
        )
    }

    private static func nothing(_ decisions: [FeatureDecision]) -> ModelError {
        if decisions.count == 1, case .constant(share: 1) = decisions[0].outcome {
            return .constantColumn(decisions[0].column)
        }
        return .unusable(
            Bilingual(
                en: "No column is left to make groups of: all are identifiers, the same for nearly everybody, or mostly"
                    + " missing.",
                zh: "没有可用于分组的列：所有列要么是标识，要么几乎人人相同，要么大多缺失。"
            ),
            advice: Bilingual(
                en: "Give it columns in which customers differ, such as orders, revenue and days since the last order.",
                zh: "请提供客户之间有差异的列，如订单数、消费额、距最近一次购买的天数。"
            )
        )
    }

    private static func outcome(_ column: FeatureColumn) -> FeatureDecision.Outcome {
        let missing = Double(column.missing) / Double(column.count)
        guard missing <= mostMissing else { return .mostlyMissing(share: missing) }
        let (codes, levels) = column.asCategories
        var counts = [Int](repeating: 0, count: levels.count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        let largest = max(counts.max() ?? 0, column.missing)
        let share = Double(largest) / Double(column.count)
        guard share < constantShare else { return .constant(share: share) }
        let different = counts.count { $0 > 0 }
        let identity = IdentifierSigns(column, different: different)
        switch column.values {
        case .numbers(let numbers):
            if identity.isNamedSo, different > CategoryRecipe.mostLevels { return .identifier }
            if identity.isNamedSo { return category(column.name, codes, levels, counts) }
            if identity.isCountedThrough { return .identifier }
            return NumberRecipe(column.name, numbers).map { .number($0) } ?? .constant(share: share)
        case .categories:
            if identity.isDifferentForMost { return .identifier }
            return category(column.name, codes, levels, counts)
        }
    }

    private static func category(_ name: String, _ codes: [Int32], _ levels: [String], _ counts: [Int])
        -> FeatureDecision.Outcome
    {
        let different = counts.count { $0 > 0 }
        let covered = counts.sorted(by: >).prefix(CategoryRecipe.mostLevels).reduce(0, +)
        guard Double(covered) >= leastCovered * Double(codes.count { $0 >= 0 }),
            let recipe = CategoryRecipe(name, codes, levels)
        else { return .tooManyLevels(different) }
        return .category(recipe)
    }

    /// Of numbers that say the same, the one with the fewest missing values stays, then the first by name.
    private static func withoutRepetitions(_ decisions: [FeatureDecision], _ columns: [FeatureColumn])
        -> [FeatureDecision]
    {
        let numeric = decisions.indices.compactMap { index -> (index: Int, recipe: NumberRecipe)? in
            if case .number(let recipe) = decisions[index].outcome { (index, recipe) } else { nil }
        }.sorted { ($0.recipe.missingShare, $0.index) < ($1.recipe.missingShare, $1.index) }
        let values = numeric.map { entry -> (plain: [Double], ranks: [Double]) in
            guard case .numbers(let numbers) = columns[entry.index].values else { return ([], []) }
            let plain = numbers.map { entry.recipe($0) }
            return (plain, ranks(plain))
        }
        var result = decisions
        var kept: [Int] = []
        for (place, entry) in numeric.enumerated() {
            let closest = kept.map { other -> (Int, Double) in
                let pearson = Correlation.pearson(values[place].plain, values[other].plain)
                let spearman = Correlation.pearson(values[place].ranks, values[other].ranks)
                let larger = spearman.magnitude > pearson.magnitude ? spearman : pearson
                // Six digits: the others depend on the order of the rows.
                return (other, (larger * 1e6).rounded() / 1e6)
            }.max { $0.1.magnitude < $1.1.magnitude }
            if let (other, correlation) = closest, correlation.magnitude > sameCorrelation {
                let name = columns[numeric[other].index].name
                result[entry.index].outcome = .sameAs(name, correlation: correlation)
            } else {
                kept.append(place)
            }
        }
        return result
    }
}
