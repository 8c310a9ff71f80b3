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

    /// Sums over some rows of e^η, of e^η·z and of e^η·z·zᵀ (lower triangle).
    private struct Sums {
        var zeroth = 0.0
        var first: [Double]
        var second: [Double]

        init(_ size: Int) {
            first = [Double](repeating: 0, count: size)
            second = [Double](repeating: 0, count: size * size)
        }
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
        var all = Sums(size)
        var value = 0.0
        var gradient = [Double](repeating: 0, count: size)
        var information = Matrix(rows: size, columns: size)
        var start = 0
        while start < times.count {
            var end = start
            var leaving = Sums(size)
            var count = 0
            while end < times.count, times[end] == times[start] {
                add(end, exp(eta[end] - shift), to: &all)
                if events[end] {
                    add(end, exp(eta[end] - shift), to: &leaving)
                    count += 1
                    value += eta[end] - shift
                    for column in 0..<size { gradient[column] += design.elements[end * size + column] }
                }
                end += 1
            }
            start = end
            guard count > 0 else { continue }
            let d = Denominators(all: all.zeroth, leaving: leaving.zeroth, count: count, ties: ties)
            value -= d.log
            for left in 0..<size {
                gradient[left] -= all.first[left] * d.inverse - leaving.first[left] * d.share
                for right in 0...left {
                    let outer =
                        all.first[left] * all.first[right] * d.square
                        - (all.first[left] * leaving.first[right] + leaving.first[left] * all.first[right])
                        * d.shareSquare
                        + leaving.first[left] * leaving.first[right] * d.shareShareSquare
                    information[left, right] +=
                        all.second[left * size + right] * d.inverse
                        - leaving.second[left * size + right] * d.share - outer
                }
            }
        }
        guard value.isFinite else { return nil }
        var penalised = value
        for left in 0..<size {
            gradient[left] -= penalty * theta[left]
            information[left, left] += penalty
            penalised -= 0.5 * penalty * theta[left] * theta[left]
            for right in 0..<left { information[right, left] = information[left, right] }
        }
        return Point(logLikelihood: value, penalised: penalised, gradient: gradient, information: information)
    }

    private func add(_ row: Int, _ weight: Double, to sums: inout Sums) {
        let size = sums.first.count
        sums.zeroth += weight
        // Unchecked: the loop that the fit spends its time in; indices are those of the design.
        design.elements.withUnsafeBufferPointer { source in
            sums.second.withUnsafeMutableBufferPointer { second in
                for left in 0..<size {
                    let factor = weight * source[row * size + left]
                    sums.first[left] += factor
                    for right in 0...left { second[left * size + right] += factor * source[row * size + right] }
                }
            }
        }
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
