import Domain
import Foundation
package import Statistics

/// How uncertain a prediction is since the parameters are estimates, by the delta method.
///
/// The logarithms of the parameters are taken for normal about their estimate with covariance V = C·Cᵀ. A prediction
/// above zero has, on its logarithm, the variance Σ (∂ ln f along column *j* of C)², and the interval is the one of that
/// normal distribution; a probability's is built on its log-odds. It is about the expected value: what one customer
/// then does varies more.
package struct ParameterUncertainty<Process: PurchaseProcess>: Sendable {
    /// The process a little to either side along each column of C.
    private let sides: [(high: Process, low: Process)]
    /// In standard deviations: small against the curvature, large against rounding.
    private static var step: Double { 0.02 }

    /// - Returns: `nil` where the covariance is not positive definite.
    package init?(_ process: Process, covariance: Matrix) {
        guard let lower = Cholesky(covariance)?.lower else { return nil }
        let centre = process.logarithms
        sides = centre.indices.map { column in
            let shift = centre.indices.map { Self.step * lower[$0, column] }
            return (
                Process(logarithms: zip(centre, shift).map { $0 + $1 }),
                Process(logarithms: zip(centre, shift).map { $0 - $1 })
            )
        }
    }

    /// The interval of an amount that is not below zero.
    ///
    /// - Parameters:
    ///   - value: the prediction itself.
    ///   - level: such as .95.
    package func interval(of value: Double, level: Double, _ prediction: (Process) -> Double) -> ClosedRange<Double> {
        guard value > 0 else { return 0...0 }
        let width = quantile(level) * deviation { log(prediction($0)) }
        guard width.isFinite else { return value...value }
        return value * exp(-width)...value * exp(width)
    }

    /// The interval of a probability.
    package func interval(
        ofProbability value: Double,
        level: Double,
        _ prediction: (Process) -> Double
    ) -> ClosedRange<Double> {
        guard value > 0, value < 1 else { return value...value }
        let width = quantile(level) * deviation { log(prediction($0)) - log1p(-prediction($0)) }
        guard width.isFinite else { return value...value }
        let odds = value / (1 - value)
        let (low, high) = (odds * exp(-width), odds * exp(width))
        return low / (1 + low)...(high.isFinite ? high / (1 + high) : 1)
    }

    /// The standard deviation of a function of the parameters.
    package func deviation(_ function: (Process) -> Double) -> Double {
        var sum = 0.0
        for side in sides {
            let slope = (function(side.high) - function(side.low)) / (2 * Self.step)
            sum += slope * slope
        }
        return sum.squareRoot()
    }

    private func quantile(_ level: Double) -> Double {
        Normal.standard.quantile(0.5 + min(max(level, 0), 1 - 1e-12) / 2)
    }
}

extension PurchaseModelFit {
    /// The covariance of the logarithms of the parameters over resamples of customers (Efron's bootstrap).
    ///
    /// Unlike the asymptotic one it does not rely on the model being right. Customers are drawn from the histories in
    /// the order of their content, so the order of rows changes nothing.
    ///
    /// - Parameters:
    ///   - resamples: 200 give a standard error within 5 % (Efron and Tibshirani, An Introduction to the Bootstrap,
    ///     1993, section 6.4).
    /// - Throws: `ModelError.unusable` where fewer than half of the resamples can be fitted.
    package func bootstrapCovariance(
        _ counts: HistoryCounts,
        resamples: Int = 200,
        random: SplittableRandom
    ) throws(ModelError) -> Matrix {
        let cumulative = Self.cumulative(counts.customers)
        var draws: [[Double]] = []
        let inverse = estimate.covariance.map { covariance in
            Matrix(
                rows: covariance.rows,
                columns: covariance.columns,
                elements: covariance.elements.map { $0 * counts.total }
            )
        }
        for resample in 0..<resamples {
            var stream = random.split(resample)
            let drawn = counts.weighted(Self.weights(cumulative, &stream))
            let minimum = LBFGS(tolerance: 1e-6).minimise(from: estimate.logarithms, inverse: inverse) { point in
                guard zip(point, estimate.logarithms).allSatisfy({ ($0 - $1).magnitude < 10 }) else {
                    return .undefined(point.count)
                }
                let slope = Process.logLikelihood(point, drawn)
                return Slope(value: -slope.value / drawn.total, gradient: slope.gradient.map { -$0 / drawn.total })
            }
            if let minimum, minimum.hasConverged { draws.append(minimum.point) }
        }
        guard draws.count * 2 > resamples, draws.count > 1 else {
            throw .unusable(
                Bilingual(
                    en: "Only \(draws.count) of \(resamples) resamples of the customers could be fitted.",
                    zh: "在 \(resamples) 次客户重抽样中，只有 \(draws.count) 次能够拟合。"
                ),
                advice: Bilingual(en: "Use --method asymptotic.", zh: "请使用 --method asymptotic。")
            )
        }
        return Self.covariance(draws)
    }

    private static func cumulative(_ weights: [Double]) -> [Double] {
        var sum = 0.0
        return weights.map { weight in
            sum += weight
            return sum
        }
    }

    /// As many customers as there are, drawn with replacement.
    private static func weights(_ cumulative: [Double], _ random: inout SplittableRandom) -> [Double] {
        var weights = [Double](repeating: 0, count: cumulative.count)
        let total = Int(cumulative.last ?? 0)
        for _ in 0..<total {
            let place = Double(random.index(below: total))
            var (low, high) = (0, cumulative.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if cumulative[middle] > place { high = middle } else { low = middle + 1 }
            }
            weights[low] += 1
        }
        return weights
    }

    private static func covariance(_ draws: [[Double]]) -> Matrix {
        let size = draws[0].count
        let means = (0..<size).map { index in draws.reduce(0) { $0 + $1[index] } / Double(draws.count) }
        var result = Matrix(rows: size, columns: size)
        for row in 0..<size {
            for column in 0..<size {
                let sum = draws.reduce(0) { $0 + ($1[row] - means[row]) * ($1[column] - means[column]) }
                result[row, column] = sum / Double(draws.count - 1)
            }
        }
        return result
    }
}
