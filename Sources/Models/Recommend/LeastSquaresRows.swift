import Statistics

/// Ridge regressions that share their columns: one for each customer over the items' factors, or the other way round.
///
/// With Y the factors of what a customer bought, D the weights α·r, and A = G + λ·I for the Gram matrix G of all factors,
/// x = (A + Yᵀ·D·Y)⁻¹ · Yᵀ·(1 + α·r). Directly that is a decomposition of *f* × *f*. Who bought few items, as most
/// customers did, is solved in *n* × *n*: x = Z·v with Z = A⁻¹·Yᵀ and (D⁻¹ + Y·Z)·v = D⁻¹·(1 + α·r), by the identity of
/// Woodbury (Golub and Van Loan, section 2.1.4). It is the same x but for rounding.
struct LeastSquaresRows: Sendable {
    private let factors: [Double]
    private let settings: ImplicitFactors.Settings
    let gram: [Double]
    /// A⁻¹·y for each row y of the factors, where there are short rows to use them.
    private let solvedFactors: [Double]?

    /// - Parameter preparesShortRows: whether rows of few items are solved in the small system.
    init(
        _ factors: [Double],
        _ settings: ImplicitFactors.Settings,
        gram: [Double]? = nil,
        preparesShortRows: Bool
    ) {
        self.factors = factors
        self.settings = settings
        let gram = gram ?? Self.gram(factors, settings.factors)
        self.gram = gram
        let prepares = preparesShortRows && Self.shortRow(settings) > 0
        solvedFactors = prepares ? Self.solvedFactors(factors, gram, settings) : nil
    }

    /// Whether so many rows are short that preparing pays: it costs about as much for a row of factors as a short row
    /// saves.
    static func pays(_ purchases: Purchases, _ settings: ImplicitFactors.Settings) -> Bool {
        let short = (0..<purchases.customerCount).count {
            let items = purchases.items(of: $0).count
            return items > 0 && items <= shortRow(settings)
        }
        return short > purchases.itemCount
    }

    /// Up to so many items the small system is clearly the cheaper one: it has n²·f/2 + n³/6 multiplications, the large
    /// one n·f²/2 + f³/6.
    private static func shortRow(_ settings: ImplicitFactors.Settings) -> Int {
        settings.weight > 0 ? settings.factors / 2 : 0
    }

    private static func gram(_ factors: [Double], _ width: Int) -> [Double] {
        ParallelChunks.sum(factors.count / width, length: width * width) { range in
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

    private static func solvedFactors(_ factors: [Double], _ gram: [Double], _ settings: ImplicitFactors.Settings)
        -> [Double]
    {
        let width = settings.factors
        var lower = gram
        for factor in 0..<width { lower[factor * width + factor] += settings.penalty }
        lower.withUnsafeMutableBufferPointer { TriangularSystem.decompose($0, width) }
        return ParallelChunks.map(factors.count / width) { [lower] range -> [Double] in
            var solved = Array(factors[range.lowerBound * width..<range.upperBound * width])
            // Without bounds checks, as in all of this: a fit spends nearly all of its time here.
            solved.withUnsafeMutableBufferPointer { solved in
                lower.withUnsafeBufferPointer { lower in
                    for row in 0..<range.count {
                        TriangularSystem.solve(lower, solved.baseAddress! + row * width, width)
                    }
                }
            }
            return solved
        }
        .flatMap { $0 }
    }

    /// The factors of every customer of `purchases`, one after the other.
    func solve(_ purchases: Purchases) -> [Double] {
        let width = settings.factors
        return ParallelChunks.map(purchases.customerCount, chunk: 512) { range -> [Double] in
            var result = [Double](repeating: 0, count: range.count * width)
            result.withUnsafeMutableBufferPointer { result in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: width * width) { matrix in
                    for row in range {
                        let own = purchases.offsets[row]..<purchases.offsets[row + 1]
                        let target = result.baseAddress! + (row - range.lowerBound) * width
                        solve(purchases.items[own], purchases.times[own], target, matrix)
                    }
                }
            }
            return result
        }
        .flatMap { $0 }
    }

    /// The factors of one customer; zeros for whoever bought nothing.
    func solve(_ bought: ArraySlice<Int32>, _ times: ArraySlice<Double>) -> [Double] {
        let width = settings.factors
        var result = [Double](repeating: 0, count: width)
        result.withUnsafeMutableBufferPointer { result in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: width * width) { matrix in
                solve(bought, times, result.baseAddress!, matrix)
            }
        }
        return result
    }

