package import Domain
package import Models
import Statistics

/// Groups of customers by numbers and categories at once: `kprototypes`.
package enum KPrototypesOnTable: TableModel {
    package struct Fitted: Codable, Sendable, Hashable {
        /// Where the columns of numbers were standardised first.
        package var scaling: ColumnScaling?
        /// In standardised units, where they were.
        package var model: FittedKPrototypes
    }

    package static let name = "kprototypes"
    package static let purpose = Bilingual(
        en: "Groups of similar customers by numbers and categories together, by k-prototypes",
        zh: "k 原型聚类：同时按数值和类别对客户分组"
    )
    package static let example = "covey fit kprototypes customers.csv --columns tenure,charges,contract --standardise"
    /// `--penalty` is γ, what a difference of categories counts.
    package static let options: [FitOption] = [.columns, .k, .penalty, .starts, .standardise, .seed]

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: Fitted, document: FitDocument
    ) {
        let columns = try MixedColumns(table, options)
        let data = columns.prepared
        var model = KPrototypes(groups: 2, seed: try options.seed)
        let asked = try options.range(.k, in: 1...1_000)
        let usual = asked?.count == 1 ? KPrototypes.starts(forRows: data.count) : model.starts
        model.starts = try options.integer(.starts, in: 1...10_000, default: usual)
        model.gamma = try options.number(.penalty, in: 0...1e100) ?? data.defaultGamma
        let range = try NumericColumns.range(options, differentRows: columns.differentRows)
        let fits = try fits(model, data, range)
        let assignments = fits.map { $0.assign(data) }
        let gamma = model.gamma ?? data.defaultGamma
        let tried = SilhouetteChoice(fits.map { ($0.groups, $0.cost) }) { places in
            data.silhouettes(places.map { assignments[$0].groups }, gamma: gamma, seed: model.seed)
        }
        let fit = fits[tried.picked]
        var report = PartitionReport(
            model: name,
            columns: data.numberNames + data.categoryNames,
            sizes: fit.sizes,
            assignments: assignments[tried.picked],
            rows: columns.rows,
            rowCount: table.rowCount,
            silhouette: tried.pickedSilhouette,
            choice: tried.choice,
            stability: model.stability(of: fit, data),
            discriminating: columns.discriminating(assignments[tried.picked].groups, count: fit.groups)
        )
        report.costName = Bilingual(en: "Sum of dissimilarities", zh: "相异度之和")
        var document = document(fit, columns, report, model)
        if asked?.count != 1, let note = report.choiceNote { document.notes.insert(note, at: 0) }
        return (Fitted(scaling: columns.isStandardised ? columns.scaling : nil, model: fit), document)
    }

    private static func fits(_ model: KPrototypes, _ data: MixedRows, _ range: ClosedRange<Int>) throws
        -> [FittedKPrototypes]
    {
        var model = model
        var fits: [FittedKPrototypes] = []
        for groups in range {
            model.groups = groups
            fits.append(try model.fit(data))
        }
        return fits
    }

    private static func document(
        _ fit: FittedKPrototypes,
        _ columns: MixedColumns,
        _ report: PartitionReport,
        _ model: KPrototypes
    ) -> FitDocument {
        var document = FitDocument(model: name, n: columns.rows.count, seed: model.seed)
        let means = columns.isStandardised ? columns.scaling.restore(fit.means) : fit.means
        let standardised = columns.isStandardised ? fit.means : columns.scaling.standardise(fit.means)
        document.rowsLeftOut = report.rowCount - report.rows.count
        document.own =
            [
                FitField("k", .integer(fit.groups)), FitField("columns", .texts(report.columns)),
                FitField("numericColumns", .texts(fit.numberNames)),
                FitField("categoricalColumns", .texts(fit.categoryNames)),
                FitField("standardised", .flag(columns.isStandardised)),
                FitField("gamma", .number(fit.gamma)), FitField("prototypes", prototypes(fit, means)),
                FitField("standardisedCentroids", .rows(standardised)),
            ] + report.sizeFields
            + [
                FitField("cost", .number(fit.cost)), FitField("numericCost", .number(fit.numericCost)),
                FitField("mismatches", .integer(fit.mismatches)), FitField("starts", .integer(model.starts)),
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
        let cells = (0..<fit.groups).map { group -> [FitTable.Cell] in
            means.row(group).map { .number($0, digits: 6) }
                + fit.modes[group].enumerated().map { .name(fit.levels[$0][Int($1)]) }
        }
        document.tables = [
            report.sizeTable,
            report.centreTable(
                Bilingual(en: "Prototypes", zh: "各组原型"),
                cells,
                caption: Bilingual(
                    en: "The mean of a column of numbers, the most frequent value of one of categories.",
                    zh: "数值列为均值，类别列为出现最多的取值。"
                )
            ), report.choiceTable, report.discriminatingTable,
        ].compactMap { $0 }
        document.figures = report.figures(standardised: standardised)
        return document
    }

    /// An object for each group: the mean or the most frequent category of each column.
    private static func prototypes(_ fit: FittedKPrototypes, _ means: Matrix) -> FitValue {
        .list(
            (0..<fit.groups).map { group in
                let numbers = zip(fit.numberNames, means.row(group)).map { FitField($0, .number($1)) }
                let categories = fit.categoryNames.enumerated().map { column, name in
                    FitField(name, .text(fit.levels[column][Int(fit.modes[group][column])]))
                }
                return .object(numbers + categories)
            }
        )
    }

    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let (data, rows) = try MixedColumns.rows(of: table, like: fitted.model, fitted.scaling)
        return GroupColumns.of(fitted.model.assign(data), rows: rows, count: table.rowCount)
    }
}
