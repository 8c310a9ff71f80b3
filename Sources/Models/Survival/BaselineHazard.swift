import Foundation
import Statistics

/// The cumulative hazard H₀(t) of a customer with the mean of each column, by the estimator that belongs to the ties
/// (Therneau and Grambsch, Modeling Survival Data, 2000, section 10.2), with what its error is made of.
struct BaselineHazard {
    /// Times at which somebody left, ascending.
    var times: [Double]
    /// H₀ at each of them.
    var hazards: [Double]
    var error: HazardError

    /// What one time adds, from the latest to the first as the rows are.
    private struct Steps {
        var times: [Double] = []
        var hazards: [Double] = []
        /// Σ 1/c² over the denominators c.
        var variances: [Double] = []
        /// −∂/∂θ of the hazard's step, times × columns.
        var slopes: [Double] = []
    }

    /// - Parameters:
    ///   - eta: the linear predictor of each row of the likelihood's design.
    ///   - spreads: what the columns were divided by.
    /// - Complexity: O(*n* *p*).
    init(_ likelihood: CoxLikelihood, _ eta: [Double], spreads: [Double]) {
        let steps = Self.steps(likelihood, eta)
        var total = 0.0
        times = steps.times.reversed()
        hazards = steps.hazards.reversed().map {
            total += $0
            return total
        }
        // All times, or evenly many with the last among them.
        let (count, size) = (times.count, spreads.count)
        let kept = min(count, HazardError.timeLimit)
        error = HazardError(columns: size, isThinned: kept < count)
        var variance = 0.0
        var slopes = [Double](repeating: 0, count: size)
        for place in 0..<count {
            let step = count - 1 - place
            variance += steps.variances[step]
            for column in 0..<size { slopes[column] += steps.slopes[step * size + column] * spreads[column] }
            // The next of ⌈i·count/kept⌉ − 1, i = 1…kept.
            let next = ((error.count + 1) * count + kept - 1) / kept - 1
            if place == next {
                error.append(time: times[place], hazard: hazards[place], variance: variance, slopes: slopes)
            }
        }
    }

    private static func steps(_ likelihood: CoxLikelihood, _ eta: [Double]) -> Steps {
        let size = likelihood.design.columns
        let shift = eta.max() ?? 0
        var steps = Steps()
        var all = WeightedSums(size)
        var leaving = WeightedSums(size)
        var start = 0
        while start < eta.count {
            var end = start
            var count = 0
            leaving.clear()
            while end < eta.count, likelihood.times[end] == likelihood.times[start] {
                let risk = exp(eta[end] - shift)
                all.add(likelihood.design, end, risk)
                if likelihood.events[end] {
                    leaving.add(likelihood.design, end, risk)
                    count += 1
                }
                end += 1
            }
            if count > 0 {
                let sums = CoxLikelihood.Denominators(
                    all: all.weight,
                    leaving: leaving.weight,
                    count: count,
                    ties: likelihood.ties
                )
                steps.times.append(likelihood.times[start])
                steps.hazards.append(sums.inverse * exp(-shift))
                steps.variances.append(sums.square * exp(-2 * shift))
                for column in 0..<size {
                    let slope = all.values[column] * sums.square - leaving.values[column] * sums.shareSquare
                    steps.slopes.append(slope * exp(-shift))
                }
            }
            start = end
        }
        return steps
    }

    /// Sums over rows of e^η and of e^η·z.
    private struct WeightedSums {
        var weight = 0.0
        var values: [Double]

        init(_ size: Int) { values = [Double](repeating: 0, count: size) }

        mutating func clear() {
            weight = 0
            for column in values.indices { values[column] = 0 }
        }

        mutating func add(_ design: Matrix, _ row: Int, _ risk: Double) {
            weight += risk
            for column in values.indices { values[column] += risk * design.elements[row * values.count + column] }
        }
    }
}
