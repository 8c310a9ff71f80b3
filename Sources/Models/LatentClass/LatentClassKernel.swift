import Foundation
import Statistics

/// One step of the EM algorithm for latent classes, over patterns of answers.
///
/// Symbols of Linzer and Lewis (2011), section 2: class shares p_r, response probabilities π_jrk. The probabilities lie
/// in one vector of `groups` × (1 + slots) quadruples of classes: first the shares, then for each question one slot an
/// answer and one more for "missing", which is 1 in every class, so that a person with missing answers contributes what
/// he has answered (full-information maximum likelihood, missing at random). Classes fill quadruples; what is left over
/// has a share of 0.
struct LatentClassKernel: Sendable {
    typealias Probabilities = [SIMD4<Double>]

    let classes: Int
    /// Quadruples of classes.
    let groups: Int
    let items: Int
    /// The first slot of each question; slot 0 is that of the shares.
    let firstSlot: [Int]
    let levelCounts: [Int]
    let slotCount: Int
    /// For each pattern and question the slot of the answer.
    private let slots: [Int32]
    private let counts: [Double]
    private let people: Double

    init(_ patterns: AnswerPatterns, classes: Int) {
        self.classes = classes
        groups = (classes + 3) / 4
        items = patterns.items.count
        levelCounts = patterns.levels.map(\.count)
        var first: [Int] = []
        var next = 1
        for count in levelCounts {
            first.append(next)
            next += count + 1
        }
        firstSlot = first
        slotCount = next
        counts = patterns.counts
        people = patterns.people
        var slots = [Int32](repeating: 0, count: patterns.codes.count)
        for index in slots.indices {
            let item = index % patterns.items.count
            let code = patterns.codes[index]
            slots[index] = Int32(first[item] + (code < 0 ? patterns.levels[item].count : Int(code)))
        }
        self.slots = slots
    }

    /// What one pass over the patterns gives: expected counts in the layout of the probabilities, and ln L before it.
    private struct Pass: Sendable {
        var expected: Probabilities
        var logLikelihood: Double
    }

    /// The next probabilities, and the log-likelihood of the given ones.
    func step(_ probabilities: Probabilities) -> (next: Probabilities, logLikelihood: Double) {
        let passes = ParallelChunks.map(counts.count) { pass(probabilities, over: $0) }
        var total = passes[0]
        for other in passes.dropFirst() {
            total.logLikelihood += other.logLikelihood
            for index in total.expected.indices { total.expected[index] += other.expected[index] }
        }
        return (maximised(total.expected, before: probabilities), total.logLikelihood)
    }

    /// The posterior probability of each class for each pattern, pattern by pattern.
    func posteriors(_ probabilities: Probabilities) -> [Double] {
        var result = [Double](repeating: 0, count: counts.count * classes)
        var joint = [SIMD4<Double>](repeating: .zero, count: groups)
        for pattern in counts.indices {
            let (sum, _) = evaluate(pattern, probabilities, into: &joint)
            for index in 0..<classes { result[pattern * classes + index] = joint[index / 4][index % 4] / sum }
        }
        return result
    }

    /// The log-likelihood of each pattern.
    func logLikelihoods(_ probabilities: Probabilities) -> [Double] {
        var joint = [SIMD4<Double>](repeating: .zero, count: groups)
        return counts.indices.map { pattern in
            let (sum, shift) = evaluate(pattern, probabilities, into: &joint)
            return log(sum) + shift
        }
    }

    private func pass(_ probabilities: Probabilities, over patterns: Range<Int>) -> Pass {
        var expected = Probabilities(repeating: .zero, count: slotCount * groups)
        var joint = [SIMD4<Double>](repeating: .zero, count: groups)
        var logLikelihood = 0.0
        for pattern in patterns {
            let (sum, shift) = evaluate(pattern, probabilities, into: &joint)
            let count = counts[pattern]
            logLikelihood += count * (log(sum) + shift)
            // Unchecked access: this loop and that of `evaluate` are all the time of a fit, and slots come from `init`.
            slots.withUnsafeBufferPointer { slots in
                expected.withUnsafeMutableBufferPointer { expected in
                    for group in 0..<groups {
                        let weight = joint[group] * (count / sum)
                        expected[group] += weight
                        for index in pattern * items..<(pattern + 1) * items {
                            expected[Int(slots[index]) * groups + group] += weight
                        }
                    }
                }
            }
        }
        return Pass(expected: expected, logLikelihood: logLikelihood)
    }

    /// The joint probability of each class and this pattern, over e^`shift`, and their sum.
    @inline(__always)
    private func evaluate(_ pattern: Int, _ probabilities: Probabilities, into joint: inout [SIMD4<Double>]) -> (
        sum: Double, shift: Double
    ) {
        var sum = SIMD4<Double>.zero
        slots.withUnsafeBufferPointer { slots in
            probabilities.withUnsafeBufferPointer { probabilities in
                for group in 0..<groups {
                    var product = probabilities[group]
                    for index in pattern * items..<(pattern + 1) * items {
                        product *= probabilities[Int(slots[index]) * groups + group]
                    }
                    joint[group] = product
                    sum += product
                }
            }
        }
        let total = sum[0] + sum[1] + sum[2] + sum[3]
        // Hundreds of questions: the product leaves the range of doubles, and logarithms take over.
        return total > 1e-250 ? (total, 0) : evaluateLogs(pattern, probabilities, into: &joint)
    }

    private func evaluateLogs(_ pattern: Int, _ probabilities: Probabilities, into joint: inout [SIMD4<Double>]) -> (
        sum: Double, shift: Double
    ) {
        var logs = (0..<classes).map { Self.floored(probabilities[$0 / 4][$0 % 4]) }
        for index in pattern * items..<(pattern + 1) * items {
            for r in 0..<classes { logs[r] += Self.floored(probabilities[Int(slots[index]) * groups + r / 4][r % 4]) }
        }
        let shift = logs.max() ?? 0
        var sum = 0.0
        for r in 0..<classes {
            joint[r / 4][r % 4] = exp(logs[r] - shift)
            sum += joint[r / 4][r % 4]
        }
        return (sum, shift)
    }

    /// ln p, finite for 0 too.
    private static func floored(_ probability: Double) -> Double { log(max(probability, .leastNormalMagnitude)) }

    /// The probabilities with sums of 1.
    func normalised(_ given: Probabilities) -> Probabilities {
        var shares = SIMD4<Double>.zero
        for group in 0..<groups { shares += given[group] }
        var scaled = given
        for group in 0..<groups { scaled[group] *= people / shares.sum() }
        return maximised(scaled, before: given)
    }

    /// Shares and response probabilities from expected counts; a class that nobody answers in keeps what it had.
    private func maximised(_ expected: Probabilities, before: Probabilities) -> Probabilities {
        var next = before
        for group in 0..<groups { next[group] = expected[group] / people }
        for item in 0..<items {
            for group in 0..<groups {
                var total = SIMD4<Double>.zero
                for slot in firstSlot[item]..<firstSlot[item] + levelCounts[item] {
                    total += expected[slot * groups + group]
                }
                let isEmpty = total .<= 0
                for slot in firstSlot[item]..<firstSlot[item] + levelCounts[item] {
                    let index = slot * groups + group
                    next[index] = (expected[index] / total).replacing(with: before[index], where: isEmpty)
                }
            }
        }
        return next
    }
}
