import Domain
import Foundation
package import Statistics

/// Gradient-boosted trees by XGBoost (Chen and Guestrin, KDD 2016): many small trees, each fitted to what those before
/// it have left.
///
/// Some rows are set aside: growing stops when they are no longer predicted better, and probabilities are calibrated
/// on them. The same rows in any order, with the columns in any order, give the same bytes.
package struct Boosting: Sendable, Hashable, Codable {
    package enum Calibration: String, Sendable, Hashable, Codable, CaseIterable {
        /// The default: it keeps the order of customers, gives no 0 or 1, and needs few rows.
        case platt
        /// Where there are thousands of rows and the reliability table bends.
        case isotonic
        case none
    }

    /// The most trees. 500 at the rate of 0.1 is beyond what stops early on tables of customers.
    package var trees: Int
    /// Splits between the root and a leaf. 4, so that up to four columns act together; deeper trees fit noise of a few
    /// thousand customers.
    package var depth: Int
    /// How much of each tree is added. 0.1: smaller ones predict hardly better and take as many times longer.
    package var rate: Double
    /// Trees without an improvement before it stops: 30, enough for a plateau at this rate.
    package var patience: Int
    /// The share of rows set aside, a fifth as usual.
    package var validationShare: Double
    package var calibration: Calibration
    package var seed: UInt64

    package init(
        trees: Int = 500,
        depth: Int = 4,
        rate: Double = 0.1,
        patience: Int = 30,
        validationShare: Double = 0.2,
        calibration: Calibration = .platt,
        seed: UInt64 = 1
    ) {
        self.trees = trees
        self.depth = depth
        self.rate = rate
        self.patience = patience
        self.validationShare = validationShare
        self.calibration = calibration
        self.seed = seed
    }

    /// Rows that trees and a validation sample can both be had from.
    package static let fewestRows = 20
    /// With fewer of a class set aside, a calibration is worse than none.
    static let fewestForCalibration = 10

    /// Learns the probability of an outcome.
    ///
    /// - Parameters:
    ///   - design: a row for each customer, not-a-number where a value is missing: each split sends those to the side
    ///     that fits better.
    ///   - target: whether the outcome occurred.
    /// - Throws: `tooFewRows` below twenty, `oneClassOnly`, `constantColumn` where every column is, `notFinite` for a
    ///   value beyond single precision, `unusable` with the library's own text.
    /// - Complexity: O(*trees* · *n* *p*), on two cores from 500,000 values on.
    package func fit(_ design: Matrix, names: [String], target: [Bool], targetName: String = "target")
        throws(ModelError) -> FittedBoosting
    {
        precondition(target.count == design.rows)
        guard target.contains(true), target.contains(false) else {
            guard let first = target.first else { throw .tooFewRows(needed: Self.fewestRows, found: 0) }
            throw .oneClassOnly(target: targetName, value: first ? "1" : "0")
        }
        let outcome = target.map { $0 ? 1.0 : 0.0 }
        var (fitted, validation) = try grow(design, names: names, target: outcome, strata: target, isLogistic: true)
        let outcomes = validation.map { target[$0] }
        let positives = outcomes.count { $0 }
        guard calibration != .none, min(positives, outcomes.count - positives) >= Self.fewestForCalibration else {
            return fitted
        }
        let margins = try fitted.margins(design.selecting(rows: validation))
        switch calibration {
        case .platt:
            let platt = PlattCalibration(margins, outcomes)
            // A curve that falls would turn the ranking round: it is noise of a model that found nothing.
            if platt.slope > 0 { fitted.calibration = .platt(platt) }
        case .isotonic: fitted.calibration = .isotonic(IsotonicCalibration(margins, outcomes))
        case .none: break
        }
        return fitted
    }

    /// Learns a number, by squared error.
    package func fit(_ design: Matrix, names: [String], numbers target: [Double], targetName: String = "target")
        throws(ModelError) -> FittedBoosting
    {
        precondition(target.count == design.rows)
        if let row = target.firstIndex(where: { !Float($0).isFinite }) {
            throw .notFinite(column: targetName, row: row + 1)
        }
        guard design.rows >= Self.fewestRows else { throw .tooFewRows(needed: Self.fewestRows, found: design.rows) }
        let response = ColumnScale(Matrix(rows: target.count, columns: 1, elements: target))
        guard response.spreads[0] > 0 else { throw .constantColumn(targetName) }
        // In single precision the library would lose the digits of large amounts; standardised, none are lost.
        let scaled = target.map { ($0 - response.means[0]) / response.spreads[0] }
        let strata = [Bool](repeating: true, count: target.count)
        var (fitted, _) = try grow(design, names: names, target: scaled, strata: strata, isLogistic: false)
        fitted.mean = response.means[0]
        fitted.spread = response.spreads[0]
        return fitted
    }

    private func grow(_ design: Matrix, names: [String], target: [Double], strata: [Bool], isLogistic: Bool)
        throws(ModelError) -> (fitted: FittedBoosting, validation: [Int])
    {
        precondition(names.count == design.columns)
        try check(design, names)
        let keys = ContentOrder.keys(design, names: names, target: target, seed: seed)
        let held = ContentOrder.holdout(validationShare, keys: keys, strata: strata)
        let order = ContentOrder.order(keys)
        let training = order.filter { !held[$0] }
        let validation = order.filter { held[$0] }
        let columns = names.indices.sorted {
            names[$0].unicodeScalars.lexicographicallyPrecedes(names[$1].unicodeScalars)
        }
        let learned = try matrix(design, training, columns, target)
        let measured = try matrix(design, validation, columns, target)
        let base = training.reduce(0.0) { $0 + target[$1] } / Double(training.count)
        let trees = try XGBoostTrees(
            learningFrom: [learned, measured],
            parameters: parameters(isLogistic: isLogistic, base: base)
        )
        var best = (round: 0, loss: Double.infinity)
        for round in 0..<self.trees {
            try trees.grow(round: round, from: learned)
            let loss = try trees.measure(round: round, on: measured)
            if loss < best.loss { best = (round, loss) }
            if round - best.round >= patience { break }
        }
        let fitted = FittedBoosting(
            model: try trees.bytes(rounds: best.round + 1),
            rounds: best.round + 1,
            validationLoss: best.loss,
            isLogistic: isLogistic,
            columns: columns,
            width: names.count,
            n: training.count,
            validationRows: validation.count
        )
        return (fitted, validation)
    }

    private func parameters(isLogistic: Bool, base: Double) -> [(name: String, value: String)] {
        [
            ("objective", isLogistic ? "binary:logistic" : "reg:squarederror"),
            ("eval_metric", isLogistic ? "logloss" : "rmse"),
            ("base_score", String(Float(base))),
            // Splits between 256 quantiles: for any number of rows in time that is linear, and as good as exact ones.
            ("tree_method", "hist"),
            ("max_depth", String(depth)),
            ("eta", String(rate)),
            // No sampling of rows or columns, so that nothing random depends on their order or on threads.
            ("seed", String(Int(truncatingIfNeeded: seed & 0x7FFF_FFFF))),
        ]
    }

    /// - Throws: `ModelError` for the first value that is not finite in single precision; a missing one may stand.
    package static func checkRange(_ design: Matrix, _ names: [String]) throws(ModelError) {
        // Trees are grown in single precision.
        guard let index = design.elements.firstIndex(where: { !$0.isNaN && !Float($0).isFinite }) else { return }
        let (row, column) = (index / design.columns + 1, names[index % design.columns])
        throw .beyondRange(design.elements[index], column: column, row: row, limit: "3.4e38")
    }

    private func check(_ design: Matrix, _ names: [String]) throws(ModelError) {
        guard design.rows >= Self.fewestRows else { throw .tooFewRows(needed: Self.fewestRows, found: design.rows) }
        try Self.checkRange(design, names)
        let varies = (0..<design.columns).contains { column in
            let first = design[0, column]
            return (1..<design.rows).contains { row in
                let value = design[row, column]
                return value != first && !(value.isNaN && first.isNaN)
            }
        }
        guard varies else { throw .constantColumn(names.first ?? "") }
        for (name, value, range) in [("trees", trees, 1...100_000), ("depth", depth, 1...16)]
        where !range.contains(value) {
            throw Self.invalid(name, String(value), "\(range.lowerBound)", "\(range.upperBound)")
        }
        guard rate > 0, rate <= 1 else { throw Self.invalid("rate", String(rate), "0", "1") }
    }

    private static func invalid(_ name: String, _ value: String, _ low: String, _ high: String) -> ModelError {
        .invalidSetting(
            name,
            value: value,
            expected: Bilingual(en: "it is between \(low) and \(high)", zh: "应在 \(low) 和 \(high) 之间")
        )
    }

    private func matrix(_ design: Matrix, _ rows: [Int], _ columns: [Int], _ target: [Double]) throws(ModelError)
        -> XGBoostMatrix
    {
        try XGBoostMatrix(
            FittedBoosting.floats(design, rows: rows, columns: columns),
            rows: rows.count,
            columns: columns.count,
            labels: rows.map { Float(target[$0]) }
        )
    }
}
