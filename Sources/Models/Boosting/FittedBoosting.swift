package import Foundation
package import Statistics

/// Gradient-boosted trees, with what makes their sums probabilities.
package struct FittedBoosting: Sendable, Hashable, Codable {
    package enum Calibration: Sendable, Hashable, Codable {
        /// The trees' own probabilities.
        case none
        case platt(PlattCalibration)
        case isotonic(IsotonicCalibration)
    }

    /// XGBoost's own format (binary JSON).
    package var model: Data
    /// Trees that are kept.
    package var rounds: Int
    /// Of the rows set aside, after the last tree kept: logarithmic loss, or root mean squared error in units of the
    /// target's standard deviation.
    package var validationLoss: Double
    /// A probability, or a number.
    package var isLogistic: Bool
    package var calibration = Calibration.none
    /// The design's columns in the order in which the trees number them.
    var columns: [Int]
    var width: Int
    /// Rows that trees were grown from.
    package var n: Int
    package var validationRows: Int
    /// Of a numeric target, whose trees are of (y − mean)/spread.
    var mean = 0.0
    var spread = 1.0

    init(
        model: Data,
        rounds: Int,
        validationLoss: Double,
        isLogistic: Bool,
        columns: [Int],
        width: Int,
        n: Int,
        validationRows: Int
    ) {
        self.model = model
        self.rounds = rounds
        self.validationLoss = validationLoss
        self.isLogistic = isLogistic
        self.columns = columns
        self.width = width
        self.n = n
        self.validationRows = validationRows
    }

    /// The probability of the outcome, calibrated; or the expected number. One for each row.
    ///
    /// - Precondition: the design has the columns that the model was fitted to, in their order.
    package func predict(_ design: Matrix) throws(ModelError) -> [Double] {
        let margins = try margins(design)
        guard isLogistic else { return margins.map { mean + spread * $0 } }
        switch calibration {
        case .none: return margins.map(LogisticLikelihood.probability)
        case .platt(let platt): return margins.map { platt($0) }
        case .isotonic(let isotonic): return margins.map { isotonic($0) }
        }
    }

    /// Rows handed to the library at once: little memory beside the table's own.
    private static let batch = 65_536

    /// The sums of leaves: log-odds before calibration.
    func margins(_ design: Matrix) throws(ModelError) -> [Double] {
        try inBatches(design) { trees, matrix throws(ModelError) in try trees.margins(matrix) }.map { Double($0) }
    }

    /// Exact Shapley values: what each column of the design adds to a row's prediction beside the average row's, and
    /// that average last. In log-odds for a probability, after Platt's calibration, to whose log-odds they sum exactly;
    /// before an isotonic one, which keeps their order; in the target's unit for a number.
    ///
    /// - Complexity: O(*n* · *trees* · 2^*depth* · *depth*²), on two cores.
    package func contributions(_ design: Matrix) throws(ModelError) -> Matrix {
        let values = try inBatches(design) { trees, matrix throws(ModelError) in try trees.contributions(matrix) }
        let (scale, offset) = unit
        var result = Matrix(rows: design.rows, columns: width + 1)
        for row in 0..<design.rows {
            for (index, column) in columns.enumerated() {
                result[row, column] = scale * Double(values[row * (width + 1) + index])
            }
            result[row, width] = offset + scale * Double(values[row * (width + 1) + width])
        }
        return result
    }

    private var unit: (scale: Double, offset: Double) {
        guard isLogistic else { return (spread, mean) }
        if case .platt(let platt) = calibration { return (platt.slope, platt.offset) }
        return (1, 0)
    }

    private func inBatches(
        _ design: Matrix,
        _ body: (XGBoostTrees, XGBoostMatrix) throws(ModelError) -> [Float]
    ) throws(ModelError) -> [Float] {
        precondition(design.columns == width)
        try Boosting.checkRange(design, (0..<width).map { "\($0 + 1)" })
        let threads = XGBoost.threads(rows: min(design.rows, Self.batch), columns: width)
        let trees = try XGBoostTrees(model, threads: threads)
        var result: [Float] = []
        for start in stride(from: 0, to: design.rows, by: Self.batch) {
            let rows = Array(start..<min(design.rows, start + Self.batch))
            let values = Self.floats(design, rows: rows, columns: columns)
            result += try body(trees, try XGBoostMatrix(values, rows: rows.count, columns: width))
        }
        return result
    }

    /// Some rows and columns in single precision, row by row.
    static func floats(_ design: Matrix, rows: [Int], columns: [Int]) -> [Float] {
        var result = [Float](repeating: 0, count: rows.count * columns.count)
        let width = design.columns
        // Unchecked: a pass over all data.
        design.elements.withUnsafeBufferPointer { source in
            result.withUnsafeMutableBufferPointer { result in
                var next = 0
                for row in rows {
                    for column in columns {
                        result[next] = Float(source[row * width + column])
                        next += 1
                    }
                }
            }
        }
        return result
    }
}
