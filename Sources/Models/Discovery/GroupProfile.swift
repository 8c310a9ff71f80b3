import Foundation
import Statistics

/// In what a group differs from all other customers.
package struct FeatureDifference: Sendable, Hashable, Codable {
    package var column: String
    /// Of a category: the level, or several that were joined, or none.
    package var level: Level?
    /// In the group: the mean of a number in its own units, or the share of the level.
    package var value: Double
    /// Of all customers.
    package var overall: Double
    /// Of a number, in the group: half have less.
    package var median: Double?
    /// Cohen's d of the standardised number (group less others, by the pooled standard deviation), or Cohen's h of the
    /// level's share (2 asin √p₁ − 2 asin √p₂). 0.2 is small, 0.5 medium, 0.8 large (Cohen, Statistical Power Analysis for
    /// the Behavioral Sciences, 1988).
    package var effect: Double
    /// The interval of 95 % of the effect, by its large-sample standard error (Hedges and Olkin, Statistical Methods for
    /// Meta-Analysis, 1985, p. 86). It takes the groups as given, so it does not say how sure the grouping is.
    package var low: Double
    package var high: Double
    /// Of a number: the share of all customers who have less than the group's median, ties half.
    package var quantile: Double?

    package enum Level: Sendable, Hashable, Codable {
        case named(String)
        /// All rare levels together.
        case rest
        case missing
    }
}

/// A group: who is in it, and in what it differs.
package struct GroupProfile: Sendable, Hashable, Codable {
    package var size: Int
    package var share: Double
    /// Of the matrix's columns that are numbers the mean, standardised; of categories the share less that of all, by the
    /// standard deviation.
    package var standardised: [Double]
    /// All columns, the largest effect first; of a category the level with the largest one.
    package var differences: [FeatureDifference]
    package var meanConfidence: Double
}

/// Makes the profiles of groups.
struct ProfileMaker: Sendable {
    let sample: SearchSample
    /// Of each row of `sample.all`.
    let labels: [Int]
    let confidences: [Double]
    let groups: Int

    /// z of a two-sided interval of 95 %.
    private static let z = Normal.standard.quantile(0.975)

    func profiles() -> [GroupProfile] {
        let sizes = labels.reduce(into: [Int](repeating: 0, count: groups)) { $0[$1] += 1 }
        var differences = [[FeatureDifference]](repeating: [], count: groups)
        var standardised = [[Double]](repeating: [], count: groups)
        var (first, category) = (0, 0)
        for (part, column) in zip(sample.recipe.parts, sample.columns) {
            switch part {
            case .number(let recipe):
                guard case .numbers(let numbers) = column.values else { continue }
                for (group, found) in self.numbers(recipe, numbers, sizes, place: first).enumerated() {
                    differences[group].append(found.0)
                    standardised[group].append(found.1)
                }
            case .category(let recipe):
                for (group, found) in self.levels(recipe, sample.all.codes[category], sizes).enumerated() {
                    differences[group].append(found.0)
                    standardised[group].append(found.1)
                }
                category += 1
            }
            first += part.width
        }
        let sure = zip(labels, confidences).reduce(into: [Double](repeating: 0, count: groups)) { $0[$1.0] += $1.1 }
        return (0..<groups).map { group in
            GroupProfile(
                size: sizes[group],
                share: Double(sizes[group]) / Double(max(1, labels.count)),
                standardised: standardised[group],
                differences: Self.sorted(differences[group]),
                meanConfidence: sizes[group] > 0 ? sure[group] / Double(sizes[group]) : 0
            )
        }
    }

    private static func sorted(_ differences: [FeatureDifference]) -> [FeatureDifference] {
        differences.sorted { left, right in
            left.effect.magnitude != right.effect.magnitude
                ? left.effect.magnitude > right.effect.magnitude
                : CategoryRecipe.precedes(left.column, right.column)
        }
    }

    // MARK: Numbers

