package import Domain
import Models

/// `covey fit experiment`: what the treatments did, by the difference of means, shares or ratios with intervals.
package enum ExperimentOnTable: TableModel {
    package struct Fitted: Codable, Sendable {
        /// Treatment minus control.
        struct Difference: Codable, Sendable {
            var group: String
            var difference: Double
        }

        var control: String
        var differences: [Difference]
    }

    package static let name = "experiment"
    package static let purpose = Bilingual(
        en:
            "Compare the groups of an experiment: differences with intervals, valid also where they are looked at often",
        zh: "比较实验各组：给出差值及置信区间，多次查看时结论依然有效"
    )
    package static let example = "covey fit experiment test.csv --treatment variant --target converted --positive yes"
    package static let options: [FitOption] = [
        .treatment, .control, .shares, .target, .positive, .denominator, .covariate, .customer, .effect, .level, .seed,
    ]

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (fitted: Fitted, document: FitDocument)
    {
        let rows = try ExperimentRows(table, options)
        let result = try ExperimentResult(rows, options)
        var document = FitDocument(model: name, n: rows.count, seed: try options.seed)
        document.rowsLeftOut = rows.rowsLeftOut
        // That the groups are not what was drawn comes first: nothing else is worth reading then.
        document.notes = result.check.isMismatched ? result.notes + rows.notes : rows.notes + result.notes
        document.own = result.fields
        document.tables = result.tables
        let differences = result.comparisons.map {
            Fitted.Difference(group: $0.treatment, difference: $0.effects[0].difference)
        }
        return (Fitted(control: rows.control.name, differences: differences), document)
    }

    /// - Throws: `ModelError.unusable`: an experiment says what happened, and nothing of single customers.
    package static func predict(_: Fitted, _: DataTable, _: FitOptions) throws -> [DataColumn] {
        throw ModelError.unusable(
            Bilingual(en: "A comparison of groups predicts nothing for single customers.", zh: "组间比较不能对单个客户作预测。"),
            advice: Bilingual(en: "Fit uplift for that.", zh: "请改用 uplift。")
        )
    }
}
