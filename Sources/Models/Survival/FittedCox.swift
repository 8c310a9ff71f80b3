import Foundation
package import Statistics

/// A fitted proportional-hazards model.
package struct FittedCox: Sendable, Hashable, Codable {
    /// A χ² test that all coefficients are zero.
    package struct Test: Sendable, Hashable, Codable {
        package var statistic: Double
        package var degreesOfFreedom: Int
        package var pValue: Double
    }

    /// The columns that were used, in their order: ln of the hazard ratio for one unit of the column.
    package var coefficients: [Coefficient]
    package var kept: [Int]
    /// The names of columns that are constant, or combinations of those before them.
    package var dropped: [String]
    package var means: [Double]
    /// Of the coefficients, by which predictions have intervals; `nil` in a fit that was saved before they had.
    package var covariance: Matrix?
    package var n: Int
    package var events: Int
    package var ties: Cox.Ties
    package var penalty: Double
    package var level: Double
    /// The partial log-likelihood, and that of no effect at all.
    package var logLikelihood: Double
    package var nullLogLikelihood: Double
    package var likelihoodRatio: Test
    package var wald: Test
    package var score: Test
    /// Harrell's C; `nil` where no pair of customers can be compared.
    package var concordance: Double?
    /// Times at which somebody left, ascending.
    package var baselineTimes: [Double]
    /// H₀ for a customer with the mean of each column, by the estimator that belongs to the ties (Therneau and
    /// Grambsch, section 10.2).
    package var baselineHazards: [Double]
    /// By which survival has intervals; `nil` in a fit that was saved before it had.
    package var hazardError: HazardError?
    /// The longest time of the data.
    package var longest: Double
    package var proportionality: [ProportionalityTest]

    init(
        _ settings: Cox,
        _ likelihood: CoxLikelihood,
        theta: [Double],
        start: CoxLikelihood.Point,
        end: CoxLikelihood.Point,
        names: [String],
        kept: [Int],
        scale: ColumnScale
    ) {
        self.kept = kept
        let used = Set(kept)
        dropped = names.indices.filter { !used.contains($0) }.map { names[$0] }
        means = kept.map { scale.means[$0] }
        n = likelihood.times.count
        events = likelihood.events.count { $0 }
        (ties, penalty, level) = (settings.ties, settings.penalty, settings.level)
        logLikelihood = end.logLikelihood
        nullLogLikelihood = start.logLikelihood
        longest = likelihood.times.first ?? 0

        let covariance = Cholesky(end.information)?.inverse ?? Matrix(rows: kept.count, columns: kept.count)
        let quantile = Normal.standard.quantile((1 + settings.level) / 2)
        coefficients = kept.indices.map { index in
            let spread = scale.spreads[kept[index]]
            return Coefficient(
                names[kept[index]],
                estimate: theta[index] / spread,
                standardError: max(0, covariance[index, index]).squareRoot() / spread,
                quantile: quantile
            ) { min(1, 2 * Normal.standard.survival($0.magnitude)) }
        }
        let spreads = kept.map { scale.spreads[$0] }
        self.covariance = Self.unscaled(covariance, spreads)
        let degrees = kept.count
        let chi = ChiSquared(degreesOfFreedom: Double(degrees))
        func test(_ statistic: Double) -> Test {
            Test(statistic: statistic, degreesOfFreedom: degrees, pValue: chi.survival(max(0, statistic)))
        }
        likelihoodRatio = test(2 * (end.logLikelihood - start.logLikelihood))
        wald = test(zip(theta, end.information.multiplied(by: theta)).reduce(0) { $0 + $1.0 * $1.1 })
        let z = Cholesky(start.information)?.solveLower(start.gradient) ?? []
        score = test(z.reduce(0) { $0 + $1 * $1 })
        let eta = likelihood.design.multiplied(by: theta)
        let baseline = BaselineHazard(likelihood, eta, spreads: spreads)
        (baselineTimes, baselineHazards, hazardError) = (baseline.times, baseline.hazards, baseline.error)
        concordance = Concordance.index(
            SurvivalTimes(sortedTimes: likelihood.times, events: likelihood.events),
            risks: eta
        )
        proportionality = ProportionalityTest.all(
            likelihood,
            theta: theta,
            covariance: covariance,
            names: kept.map { names[$0] }
        )
    }

    /// The covariances of coefficients of columns that were divided by their spreads, in the columns' own units.
    private static func unscaled(_ covariance: Matrix, _ spreads: [Double]) -> Matrix {
        var own = covariance
        for row in spreads.indices {
            for column in spreads.indices { own[row, column] /= spreads[row] * spreads[column] }
        }
        return own
    }

    /// −2 ℓ + 2 p.
    package var aic: Double { -2 * logLikelihood + 2 * Double(coefficients.count) }
    /// −2 ℓ + p ln(events), as R has it: information comes from those who left.
    package var bic: Double { -2 * logLikelihood + Double(coefficients.count) * log(Double(events)) }

    /// Σ bⱼ·(xⱼ − mⱼ) of each row: ln of the hazard beside that of a customer with the means.
    package func linearPredictors(_ design: Matrix) -> [Double] {
        (0..<design.rows).map { row in
            var sum = 0.0
            for (index, column) in kept.enumerated() {
                sum += coefficients[index].estimate * (design[row, column] - means[index])
            }
            return sum
        }
    }

    /// The interval of each row's linear predictor with the fit's level: η ± z·√((x−m)ᵀC(x−m)). Of e^η, which is the hazard
    /// beside that of a customer with the means; for such a customer it has no width.
    ///
    /// - Returns: `nil` where the fit has no covariance.
    /// - Complexity: O(*n* *p*²), on all cores.
    package func predictorIntervals(_ design: Matrix) -> (low: [Double], high: [Double])? {
        guard let covariance, covariance.rows == kept.count, covariance.columns == covariance.rows else { return nil }
        let quantile = Normal.standard.quantile((1 + level) / 2)
        let variances = PredictorVariance(covariance: covariance, columns: kept, means: means, hasConstant: false)
        let margins = variances.of(design).map { quantile * $0.squareRoot() }
        let predictors = linearPredictors(design)
        return (zip(predictors, margins).map { $0 - $1 }, zip(predictors, margins).map { $0 + $1 })
    }

    /// What each column of the design adds to a row's linear predictor: bⱼ·(xⱼ − mⱼ), zero for a column that is not used.
    package func contributions(_ design: Matrix) -> Matrix {
        design.contributions(of: coefficients.map(\.estimate), columns: kept, means: means)
    }

    /// H₀(t), 0 before anybody left and level after the last time.
    package func baselineHazard(at time: Double) -> Double {
        var low = 0
        var high = baselineTimes.count
        while low < high {
            let middle = (low + high) / 2
            if baselineTimes[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? 0 : baselineHazards[low - 1]
    }

    /// The probability of staying beyond a time from the start, S(t|x) = e^(−H₀(t)·e^η), for each row.
    package func survival(_ design: Matrix, at time: Double) -> [Double] {
        let hazard = baselineHazard(at: time)
        return linearPredictors(design).map { exp(-hazard * exp(min($0, 700))) }
    }

    /// The interval of each row's survival with the fit's level, S^exp(±z·se/H) with H = −ln S, the log-log interval of
    /// `KaplanMeier`; 1 to 1 before anybody left.
    ///
    /// The variance of H is e^2η·(v + wᵀCw), v being that of H₀ for known coefficients and w = (x−m)·H₀ + ∂H₀/∂b
    /// (Therneau and Grambsch, section 10.2.3; Tsiatis, Annals of Statistics 9, 1981).
    ///
    /// - Returns: `nil` where the fit was saved before it had what this takes.
    /// - Complexity: O(*n* *p*²), on all cores.
    package func survivalIntervals(_ design: Matrix, at time: Double) -> (low: [Double], high: [Double])? {
        guard let covariance, let hazardError, covariance.rows == kept.count else { return nil }
        let hazard = baselineHazard(at: time)
        guard hazard > 0 else {
            let certain = [Double](repeating: 1, count: design.rows)
            return (certain, certain)
        }
        let error = hazardError.at(time, hazard: hazard)
        // (se/H)² = (v + wᵀCw)/H₀², and w/H₀ = x − (m − (∂H₀/∂b)/H₀).
        let variances = PredictorVariance(
            covariance: covariance,
            columns: kept,
            means: zip(means, error.slopes).map { $0 + $1 / hazard },
            hasConstant: false
        )
        let quantile = Normal.standard.quantile((1 + level) / 2)
        let own = error.variance / (hazard * hazard)
        let widths = variances.of(design).map { quantile * (own + $0).squareRoot() }
        func bound(_ predictor: Double, _ width: Double) -> Double { exp(-hazard * exp(min(predictor + width, 700))) }
        let predictors = linearPredictors(design)
        return (zip(predictors, widths).map { bound($0, $1) }, zip(predictors, widths).map { bound($0, -$1) })
    }
}

extension SurvivalTimes {
    /// Times that have been checked before.
    init(sortedTimes: [Double], events: [Bool]) {
        times = sortedTimes
        self.events = events
    }
}
