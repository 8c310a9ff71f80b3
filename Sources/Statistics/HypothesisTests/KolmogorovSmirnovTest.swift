import Foundation

/// The Kolmogorov–Smirnov test: the largest distance between two distribution functions.
package struct KolmogorovSmirnovTest: Sendable, Hashable, Codable {
    /// D, 0…1.
    package let statistic: Double
    /// Two-sided.
    package let pValue: Double

    /// One sample against a continuous distribution function.
    ///
    /// The p-value is exact up to 140 values (Marsaglia, Tsang and Wang, "Evaluating Kolmogorov's distribution", JSS 8,
    /// 2003), where the limit's error is 1e-3 and more; from there on Kolmogorov's limit with Stephens's correction.
    ///
    /// - Returns: `nil` for no values. Missing values (not-a-number) are left out.
    package init?(_ values: [Double], cdf: (Double) -> Double) {
        let sorted = values.filter { !$0.isNaN }.sorted()
        guard !sorted.isEmpty else { return nil }
        let n = Double(sorted.count)
        var largest = 0.0
        for (index, value) in sorted.enumerated() {
            let share = cdf(value)
            largest = max(largest, share - Double(index) / n, Double(index + 1) / n - share)
        }
        statistic = largest
        pValue =
            sorted.count <= 140
            ? min(1, max(0, 1 - Self.exactCDF(largest, sorted.count)))
            : Self.limitSurvival((n.squareRoot() + 0.12 + 0.11 / n.squareRoot()) * largest)
    }

    /// Two samples against each other.
    ///
    /// Exact by counting lattice paths (Hodges, "The significance probability of the Smirnov two-sample test", 1958) up to
    /// 250,000 pairs, a few milliseconds; Kolmogorov's limit beyond. With ties the exact value is on the safe side.
    ///
    /// - Returns: `nil` where a sample is empty. Missing values (not-a-number) are left out.
    package init?(_ first: [Double], _ second: [Double]) {
        let one = first.filter { !$0.isNaN }.sorted()
        let two = second.filter { !$0.isNaN }.sorted()
        guard !one.isEmpty, !two.isEmpty else { return nil }
        var (i, j) = (0, 0)
        // D · n · m in whole numbers, so that equal distances compare equal.
        var largest = 0
        while i < one.count, j < two.count {
            let value = min(one[i], two[j])
            while i < one.count, one[i] == value { i += 1 }
            while j < two.count, two[j] == value { j += 1 }
            largest = max(largest, abs(i * two.count - j * one.count))
        }
        let (n, m) = (Double(one.count), Double(two.count))
        statistic = Double(largest) / (n * m)
        pValue =
            n * m <= 250_000
            ? Self.exactTwoSample(largest, one.count, two.count)
            : Self.limitSurvival((n * m / (n + m)).squareRoot() * statistic)
    }

    /// The share of paths from (0, 0) to (n, m) that touch |i·m − j·n| ≥ d: the probability of having touched is carried
    /// from point to point, each step right having the odds of a random order.
    private static func exactTwoSample(_ distance: Int, _ n: Int, _ m: Int) -> Double {
        guard distance > 0 else { return 1 }
        // outside[j]: of the paths to (i, j), the share that has touched.
        var outside = [Double](repeating: 0, count: m + 1)
        for i in 0...n {
            for j in 0...m {
                if abs(i * m - j * n) >= distance {
                    outside[j] = 1
                } else if i == 0 {
                    outside[j] = j == 0 ? 0 : outside[j - 1]
                } else if j > 0 {
                    // Paths to (i, j) come from (i − 1, j) in i of i + j cases.
                    let share = Double(i) / Double(i + j)
                    outside[j] = share * outside[j] + (1 - share) * outside[j - 1]
                }
            }
        }
        return outside[m]
    }

    /// 2 Σ (−1)ᵏ⁻¹ e^(−2k²x²).
    private static func limitSurvival(_ x: Double) -> Double {
        guard x > 0.2 else { return 1 }
        var sum = 0.0
        for k in 1...100 {
            let term = exp(-2 * Double(k * k) * x * x)
            sum += k.isMultiple(of: 2) ? -term : term
            if term < 1e-18 { break }
        }
        return min(1, max(0, 2 * sum))
    }

    /// n!/nⁿ times the middle element of Hⁿ, with H of order 2k − 1, d = (k − h)/n.
    private static func exactCDF(_ d: Double, _ n: Int) -> Double {
        guard d < 1 else { return 1 }
        let scaled = Double(n) * d
        let k = Int(scaled) + 1
        let size = 2 * k - 1
        let base = durbinMatrix(size, Double(k) - scaled)
        var power = Matrix.identity(size)
        for factor in 1...n {
            power = product(power, base)
            // The factorial goes in step by step, so that nothing overflows.
            let scale = Double(factor) / Double(n)
            for index in power.elements.indices { power.elements[index] *= scale }
        }
        return power[k - 1, k - 1]
    }

    private static func durbinMatrix(_ size: Int, _ h: Double) -> Matrix {
        var matrix = Matrix(rows: size, columns: size)
        for row in 0..<size {
            for column in 0..<size where row - column + 1 >= 0 { matrix[row, column] = 1 }
        }
        for index in 0..<size {
            matrix[index, 0] -= pow(h, Double(index + 1))
            matrix[size - 1, index] -= pow(h, Double(size - index))
        }
        matrix[size - 1, 0] += 2 * h > 1 ? pow(2 * h - 1, Double(size)) : 0
        for row in 0..<size {
            for column in 0..<size where row - column + 1 > 0 {
                for divisor in 1...(row - column + 1) { matrix[row, column] /= Double(divisor) }
            }
        }
        return matrix
    }

    private static func product(_ left: Matrix, _ right: Matrix) -> Matrix {
        var result = Matrix(rows: left.rows, columns: right.columns)
        for row in 0..<left.rows {
            for inner in 0..<left.columns {
                let factor = left[row, inner]
                for column in 0..<right.columns { result[row, column] += factor * right[inner, column] }
            }
        }
        return result
    }
}
