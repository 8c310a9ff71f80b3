import Statistics

/// What leads from standardised columns back to the columns' own units.
struct LogisticFrame: Sendable {
    /// Of all columns of the design.
    var names: [String]
    /// The columns that are used.
    var kept: [Int]
    var scale: ColumnScale
    var level: Double

    /// Means of the used columns.
    var means: [Double] { kept.map { scale.means[$0] } }
    /// Standard deviations of the used columns.
    var spreads: [Double] { kept.map { scale.spreads[$0] } }

    /// Another fit's coefficients for these standardised columns; `nil` where it uses other columns.
    func standardised(_ fitted: FittedLogistic) -> [Double]? {
        guard fitted.kept == kept else { return nil }
        let slopes = fitted.coefficients.dropFirst().map(\.estimate)
        var first = fitted.logOddsAtMeans
        for (index, slope) in slopes.enumerated() { first += slope * (means[index] - fitted.means[index]) }
        return [first] + zip(slopes, spreads).map { $0 * $1 }
    }

    /// The covariance of the log-odds at the means and of the slopes for one unit of each column.
    func unstandardised(_ covariance: Matrix) -> Matrix {
        let divisors = [1] + spreads
        var result = covariance
        for row in divisors.indices {
            for column in divisors.indices { result[row, column] /= divisors[row] * divisors[column] }
        }
        return result
    }
}
