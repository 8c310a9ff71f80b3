import Domain
import Foundation
package import Statistics

/// Linear regression by ordinary least squares: y = b₀ + Σ bⱼ·xⱼ + ε, ε normal with one variance.
///
/// Figures as R's `lm` and `summary.lm` define them. Columns are centred before the Householder reduction, which keeps
/// most digits where columns are nearly collinear (NIST's Longley data).
package struct Linear: Sendable, Hashable, Codable {
    /// Of the confidence intervals. 0.95 is what readers expect.
    package var level: Double

    package init(level: Double = 0.95) { self.level = level }

    /// - Parameters:
    ///   - design: a row for each observation, without a column for the intercept.
    ///   - names: of the design's columns.
    ///   - target: in its own unit, one number for each row.
    /// - Throws: `tooFewRows` unless there are more rows than coefficients, `notFinite`, `constantColumn` where the
    ///   target or every column is constant.
    /// - Complexity: O(*n* *p*²), on all cores.
    package func fit(_ design: Matrix, names: [String], target: [Double], targetName: String = "target")
        throws(ModelError) -> FittedLinear
    {
        precondition(names.count == design.columns && target.count == design.rows)
        try design.checkFinite(names)
        try Matrix(rows: target.count, columns: 1, elements: target).checkFinite([targetName])
        guard design.rows > design.columns + 1 else {
            throw .tooFewRows(needed: design.columns + 2, found: design.rows)
        }
        let response = ColumnScale(Matrix(rows: target.count, columns: 1, elements: target))
        guard response.spreads[0] > 0 else { throw .constantColumn(targetName) }
        let scale = ColumnScale(design)
        let varying = names.indices.filter { scale.spreads[$0] > 0 }
        guard !varying.isEmpty else { throw .constantColumn(names.first ?? targetName) }
        let spread = response.spreads[0]
        let solved = LeastSquares(
            scale.standardised(design, columns: varying),
            target.map { ($0 - response.means[0]) / spread }
        )
        let kept = solved.kept.map { varying[$0] }
        return FittedLinear(
            solved,
            kept: kept,
            names: names,
            scale: scale,
            mean: response.means[0],
            spread: spread,
            count: target.count,
            level: level
        )
    }
}

