package import Domain
package import Models
import Statistics

/// Groups by k-means: `kmeans`.
package enum KMeansOnTable: TableModel {
    package struct Fitted: Codable, Sendable, Hashable {
        /// Where the columns were standardised first.
        package var scaling: ColumnScaling?
        /// In standardised units, where they were.
        package var model: FittedKMeans
    }

    package static let name = "kmeans"
    package static let purpose = Bilingual(
        en: "Groups of similar customers by k-means, with the number of groups chosen",
        zh: "k 均值聚类：把相似的客户分为若干组，可自动选择组数"
    )
    package static let example =
        "covey fit kmeans customers.csv --columns recency,orders,revenue --k 2-10 --standardise"
    package static let options: [FitOption] = [.columns, .k, .criterion, .starts, .standardise, .method, .seed]

    package static var choices: [FitOption: [String]] {
        [
            .criterion: FitOptions.words(of: ChoiceOfGroups.Criterion.self),
            .method: FitOptions.words(of: KMeans.Method.self),
        ]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: Fitted, document: FitDocument
    ) {
        let columns = try NumericColumns(table, options)
        var model = try settings(options)
        let criterion = try options.choice(.criterion, default: ChoiceOfGroups.Criterion.silhouette)
        let asked = try options.range(.k, in: 1...1_000)
        let matrix = columns.prepared
        if asked?.count == 1, options.text(.starts) == nil { model.starts = KMeans.starts(forRows: matrix.rows) }
        let tried = try KMeansChoice(model, asked, matrix, names: columns.names, criterion: criterion)
        let picked = tried.choice.picked
        let fit = tried.fits[picked]
        let assignments = tried.assignments[picked]
        let report = PartitionReport(
            model: name,
            columns: columns.names,
            sizes: fit.sizes,
            assignments: assignments,
            rows: columns.rows,
            rowCount: table.rowCount,
            silhouette: tried.silhouettes[picked],
            choice: tried.choice,
            stability: model.stability(of: fit, matrix),
            discriminating: columns.discriminating(assignments.groups, count: fit.groups)
        )
        let fitted = Fitted(scaling: columns.isStandardised ? columns.scaling : nil, model: fit)
        var document = document(fit, columns, report, model)
        if asked?.count != 1, let note = report.choiceNote { document.notes.insert(note, at: 0) }
        return (fitted, document)
    }

    private static func settings(_ options: FitOptions) throws -> KMeans {
        var model = KMeans(groups: 2, seed: try options.seed)
        model.starts = try options.integer(.starts, in: 1...10_000, default: model.starts)
        model.method = try options.choice(.method, default: .lloyd)
        return model
    }

    private static func document(
        _ fit: FittedKMeans,
        _ columns: NumericColumns,
        _ report: PartitionReport,
        _ model: KMeans
    ) -> FitDocument {
        var document = FitDocument(model: name, n: columns.rows.count, seed: model.seed)
        let centres = columns.original(fit.centroids)
        let standardised = columns.standardised(fit.centroids)
        document.rowsLeftOut = report.rowCount - report.rows.count
        document.own =
            [
                FitField("k", .integer(fit.groups)), FitField("columns", .texts(columns.names)),
                FitField("standardised", .flag(columns.isStandardised)),
                FitField("centroids", .rows(centres)), FitField("standardisedCentroids", .rows(standardised)),
            ] + report.sizeFields
            + [
                FitField("withinSumOfSquares", .number(fit.withinSumOfSquares)),
                FitField("withinByGroup", .numbers(fit.withinByGroup)),
                FitField("betweenSumOfSquares", .number(fit.betweenSumOfSquares)),
                FitField("totalSumOfSquares", .number(fit.totalSumOfSquares)),
                FitField("starts", .integer(model.starts)), FitField("method", .text(model.method.rawValue)),
                FitField("iterations", .integer(fit.iterations)), FitField("converged", .flag(fit.hasConverged)),
            ] + report.qualityFields
        if let assignments = report.assignmentField { document.own.append(assignments) }
        document.notes = columns.notes + report.notes
        if !fit.hasConverged {
            document.notes.append(
                Bilingual(
                    en: "The groups had not settled after \(fit.iterations) iterations.",
                    zh: "经过 \(fit.iterations) 次迭代，分组仍未稳定。"
                )
            )
        }
        document.tables = [
            report.sizeTable,
            report.centreTable(Bilingual(en: "Centres", zh: "各组中心"), centres, digits: 6),
            report.centreTable(
                Bilingual(en: "Centres in standard deviations from the mean", zh: "各组中心（偏离总体均值的标准差数）"),
                standardised,
                digits: 3
            ),
            report.choiceTable, report.discriminatingTable,
        ].compactMap { $0 }
        document.figures = report.figures(standardised: standardised)
        return document
    }

    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        try NumericColumns.predict(table, names: fitted.model.columns, scaling: fitted.scaling) {
            fitted.model.assign($0)
        }
    }
}

extension FitValue {
    /// The rows of a matrix as lists.
    static func rows(_ matrix: Matrix) -> FitValue { .list((0..<matrix.rows).map { .numbers(matrix.row($0)) }) }
}
