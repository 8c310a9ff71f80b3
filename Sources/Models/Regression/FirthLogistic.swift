import Foundation
import Statistics

/// Firth's penalised likelihood for logistic regression: ℓ*(θ) = ℓ(θ) + ½ ln |I(θ)|, whose maximum is finite where the
/// data are separated.
///
/// Heinze and Schemper, "A solution to the problem of separation in logistic regression", Statistics in Medicine 21
/// (2002), equations 2 and 3: the score is Σ (yᵢ − πᵢ + hᵢ(½ − πᵢ))·xᵢ, hᵢ the diagonal of W^½X(XᵀWX)⁻¹XᵀW^½.
struct FirthLogistic: Sendable {
    var likelihood: LogisticLikelihood
    /// Scoring converges linearly here, at a rate of about p/n.
    static let iterations = 500
    static let tolerance = 1e-9
    /// The longest step of a standardised coefficient, as in R's logistf.
    static let longestStep = 5.0

    struct Maximum {
        var theta: [Double]
        /// ℓ, without the penalty.
        var logLikelihood: Double
        var penalised: Double
        var information: Matrix
    }

    /// - Parameter fixed: coefficients that stay zero, for likelihood-ratio tests.
    func maximise(fixed: Set<Int> = []) throws(ModelError) -> Maximum {
        var theta = [Double](repeating: 0, count: likelihood.size)
        guard var current = state(theta) else { throw .didNotConverge(iterations: 0) }
        for _ in 0..<Self.iterations {
            guard let step = step(current, fixed) else { break }
            let length = step.reduce(0) { max($0, $1.magnitude) }
            var share = min(1, Self.longestStep / max(length, 1e-300))
            var next = zip(theta, step).map { $0 + share * $1 }
            var nextState = state(next)
            while share > 1e-8,
                nextState.map({ $0.penalised < current.penalised - 1e-12 * current.penalised.magnitude }) ?? true
            {
                share /= 2
                next = zip(theta, step).map { $0 + share * $1 }
                nextState = state(next)
            }
            guard let reached = nextState else { break }
            (theta, current) = (next, reached)
            if length * share < Self.tolerance {
                return Maximum(
                    theta: theta,
                    logLikelihood: current.logLikelihood,
                    penalised: current.penalised,
                    information: current.information
                )
            }
        }
        throw .didNotConverge(iterations: Self.iterations)
    }

    private struct State {
        var logLikelihood: Double
        var penalised: Double
        var score: [Double]
        var information: Matrix
    }

    private func state(_ theta: [Double]) -> State? {
        let point = likelihood.evaluate(theta)
        guard let factor = Cholesky(point.information) else { return nil }
        return State(
            logLikelihood: point.logLikelihood,
            penalised: point.logLikelihood + 0.5 * factor.logDeterminant,
            score: score(theta, factor.inverse),
            information: point.information
        )
    }

    private func step(_ state: State, _ fixed: Set<Int>) -> [Double]? {
        guard !fixed.isEmpty else { return Cholesky(state.information)?.solve(state.score) }
        let free = (0..<likelihood.size).filter { !fixed.contains($0) }
        var reduced = Matrix(rows: free.count, columns: free.count)
        for (row, left) in free.enumerated() {
            for (column, right) in free.enumerated() { reduced[row, column] = state.information[left, right] }
        }
        guard let part = Cholesky(reduced)?.solve(free.map { state.score[$0] }) else { return nil }
        var step = [Double](repeating: 0, count: likelihood.size)
        for (index, position) in free.enumerated() { step[position] = part[index] }
        return step
    }

    /// - Complexity: O(*n* *p*²), on all cores.
    private func score(_ theta: [Double], _ inverse: Matrix) -> [Double] {
        let size = likelihood.size
        let design = likelihood.design
        let target = likelihood.target
        return ParallelChunks.sum(design.rows, length: size) { rows in
            var sums = [Double](repeating: 0, count: size)
            var z = [Double](repeating: 1, count: size)
            for row in rows {
                var eta = theta[0]
                for column in 1..<max(1, size) {
                    z[column] = design.elements[row * (size - 1) + column - 1]
                    eta += z[column] * theta[column]
                }
                let probability = LogisticLikelihood.probability(eta)
                var leverage = 0.0
                for left in 0..<size {
                    var sum = 0.0
                    for right in 0..<size { sum += inverse.elements[left * size + right] * z[right] }
                    leverage += z[left] * sum
                }
                leverage *= probability * (1 - probability)
                let residual = target[row] - probability + leverage * (0.5 - probability)
                for column in 0..<size { sums[column] += residual * z[column] }
            }
            return sums
        }
    }
}
