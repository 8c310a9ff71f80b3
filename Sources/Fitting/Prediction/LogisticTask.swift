import Domain
import Models
import Statistics

/// A logistic regression of some rows, fitted to all of them and checked on parts that it has not seen.
struct LogisticTask {
    var settings: Logistic
    var design: Matrix
    var names: [String]
    var outcomes: [Bool]
    /// The target's name.
    var target: String

    func fit() throws -> FittedLogistic {
        // Rows are counted as the table's, not as those that are left.
        guard !outcomes.isEmpty else { throw ModelError.tooFewRows(needed: names.count + 2, found: 0) }
        return try settings.fit(design, names: names, target: outcomes, targetName: target)
    }

    /// Adds how well rows are predicted that the model has not seen.
    func check(_ model: FittedLogistic, by validation: Validation, times: [Double]?, _ document: inout FitDocument)
        throws
    {
        let numbers = outcomes.map { $0 ? 1.0 : 0.0 }
        let keys = ContentOrder.keys(design, names: names, target: numbers, seed: document.seed)
        var parts = validation.parts(keys: keys, strata: outcomes, times: times)
        let seen = ClassificationQuality(model.predict(design), outcomes)
        var quality = seen
        if let stated = parts {
            do {
                quality = try heldOut(stated, start: model)
            } catch ModelError.didNotConverge {
                // Parts of nearly separated rows may have no estimate although all rows together have one.
                parts = nil
                document.notes.append(Self.unsettled)
            }
        }
        document.own.append(validation.field(parts: parts))
        QualityReport(quality: quality).add(to: &document)
        document.own.append(FitField("inSample", .object(QualityReport.scores(seen))))
        document.notes.append(validation.note(parts: parts))
    }

    /// - Parameter start: a fit of all rows, near to which those of parts are looked for.
    private func heldOut(_ parts: [Int], start: FittedLogistic) throws -> ClassificationQuality {
        let held = try Validation.predict(design, parts: parts) { training, asked in
            try settings.fit(
                design.selecting(rows: training),
                names: names,
                target: training.map { outcomes[$0] },
                targetName: target,
                start: start,
                testsByLikelihood: false
            ).predict(asked)
        }
        return ClassificationQuality(held.predictions, held.rows.map { outcomes[$0] })
    }

    private static let unsettled = Bilingual(
        en: "Models of parts of the rows did not settle, so the quality could not be measured on rows kept aside.",
        zh: "部分数据的模型未能收敛，因此无法在留出的数据上检验质量。"
    )
}
