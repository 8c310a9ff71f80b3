import Foundation

/// A split that a node could have, in two.
struct CARTSplit {
    var feature: Int
    /// The sum over both sides of `NodeSums.score`.
    var score: Double
    /// What the first and the second side ask.
    var tests: [DecisionTree.ValueTest]
    /// Where a missing value goes, if there was one here; otherwise to the larger side.
    var missingSide: Int

    func branch(_ values: TreeFeature.Values, _ row: Int) -> Int {
        switch values {
        case .numbers(let numbers):
            if numbers[row].isNaN { return missingSide }
            return tests[0].holds(numbers[row]) ? 0 : 1
        case .categories(let codes, _):
            if codes[row] < 0 { return missingSide }
            return tests[0].holds(level: Int(codes[row])) ? 0 : 1
        }
    }

    func split(_ children: [Int], statesMissing: Bool) -> DecisionTree.Split {
        DecisionTree.Split(
            feature: feature,
            branches: zip(tests, children).map { DecisionTree.Branch(test: $0, child: $1) },
            missingBranch: missingSide,
            statesMissing: statesMissing,
            logP: nil
        )
    }
}

/// A number between two values of a feature, as few digits long as it can be.
enum Threshold {
    /// A number *t* with `low` < *t* ≤ `high`: a multiple of the largest power of ten of which there is one in the middle
    /// half between the two, so that it is near the middle, as CART's thresholds are, and can be read; a whole number
    /// where all values are whole.
    static func between(_ low: Double, _ high: Double, isWhole: Bool) -> Double {
        let gap = high - low
        let middle = low + gap / 2
        if isWhole, gap == 1 { return high }
        guard gap.isFinite, gap > 0 else { return high }
        var step = power(Int(log10(gap).rounded(.up)) + 1)
        let smallest = isWhole ? 1 : gap * 1e-3
        // Of the smallest numbers neither a power of ten nor its inverse is a double.
        while step >= smallest, step > 0, step.isFinite, (1 / step).isFinite {
            let candidate = rounded(middle, to: step)
            if (candidate - middle).magnitude <= gap / 4, low < candidate, candidate <= high { return candidate }
            step = step > 1 ? power(Int(log10(step).rounded()) - 1) : step / 10
        }
        if isWhole { return middle.rounded(.up) }
        return low < middle ? middle : high
    }

    /// The multiple of a power of ten nearest to a number. Below one the power's inverse is exact, and the quotient is
    /// the decimal that is written.
    private static func rounded(_ number: Double, to step: Double) -> Double {
        if step >= 1 { return (number / step).rounded() * step }
        let inverse = (1 / step).rounded()
        return (number * inverse).rounded() / inverse
    }

    private static func power(_ exponent: Int) -> Double { pow(10, Double(exponent)) }
}
