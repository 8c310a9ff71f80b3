import Models
import Statistics

/// Boosted trees of some rows, fitted to all of them and checked by the same settings on parts that they have not seen.
struct BoostingTask {
    var settings: Boosting
    /// Not-a-number where a value is missing.
    var design: Matrix
    var names: [String]
    var target: BoostingTarget.Known
    var targetName: String

    /// Five more fits are affordable up to this many rows.
    private static let mostForFolds = 200_000

    /// A fifth held out where it holds outcomes enough to measure by, and cross-validation where it does not: there each
    /// row is measured, at the cost of five fits of few rows.
    var usualValidation: Validation {
        let share = Validation.usualShare
        let isEnough = Validation.isEnough(target.strata, share: share)
        return isEnough || design.rows > Self.mostForFolds
            ? .holdout(share: share) : .crossValidation(folds: Validation.usualFolds)
    }

    func fit() throws -> FittedBoosting { try fit(design, target) }

    private func fit(_ design: Matrix, _ target: BoostingTarget.Known) throws -> FittedBoosting {
        switch target {
        case .yes(let outcomes): try settings.fit(design, names: names, target: outcomes, targetName: targetName)
        case .number(let numbers): try settings.fit(design, names: names, numbers: numbers, targetName: targetName)
        }
    }

    /// Adds how well rows are predicted that the model has not seen.
    func check(_ model: FittedBoosting, by validation: Validation, times: [Double]?, _ document: inout FitDocument)
        throws
    {
        var parts = parts(validation, times)
        var held: (rows: [Int], predictions: [Double])?
        if let split = parts {
            do {
                held = try Validation.predict(design, parts: split) { training, asked in
                    try fit(design.selecting(rows: training), target.selecting(training)).predict(asked)
                }
            } catch ModelError.constantColumn {
                // Of few rows a part may have one value only.
                parts = nil
            }
        }
        let (rows, predictions) = try held ?? (Array(0..<design.rows), model.predict(design))
        document.own.append(validation.field(parts: parts))
        document.notes.append(validation.note(parts: parts))
        switch target.selecting(rows) {
        case .yes(let outcomes):
            QualityReport(quality: ClassificationQuality(predictions, outcomes)).add(to: &document)
        case .number(let numbers): NumberQuality(predictions, numbers).add(to: &document)
        }
    }

    /// A part that is too small to be learned from is not made: then the quality is of the rows that were fitted.
    private func parts(_ validation: Validation, _ times: [Double]?) -> [Int]? {
        let keys = ContentOrder.keys(design, names: names, target: target.numbers, seed: settings.seed)
        // Not the order in which the model sets its own rows aside, which would take the same ones.
        let others = keys.map { ($0 ^ 0x9E37_79B9_7F4A_7C15) &* 0xD134_2543_DE82_EF95 }
        guard let parts = validation.parts(keys: others, strata: target.strata, times: times) else { return nil }
        let fewest = (0...(parts.max() ?? 0)).map { part in parts.count { $0 != part } }.min() ?? 0
        return fewest >= Boosting.fewestRows ? parts : nil
    }
}
