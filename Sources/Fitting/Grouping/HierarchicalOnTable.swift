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
        let cuts = try range.map { try tree.cut(into: $0, matrix) }
        let silhouettes = silhouettes(matrix, cuts.map(\.assignments.groups), range, seed: try options.seed)
        let candidates = range.enumerated().map { index, groups in
            ChoiceOfGroups.Candidate(
                groups: groups,
                cost: tree.heightBelow(groups: groups),
                silhouette: silhouettes[index]?.mean
            )
        }
        let choice = ChoiceOfGroups(criterion: .silhouette, candidates: candidates)
        let (model, assignments) = cuts[choice.picked]
        var sizes = [Int](repeating: 0, count: model.centroids.rows)
        for group in assignments.groups { sizes[group] += 1 }
        var report = PartitionReport(
            model: name,
            columns: columns.names,
            sizes: sizes,
            assignments: assignments,
            rows: columns.rows,
            rowCount: table.rowCount,
            silhouette: silhouettes[choice.picked],
            choice: choice,
            discriminating: sizes.count > 1 ? columns.discriminating(assignments.groups, count: sizes.count) : []
        )
        report.costName = Bilingual(en: "Height of the next merge", zh: "下一次合并的高度")
        let fitted = Fitted(scaling: columns.isStandardised ? columns.scaling : nil, model: model)
        let document = HierarchicalReport(tree: tree, model: model, columns: columns, matrix: matrix, partition: report)
            .document(seed: try options.seed)
        return (fitted, document)
    }

    /// `nil` for one group.
    private static func silhouettes(_ matrix: Matrix, _ groupings: [[Int]], _ range: ClosedRange<Int>, seed: UInt64)
        -> [Silhouette?]
    {
        let several = zip(range, groupings).filter { $0.0 > 1 }.map(\.1)
        let measured = several.isEmpty ? [] : Silhouette.measure(matrix, groupings: several, seed: seed)
        return (range.lowerBound == 1 ? [nil] : []) + measured.map(Optional.some)
    }

    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        try NumericColumns.predict(table, names: fitted.model.columns, scaling: fitted.scaling) {
            fitted.model.assign($0)
        }
    }
}
