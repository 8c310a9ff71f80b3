package import Domain
package import Models
import Statistics

/// Groups by a tree of rows: `hierarchical`.
package enum HierarchicalOnTable: TableModel {
    package struct Fitted: Codable, Sendable, Hashable {
        /// Where the columns were standardised first.
        package var scaling: ColumnScaling?
        /// In standardised units, where they were.
        package var model: FittedHierarchy
    }

    package static let name = "hierarchical"
    package static let purpose = Bilingual(
        en: "Groups by a tree that joins the nearest rows first (Ward and others)",
        zh: "层次聚类：由近到远逐步合并（Ward 法等），得到分组及其层次"
    )
    package static let example = "covey fit hierarchical stores.csv --columns sales,area,staff --k 5 --standardise"
    package static let options: [FitOption] = [.columns, .k, .linkage, .standardise, .seed]

    package static var choices: [FitOption: [String]] {
        [.linkage: FitOptions.words(of: Linkage.self)]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: Fitted, document: FitDocument
    ) {
        let columns = try NumericColumns(table, options)
        // Compact groups of about one size are what segments mostly are.
        let linkage = try options.choice(.linkage, default: Linkage.ward)
        let matrix = columns.prepared
        // A tree of equal rows has heights of nothing, and any cut of it is chance.
        guard matrix.rows < 2 || (1..<matrix.rows).contains(where: { matrix.row($0) != matrix.row(0) }) else {
            throw ModelError.allRowsEqual
        }
        let tree = try HierarchicalModel(linkage: linkage, seed: try options.seed).fit(matrix, names: columns.names)
        let range = try NumericColumns.range(options, differentRows: columns.differentRows)
        let different = columns.differentRows(upTo: range.upperBound)
        guard range.upperBound <= different else {
            throw ModelError.moreGroupsThanRows(groups: range.upperBound, differentRows: different)
        }
        let cuts = try range.map { try tree.cut(into: $0, matrix) }
        let seed = try options.seed
        let tried = SilhouetteChoice(range.map { ($0, tree.heightBelow(groups: $0)) }) { places in
            Silhouette.measure(matrix, groupings: places.map { cuts[$0].assignments.groups }, seed: seed)
        }
        let (model, assignments) = cuts[tried.picked]
        var sizes = [Int](repeating: 0, count: model.centroids.rows)
        for group in assignments.groups { sizes[group] += 1 }
        var report = PartitionReport(
            model: name,
            columns: columns.names,
            sizes: sizes,
            assignments: assignments,
            rows: columns.rows,
            rowCount: table.rowCount,
            silhouette: tried.pickedSilhouette,
            choice: tried.choice,
            discriminating: sizes.count > 1 ? columns.discriminating(assignments.groups, count: sizes.count) : []
        )
        report.costName = Bilingual(en: "Height of the next merge", zh: "下一次合并的高度")
        let fitted = Fitted(scaling: columns.isStandardised ? columns.scaling : nil, model: model)
        let document = HierarchicalReport(tree: tree, model: model, columns: columns, matrix: matrix, partition: report)
            .document(seed: seed)
        return (fitted, document)
    }

    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        try NumericColumns.predict(table, names: fitted.model.columns, scaling: fitted.scaling) {
            fitted.model.assign($0)
        }
    }
}
