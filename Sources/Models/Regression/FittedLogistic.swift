import Foundation
package import Statistics

/// A fitted logistic regression.
package struct FittedLogistic: Sendable, Hashable, Codable {
    /// `(intercept)` first, then the columns that were used, in their order; in log-odds for one unit of the column.
    package var coefficients: [Coefficient]
    /// The columns of the design that are used.
    package var kept: [Int]
    /// The names of columns that are constant, or combinations of those before them.
    package var dropped: [String]
    /// The columns that separate the outcomes; where there are any, the estimates are Firth's.
    package var separating: [String]
    /// Whether statistics (χ² with one degree of freedom), p values and intervals are of penalised likelihood-ratio tests
    /// rather than Wald's (z).
    package var isTestedByLikelihood = false
    /// ℓ + ½ ln |I| of standardised columns, which Firth's estimates make largest; `nil` for others.
    package var penalisedLogLikelihood: Double?
    /// The same of a higher maximum that was found elsewhere. The estimates are those that the search from zero leads to,
    /// as of R's logistf.
    package var higherMaximum: Double?
    /// Means of the used columns over the fitted rows, which contributions are measured from.
    package var means: [Double]
    /// The log-odds at the means: what is left of the intercept's digits where a mean is large beside its spread.
    package var logOddsAtMeans: Double
    /// The covariance of `logOddsAtMeans` and the slopes, by which predictions have intervals; `nil` in a fit that was saved
    /// before they had.
    package var covariance: Matrix?
    package var n: Int
    package var positives: Int
    /// ℓ, without any penalty.
    package var logLikelihood: Double
    /// ℓ of the model with an intercept only.
    package var nullLogLikelihood: Double
    /// The number of coefficients; with a ridge penalty the trace of (I+λ)⁻¹·I.
    package var effectiveParameters: Double
    package var level: Double

    init(
        _ frame: LogisticFrame,
        theta: [Double],
        covariance: Matrix,
        logLikelihood: Double,
        effectiveParameters: Double,
        target: [Double],
        separating: [String]
    ) {
        kept = frame.kept
        let used = Set(frame.kept)
        dropped = frame.names.indices.filter { !used.contains($0) }.map { frame.names[$0] }
        self.separating = separating
        means = frame.means
        logOddsAtMeans = theta[0]
        self.covariance = frame.unstandardised(covariance)
        n = target.count
        let positives = target.reduce(0, +)
        self.positives = Int(positives)
        self.logLikelihood = logLikelihood
        self.effectiveParameters = effectiveParameters
        level = frame.level
        let share = positives / Double(n)
        nullLogLikelihood = positives * log(share) + (Double(n) - positives) * log1p(-share)

        coefficients = Self.coefficients(frame, theta, covariance)
    }

    private static func coefficients(_ frame: LogisticFrame, _ theta: [Double], _ covariance: Matrix) -> [Coefficient] {
        let spreads = frame.spreads
        // b₀ = θ₀ − Σ θⱼ·mⱼ/sⱼ: the intercept's row of the Jacobian.
        let weights = [1] + zip(frame.means, spreads).map { -$0 / $1 }
        var intercept = 0.0
        var variance = 0.0
        for row in weights.indices {
            intercept += weights[row] * theta[row]
            for column in weights.indices { variance += weights[row] * weights[column] * covariance[row, column] }
        }
        let quantile = Normal.standard.quantile((1 + frame.level) / 2)
        let twoSided = { (z: Double) in min(1, 2 * Normal.standard.survival(z.magnitude)) }
        var coefficients = [
            Coefficient(
                "(intercept)",
                estimate: intercept,
                standardError: max(0, variance).squareRoot(),
                quantile: quantile,
                twoSided: twoSided
            )
        ]
        for (index, spread) in spreads.enumerated() {
            coefficients.append(
                Coefficient(
                    frame.names[frame.kept[index]],
                    estimate: theta[index + 1] / spread,
                    standardError: covariance[index + 1, index + 1].squareRoot() / spread,
                    quantile: quantile,
                    twoSided: twoSided
                )
            )
        }
        return coefficients
    }

    /// −2 ℓ: for outcomes of one customer each the saturated model has ℓ = 0.
    package var deviance: Double { -2 * logLikelihood }
    package var nullDeviance: Double { -2 * nullLogLikelihood }
    package var aic: Double { deviance + 2 * effectiveParameters }
    package var bic: Double { deviance + effectiveParameters * log(Double(n)) }
    /// McFadden's 1 − ℓ/ℓ₀.
    package var pseudoRSquared: Double { 1 - logLikelihood / nullLogLikelihood }

    /// The log-odds of each row of a design with the columns that the model was fitted to, measured from the means: the
    /// intercept and b·x of a column of 10¹² ± 1 would cancel.
    package func logOdds(_ design: Matrix) -> [Double] {
        (0..<design.rows).map { row in
            var sum = logOddsAtMeans
            for (index, column) in kept.enumerated() {
                sum += coefficients[index + 1].estimate * (design[row, column] - means[index])
            }
            return sum
        }
    }

    /// The probability of the outcome for each row.
    package func predict(_ design: Matrix) -> [Double] {
        logOdds(design).map(LogisticLikelihood.probability)
    }

    /// The interval of each row's probability with the fit's level: that of the log-odds, η ± z·√(vᵀCv) with v the row's
    /// distance from the means, as probabilities, so that it stays between 0 and 1. It is of the estimated probability,
    /// not of what one customer will do.
    ///
    /// - Returns: `nil` where the fit has no covariance of its coefficients.
    /// - Complexity: O(*n* *p*²), on all cores.
    package func intervals(_ design: Matrix) -> (low: [Double], high: [Double])? {
        guard let covariance, covariance.rows == kept.count + 1, covariance.columns == covariance.rows else {
            return nil
        }
        let quantile = Normal.standard.quantile((1 + level) / 2)
        let variances = PredictorVariance(covariance: covariance, columns: kept, means: means, hasConstant: true)
        let margins = variances.of(design).map { quantile * $0.squareRoot() }
        let logOdds = logOdds(design)
        return (
            zip(logOdds, margins).map { LogisticLikelihood.probability($0 - $1) },
            zip(logOdds, margins).map { LogisticLikelihood.probability($0 + $1) }
        )
    }

    /// What each column of the design adds to a row's log-odds beside the mean customer's: bⱼ·(xⱼ − mⱼ), zero for a
    /// column that is not used. These are the exact Shapley values of a linear model with independent columns.
    package func contributions(_ design: Matrix) -> Matrix {
        design.contributions(of: coefficients.dropFirst().map(\.estimate), columns: kept, means: means)
    }
}