    /// - Parameters:
    ///   - x: zeros, which become the factors.
    ///   - matrix: room for *f* × *f*.
    private func solve(
        _ bought: ArraySlice<Int32>,
        _ times: ArraySlice<Double>,
        _ x: UnsafeMutablePointer<Double>,
        _ matrix: UnsafeMutableBufferPointer<Double>
    ) {
        guard !bought.isEmpty else { return }
        if let solvedFactors, bought.count <= Self.shortRow(settings) {
            solvedFactors.withUnsafeBufferPointer { solveShort(bought, times, $0.baseAddress!, x, matrix) }
        } else {
            solveDirectly(bought, times, x, matrix)
        }
    }

    private func solveDirectly(
        _ bought: ArraySlice<Int32>,
        _ times: ArraySlice<Double>,
        _ x: UnsafeMutablePointer<Double>,
        _ matrix: UnsafeMutableBufferPointer<Double>
    ) {
        let width = settings.factors
        _ = matrix.update(fromContentsOf: gram)
        for factor in 0..<width { matrix[factor * width + factor] += settings.penalty }
        factors.withUnsafeBufferPointer { factors in
            for (item, count) in zip(bought, times) {
                let y = factors.baseAddress! + Int(item) * width
                let more = settings.weight * count
                for row in 0..<width {
                    x[row] += (1 + more) * y[row]
                    let value = more * y[row]
                    for column in 0...row { matrix[row * width + column] += value * y[column] }
                }
            }
        }
        TriangularSystem.decompose(matrix, width)
        TriangularSystem.solve(UnsafeBufferPointer(matrix), x, width)
    }

    private func solveShort(
        _ bought: ArraySlice<Int32>,
        _ times: ArraySlice<Double>,
        _ solved: UnsafePointer<Double>,
        _ x: UnsafeMutablePointer<Double>,
        _ matrix: UnsafeMutableBufferPointer<Double>
    ) {
        let (width, size) = (settings.factors, bought.count)
        let (items, counts) = (bought.startIndex, times.startIndex)
        // n² + n numbers find room in f², for n is f/2 at most.
        let weights = matrix.baseAddress! + size * size
        factors.withUnsafeBufferPointer { factors in
            for row in 0..<size {
                let y = factors.baseAddress! + Int(bought[items + row]) * width
                for column in 0...row {
                    let z = solved + Int(bought[items + column]) * width
                    matrix[row * size + column] = Self.product(y, z, width)
                }
                let more = settings.weight * times[counts + row]
                matrix[row * size + row] += 1 / more
                weights[row] = (1 + more) / more
            }
        }
        TriangularSystem.decompose(matrix, size)
        TriangularSystem.solve(UnsafeBufferPointer(matrix), weights, size)
        for row in 0..<size {
            let z = solved + Int(bought[items + row]) * width
            for factor in 0..<width { x[factor] += weights[row] * z[factor] }
        }
    }

    /// y·z in four sums, which do not wait for each other.
    @inline(__always)
    private static func product(_ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, _ width: Int) -> Double {
        var sums = SIMD4<Double>(repeating: 0)
        var factor = 0
        while factor &+ 4 <= width {
            sums.x += y[factor] * z[factor]
            sums.y += y[factor &+ 1] * z[factor &+ 1]
            sums.z += y[factor &+ 2] * z[factor &+ 2]
            sums.w += y[factor &+ 3] * z[factor &+ 3]
            factor &+= 4
        }
        var sum = sums.sum()
        while factor < width {
            sum += y[factor] * z[factor]
            factor &+= 1
        }
        return sum
    }
}

/// Cholesky's decomposition and substitutions in the memory given (Golub and Van Loan, section 4.2): `Cholesky` without
/// its allocations, for many small systems. The penalty keeps every pivot of the large ones above zero, D⁻¹ of the small.
private enum TriangularSystem {
    /// The lower triangle L of the matrix, in its place.
    static func decompose(_ matrix: UnsafeMutableBufferPointer<Double>, _ size: Int) {
        for row in 0..<size {
            for column in 0...row {
                var sum = matrix[row * size + column]
                for index in 0..<column { sum -= matrix[row * size + index] * matrix[column * size + index] }
                matrix[row * size + column] = row == column ? sum.squareRoot() : sum / matrix[column * size + column]
            }
        }
    }

    /// x with L·Lᵀ·x = b, in the place of b.
    static func solve(_ lower: UnsafeBufferPointer<Double>, _ right: UnsafeMutablePointer<Double>, _ size: Int) {
        for row in 0..<size {
            var sum = right[row]
            for index in 0..<row { sum -= lower[row * size + index] * right[index] }
            right[row] = sum / lower[row * size + row]
        }
        for row in (0..<size).reversed() {
            for index in row + 1..<max(row + 1, size) { right[row] -= lower[index * size + row] * right[index] }
            right[row] /= lower[row * size + row]
        }
    }
}
