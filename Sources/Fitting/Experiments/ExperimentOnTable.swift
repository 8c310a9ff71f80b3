package import Domain
import Foundation
import Models
import Statistics

/// `covey fit experiment`: what a treatment did, by the difference of means, shares or ratios with intervals.
package enum ExperimentOnTable: TableModel {
    package struct Fitted: Codable, Sendable {
        /// First minus second group.
        var difference: Double
    }

    package static let name = "experiment"
    package static let purpose = Bilingual(
        en:
            "Compare the groups of an experiment: differences with intervals, valid also where they are looked at often",
        zh: "比较实验各组：给出差值及置信区间，多次查看时结论依然有效"
    )
    package static let example = "covey fit experiment test.csv --treatment variant --target converted --positive yes"
    package static let options: [FitOption] = [
        .treatment, .target, .positive, .denominator, .covariate, .customer, .horizon, .level, .seed,
    ]

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (fitted: Fitted, document: FitDocument)
    {
        let level = try options.number(.level, in: 0.5...0.9999, default: 0.95)
        let rows = try ExperimentRows(table, options)
        let comparison = try ExperimentComparison(rows, level: level, expected: options.number(.horizon, in: 0...1e12))
        var document = FitDocument(model: name, n: rows.count, seed: try options.seed)
        document.rowsLeftOut = table.rowCount - rows.count
        document.notes = rows.notes + comparison.notes
        document.own = comparison.fields
        document.tables = comparison.tables
        return (Fitted(difference: comparison.difference), document)
    }

    /// - Throws: `ModelError.unusable`: an experiment says what happened, and nothing of single customers.
    package static func predict(_: Fitted, _: DataTable, _: FitOptions) throws -> [DataColumn] {
        throw ModelError.unusable(
            Bilingual(en: "A comparison of groups predicts nothing for single customers.", zh: "组间比较不能对单个客户作预测。"),
            advice: Bilingual(en: "Fit uplift for that.", zh: "请改用 uplift。")
        )
    }
}
