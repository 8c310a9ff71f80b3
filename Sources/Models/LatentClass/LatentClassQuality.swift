import Foundation
import Statistics

/// How well latent classes describe the answers they were fitted to, and how surely they tell people apart.
package struct LatentClassQuality: Codable, Sendable, Hashable {
    /// Likelihood-ratio and Pearson statistic of the table of complete answers (Linzer and Lewis 2011, section 2.4).
    package let gSquared: Double
    package let chiSquared: Double
    /// 1 − Σ_i Σ_r (−p_ir ln p_ir) / (n ln R), 1 for certain assignments (Ramaswamy and others 1993); `nil` for one class.
    package let entropy: Double?
    /// The share of people whose most probable class is this one, by class.
    package let assignedShares: [Double]
    /// The mean probability of the class that people are assigned to, by class; `nil` where nobody is.
    package let confidence: [Double?]
    /// Pairs of questions, what is most left over between them first.
    package let bivariateResiduals: [BivariateResidual]

    package struct BivariateResidual: Codable, Sendable, Hashable {
        package var first: Int
        package var second: Int
        /// Pearson's statistic of the two questions' table against the model, over (K₁ − 1)(K₂ − 1) (Vermunt and
        /// Magidson 2005): well above 3.84 for a pair that the classes do not make independent.
        package var value: Double
    }

    /// - Complexity: O(*patterns* × *items*² + *items*² × *levels*² × *classes*).
    package init(_ fitted: FittedLatentClasses, _ patterns: AnswerPatterns) {
        let posteriors = fitted.posteriors(patterns)
        (gSquared, chiSquared) = Self.fit(fitted, patterns)
        var uncertainty = 0.0
        var assigned = [Double](repeating: 0, count: fitted.classes)
        var certainty = assigned
        for pattern in 0..<patterns.patternCount {
            var best = 0
            for r in 0..<fitted.classes {
                let p = posteriors[pattern, r]
                if p > 0 { uncertainty -= patterns.counts[pattern] * p * log(p) }
                if p > posteriors[pattern, best] { best = r }
            }
            assigned[best] += patterns.counts[pattern]
            certainty[best] += patterns.counts[pattern] * posteriors[pattern, best]
        }
        entropy = fitted.classes > 1 ? 1 - uncertainty / (fitted.people * log(Double(fitted.classes))) : nil
        assignedShares = assigned.map { $0 / fitted.people }
        confidence = zip(certainty, assigned).map { $1 > 0 ? $0 / $1 : nil }
        bivariateResiduals = Self.bivariate(fitted, patterns)
    }

    private static func fit(_ fitted: FittedLatentClasses, _ patterns: AnswerPatterns) -> (Double, Double) {
        let items = patterns.items.count
        var complete = 0.0
        var cells: [(observed: Double, probability: Double)] = []
        for pattern in 0..<patterns.patternCount {
            let codes = patterns.codes[pattern * items..<(pattern + 1) * items]
            guard codes.allSatisfy({ $0 >= 0 }) else { continue }
            var probability = 0.0
            for r in 0..<fitted.classes {
                var product = fitted.shares[r]
                for (item, code) in codes.enumerated() { product *= fitted.responses[item][Int(code)][r] }
                probability += product
            }
            cells.append((patterns.counts[pattern], probability))
            complete += patterns.counts[pattern]
        }
        var g = 0.0
        var chi = 0.0
        var expectedThere = 0.0
        for cell in cells {
            let expected = max(complete * cell.probability, 1e-290)
            g += 2 * cell.observed * log(cell.observed / expected)
            chi += (cell.observed - expected) * (cell.observed - expected) / expected
            expectedThere += expected
        }
        // Cells in which nobody is: each adds its expected count.
        return (g, chi + max(0, complete - expectedThere))
    }

    private static func bivariate(_ fitted: FittedLatentClasses, _ patterns: AnswerPatterns) -> [BivariateResidual] {
        let items = patterns.items.count
        var pairs: [(Int, Int)] = []
        for first in 0..<items { for second in first + 1..<max(items, first + 1) { pairs.append((first, second)) } }
        let chosen = pairs
        let values = ParallelChunks.map(chosen.count, chunk: 16) { range in
            range.map { residual(of: chosen[$0], fitted, patterns) }
        }.flatMap { $0 }
        return zip(chosen, values).map { BivariateResidual(first: $0.0, second: $0.1, value: $1) }
            .sorted { $0.value != $1.value ? $0.value > $1.value : ($0.first, $0.second) < ($1.first, $1.second) }
    }

    private static func residual(
        of pair: (first: Int, second: Int),
        _ fitted: FittedLatentClasses,
        _ patterns: AnswerPatterns
    ) -> Double {
        let items = patterns.items.count
        let (rows, columns) = (patterns.levels[pair.first].count, patterns.levels[pair.second].count)
        var observed = [Double](repeating: 0, count: rows * columns)
        var people = 0.0
        for pattern in 0..<patterns.patternCount {
            let row = Int(patterns.codes[pattern * items + pair.first])
            let column = Int(patterns.codes[pattern * items + pair.second])
            guard row >= 0, column >= 0 else { continue }
            observed[row * columns + column] += patterns.counts[pattern]
            people += patterns.counts[pattern]
        }
        var statistic = 0.0
        for row in 0..<rows {
            for column in 0..<columns {
                var probability = 0.0
                for r in 0..<fitted.classes {
                    probability +=
                        fitted.shares[r] * fitted.responses[pair.first][row][r]
                        * fitted.responses[pair.second][column][r]
                }
                let expected = people * probability
                let difference = observed[row * columns + column] - expected
                // A cell that the model excludes and that is empty is as expected.
                if expected > 1e-12 { statistic += difference * difference / expected }
            }
        }
        return statistic / Double((rows - 1) * (columns - 1))
    }
}
