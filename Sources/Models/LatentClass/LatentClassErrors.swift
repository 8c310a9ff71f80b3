import Foundation
import Statistics

/// Standard errors of class shares and response probabilities.
///
/// As in poLCA (Linzer and Lewis 2011, section 2.3): the information is the sum of the outer products of each person's
/// score with respect to the log-odds against the first class and the first answer, its pseudo-inverse is their
/// covariance, and the delta method turns it into that of probabilities. A probability at 0 or 1 has an error of 0.
package struct LatentClassErrors: Codable, Sendable, Hashable {
    /// As in `FittedLatentClasses`.
    package let shares: [Double]
    package let responses: [[[Double]]]

    /// Multiplications beyond which the errors are left out: some 10 seconds on two cores.
    static let largestCost = 2e10

    /// - Returns: `nil` where there are too many parameters, or the information is not finite.
    /// - Complexity: O(*patterns* × *parameters*² + *parameters*³).
    package init?(_ fitted: FittedLatentClasses, _ patterns: AnswerPatterns) {
        let layout = Layout(fitted)
        let size = Double(layout.count)
        guard size > 0, Double(patterns.patternCount) * size * size / 2 + 6 * size * size * size < Self.largestCost,
            let covariance = Self.covariance(of: Self.information(fitted, patterns, layout))
        else { return nil }
        shares = Self.delta(fitted.shares) { covariance[layout.share($0), layout.share($1)] }
        var responses = fitted.responses
        for item in responses.indices {
            for r in 0..<fitted.classes {
                let errors = Self.delta(fitted.responses[item].map { $0[r] }) { left, right in
                    covariance[layout.response(item, left, r), layout.response(item, right, r)]
                }
                for (level, error) in errors.enumerated() { responses[item][level][r] = error }
            }
        }
        self.responses = responses
    }

    /// Where each log-odds stands: those of the shares first, then item by item, class by class.
    private struct Layout: Sendable {
        let classes: Int
        let levels: [Int]
        let firsts: [Int]
        let count: Int

        init(_ fitted: FittedLatentClasses) {
            classes = fitted.classes
            levels = fitted.levels.map(\.count)
            var next = fitted.classes - 1
            var firsts: [Int] = []
            for count in levels {
                firsts.append(next)
                next += (count - 1) * classes
            }
            self.firsts = firsts
            count = next
        }

        /// The class counts from 1, since the first is the reference.
        func share(_ r: Int) -> Int { r - 1 }
        func response(_ item: Int, _ level: Int, _ r: Int) -> Int {
            firsts[item] + r * (levels[item] - 1) + level - 1
        }
    }

    private static func information(_ fitted: FittedLatentClasses, _ patterns: AnswerPatterns, _ layout: Layout)
        -> Matrix
    {
        let posteriors = fitted.posteriors(patterns)
        let size = layout.count
        let triangle = ParallelChunks.sum(patterns.patternCount, length: size * size, chunk: 2_048) { range in
            var sum = [Double](repeating: 0, count: size * size)
            var score = [Double](repeating: 0, count: size)
            for pattern in range {
                Self.score(of: pattern, fitted, patterns, layout, posteriors, into: &score)
                let count = patterns.counts[pattern]
                // Unchecked access: this is all the time of the errors.
                sum.withUnsafeMutableBufferPointer { sum in
                    score.withUnsafeBufferPointer { score in
                        for row in 0..<size where score[row] != 0 {
                            let weighted = count * score[row]
                            for column in 0...row { sum[row * size + column] += weighted * score[column] }
                        }
                    }
                }
            }
            return sum
        }
        var result = Matrix(rows: size, columns: size, elements: triangle)
        for row in 0..<size { for column in 0..<row { result[column, row] = result[row, column] } }
        return result
    }

    private static func score(
        of pattern: Int,
        _ fitted: FittedLatentClasses,
        _ patterns: AnswerPatterns,
        _ layout: Layout,
        _ posteriors: Matrix,
        into score: inout [Double]
    ) {
        for r in 1..<max(1, layout.classes) { score[layout.share(r)] = posteriors[pattern, r] - fitted.shares[r] }
        for item in layout.levels.indices {
            let answer = Int(patterns.codes[pattern * layout.levels.count + item])
            for level in 1..<layout.levels[item] {
                for r in 0..<layout.classes {
                    let residual = (answer == level ? 1 : 0) - fitted.responses[item][level][r]
                    score[layout.response(item, level, r)] = answer < 0 ? 0 : posteriors[pattern, r] * residual
                }
            }
        }
    }

    /// By Cholesky where the matrix is well conditioned, since that is quick, and else by eigenvalues.
    private static func covariance(of information: Matrix) -> Matrix? {
        let size = information.rows
        let diagonal = (0..<size).map { information[$0, $0] }
        guard let largest = diagonal.max(), largest > 0, largest.isFinite else { return nil }
        if let cholesky = Cholesky(information) {
            let least = (0..<size).map { cholesky.lower[$0, $0] }.min() ?? 0
            if least * least > 1e-6 * largest { return cholesky.inverse }
        }
        // MASS::ginv's tolerance, which poLCA uses: the square root of the machine's precision.
        return SymmetricEigen(information)?.pseudoInverse(tolerance: 0x1p-26)
    }

    /// Standard errors of p = softmax(β), β₁ = 0: ∂p_l/∂β_m = p_l (δ_lm − p_m).
    private static func delta(_ p: [Double], _ covariance: (Int, Int) -> Double) -> [Double] {
        p.indices.map { level in
            var variance = 0.0
            for left in 1..<max(1, p.count) {
                let first = p[level] * ((level == left ? 1 : 0) - p[left])
                for right in 1..<p.count {
                    variance += first * p[level] * ((level == right ? 1 : 0) - p[right]) * covariance(left, right)
                }
            }
            return max(0, variance).squareRoot()
        }
    }
}
