import Foundation
import Statistics

/// Matrix factorisation of purchases by alternating least squares.
///
/// Y. Hu, Y. Koren and C. Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM 2008: minimises
/// Σ c(u,i)·(p(u,i) − x(u)·y(i))² + λ·(Σ|x(u)|² + Σ|y(i)|²), where p is 1 for what was bought and 0 otherwise, and the
/// confidence c is 1 + α·r for what was bought *r* times and 1 otherwise.
package struct ImplicitFactors: Sendable, Hashable, Codable {
    package struct Settings: Sendable, Hashable, Codable {
        /// Numbers of an item. By default 32: enough for some hundred kinds of goods, and a fit of seconds.
        package var factors = 32
        /// Rounds over customers and items. Fifteen, after which the paper's measures change no more.
        package var rounds = 15
        /// λ. Of the order of one purchase's weight, so that a customer of one item is not fitted exactly.
        package var penalty = 10.0
        /// α; 40 in the paper.
        package var weight = 40.0
        package var seed: UInt64 = 1

        package init() {}
    }

    package let settings: Settings
    package let itemCount: Int
    /// `itemCount × factors`, item by item.
    package private(set) var items: [Double]
    /// Σ y·yᵀ over all items.
    private var gram: [Double]

    /// - Parameter onRound: told the objective after each round; it is computed only if given.
    /// - Complexity: O(rounds × (purchases · f² + (customers + items) · f³)) for *f* factors; all cores.
    package init(_ purchases: Purchases, _ settings: Settings = Settings(), onRound: ((Double) -> Void)? = nil) {
        self.settings = settings
        itemCount = purchases.itemCount
        let buyers = purchases.transposed
        var random = SplittableRandom(seed: settings.seed)
        // Small numbers around zero, by the items' order, which the order of rows does not change.
        let scale = 0.1 / Double(settings.factors).squareRoot()
        items = (0..<purchases.itemCount * settings.factors).map { _ in (random.uniform() - 0.5) * 2 * scale }
        gram = []
        for _ in 0..<settings.rounds {
            let customers = LeastSquaresRows(items, settings).solve(purchases)
            items = LeastSquaresRows(customers, settings).solve(buyers)
            onRound?(Self.objective(purchases, customers, items, settings))
        }
        gram = LeastSquaresRows(items, settings).gram
    }

    /// The factors of a customer who bought these items so often.
    package func customer(_ bought: ArraySlice<Int32>, _ times: ArraySlice<Double>) -> [Double] {
        LeastSquaresRows(items, settings, gram: gram).solve(bought, times)
    }

    /// For each item x·y.
    func scores(_ bought: ArraySlice<Int32>, _ times: ArraySlice<Double>) -> [Double] {
        let x = customer(bought, times)
        let width = settings.factors
        return (0..<itemCount).map { item in
            var sum = 0.0
            for factor in 0..<width { sum += x[factor] * items[item * width + factor] }
            return sum
        }
    }

    private static func objective(_ purchases: Purchases, _ x: [Double], _ y: [Double], _ settings: Settings) -> Double
    {
        let width = settings.factors
        var sum = settings.penalty * (x.reduce(0) { $0 + $1 * $1 } + y.reduce(0) { $0 + $1 * $1 })
        for customer in 0..<purchases.customerCount {
            var times = [Double](repeating: 0, count: purchases.itemCount)
            for position in purchases.offsets[customer]..<purchases.offsets[customer + 1] {
                times[Int(purchases.items[position])] = purchases.times[position]
            }
            for item in 0..<purchases.itemCount {
                var product = 0.0
                for factor in 0..<width { product += x[customer * width + factor] * y[item * width + factor] }
                let error = (times[item] > 0 ? 1 : 0) - product
                sum += (1 + settings.weight * times[item]) * error * error
            }
        }
        return sum
    }
}

/// Ridge regressions that share their columns: one for each customer over the items' factors, or the other way round.
private struct LeastSquaresRows: Sendable {
    private let factors: [Double]
    private let settings: ImplicitFactors.Settings
    let gram: [Double]

    init(_ factors: [Double], _ settings: ImplicitFactors.Settings, gram: [Double]? = nil) {
        self.factors = factors
        self.settings = settings
        let width = settings.factors
        self.gram =
            gram
            ?? ParallelChunks.sum(factors.count / width, length: width * width) { range in
                var sum = [Double](repeating: 0, count: width * width)
                for row in range {
                    for left in 0..<width {
                        let value = factors[row * width + left]
                        for right in 0...left { sum[left * width + right] += value * factors[row * width + right] }
                    }
                }
                return sum
            }
    }

    func solve(_ purchases: Purchases) -> [Double] {
        ParallelChunks.map(purchases.customerCount, chunk: 512) { range -> [Double] in
            var result: [Double] = []
            result.reserveCapacity(range.count * settings.factors)
            for row in range {
                let own = purchases.offsets[row]..<purchases.offsets[row + 1]
                result += solve(purchases.items[own], purchases.times[own])
            }
            return result
        }
        .flatMap { $0 }
    }

    /// (YᵀY + Σ α·r·y·yᵀ + λ·I)⁻¹ · Σ (1 + α·r)·y over what was bought; zeros where nothing was.
    func solve(_ bought: ArraySlice<Int32>, _ times: ArraySlice<Double>) -> [Double] {
        let width = settings.factors
        var right = [Double](repeating: 0, count: width)
        guard !bought.isEmpty else { return right }
        var matrix = gram
        for factor in 0..<width { matrix[factor * width + factor] += settings.penalty }
        // Without bounds checks: nearly all time of a fit is spent in these sums and the decomposition.
        matrix.withUnsafeMutableBufferPointer { matrix in
            right.withUnsafeMutableBufferPointer { right in
                factors.withUnsafeBufferPointer { factors in
                    for (item, count) in zip(bought, times) {
                        let y = factors.baseAddress! + Int(item) * width
                        let more = settings.weight * count
                        for row in 0..<width {
                            right[row] += (1 + more) * y[row]
                            let value = more * y[row]
                            for column in 0...row { matrix[row * width + column] += value * y[column] }
                        }
                    }
                }
                Self.solveInPlace(matrix, right, width)
            }
        }
        return right
    }

    /// Cholesky's decomposition of the lower triangle, and both substitutions (Golub and Van Loan, section 4.2). The
    /// penalty on the diagonal keeps every pivot above zero.
    private static func solveInPlace(
        _ matrix: UnsafeMutableBufferPointer<Double>,
        _ right: UnsafeMutableBufferPointer<Double>,
        _ width: Int
    ) {
        for row in 0..<width {
            for column in 0...row {
                var sum = matrix[row * width + column]
                for index in 0..<column { sum -= matrix[row * width + index] * matrix[column * width + index] }
                matrix[row * width + column] = row == column ? sum.squareRoot() : sum / matrix[column * width + column]
            }
            var sum = right[row]
            for index in 0..<row { sum -= matrix[row * width + index] * right[index] }
            right[row] = sum / matrix[row * width + row]
        }
        for row in (0..<width).reversed() {
            for index in row + 1..<max(row + 1, width) { right[row] -= matrix[index * width + row] * right[index] }
            right[row] /= matrix[row * width + row]
        }
    }
}
