package import Domain
package import Models
import Statistics

/// Groups around customers that stand for them: `kmedoids`.
package enum KMedoidsOnTable: TableModel {
    package struct Fitted: Codable, Sendable, Hashable {
        /// Where the columns were standardised first.
        package var scaling: ColumnScaling?
        /// In standardised units, where they were.
        package var model: FittedKMedoids
    }

    package static let name = "kmedoids"
    package static let purpose = Bilingual(
        en: "Groups around typical customers by k-medoids, which extreme values move less than k-means",
        zh: "k 中心点聚类：以典型客户为中心分组，受极端值影响小于 k 均值"
    )
    package static let example = "covey fit kmedoids customers.csv --columns recency,orders,revenue --k 4 --standardise"
    package static let options: [FitOption] = [.columns, .k, .distance, .starts, .standardise, .seed]

    package static var choices: [FitOption: [String]] {
        [.distance: FitOptions.words(of: Metric.self)]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: Fitted, document: FitDocument
    ) {
        let columns = try NumericColumns(table, options)
        var model = KMedoids(metric: try options.choice(.distance, default: .euclidean), seed: try options.seed)
        model.starts = try options.integer(.starts, in: 1...10_000, default: model.starts)
        let range = try NumericColumns.range(options, differentRows: columns.differentRows)
        let matrix = columns.prepared
        let fits = try model.fit(matrix, groups: range, names: columns.names)
        let assignments = fits.map { $0.assign(matrix) }
        let tried = SilhouetteChoice(fits.map { ($0.groups, $0.cost) }) { places in
            let groupings = places.map { assignments[$0].groups }
            return Silhouette.measure(matrix, groupings: groupings, metric: model.metric, seed: model.seed)
        }
        let fit = fits[tried.picked]
        let own = assignments[tried.picked]
        var report = PartitionReport(
            model: name,
            columns: columns.names,
            sizes: fit.sizes,
            assignments: own,
            rows: columns.rows,
            rowCount: table.rowCount,
            silhouette: tried.pickedSilhouette,
            choice: tried.choice,
            stability: model.stability(of: fit, matrix),
            discriminating: columns.discriminating(own.groups, count: fit.groups)
        )
        report.costName = Bilingual(en: "Sum of distances", zh: "距离之和")
        let fitted = Fitted(scaling: columns.isStandardised ? columns.scaling : nil, model: fit)
        var document = document(fit, columns, report, model)
        if try options.range(.k, in: 1...1_000)?.count != 1, let note = report.choiceNote {
            document.notes.insert(note, at: 0)
        }
        return (fitted, document)
    }

    private static func document(
        _ fit: FittedKMedoids,
        _ columns: NumericColumns,
        _ report: PartitionReport,
        _ model: KMedoids
    ) -> FitDocument {
        var document = FitDocument(model: name, n: columns.rows.count, seed: model.seed)
        let medoids = columns.original(fit.medoids)
        let standardised = columns.standardised(fit.medoids)
        document.rowsLeftOut = report.rowCount - report.rows.count
        let rowNumbers = fit.medoidRows.map { columns.rows[$0] + 1 }
        let isSampled = columns.rows.count > KMedoids.largestExact
        document.own =
            [
                FitField("k", .integer(fit.groups)), FitField("columns", .texts(columns.names)),
                FitField("standardised", .flag(columns.isStandardised)),
                FitField("distance", .text(model.metric.rawValue)), FitField("medoids", .rows(medoids)),
                FitField("medoidRows", .integers(rowNumbers)),
                FitField("standardisedMedoids", .rows(standardised)),
            ] + report.sizeFields
            + [
                FitField("cost", .number(fit.cost)),
                FitField("meanDistance", .number(fit.cost / Double(columns.rows.count))),
                FitField("starts", .integer(model.starts)), FitField("swaps", .integer(fit.swaps)),
                FitField("sampled", .flag(isSampled)),
            ] + report.qualityFields
        if let assignments = report.assignmentField { document.own.append(assignments) }
        document.notes = columns.notes + report.notes
        if isSampled {
            document.notes.append(
                Bilingual(
                    en:
                        "Medoids were sought in \(KMedoids.samples) samples of \(KMedoids.largestExact) rows, and all rows "
                        + "were assigned to the best.",
                    zh: "中心点从 \(KMedoids.samples) 个各 \(KMedoids.largestExact) 行的样本中寻找，再将全部行归入其中最优的一组中心。"
                )
            )
        }
        document.tables = tables(report, rowNumbers, medoids, standardised)
        document.figures = report.figures(standardised: standardised)
        return document
    }

    private static func tables(_ report: PartitionReport, _ rows: [Int], _ medoids: Matrix, _ standardised: Matrix)
        -> [FitTable]
    {
        let numbers = rows.map(String.init)
        let medoidTable = report.centreTable(
            Bilingual(en: "Medoids", zh: "各组中心点"),
            medoids,
            digits: 6,
            caption: Bilingual(
                en: "The rows of the table that stand for the groups: \(numbers.joined(separator: ", ")).",
                zh: "代表各组的行：\(numbers.joined(separator: "、"))。"
            )
        )
        let standard = report.centreTable(
            Bilingual(en: "Medoids in standard deviations from the mean", zh: "各组中心点（偏离总体均值的标准差数）"),
            standardised,
            digits: 3
        )
        return [report.sizeTable, medoidTable, standard, report.choiceTable, report.discriminatingTable].compactMap {
            $0
        }
    }

    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        try NumericColumns.predict(table, names: fitted.model.columns, scaling: fitted.scaling) {
            fitted.model.assign($0)
        }
    }
}
