import Foundation

/// One ascent of the likelihood from one start, which can be continued.
///
/// EM with the extrapolation SQUAREM (Varadhan and Roland, "Simple and globally convergent methods for accelerating the
/// convergence of any EM algorithm", Scandinavian Journal of Statistics 35, 2008; scheme S3): after two steps from θ₀ to
/// θ₁ and θ₂, with r = θ₁ − θ₀, v = θ₂ − θ₁ − r and α = −|r|/|v|, it tries θ₀ − 2αr + α²v and takes it where the
/// likelihood is no lower than at θ₁, else θ₂. So the likelihood never falls.
struct LatentClassRun: Sendable {
    var probabilities: LatentClassKernel.Probabilities
    /// Of probabilities at most one step old: a lower bound, exact after convergence.
    var logLikelihood = -Double.infinity
    /// EM steps taken.
    var steps = 0
    var hasConverged = false

    init(_ probabilities: LatentClassKernel.Probabilities) {
        self.probabilities = probabilities
    }

    /// - Parameters:
    ///   - limit: EM steps in all, earlier ones counted.
    ///   - tolerance: the run has converged when one step raises the log-likelihood by no more than this.
    mutating func ascend(_ kernel: LatentClassKernel, limit: Int, tolerance: Double) {
        while steps < limit, !hasConverged {
            let (first, before) = kernel.step(probabilities)
            let (second, after) = kernel.step(first)
            steps += 2
            logLikelihood = after
            // Rounding of a long sum is not taken for a gain.
            guard after - before > max(tolerance, 1e-14 * after.magnitude) else {
                probabilities = second
                hasConverged = true
                return
            }
            guard let tried = Self.extrapolated(probabilities, first, second) else {
                probabilities = second
                continue
            }
            let (third, reached) = kernel.step(kernel.normalised(tried))
            steps += 1
            if reached >= after {
                probabilities = third
                logLikelihood = reached
            } else {
                probabilities = second
            }
        }
    }

    private static func extrapolated(
        _ start: LatentClassKernel.Probabilities,
        _ first: LatentClassKernel.Probabilities,
        _ second: LatentClassKernel.Probabilities
    ) -> LatentClassKernel.Probabilities? {
        var change = SIMD4<Double>.zero
        var bend = SIMD4<Double>.zero
        for index in start.indices {
            let r = first[index] - start[index]
            let v = second[index] - first[index] - r
            change += r * r
            bend += v * v
        }
        guard bend.sum() > 0 else { return nil }
        let alpha = -(change.sum() / bend.sum()).squareRoot()
        guard alpha < -1, alpha.isFinite else { return nil }
        var result = second
        for index in start.indices {
            let r = first[index] - start[index]
            let v = second[index] - first[index] - r
            let tried = start[index] - 2 * alpha * r + alpha * alpha * v
            // Out of bounds: part of the way to the bound, so that a probability is not stuck at 0 before its time.
            result[index] = tried.replacing(with: second[index] * 0.1, where: tried .< 0)
        }
        return result
    }
}
