import Domain
import Models
import Statistics

/// The tables of the screen and the report.
extension PartitionReport {
    var sizeTable: FitTable {
        var headings = [
            Bilingual(en: "Group", zh: "组"), Bilingual(en: "Rows", zh: "行数"), Bilingual(en: "Share", zh: "占比"),
            Bilingual(en: "Confidence", zh: "归组把握"),
        ]
        if silhouette != nil { headings.append(Bilingual(en: "Silhouette", zh: "轮廓系数")) }
        if stability != nil { headings.append(Bilingual(en: "Stability", zh: "稳定性")) }
        let confidence = meanConfidence
        let rows = sizes.indices.map { group -> [FitTable.Cell] in
            var row: [FitTable.Cell] = [
                .integer(group + 1), .integer(sizes[group]), .share(shares[group]),
                .number(confidence[group], digits: 3),
            ]
            if let silhouette {
                let value = group < silhouette.byGroup.count ? silhouette.byGroup[group] : nil
                row.append(value.map { .number($0, digits: 3) } ?? .missing)
            }
            if let stability { row.append(.number(stability.byGroup[group], digits: 3)) }
            return row
        }
        return FitTable(
            Bilingual(en: "Groups", zh: "分组"),
            headings: headings,
            rows: rows,
            caption: Bilingual(
                en:
                    "Confidence: how much nearer the own centre is than the next, 0 to 1. Stability: how alike the group "
                    + "is when it is found again in other samples of the same customers; above 0.75 is stable.",
                zh: "归组把握：距本组中心比距次近中心近多少，0 到 1。稳定性：对同一批客户重新抽样后该组重现的相似程度，高于 0.75 为稳定。"
            )
        )
    }

    /// A row for each column of the data and a column for each group.
    func centreTable(_ title: Bilingual, _ values: [[FitTable.Cell]], caption: Bilingual? = nil) -> FitTable {
        FitTable(
            title,
            headings: [Bilingual(en: "Column", zh: "列")] + sizes.indices.map(Self.group),
            rows: columns.enumerated().map { column, name in
                [.name(name)] + values.map { $0[column] }
            },
            caption: caption
        )
    }

    func centreTable(_ title: Bilingual, _ values: Matrix, digits: Int, caption: Bilingual? = nil) -> FitTable {
        let cells = (0..<values.rows).map { group in
            values.row(group).map { FitTable.Cell.number($0, digits: digits) }
        }
        return centreTable(title, cells, caption: caption)
    }

    var choiceTable: FitTable? {
        guard let choice, choice.candidates.count > 1 else { return nil }
        let hasGap = choice.criterion == .gap
        var headings = [
            Bilingual(en: "Groups", zh: "组数"), costName, Bilingual(en: "Silhouette", zh: "轮廓系数"),
            Bilingual(en: "Caliński–Harabasz", zh: "Caliński–Harabasz 指数"),
        ]
        if hasGap { headings += [Bilingual(verbatim: "Gap"), Bilingual(en: "Its error", zh: "标准误")] }
        headings.append(Bilingual(en: "Picked", zh: "选定"))
        let cell: (Double?, Int) -> FitTable.Cell = { value, digits in
            value.map { .number($0, digits: digits) } ?? .missing
        }
        let rows = choice.candidates.enumerated().map { index, candidate in
            [
                .integer(candidate.groups), cell(candidate.cost, 6), cell(candidate.silhouette, 4),
                cell(candidate.calinskiHarabasz, 6),
            ] + (hasGap ? [cell(candidate.gap, 4), cell(candidate.gapError, 3)] : [])
                + [index == choice.picked ? .text(Bilingual(en: "yes", zh: "是")) : .missing]
        }
        return FitTable(Bilingual(en: "How many groups", zh: "组数选择"), headings: headings, rows: rows)
    }

    var discriminatingTable: FitTable? {
        guard !discriminating.isEmpty else { return nil }
        let ordered = discriminating.sorted { $0.strength > $1.strength }
        return FitTable(
            Bilingual(en: "Columns that tell the groups apart", zh: "区分各组的变量"),
            headings: [
                Bilingual(en: "Column", zh: "列"), Bilingual(en: "Strength (η or V)", zh: "区分强度（η 或 V）"),
                Bilingual(en: "Test", zh: "检验"), Bilingual(en: "Statistic", zh: "统计量"),
                Bilingual(en: "Adjusted p", zh: "校正后 p 值"),
            ],
            rows: ordered.map { variable in
                [
                    .name(variable.column), .number(variable.strength, digits: 3),
                    .name(variable.test == .f ? "F" : "χ²"),
                    variable.statistic.map { .number($0, digits: 6) } ?? .missing,
                    variable.adjustedP.map { .pValue($0) } ?? .missing,
                ]
            },
            caption: Bilingual(
                en:
                    "The groups were made to differ in these columns, so the figures rank the columns and prove nothing.",
                zh: "分组本就按这些列划分，故这些数字只用于比较各列的作用大小，不构成检验。"
            )
        )
    }
}