    private func numbers(_ recipe: NumberRecipe, _ raw: [Double], _ sizes: [Int], place: Int)
        -> [(FeatureDifference, Double)]
    {
        let known = raw.filter { !$0.isNaN }.sorted()
        let overall = Self.mean(known)
        let shaped = (0..<labels.count).map { sample.all.matrix[$0, place] }
        return (0..<groups).map { group in
            let rows = labels.indices.filter { labels[$0] == group }
            let own = rows.map { raw[$0] }.filter { !$0.isNaN }.sorted()
            let inside = Moments(rows.map { shaped[$0] })
            let outside = Moments(labels.indices.filter { labels[$0] != group }.map { shaped[$0] })
            let effect = Self.cohen(inside, outside, rows.count, labels.count - rows.count)
            let median = own.isEmpty ? recipe.fill : NumberRecipe.quantile(own, 0.5)
            let difference = FeatureDifference(
                column: recipe.name,
                level: nil,
                value: own.isEmpty ? recipe.fill : Self.mean(own),
                overall: overall,
                median: median,
                effect: effect.value,
                low: effect.value - Self.z * effect.error,
                high: effect.value + Self.z * effect.error,
                quantile: Self.position(of: median, in: known)
            )
            return (difference, inside.mean)
        }
    }

    private static func cohen(_ inside: Moments, _ outside: Moments, _ n: Int, _ m: Int) -> (
        value: Double, error: Double
    ) {
        guard n > 0, m > 0 else { return (0, 0) }
        let (a, b) = (Double(n), Double(m))
        let squares = a * inside.deviation * inside.deviation + b * outside.deviation * outside.deviation
        // Standardised columns have variance 1; where nothing varies within, a hundredth of it keeps the effect finite.
        let pooled = max((squares / max(1, a + b - 2)).squareRoot(), 0.01)
        let value = (inside.mean - outside.mean) / pooled
        return (value, ((a + b) / (a * b) + value * value / (2 * (a + b))).squareRoot())
    }

    private static func mean(_ sorted: [Double]) -> Double {
        let count = Double(max(1, sorted.count))
        return sorted.reduce(0) { $0 + $1 / count }
    }

    /// The share of sorted values that are less, equal ones half.
    private static func position(of value: Double, in sorted: [Double]) -> Double {
        var (less, equal) = (0, 0)
        for number in sorted {
            if number < value { less += 1 } else if number == value { equal += 1 }
        }
        return (Double(less) + Double(equal) / 2) / Double(max(1, sorted.count))
    }

    // MARK: Categories

    private func levels(_ recipe: CategoryRecipe, _ codes: [Int32], _ sizes: [Int]) -> [(FeatureDifference, Double)] {
        var counts = [[Double]](repeating: [Double](repeating: 0, count: recipe.width), count: groups)
        for (row, code) in codes.enumerated() where code >= 0 { counts[labels[row]][Int(code)] += 1 }
        let totals = (0..<recipe.width).map { place in counts.reduce(0) { $0 + $1[place] } }
        let all = Double(max(1, labels.count))
        return (0..<groups).map { group in
            let (n, m) = (Double(sizes[group]), all - Double(sizes[group]))
            let found = (0..<recipe.width).map { place -> FeatureDifference in
                let inside = counts[group][place] / max(1, n)
                let outside = (totals[place] - counts[group][place]) / max(1, m)
                let effect =
                    n > 0 && m > 0 ? 2 * asin(min(1, inside).squareRoot()) - 2 * asin(min(1, outside).squareRoot()) : 0
                let error = n > 0 && m > 0 ? (1 / n + 1 / m).squareRoot() : 0
                return FeatureDifference(
                    column: recipe.name,
                    level: recipe.level(at: place),
                    value: inside,
                    overall: totals[place] / all,
                    median: nil,
                    effect: effect,
                    low: effect - Self.z * error,
                    high: effect + Self.z * error,
                    quantile: nil
                )
            }
            let best = self.clearest(found)
            let deviation = (best.overall * (1 - best.overall)).squareRoot()
            return (best, deviation > 0 ? (best.value - best.overall) / deviation : 0)
        }
    }

    /// What a group has says more than what it lacks: a level that is more frequent is taken unless one that is rarer has
    /// an effect half as large again.
    private func clearest(_ found: [FeatureDifference]) -> FeatureDifference {
        let more = found.max { $0.effect < $1.effect }!
        let less = found.min { $0.effect < $1.effect }!
        return less.effect.magnitude > 1.5 * more.effect ? less : more
    }
}

extension CategoryRecipe {
    func level(at place: Int) -> FeatureDifference.Level {
        if place < levels.count { return .named(levels[place]) }
        return hasRest && place == levels.count ? .rest : .missing
    }
}
