import Foundation
package import Statistics

/// Latent classes with their parameters, the largest class first.
package struct FittedLatentClasses: Codable, Sendable, Hashable {
    package let items: [String]
    /// The answers of each question.
    package let levels: [[String]]
    /// The share of each class in the population, p_r.
    package let shares: [Double]
    /// For each question, answer and class the probability of the answer in the class, π_jrk.
    package let responses: [[[Double]]]
    package let logLikelihood: Double
    /// People with at least one answer.
    package let people: Double
    /// Different patterns of answers.
    package let patternCount: Int
    package let steps: Int
    package let hasConverged: Bool
    /// The finalists among the starts, and how many of them ended at this maximum.
    package let finalists: Int
    package let finalistsAgreeing: Int

    package var classes: Int { shares.count }

    /// R − 1 + R · Σ (K_j − 1).
    package var parameterCount: Int {
        classes - 1 + classes * levels.reduce(0) { $0 + $1.count - 1 }
    }

    package var aic: Double { -2 * logLikelihood + 2 * Double(parameterCount) }
    package var bic: Double { -2 * logLikelihood + Double(parameterCount) * log(people) }

    /// Different answers possible, less one, or people where they are fewer, less the parameters (as in poLCA).
    package var residualDegreesOfFreedom: Int {
        let cells = levels.reduce(1.0) { $0 * Double($1.count) }
        return Int(min(people, cells - 1)) - parameterCount
    }

    init(_ patterns: AnswerPatterns, _ kernel: LatentClassKernel, _ run: LatentClassRun, agreeing: Int, finalists: Int)
    {
        let p = run.probabilities
        func value(_ slot: Int, _ r: Int) -> Double { p[slot * kernel.groups + r / 4][r % 4] }
        let questions = GroupNumbering.byName(patterns.items)
        let order = (0..<kernel.classes).sorted { left, right in
            if value(0, left) != value(0, right) { return value(0, left) > value(0, right) }
            // By the first answers to the questions, in the order of their names.
            for item in questions where value(kernel.firstSlot[item], left) != value(kernel.firstSlot[item], right) {
                return value(kernel.firstSlot[item], left) > value(kernel.firstSlot[item], right)
            }
            return left < right
        }
        items = patterns.items
        levels = patterns.levels
        shares = order.map { value(0, $0) }
        responses = patterns.levels.indices.map { item in
            patterns.levels[item].indices.map { level in
                order.map { min(1, value(kernel.firstSlot[item] + level, $0)) }
            }
        }
        logLikelihood = kernel.logLikelihoods(p).enumerated().reduce(0) { $0 + $1.element * patterns.counts[$1.offset] }
        people = patterns.people
        patternCount = patterns.patternCount
        steps = run.steps
        hasConverged = run.hasConverged
        self.finalists = finalists
        finalistsAgreeing = agreeing
    }

    /// Probabilities below this count as this in an assignment, so that an answer that nobody of a class gave in the
    /// sample does not rule the class out with certainty, and a row that no class can give has an answer too.
    static let smallest = 1e-10

    /// The posterior probability of each class for each row: people by classes. A row without answers has the shares.
    ///
    /// - Parameter codes: for each question the answers by index into `levels`, −1 where missing or unknown.
    package func posteriors(_ codes: [[Int32]]) -> Matrix {
        precondition(codes.count == items.count)
        let rows = codes.first?.count ?? 0
        var result = Matrix(rows: rows, columns: classes)
        let logs = responses.map { item in item.map { level in level.map { log(max($0, Self.smallest)) } } }
        let start = shares.map { log(max($0, Self.smallest)) }
        var joint = start
        for row in 0..<rows {
            for r in 0..<classes { joint[r] = start[r] }
            for item in codes.indices where codes[item][row] >= 0 {
                let level = Int(codes[item][row])
                for r in 0..<classes { joint[r] += logs[item][level][r] }
            }
            let largest = joint.max() ?? 0
            var sum = 0.0
            for r in 0..<classes {
                joint[r] = exp(joint[r] - largest)
                sum += joint[r]
            }
            for r in 0..<classes { result[row, r] = joint[r] / sum }
        }
        return result
    }

    /// The same of each pattern that the model was fitted to.
    package func posteriors(_ patterns: AnswerPatterns) -> Matrix {
        posteriors(
            patterns.items.indices.map { item in
                (0..<patterns.patternCount).map { patterns.codes[$0 * patterns.items.count + item] }
            }
        )
    }
}