/// A fitted linear regression.
package struct FittedLinear: Sendable, Hashable, Codable {
    /// `(intercept)` first, then the columns that were used, in their order.
    package var coefficients: [Coefficient]
    /// The columns of the design that are used.
    package var kept: [Int]
    /// The names of columns that are constant, or combinations of those before them.
    package var dropped: [String]
    package var means: [Double]
    /// (XᵀX)⁻¹ of the coefficients, the intercept first: times s², their covariance.
    package var unscaledCovariance: Matrix
    package var n: Int
    /// n − the number of coefficients.
    package var degreesOfFreedom: Int
    package var residualSumOfSquares: Double
    /// s, in the target's unit.
    package var residualStandardError: Double
    package var rSquared: Double
    package var adjustedRSquared: Double
    /// `nil` where the fit is perfect.
    package var fStatistic: Double?
    package var fPValue: Double?
    /// Of the normal distribution with variance RSS/n, as R's `logLik`; `nil` where the fit is perfect.
    package var logLikelihood: Double?
    package var level: Double

    fileprivate init(
        _ solved: LeastSquares,
        kept: [Int],
        names: [String],
        scale: ColumnScale,
        mean: Double,
        spread: Double,
        count: Int,
        level: Double
    ) {
        let rank = kept.count
        n = count
        self.kept = kept
        self.level = level
        let used = Set(kept)
        dropped = names.indices.filter { !used.contains($0) }.map { names[$0] }
        means = kept.map { scale.means[$0] }
        degreesOfFreedom = count - rank - 1
        // In units of the target's variance, whose sum of squares around the mean is n.
        let share = solved.residualSumOfSquares / Double(count)
        residualSumOfSquares = solved.residualSumOfSquares * spread * spread
        let variance = residualSumOfSquares / Double(degreesOfFreedom)
        residualStandardError = variance.squareRoot()
        rSquared = 1 - share
        adjustedRSquared = 1 - share * Double(count - 1) / Double(degreesOfFreedom)
        // What rounding leaves of a perfect fit says nothing about errors.
        let isPerfect = share < 1e-24
        let f = (1 - share) / Double(rank) / (share / Double(degreesOfFreedom))
        fStatistic = isPerfect ? nil : f
        fPValue =
            isPerfect
            ? nil : FisherF(numerator: Double(rank), denominator: Double(degreesOfFreedom)).survival(f)
        let meanSquare = residualSumOfSquares / Double(count)
        logLikelihood = isPerfect ? nil : -Double(count) / 2 * (log(2 * Double.pi * meanSquare) + 1)

        let slopes = zip(solved.solution, kept).map { $0 * spread / scale.spreads[$1] }
        unscaledCovariance = Self.covariance(
            solved.inverseGram,
            spreads: kept.map { scale.spreads[$0] },
            means: means,
            count: count
        )
        var intercept = mean
        for (slope, mean) in zip(slopes, means) { intercept -= slope * mean }
        let t = StudentT(degreesOfFreedom: Double(degreesOfFreedom))
        let quantile = t.quantile((1 + level) / 2)
        let labels = ["(intercept)"] + kept.map { names[$0] }
        var coefficients: [Coefficient] = []
        for (index, estimate) in ([intercept] + slopes).enumerated() {
            let error = isPerfect ? 0 : residualStandardError * unscaledCovariance[index, index].squareRoot()
            coefficients.append(
                Coefficient(labels[index], estimate: estimate, standardError: error, quantile: quantile) {
                    min(1, 2 * t.survival($0.magnitude))
                }
            )
        }
        self.coefficients = coefficients
    }

    /// From the standardised columns to the columns' own units, with the intercept's row and column before them.
    private static func covariance(_ gram: Matrix, spreads: [Double], means: [Double], count: Int) -> Matrix {
        let rank = spreads.count
        var full = Matrix(rows: rank + 1, columns: rank + 1)
        for row in 0..<rank {
            for column in 0..<rank {
                full[row + 1, column + 1] = gram[row, column] / (spreads[row] * spreads[column])
            }
        }
        var corner = 1 / Double(count)
        for row in 0..<rank {
            var sum = 0.0
            for column in 0..<rank { sum += full[row + 1, column + 1] * means[column] }
            full[row + 1, 0] = -sum
            full[0, row + 1] = -sum
            corner += means[row] * sum
        }
        full[0, 0] = corner
        return full
    }

    /// −2 ℓ + 2 (coefficients + 1), the variance counted, as R's `AIC`.
    package var aic: Double? { logLikelihood.map { -2 * $0 + 2 * Double(coefficients.count + 1) } }
    /// −2 ℓ + (coefficients + 1) ln n.
    package var bic: Double? { logLikelihood.map { -2 * $0 + Double(coefficients.count + 1) * log(Double(n)) } }

    /// The expected target of each row of a design with the columns that the model was fitted to.
    package func predict(_ design: Matrix) -> [Double] {
        (0..<design.rows).map { row in
            var sum = coefficients[0].estimate
            for (index, column) in kept.enumerated() {
                sum += coefficients[index + 1].estimate * design[row, column]
            }
            return sum
        }
    }

    /// Half the width of the interval that holds a new observation, for each row: t·s·√(1 + xᵀ(XᵀX)⁻¹x).
    package func predictionMargins(_ design: Matrix) -> [Double] {
        let quantile = StudentT(degreesOfFreedom: Double(degreesOfFreedom)).quantile((1 + level) / 2)
        // Around the means the intercept's variance is s²/n, and it varies with no slope.
        let slopes = Matrix(
            rows: (1..<coefficients.count).map { Array(unscaledCovariance.row($0).dropFirst()) }
        )
        return PredictorVariance(covariance: slopes, columns: kept, means: means, hasConstant: false).of(design).map {
            quantile * residualStandardError * (1 + 1 / Double(n) + $0).squareRoot()
        }
    }

    /// What each column of the design adds to a row's prediction beside the mean customer's, in the target's unit:
    /// bⱼ·(xⱼ − mⱼ), zero for a column that is not used.
    package func contributions(_ design: Matrix) -> Matrix {
        design.contributions(of: coefficients.dropFirst().map(\.estimate), columns: kept, means: means)
    }
}

extension Matrix {
    /// bⱼ·(xⱼ − mⱼ) for each row, zero in columns without a slope. These are the exact Shapley values of a linear predictor
    /// whose columns are independent, and sum to its distance from the predictor at the means.
    func contributions(of slopes: [Double], columns used: [Int], means: [Double]) -> Matrix {
        var result = Matrix(rows: rows, columns: columns)
        for row in 0..<rows {
            for (index, column) in used.enumerated() {
                result[row, column] = slopes[index] * (self[row, column] - means[index])
            }
        }
        return result
    }

    /// - Throws: `ModelError.notFinite` for the first number that is none, `.unusable` for one beyond 1e100, whose square
    ///   or fourth power would leave the range of a double.
    package func checkFinite(_ names: [String]) throws(ModelError) {
        guard let index = elements.firstIndex(where: { !($0.magnitude <= 1e100) }) else { return }
        let (column, row) = (names[index % columns], index / columns + 1)
        guard elements[index].isFinite else { throw .notFinite(column: column, row: row) }
        throw .unusable(
            Bilingual(
                en: "Column \"\(column)\", row \(row): the value is above 1e100.",
                zh: "列“\(column)”第 \(row) 行的值超过 1e100。"
            ),
            advice: Bilingual(en: "State the column in a larger unit.", zh: "请改用更大的计量单位。")
        )
    }
}
