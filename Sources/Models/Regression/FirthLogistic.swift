import Foundation
import Statistics

/// Firth's penalised likelihood for logistic regression: ℓ*(θ) = ℓ(θ) + ½ ln |I(θ)|, whose maximum is finite where the
/// data are separated.
///
/// Heinze and Schemper, "A solution to the problem of separation in logistic regression", Statistics in Medicine 21
/// (2002), equations 2 and 3. Steps are Newton's where the second derivatives are those of a maximum, and otherwise by
/// the information of the augmented data, Xᵀ diag(w·(1+h)) X; they are cut to 5 and halved as in R's logistf.
struct FirthLogistic: Sendable {
    var curvature: FirthCurvature

    /// Newton's method settles within twenty; scoring, for tables too large for that, converges linearly.
    static let iterations = 500
    /// Of the longest full step: halved ones can be short far from a maximum.
    static let tolerance = 1e-9
    /// The longest step of a standardised coefficient, as in R's logistf.
    static let longestStep = 5.0
    /// Where no step rises although one would, and this much or more is to be gained, it is not rounding.
    static let smallestGain = 1e-9
    /// Multiplications up to which the second derivatives are computed: below half a second for each step.
    static let mostForNewton = 1e9

    struct Maximum {
        var theta: [Double]
        /// ℓ, without the penalty.
        var logLikelihood: Double
        var penalised: Double
        var information: Matrix
    }

    init(likelihood: LogisticLikelihood) {
        curvature = FirthCurvature(likelihood: likelihood)
    }

    private var size: Int { curvature.likelihood.size }

    /// - Parameters:
    ///   - start: where the search begins; zero where it says nothing.
    ///   - fixed: coefficients that stay as they are in `start`, for likelihood-ratio tests.
    func maximise(from start: [Double]? = nil, fixed: Set<Int> = []) throws(ModelError) -> Maximum {
        var theta = start ?? [Double](repeating: 0, count: size)
        let free = (0..<size).filter { !fixed.contains($0) }
        guard var point = curvature.evaluate(theta) else { throw .didNotConverge(iterations: 0) }
        for _ in 0..<Self.iterations {
            guard let step = step(point, theta, free) else { break }
            let length = step.reduce(0) { max($0, $1.magnitude) }
            if length < Self.tolerance { return maximum(theta, point) }
            let gain = zip(step, point.score).reduce(0) { $0 + $1.0 * $1.1 } / 2
            guard let (next, reached) = rise(from: theta, point, along: step, length) else {
                // At the top rounding hides what the step would gain.
                if gain < Self.smallestGain { return maximum(theta, point) }
                break
            }
            (theta, point) = (next, reached)
        }
        throw .didNotConverge(iterations: Self.iterations)
    }

    private func maximum(_ theta: [Double], _ point: FirthCurvature.Point) -> Maximum {
        Maximum(
            theta: theta,
            logLikelihood: point.logLikelihood,
            penalised: point.penalised,
            information: point.information
        )
    }

    /// The first of the steps of length 1, ½, ¼, … after which the penalised likelihood is not lower.
    private func rise(
        from theta: [Double],
        _ point: FirthCurvature.Point,
        along step: [Double],
        _ length: Double
    ) -> ([Double], FirthCurvature.Point)? {
        var share = min(1, Self.longestStep / length)
        while share > 1e-8 {
            let next = zip(theta, step).map { $0 + share * $1 }
            // A fall by less than rounding is none.
            if let reached = curvature.evaluate(next),
                reached.penalised >= point.penalised - 1e-13 * point.penalised.magnitude
            {
                return (next, reached)
            }
            share /= 2
        }
        return nil
    }

    private func step(_ point: FirthCurvature.Point, _ theta: [Double], _ free: [Int]) -> [Double]? {
        let score = free.map { point.score[$0] }
        var part: [Double]?
        if curvature.work <= Self.mostForNewton {
            part = Cholesky(curvature.negativeHessian(theta, point).selecting(free))?.solve(score)
        }
        part = part ?? Cholesky(point.augmentedInformation.selecting(free))?.solve(score)
        guard let part else { return nil }
        var step = [Double](repeating: 0, count: size)
        for (index, position) in free.enumerated() { step[position] = part[index] }
        return step
    }
}

extension Matrix {
    /// The rows and columns of these numbers, of a square matrix.
    fileprivate func selecting(_ kept: [Int]) -> Matrix {
        var result = Matrix(rows: kept.count, columns: kept.count)
        for (row, left) in kept.enumerated() {
            for (column, right) in kept.enumerated() { result[row, column] = self[left, right] }
        }
        return result
    }
}
