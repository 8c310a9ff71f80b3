package import Domain
package import Models
import Statistics

/// Groups of any shape, and rows that belong to none: `density`.
package enum DensityOnTable: TableModel {
    package struct Fitted: Codable, Sendable, Hashable {
        /// Where the columns were standardised first.
        package var scaling: ColumnScaling?
        /// In standardised units, where they were.
        package var model: FittedDensity
    }

    package static let name = "density"
    package static let purpose = Bilingual(
        en: "Groups of any shape where rows lie densely, and rows that belong to none (HDBSCAN)",
        zh: "密度聚类（HDBSCAN）：找出任意形状的密集群体，并识别不属于任何群体的行"
    )
    package static let example = "covey fit density customers.csv --columns x,y --min-size 50 --standardise"
    package static let options: [FitOption] = [.columns, .minSize, .neighbours, .standardise, .seed]

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: Fitted, document: FitDocument
    ) {
        let columns = try NumericColumns(table, options)
        let matrix = columns.prepared
        let limit = max(2, matrix.rows)
        let asked = try options.integer(.minSize, in: 2...limit)
        let size = asked ?? min(limit, DensityModel.leastSize(ofRows: matrix.rows))
        let model = DensityModel(
            leastSize: size,
            neighbours: try options.integer(.neighbours, in: 1...limit),
            seed: try options.seed
        )
        let fit = try model.fit(matrix, names: columns.names)
        let fitted = Fitted(scaling: columns.isStandardised ? columns.scaling : nil, model: fit)
        var report = DensityReport(fit, columns, rowCount: table.rowCount)
        report.sizeWasGiven = asked != nil
        return (fitted, report.document(seed: model.seed))
    }

    /// The group, 0 for none, and how deep in it the row lies; missing where a column of the row is.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let (given, rows) = try table.completeNumbers(fitted.model.columns)
        if !rows.isEmpty { try given.checkForDistances(names: fitted.model.columns) }
        let (found, depth) = fitted.model.assign(fitted.scaling?.standardise(given) ?? given)
        var groups = [Double](repeating: .nan, count: table.rowCount)
        var strengths = groups
        for (index, row) in rows.enumerated() {
            groups[row] = Double(found[index] + 1)
            strengths[row] = depth[index]
        }
        return [DataColumn("group", numbers: groups), DataColumn("confidence", numbers: strengths)]
    }
}
