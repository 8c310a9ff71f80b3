import Foundation
import Statistics

/// The product-limit estimate of survival: S(t) = Π over tᵢ ≤ t of (1 − dᵢ/nᵢ), dᵢ who left at tᵢ of nᵢ who were there.
///
/// Kaplan and Meier, JASA 53 (1958); the variance of ln S by Greenwood (1926), Σ dᵢ/(nᵢ(nᵢ − dᵢ)). Customers who were
/// last seen at a time count as there at that time.
package struct KaplanMeier: Sendable, Hashable, Codable {
    /// How an interval around S(t) is made symmetric.
    package enum Interval: String, Sendable, Hashable, Codable, CaseIterable {
        /// Around ln S, R's default; its upper end is cut at 1.
        case log
        /// Around ln(−ln S), which stays within 0 and 1 and covers better in small samples (Borgan and Liestøl,
        /// Scandinavian Journal of Statistics 17, 1990): the default.
        case logLog = "log-log"
    }

    package var interval: Interval
    /// 0.95 is what readers expect.
    package var level: Double

    package init(interval: Interval = .logLog, level: Double = 0.95) {
        self.interval = interval
        self.level = level
    }

    /// - Complexity: O(*n* log *n*).
    package func fit(_ data: SurvivalTimes) -> SurvivalCurve {
        var curve = SurvivalCurve(n: data.count, events: data.eventCount, level: level)
        let quantile = Normal.standard.quantile((1 + level) / 2)
        let order = data.order
        var survival = 1.0
        var variance = 0.0
        var position = 0
        while position < order.count {
            let time = data.times[order[position]]
            let atRisk = order.count - position
            var left = 0
            var seen = 0
            while position < order.count, data.times[order[position]] == time {
                if data.events[order[position]] { left += 1 } else { seen += 1 }
                position += 1
            }
            if left > 0 {
                survival *= 1 - Double(left) / Double(atRisk)
                variance += Double(left) / (Double(atRisk) * Double(atRisk - left))
            }
            let (low, high) = bounds(survival, variance, quantile)
            curve.points.append(
                SurvivalCurve.Point(
                    time: time,
                    atRisk: atRisk,
                    events: left,
                    censored: seen,
                    survival: survival,
                    // Greenwood's variance has no value once nobody is left.
                    standardError: survival > 0 ? survival * variance.squareRoot() : nil,
                    low: low,
                    high: high
                )
            )
        }
        return curve
    }

    private func bounds(_ survival: Double, _ variance: Double, _ quantile: Double) -> (Double?, Double?) {
        guard survival > 0 else { return (nil, nil) }
        guard survival < 1 else { return (1, 1) }
        let error = variance.squareRoot()
        switch interval {
        case .log:
            return (survival * exp(-quantile * error), min(1, survival * exp(quantile * error)))
        case .logLog:
            let spread = quantile * error / log(survival)
            return (pow(survival, exp(-spread)), pow(survival, exp(spread)))
        }
    }
}

/// A survival curve with its intervals.
package struct SurvivalCurve: Sendable, Hashable, Codable {
    package struct Point: Sendable, Hashable, Codable {
        package var time: Double
        /// Customers who were there just before.
        package var atRisk: Int
        package var events: Int
        package var censored: Int
        /// S just after.
        package var survival: Double
        /// Greenwood's; `nil` once S is 0, as for the bounds.
        package var standardError: Double?
        package var low: Double?
        package var high: Double?
    }

    package var n: Int
    package var events: Int
    package var level: Double
    /// Every different time, ascending.
    package var points: [Point] = []

    /// S(t): of the last point at or before a time, 1 before all. After the last point it stays, which is the most that
    /// can be said.
    ///
    /// - Complexity: O(log *points*).
    package func survival(at time: Double) -> Double { point(at: time)?.survival ?? 1 }

    package func point(at time: Double) -> Point? {
        var low = 0
        var high = points.count
        while low < high {
            let middle = (low + high) / 2
            if points[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : points[low - 1]
    }

    /// The first time at which S is at most ½; where it is ½ exactly until the next event, the middle of the two, as R
    /// has it. `nil` where fewer than half have left.
    package var median: Double? { crossing(\.survival) }
    /// The times at which the bounds cross ½ (Brookmeyer and Crowley, Biometrics 38, 1982); `nil` where they do not.
    package var medianLow: Double? { crossing { $0.low ?? 0 } }
    package var medianHigh: Double? { crossing { $0.high ?? .infinity } }

    private func crossing(_ value: (Point) -> Double) -> Double? {
        // 1e-8 is R's tolerance for one half that rounding has moved.
        guard let index = points.firstIndex(where: { $0.events > 0 && value($0) <= 0.5 + 1e-8 }) else { return nil }
        let time = points[index].time
        guard (value(points[index]) - 0.5).magnitude <= 1e-8,
            let next = points[(index + 1)...].first(where: { $0.events > 0 })
        else { return time }
        return (time + next.time) / 2
    }

    /// ∫₀ᵗ S: the mean time that a customer stays out of the first t.
    package func restrictedMean(until end: Double) -> Double {
        var area = 0.0
        var time = 0.0
        var survival = 1.0
        for point in points where point.time < end {
            area += survival * (point.time - time)
            (time, survival) = (point.time, point.survival)
        }
        return area + survival * max(0, end - time)
    }
}
