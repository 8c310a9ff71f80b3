package import Domain
package import Models
import Statistics

/// Whom a treatment moves: `uplift`.
package enum UpliftOnTable: TableModel {
    package struct Fitted: Codable, Sendable {
        package var design: FeatureDesign
        package var model: FittedUplift
        package var target: String
        package var positive: String
        package var treatment: String
        package var treated: String
    }

    package static let name = "uplift"
    package static let purpose = Bilingual(
        en: "Uplift: what a treatment adds to each customer's probability of an outcome, from an experiment",
        zh: "增益模型（uplift）：根据实验数据，估计一项干预能使每位客户出现目标结果的概率提高多少"
    )
    package static let example =
        "covey fit uplift campaign.csv --target bought --treatment mailed --features recency,orders --method two-model"
    package static let options: [FitOption] = [
        .target, .positive, .treatment, .control, .features, .method, .penalty, .holdout, .folds, .bins, .level, .seed,
    ]

    /// Three tenths are held out: uplift is the difference of two rates, and takes many rows to measure.
    private static let heldOut = 0.3
    /// A standardised difference from which a feature is called unbalanced (Austin, Statistics in Medicine 28, 2009).
    private static let imbalance = 0.1

    package static var choices: [FitOption: [String]] {
        [.method: FitOptions.words(of: Uplift.Method.self)]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (fitted: Fitted, document: FitDocument)
    {
        let targetName = try options.required(.target)
        let treatmentName = try options.required(.treatment)
        guard targetName != treatmentName else { throw sameColumn(targetName) }
        let target = try BinaryTarget(table, targetName, positive: options.text(.positive))
        let treatment = try TreatmentColumn(table, treatmentName, control: options.text(.control))
        let choice = try FeatureChoice(table, options, besides: [targetName, treatmentName], hasReference: true)
        let labelled = LabelledRows(try choice.design.matrix(table), takesMissing: false) { row in
            target.values[row] != nil && treatment.values[row] != nil
        }
        if let wrong = labelled.design.elements.firstIndex(where: { $0.magnitude > 1e100 }) {
            let (row, column) = wrong.quotientAndRemainder(dividingBy: labelled.design.columns)
            let value = labelled.design.elements[wrong]
            throw ModelError.beyondRange(value, column: choice.design.names[column], row: labelled.rows[row] + 1)
        }
        let settings = Uplift(
            method: try options.choice(.method, default: .twoModel),
            penalty: try options.number(.penalty, in: 0...1e9, default: 1)
        )
        let sample = UpliftSample(
            design: labelled.design,
            names: choice.design.names,
            treated: labelled.rows.map { treatment.values[$0] == true },
            outcomes: labelled.rows.map { target.values[$0] == true },
            target: targetName
        )
        guard sample.design.rows > 0 else { throw ModelError.tooFewRows(needed: 4, found: 0) }
        let model = try sample.fit(settings, rows: nil)
        let fitted = Fitted(
            design: choice.design,
            model: model,
            target: targetName,
            positive: target.positive,
            treatment: treatmentName,
            treated: treatment.treated
        )

        let seed = try options.seed
        let validation = try Validation(options, usual: .holdout(share: heldOut))
        let quality = try UpliftQuality(
            sample,
            settings,
            model,
            validation,
            bins: try options.integer(.bins, in: 2...100, default: 10),
            level: try options.fraction(.level, in: 0.5...0.9999, default: 0.95),
            seed: seed
        )
        var document = FitDocument(model: name, n: sample.design.rows, seed: seed)
        document.rowsLeftOut = labelled.leftOut
        document.parameters = parameters(model)
        document.own = [
            FitField("target", .text(targetName)), FitField("positive", .text(target.positive)),
            FitField("treatment", .text(treatmentName)), FitField("treated", .text(treatment.treated)),
            FitField("method", .text(settings.method.rawValue)),
        ]
        document.notes = [target.note].compactMap { $0 } + [treatment.note] + choice.notes
        document.notes += [labelled.note].compactMap { $0 }
        if let note = imbalanceNote(sample) { document.notes.append(note) }
        quality.add(to: &document)
        return (fitted, document)
    }

    /// `uplift`, and with two models `probabilityTreated` and `probabilityControl`. A row with a missing value has none.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let labelled = LabelledRows(try fitted.design.matrix(table), takesMissing: false) { _ in true }
        func column(_ name: String, _ values: [Double]) -> DataColumn {
            var numbers = [Double](repeating: .nan, count: table.rowCount)
            for (row, value) in zip(labelled.rows, values) { numbers[row] = value }
            return DataColumn(name, numbers: numbers)
        }
        var columns = [column("uplift", fitted.model.predict(labelled.design))]
        if case .twoModel(let treated, let control) = fitted.model.learner {
            columns.append(column("probabilityTreated", treated.predict(labelled.design)))
            columns.append(column("probabilityControl", control.predict(labelled.design)))
        }
        return columns
    }

    private static func parameters(_ model: FittedUplift) -> [FitField] {
        func fields(_ coefficients: [Coefficient], _ prefix: String) -> [FitField] {
            coefficients.map { FitField(prefix + $0.name, .number($0.estimate)) }
        }
        switch model.learner {
        case .transformed(let linear): return fields(linear.coefficients, "")
        case .twoModel(let treated, let control):
            return fields(treated.coefficients, "treated:") + fields(control.coefficients, "control:")
        }
    }

    /// Features whose means differ between the groups by more than a draw would leave.
    private static func imbalanceNote(_ sample: UpliftSample) -> Bilingual? {
        let groups = sample.treated.map { Int32($0 ? 0 : 1) }
        let names = sample.names.enumerated().compactMap { index, name -> String? in
            let moments = GroupMoments(values: sample.design.column(index), groups: groups)
            let spread = ((moments.variance(0) + moments.variance(1)) / 2).squareRoot()
            let distance = (moments.means[0] - moments.means[1]).magnitude
            let noise = spread * (1 / moments.counts[0] + 1 / moments.counts[1]).squareRoot()
            return distance > max(imbalance * spread, 3 * noise) ? name : nil
        }
        guard !names.isEmpty else { return nil }
        let list = names.prefix(8).joined(separator: ", ")
        return Bilingual(
            en:
                "The groups differ in \(list) by more than a draw leaves. If the treatment was not given at random, the "
                + "uplift is not what the treatment adds.",
            zh: "处理组与对照组在 \(list) 上的差异超出随机分组应有的范围。如果不是随机分组，这里的增益就不能归因于干预。"
        )
    }

    private static func sameColumn(_ name: String) -> ModelError {
        .unusable(
            Bilingual(
                en: "Column \"\(name)\" cannot be both the target and the treatment.",
                zh: "列“\(name)”不能既是目标又是分组。"
            ),
            advice: nil
        )
    }
}
