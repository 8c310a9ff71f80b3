import Foundation
package import Statistics

/// Maximum likelihood over positive parameters, by L-BFGS on their logarithms from several starts.
package struct LikelihoodSearch: Sendable {
    /// Logarithms beyond which a parameter is taken for zero or infinity: e^±18 is a factor of 65 million on either
    /// side of one, with times and amounts scaled to a mean of one.
    static let edge = 18.0
    /// A parameter this far from one is not determined by any data seen; it is reported as weak.
    static let weak = 9.0

    /// For each start a few steps; from the best of them to the end.
    ///
    /// - Parameters:
    ///   - starts: logarithms less `shift`, each a point at which the likelihood is finite.
    ///   - shift: the logarithms of the parameters' units, such as the mean age for one that is a time; the search and
    ///     its edge are the same in whichever unit the data are.
    ///   - customers: by which the log-likelihood is divided, so that tolerances do not depend on their number.
    ///   - sample: the log-likelihood of fewer rows, and their number of customers, to come near the maximum at a
    ///     fraction of the cost; the maximum itself is that of all rows.
    ///   - logLikelihood: the log-likelihood and its gradient by the logarithms.
    /// - Throws: `ModelError.didNotConverge` where the likelihood is finite at no start or the steps run out.
    package func maximise(
        from starts: [[Double]],
        shift: [Double],
        customers: Double,
        sample: (customers: Double, logLikelihood: ([Double]) -> Slope)? = nil,
        logLikelihood: @escaping ([Double]) -> Slope
    ) throws(ModelError) -> LikelihoodEstimate {
        let near = Self.negated(sample?.logLikelihood ?? logLikelihood, shift, sample?.customers ?? customers)
        // 1e-5 tells apart valleys; the digits come from the last run.
        let rough = LBFGS(tolerance: 1e-5, maximumIterations: 100)
        var best: Minimum?
        for start in starts {
            guard let minimum = rough.minimise(from: start, near) else { continue }
            // Of equal maxima the first start's is kept, whatever the rounding.
            if best == nil || minimum.value < best!.value - 1e-9 { best = minimum }
        }
        guard let best else { throw .didNotConverge(iterations: 0) }
        let all = Self.negated(logLikelihood, shift, customers)
        let inverse = Differences.hessian(at: best.point) { near($0).gradient }.flatMap { Cholesky($0)?.inverse }
        let fine = LBFGS(tolerance: 1e-9)
        guard let minimum = fine.minimise(from: best.point, inverse: inverse, all) else {
            throw .didNotConverge(iterations: best.iterations)
        }
        guard minimum.hasConverged else { throw .didNotConverge(iterations: minimum.iterations) }
        var estimate = Self.estimate(minimum, best.iterations, customers, all)
        estimate.logarithms = zip(estimate.logarithms, shift).map { $0 + $1 }
        return estimate
    }

    private static func estimate(
        _ minimum: Minimum,
        _ before: Int,
        _ customers: Double,
        _ function: ([Double]) -> Slope
    ) -> LikelihoodEstimate {
        let hessian = Differences.hessian(at: minimum.point) { function($0).gradient }
        let isAtEdge = minimum.point.contains { $0.magnitude > weak }
        var covariance = isAtEdge ? nil : hessian.flatMap { Cholesky($0)?.inverse }
        if let elements = covariance?.elements {
            covariance?.elements = elements.map { $0 / customers }
            if !elements.allSatisfy(\.isFinite) { covariance = nil }
        }
        return LikelihoodEstimate(
            logarithms: minimum.point,
            logLikelihood: -minimum.value * customers,
            customers: Int(customers),
            covariance: covariance,
            iterations: before + minimum.iterations,
            hasConverged: minimum.hasConverged,
            isAtEdge: isAtEdge
        )
    }

    /// What L-BFGS minimises: minus the mean log-likelihood, not defined beyond the edge.
    private static func negated(
        _ logLikelihood: @escaping ([Double]) -> Slope,
        _ shift: [Double],
        _ customers: Double
    ) -> ([Double]) -> Slope {
        { point in
            guard point.allSatisfy({ $0.magnitude <= edge }) else { return .undefined(point.count) }
            let slope = logLikelihood(zip(point, shift).map { $0 + $1 })
            return Slope(value: -slope.value / customers, gradient: slope.gradient.map { -$0 / customers })
        }
    }
}
