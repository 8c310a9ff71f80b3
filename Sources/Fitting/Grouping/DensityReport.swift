import Domain
import Models
import Statistics

/// What `density` has to say of its groups.
struct DensityReport {
    let model: FittedDensity
    let columns: NumericColumns
    let rowCount: Int
    var sizeWasGiven = true
    /// Of each usable row: from 0, −1 for none; and how deep in it.
    private let groups: [Int]
    private let strengths: [Double]
    private let sizes: [Int]
    /// The rows that are in a group, as a partition.
    private let partition: PartitionReport
    private let centres: Matrix

    init(_ model: FittedDensity, _ columns: NumericColumns, rowCount: Int) {
        self.model = model
        self.columns = columns
        self.rowCount = rowCount
        (groups, strengths) = model.assign(columns.prepared)
        let inside = groups.indices.filter { [groups] in groups[$0] >= 0 }
        let labels = inside.map { [groups] in groups[$0] }
        var sizes = [Int](repeating: 0, count: model.groupCount)
        for label in labels { sizes[label] += 1 }
        self.sizes = sizes
        centres = Self.centres(columns.matrix.selecting(rows: inside), labels, sizes)
        partition = PartitionReport(
            model: DensityOnTable.name,
            columns: columns.names,
            sizes: sizes,
            assignments: GroupAssignments(
                groups: labels,
                distances: [],
                confidences: inside.map { [strengths] in strengths[$0] }
            ),
            rows: inside.map { columns.rows[$0] },
            rowCount: rowCount,
            silhouette: sizes.count > 1
                ? Silhouette.measure(columns.prepared.selecting(rows: inside), groupings: [labels]).first : nil,
            discriminating: sizes.count > 1
                ? columns.names.indices.map { column in
                    DiscriminatingVariable(
                        columns.names[column],
                        inside.map { columns.matrix[$0, column] },
                        groups: labels,
                        count: sizes.count
                    )
                } : []
        )
    }

    private static func centres(_ matrix: Matrix, _ labels: [Int], _ sizes: [Int]) -> Matrix {
        var centres = Matrix(rows: sizes.count, columns: matrix.columns)
        for (row, label) in labels.enumerated() {
            for column in 0..<matrix.columns { centres[label, column] += matrix[row, column] / Double(sizes[label]) }
        }
        return centres
    }

    private var noise: Int { groups.count { $0 < 0 } }

    func document(seed: UInt64) -> FitDocument {
        var document = FitDocument(model: DensityOnTable.name, n: groups.count, seed: seed)
        document.rowsLeftOut = rowCount - groups.count
        document.own = own
        document.notes = notes
        document.tables = [groupTable]
        guard !sizes.isEmpty else { return document }
        let standardised = columns.scaling.standardise(centres)
        document.tables += [
            partition.centreTable(Bilingual(en: "Means", zh: "各组均值"), centres, digits: 6),
            partition.discriminatingTable,
        ].compactMap { $0 }
        document.figures = partition.figures(standardised: standardised)
        return document
    }

    private var own: [FitField] {
        let count = Double(max(1, groups.count))
        var fields = [
            FitField("groups", .integer(sizes.count)), FitField("columns", .texts(columns.names)),
            FitField("minSize", .integer(model.leastSize)), FitField("neighbours", .integer(model.neighbours)),
            FitField("standardised", .flag(columns.isStandardised)), FitField("sizes", .integers(sizes)),
            FitField("shares", .numbers(sizes.map { Double($0) / count })), FitField("noise", .integer(noise)),
            FitField("noiseShare", .number(Double(noise) / count)),
            FitField("stabilities", .numbers(model.stabilities)),
            FitField("confidence", .numbers(partition.meanConfidence)), FitField("centroids", .rows(centres)),
            FitField("silhouette", partition.silhouette.map { .number($0.mean) } ?? .null),
            FitField("treeRows", .integer(model.rows.count)),
        ]
        if !partition.discriminating.isEmpty { fields.append(partition.discriminatingField) }
        if rowCount <= PartitionReport.mostAssignments {
            var values = [FitValue](repeating: .null, count: rowCount)
            for (index, row) in columns.rows.enumerated() { values[row] = .integer(groups[index] + 1) }
            fields.append(FitField("assignments", .list(values)))
        }
        return fields
    }

    private var groupTable: FitTable {
        let confidence = partition.meanConfidence
        let count = Double(max(1, groups.count))
        let rows = sizes.indices.map { group -> [FitTable.Cell] in
            [
                .text(PartitionReport.group(group)), .integer(sizes[group]), .share(Double(sizes[group]) / count),
                .number(confidence[group], digits: 3),
            ]
        }
        return FitTable(
            Bilingual(en: "Groups", zh: "分组"),
            headings: [
                Bilingual(en: "Group", zh: "组"), Bilingual(en: "Rows", zh: "行数"), Bilingual(en: "Share", zh: "占比"),
                Bilingual(en: "Mean strength", zh: "平均归属强度"),
            ],
            rows: rows + [
                [.text(Bilingual(en: "None", zh: "不属于任何组")), .integer(noise), .share(Double(noise) / count), .missing]
            ],
            caption: Bilingual(
                en: "Strength: how dense the row's place is, as a part of the densest of its group, 0 to 1.",
                zh: "归属强度：该行所处位置的密度与本组最大密度之比，0 到 1。"
            )
        )
    }

    private var notes: [Bilingual] {
        var notes = columns.notes
        if rowCount > groups.count {
            notes.append(
                Bilingual(
                    en: "\(rowCount - groups.count) rows with a missing value were left out.",
                    zh: "有 \(rowCount - groups.count) 行含缺失值，未参与分组。"
                )
            )
        }
        if !sizeWasGiven {
            notes.append(
                Bilingual(
                    en:
                        "The smallest group has \(model.leastSize) rows: one in a hundred, and at least 5. Say --min-size"
                        + " for another.",
                    zh: "最小的组为 \(model.leastSize) 行（总行数的百分之一，且不少于 5 行）。可用 --min-size 另行指定。"
                )
            )
        }
        if model.isSample {
            notes.append(
                Bilingual(
                    en: "The groups are those of \(model.rows.count) rows drawn by the seed, in which the smallest has"
                        + " \(model.leastSizeOfTree); the others go where the nearest of these are.",
                    zh: "分组由按随机种子抽取的 \(model.rows.count) 行得到，其中最小的组为 \(model.leastSizeOfTree) 行；"
                        + "其余各行归入其最近行所在的组。"
                )
            )
        }
        if sizes.isEmpty {
            notes.append(
                Bilingual(
                    en: "No two groups of this size lie apart from each other: all rows belong to none.",
                    zh: "没有彼此分离且达到最小规模的组：所有行都不属于任何组。"
                )
            )
        } else if noise * 2 > groups.count {
            notes.append(
                Bilingual(
                    en: "More than half of the rows belong to no group. Fewer --neighbours or a smaller --min-size find"
                        + " more.",
                    zh: "超过一半的行不属于任何组。减小 --neighbours 或 --min-size 可找到更多分组。"
                )
            )
        }
        return notes
    }
}
