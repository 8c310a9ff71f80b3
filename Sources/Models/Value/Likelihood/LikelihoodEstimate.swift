import Foundation
package import Statistics

/// What maximising a likelihood gave, on the logarithms of the parameters, all of which are above zero.
package struct LikelihoodEstimate: Sendable, Hashable, Codable {
    package var logarithms: [Double]
    package var logLikelihood: Double
    /// Customers that the likelihood is of.
    package var customers: Int
    /// The asymptotic covariance of the logarithms: the inverse of the observed information. `nil` where that is not
    /// positive definite, as for an estimate that runs away to zero or infinity.
    package var covariance: Matrix?
    package var iterations: Int
    /// Whether the gradient vanished, or no step raised the likelihood in double precision.
    package var hasConverged: Bool
    /// Whether a parameter ran so far towards zero or infinity that the data do not determine it.
    package var isAtEdge: Bool

    package init(
        logarithms: [Double],
        logLikelihood: Double,
        customers: Int,
        covariance: Matrix?,
        iterations: Int,
        hasConverged: Bool,
        isAtEdge: Bool
    ) {
        self.logarithms = logarithms
        self.logLikelihood = logLikelihood
        self.customers = customers
        self.covariance = covariance
        self.iterations = iterations
        self.hasConverged = hasConverged
        self.isAtEdge = isAtEdge
    }

    /// Of the parameters themselves, by the delta method: θ times the standard error of ln θ.
    package var standardErrors: [Double]? {
        guard let covariance else { return nil }
        return logarithms.indices.map { exp(logarithms[$0]) * covariance[$0, $0].squareRoot() }
    }

    /// −2 ℓ + 2 p.
    package var aic: Double { 2 * Double(logarithms.count) - 2 * logLikelihood }
    /// −2 ℓ + p ln n.
    package var bic: Double { Double(logarithms.count) * log(Double(max(1, customers))) - 2 * logLikelihood }
}
