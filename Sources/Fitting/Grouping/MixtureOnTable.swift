package import Domain
package import Models
import Statistics

/// Groups by a mixture of normal distributions: `mixture`.
package enum MixtureOnTable: TableModel {
    package typealias Fitted = FittedMixture

    package static let name = "mixture"
    package static let purpose = Bilingual(
        en: "Groups as a mixture of normal distributions, with the number and form chosen by BIC",
        zh: "高斯混合模型：把客户视为若干正态分布的混合，按 BIC 选择组数与协方差形式"
    )
    package static let example = "covey fit mixture customers.csv --columns recency,orders,revenue --k 1-9"
    package static let options: [FitOption] = [.columns, .k, .covariance, .starts, .seed]

    /// What `--covariance` may be.
    enum Covariance: String, CaseIterable {
        case full, tied, diagonal, spherical, auto

        var forms: [CovarianceForm] {
            CovarianceForm(rawValue: rawValue).map { [$0] } ?? CovarianceForm.allCases
        }
    }

    /// As mclust tries without being told: more components are seldom told apart.
    private static let mostComponents = 9

    package static var choices: [FitOption: [String]] {
        [.covariance: FitOptions.words(of: Covariance.self)]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: FittedMixture, document: FitDocument
    ) {
        let columns = try NumericColumns(table, options)
        let asked = try options.range(.k, in: 1...100)
        // Who gives a number of groups wants that model; who gives none leaves the form open, too.
        let covariance = try options.choice(.covariance, default: asked == nil ? Covariance.auto : .full)
        var model = MixtureModel(components: 1, seed: try options.seed)
        model.starts = try options.integer(.starts, in: 1...10_000, default: model.starts)
        let input = try MixtureInput(columns.matrix, names: columns.names, seed: model.seed)
        var tried: [FittedMixture] = []
        for form in covariance.forms {
            for components in asked ?? 1...min(mostComponents, input.differentRows) {
                (model.form, model.components) = (form, components)
                tried.append(try input.fit(model))
            }
        }
        // A singular fit that was regularised has as high a likelihood as its ridge is small: it is the last choice.
        let sound = tried.filter { !$0.isRegularised }
        let best = (sound.isEmpty ? tried : sound).min { $0.bic < $1.bic }!
        let report = MixtureReport(best, tried, columns, rowCount: table.rowCount)
        return (best, report.document(seed: model.seed))
    }

    /// The group, the probability of it and of each other one; missing where a column of the row is.
    package static func predict(_ fitted: FittedMixture, _ table: DataTable, _ options: FitOptions) throws
        -> [DataColumn]
    {
        let (matrix, rows) = try table.completeNumbers(fitted.columns)
        let found = fitted.posteriors(matrix)
        var all = Matrix(rows: table.rowCount, columns: fitted.components)
        var isKnown = [Bool](repeating: false, count: table.rowCount)
        for (index, row) in rows.enumerated() {
            isKnown[row] = true
            for group in 0..<fitted.components { all[row, group] = found[index, group] }
        }
        let known = isKnown
        return MembershipColumns.of(all, group: "group") { known[$0] }
    }
}
