import Foundation
import Statistics

/// Tests and intervals of all coefficients of separated data by penalised likelihood, where that is affordable.
struct FirthInference {
    var firth: FirthLogistic
    var maximum: FirthLogistic.Maximum
    var frame: LogisticFrame

    /// Multiplications of the second derivatives, for each coefficient, up to which this is done: each takes some forty
    /// such evaluations, so that all take a few seconds at most.
    private static let most = 5e7

    /// Replaces Wald's statistics, p values and intervals, of all coefficients or of none: where there are too many, or a
    /// fit with one held does not settle, they stay Wald's.
    func apply(to fitted: inout FittedLogistic) {
        let likelihood = firth.curvature.likelihood
        guard firth.curvature.work * Double(likelihood.size) <= Self.most else { return }
        let quantile = Normal.standard.quantile((1 + frame.level) / 2)
        let chi = ChiSquared(degreesOfFreedom: 1)
        var tested = fitted.coefficients
        for index in tested.indices {
            let spread = index == 0 ? 1 : frame.spreads[index - 1]
            var profile = FirthProfile(
                firth: firth,
                maximum: maximum,
                index: index,
                standardError: tested[index].standardError * spread
            )
            if index == 0 { measureFromZero(&profile) }
            guard let finding = profile.find(quantile: quantile) else { return }
            tested[index].statistic = finding.statistic
            tested[index].pValue = chi.survival(finding.statistic)
            tested[index].low = finding.low / spread
            tested[index].high = finding.high / spread
        }
        fitted.coefficients = tested
        fitted.isTestedByLikelihood = true
    }

    /// The first coefficient as the log-odds where every column is zero, rather than at the means: what a reader knows
    /// as the intercept. The penalised likelihood is the same up to a constant, which the columns' units give.
    private func measureFromZero(_ profile: inout FirthProfile) {
        var likelihood = firth.curvature.likelihood
        let shifts = zip(frame.means, frame.spreads).map { $0 / $1 }
        for row in 0..<likelihood.design.rows {
            for (column, shift) in shifts.enumerated() { likelihood.design[row, column] += shift }
        }
        profile.firth = FirthLogistic(likelihood: likelihood)
        profile.maximum.theta[0] -= zip(shifts, profile.maximum.theta.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
