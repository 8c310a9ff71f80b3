import Domain
import Models
import Statistics

/// What `hierarchical` has to say of its tree.
struct HierarchicalReport {
    let tree: RowHierarchy
    let model: FittedHierarchy
    let columns: NumericColumns
    /// What the tree was made of.
    let matrix: Matrix
    let partition: PartitionReport

    /// Merges of more rows are left out of the JSON, where they would be most of it.
    private static let mostMerges = 2_000
    /// Of more rows, this many of the highest are listed.
    private static let listedHeights = 1_000
    /// Merges in the figure: those among which a cut is chosen.
    private static let drawnHeights = 30

    func document(seed: UInt64) -> FitDocument {
        var document = FitDocument(model: HierarchicalOnTable.name, n: matrix.rows, seed: seed)
        document.rowsLeftOut = partition.rowCount - partition.rows.count
        let centres = columns.original(model.centroids)
        let standardised = columns.standardised(model.centroids)
        document.own =
            [
                FitField("k", .integer(partition.groups)), FitField("columns", .texts(columns.names)),
                FitField("linkage", .text(tree.linkage.rawValue)),
                FitField("standardised", .flag(columns.isStandardised)), FitField("centroids", .rows(centres)),
                FitField("standardisedCentroids", .rows(standardised)),
            ] + partition.sizeFields + treeFields + partition.qualityFields
        if let assignments = partition.assignmentField { document.own.append(assignments) }
        document.notes = notes
        document.tables = [
            partition.sizeTable, partition.centreTable(Bilingual(en: "Centres", zh: "各组中心"), centres, digits: 6),
            partition.centreTable(
                Bilingual(en: "Centres in standard deviations from the mean", zh: "各组中心（偏离总体均值的标准差数）"),
                standardised,
                digits: 3
            ), partition.choiceTable, partition.discriminatingTable,
        ].compactMap { $0 }
        document.figures = [heightFigure] + partition.figures(standardised: standardised)
        return document
    }

    private var treeFields: [FitField] {
        let cophenetic = tree.dendrogram.copheneticCorrelation(matrix.selecting(rows: tree.rows))
        let heights = tree.dendrogram.merges.map(\.height)
        var fields = [
            FitField("cophenetic", cophenetic.map(FitValue.number) ?? .null),
            FitField("treeRows", .integer(tree.rows.count)),
            FitField(
                "heights",
                .numbers(
                    tree.rows.count <= PartitionReport.mostAssignments ? heights : heights.suffix(Self.listedHeights)
                )
            ),
        ]
        if tree.rows.count <= Self.mostMerges, !tree.isSample {
            let merges = tree.mergesOfRows.map { merge in
                FitValue.list([
                    .integer(number(merge.left)), .integer(number(merge.right)), .number(merge.height),
                    .integer(merge.size),
                ])
            }
            fields.append(FitField("merges", .list(merges)))
        }
        return fields
    }

    /// A row by its number in the table, from 0, as left-out rows shift them; a merge as scipy numbers it, from the number
    /// of the table's rows on.
    private func number(_ node: Int) -> Int {
        node < tree.rows.count ? columns.rows[node] : node - tree.rows.count + partition.rowCount
    }

    private var heightFigure: FitFigure {
        let heights = tree.dendrogram.merges.suffix(Self.drawnHeights).map(\.height)
        return FitFigure(
            Bilingual(en: "Height at which groups join", zh: "各次合并的高度"),
            x: Bilingual(en: "Groups left", zh: "合并后剩余组数"),
            y: Bilingual(en: "Height", zh: "高度"),
            .lines([
                .init(
                    Bilingual(en: "Height", zh: "高度"),
                    x: heights.indices.map { Double(heights.count - $0) },
                    y: heights
                )
            ])
        )
    }

    private var notes: [Bilingual] {
        var notes = columns.notes + partition.notes
        if let note = partition.choiceNote { notes.insert(note, at: 0) }
        if tree.isSample {
            notes.append(
                Bilingual(
                    en: "The tree is that of \(tree.rows.count) rows drawn by the seed; the others go to the group with"
                        + " the nearest centre.",
                    zh: "层次树由按随机种子抽取的 \(tree.rows.count) 行构成；其余各行归入中心最近的组。"
                )
            )
        }
        if tree.linkage == .single {
            notes.append(
                Bilingual(
                    en:
                        "Groups of single linkage may be long chains, and new rows go to the nearest centre, which may be"
                        + " that of another group.",
                    zh: "单连接法的分组可能呈长链状；新的行按最近中心归组，可能与链状分组不一致。"
                )
            )
        }
        return notes
    }
}
