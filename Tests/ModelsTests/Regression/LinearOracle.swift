import Models
import Testing

/// statsmodels 0.15.0: OLS of monthly_charges on tenure and senior_citizen.
enum LinearOracle {
    static let estimates = [52.211108753386945, 0.299337761737698, 17.642508538807235]
    static let errors = [0.5779315656282905, 0.013791846575681143, 0.9189091962753712]
    static let statistics = [90.34133426615371, 21.703965462138594, 19.199403608449984]
    static let lows = [51.078188920510435, 0.27230159094022205, 15.8411699115578]
    static let prediction = 72.84699490957115
    static let margin = 55.74046147762283

    static func check(_ fitted: FittedLinear) {
        for (index, found) in fitted.coefficients.enumerated() {
            #expect(abs(found.estimate - estimates[index]) < 1e-10)
            #expect(abs(found.standardError - errors[index]) < 1e-10)
            #expect(abs((found.statistic ?? 0) - statistics[index]) < 1e-8)
            #expect(abs(found.low - lows[index]) < 1e-9)
        }
        #expect(abs(fitted.rSquared - 0.10815184979848302) < 1e-12)
        #expect(abs(fitted.adjustedRSquared - 0.1078984838467213) < 1e-12)
        #expect(abs((fitted.fStatistic ?? 0) - 426.86023534907906) < 1e-8)
        #expect(abs((fitted.logLikelihood ?? 0) - -33565.756843192285) < 1e-7)
        #expect(abs((fitted.aic ?? 0) - 67139.51368638457) < 1e-6)
        #expect(abs((fitted.coefficients[2].pValue ?? 0) / 4.069515098405868e-80 - 1) < 1e-7)
        #expect(fitted.degreesOfFreedom == 7040)
    }
}
