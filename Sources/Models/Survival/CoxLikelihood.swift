import Foundation
import Statistics

/// The partial log-likelihood of Cox's model over standardised columns, with its derivatives.
///
/// Therneau and Grambsch, Modeling Survival Data (2000), sections 3.1 to 3.3. With d who leave at a time, whose sum of
/// e^η is D, out of a risk set whose sum is S, the denominators are S for each (Breslow) or S − (l/d)·D, l = 0…d−1
/// (Efron).
struct CoxLikelihood: Sendable {
    /// Rows by time, from the latest.
    var design: Matrix
    var times: [Double]
    var events: [Bool]
    var ties: Cox.Ties
    /// Subtracts ½·penalty·Σθⱼ².
    var penalty: Double

    struct Point {
        var logLikelihood: Double
        var penalised: Double
        /// Of the penalised likelihood, as the next.
        var gradient: [Double]
        var information: Matrix
    }

    /// Sums over the denominators c of one time of 1/c, f/c, 1/c², f/c² and f²/c², f being the share taken off, and of
    /// ln c: all derivatives are made of them, so that a time costs the same for any number who leave.
    struct Denominators {
        var log = 0.0
        var inverse = 0.0
        var share = 0.0
        var square = 0.0
        var shareSquare = 0.0
        var shareShareSquare = 0.0

        init(all: Double, leaving: Double, count: Int, ties: Cox.Ties) {
            for index in 0..<count {
                let f = ties == .efron ? Double(index) / Double(count) : 0
                let c = all - f * leaving
                log += Foundation.log(c)
                inverse += 1 / c
                share += f / c
                square += 1 / (c * c)
                shareSquare += f / (c * c)
                shareShareSquare += f * f / (c * c)
            }
        }
    }

    /// - Returns: `nil` where the coefficients are too large to compute with.
    /// - Complexity: O(*n* *p*²).
    func evaluate(_ theta: [Double]) -> Point? {
        let size = theta.count
        let eta = design.multiplied(by: theta)
        let shift = eta.max() ?? 0
        var all = RiskSums(size)
        var leaving = RiskSums(size)
        var value = 0.0
        var gradient = [Double](repeating: 0, count: size)
        var information = [Double](repeating: 0, count: size * size)
        var start = 0
        while start < times.count {
            var end = start
            var count = 0
            while end < times.count, times[end] == times[start] {
                all.add(design, end, exp(eta[end] - shift))
                count += events[end] ? 1 : 0
                end += 1
            }
            if count > 0 {
                // A single one who leaves is taken off by no share, so that nothing need be known of them.
                let isTied = count > 1 && ties == .efron
                if isTied { leaving.clear() }
                for row in start..<end where events[row] {
                    value += eta[row] - shift
                    if isTied { leaving.add(design, row, exp(eta[row] - shift)) }
                    for column in 0..<size { gradient[column] += design.elements[row * size + column] }
                }
                let d = Denominators(all: all.zeroth, leaving: leaving.zeroth, count: count, ties: ties)
                value -= d.log
                Self.subtract(all, isTied ? leaving : nil, d, from: &gradient, addingTo: &information)
            }
            start = end
        }
        guard value.isFinite else { return nil }
        return penalised(value, gradient, Matrix(rows: size, columns: size, elements: information), theta)
    }

    /// The derivatives of Σ ln c over the denominators of one time: Σ c′/c, and Σ c″/c − (c′/c)(c′/c)ᵀ.
    private static func subtract(
        _ all: RiskSums,
        _ leaving: RiskSums?,
        _ d: Denominators,
        from gradient: inout [Double],
        addingTo information: inout [Double]
    ) {
        let size = gradient.count
        // Unchecked: once for each time, which may be as many as rows; indices are those of the sums.
        information.withUnsafeMutableBufferPointer { information in
            all.second.withUnsafeBufferPointer { second in
                for left in 0..<size {
                    let first = all.first[left]
                    gradient[left] -= first * d.inverse
                    for right in 0...left {
                        information[left * size + right] +=
                            second[left * size + right] * d.inverse - first * all.first[right] * d.square
                    }
                }
            }
            guard let leaving else { return }
            for left in 0..<size {
                gradient[left] += leaving.first[left] * d.share
                for right in 0...left {
                    let mixed = all.first[left] * leaving.first[right] + leaving.first[left] * all.first[right]
                    information[left * size + right] +=
                        mixed * d.shareSquare - leaving.second[left * size + right] * d.share
                        - leaving.first[left] * leaving.first[right] * d.shareShareSquare
                }
            }
        }
    }

    private func penalised(_ value: Double, _ first: [Double], _ second: Matrix, _ theta: [Double]) -> Point {
        var point = Point(logLikelihood: value, penalised: value, gradient: first, information: second)
        for left in theta.indices {
            point.gradient[left] -= penalty * theta[left]
            point.information[left, left] += penalty
            point.penalised -= 0.5 * penalty * theta[left] * theta[left]
            for right in 0..<left { point.information[right, left] = point.information[left, right] }
        }
        return point
    }

    /// Whether along a direction everybody who leaves has the highest score of those who are there, so that the
    /// likelihood rises for ever (Bryson and Johnson, Technometrics 23, 1981).
    func isMonotone(_ direction: [Double]) -> Bool {
        let scores = design.multiplied(by: direction)
        guard let low = scores.min(), let high = scores.max() else { return false }
        // Scores that have to be equal are so only in the limit.
        let tolerance = 1e-4 * (high - low)
        guard high - low > 0.3 else { return false }
        var highest = -Double.infinity
        var start = 0
        while start < times.count {
            var end = start
            while end < times.count, times[end] == times[start] {
                highest = max(highest, scores[end])
                end += 1
            }
            for row in start..<end where events[row] && scores[row] < highest - tolerance { return false }
            start = end
        }
        return true
    }
}
