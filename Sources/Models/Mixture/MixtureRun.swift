import Foundation

/// One ascent of the likelihood from one start, which can be continued.
struct MixtureRun: Sendable {
    var parameters: MixtureParameters
    /// Of the parameters one step before, in scaled units.
    var logLikelihood = -Double.infinity
    var steps = 0
    var hasConverged = false
    /// A covariance became singular: the likelihood has no bound there, and the run is worth nothing.
    var isSingular = false

    init(_ parameters: MixtureParameters) {
        self.parameters = parameters
    }

    /// Until the gain that is still to come is small, or `limit` steps in all are taken.
    ///
    /// What is to come is Aitken's estimate, g·a/(1 − a) with the last gain g and the ratio a of the last two gains
    /// (McLachlan and Peel 2000, section 2.11). A small gain alone may be the slow beginning of a climb.
    mutating func ascend(_ kernel: MixtureKernel, limit: Int, tolerance: Double) {
        var gain = Double.infinity
        while steps < limit, !hasConverged, !isSingular {
            guard let (next, reached) = kernel.step(parameters), reached.isFinite else {
                isSingular = true
                return
            }
            steps += 1
            let newGain = reached - logLikelihood
            let ratio = newGain / gain
            let rest = ratio < 1 && gain.isFinite ? newGain * ratio / (1 - ratio) : .infinity
            // Rounding of a long sum is not taken for a gain.
            if newGain <= 1e-14 * reached.magnitude || (newGain <= tolerance && rest <= tolerance) {
                hasConverged = true
            }
            gain = newGain
            logLikelihood = reached
            parameters = next
        }
    }
}
