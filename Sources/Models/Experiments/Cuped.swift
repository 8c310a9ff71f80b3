import Statistics

/// Takes out of an outcome what was known of a customer before the experiment, so that fewer customers are needed.
///
/// Deng, Xu, Kohavi and Walker, "Improving the sensitivity of online controlled experiments by utilizing pre-experiment
/// data", WSDM 2013: y − θ (x − x̄) with θ = Cov(y, x) / Var(x) over both groups together. The difference of means stays
/// unbiased since x was fixed before the draw; the variance falls by the share ρ².
package struct Cuped: Sendable, Hashable, Codable {
    /// θ; 0 where x does not vary.
    package let coefficient: Double
    /// x̄.
    package let mean: Double
    /// ρ², the share of the variance that goes away.
    package let varianceReduction: Double

    /// - Parameters:
    ///   - outcomes: y of each customer of both groups.
    ///   - covariates: x of the same customers, from before the experiment; never something the treatment may change.
    /// - Throws: `ModelError` for fewer than three customers or a number that is not finite.
    package init(outcomes: [Double], covariates: [Double]) throws(ModelError) {
        precondition(outcomes.count == covariates.count)
        guard outcomes.count > 2 else { throw .tooFewRows(needed: 3, found: outcomes.count) }
        for (name, values) in [("outcome", outcomes), ("covariate", covariates)] {
            if let row = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(column: name, row: row + 1) }
        }
        let y = SampleMoments(outcomes)
        let x = SampleMoments(covariates)
        var product = 0.0
        for (outcome, covariate) in zip(outcomes, covariates) { product += (outcome - y.mean) * (covariate - x.mean) }
        let covariance = product / (y.count - 1)
        mean = x.mean
        coefficient = x.variance > 0 ? covariance / x.variance : 0
        varianceReduction = x.variance > 0 && y.variance > 0 ? min(1, coefficient * (covariance / y.variance)) : 0
    }

    package func adjusted(outcomes: [Double], covariates: [Double]) -> [Double] {
        zip(outcomes, covariates).map { $0 - coefficient * ($1 - mean) }
    }
}
