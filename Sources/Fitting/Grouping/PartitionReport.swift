import Domain
import Models
import Statistics

/// What all models that put each row into one group have to say.
struct PartitionReport {
    /// As on the command line.
    var model: String
    var columns: [String]
    var sizes: [Int]
    /// The group of each usable row, from 0, and how sure it is.
    var assignments: GroupAssignments
    /// The rows of the table that were used.
    var rows: [Int]
    var rowCount: Int
    var silhouette: Silhouette?
    var choice: ChoiceOfGroups?
    var stability: GroupStability?
    var discriminating: [DiscriminatingVariable] = []
    /// What the model makes small.
    var costName = Bilingual(en: "Within sum of squares", zh: "组内平方和")

    var groups: Int { sizes.count }
    var shares: [Double] { sizes.map { Double($0) / Double(rows.count) } }

    /// The groups of more rows are left out of the JSON, where they would be most of it; `covey predict` gives them.
    static let mostAssignments = 10_000
    /// Below 0.25 there is no substantial structure (Kaufman and Rousseeuw, Finding Groups in Data, 1990, table 4).
    static let weakSilhouette = 0.25
    /// Hennig (2007).
    static let unstable = 0.6

    // MARK: JSON

    /// The group of each row of the table, from 1; null for a row that was left out.
    var assignmentField: FitField? {
        guard rowCount <= Self.mostAssignments else { return nil }
        var values = [FitValue](repeating: .null, count: rowCount)
        for (index, row) in rows.enumerated() { values[row] = .integer(assignments.groups[index] + 1) }
        return FitField("assignments", .list(values))
    }

    var sizeFields: [FitField] {
        [FitField("sizes", .integers(sizes)), FitField("shares", .numbers(shares))]
    }

    var qualityFields: [FitField] {
        var fields = [
            FitField("silhouette", silhouette.map { .number($0.mean) } ?? .null),
            FitField("silhouetteRows", silhouette.map { .integer($0.rows.count) } ?? .null),
            FitField("silhouetteByGroup", silhouette.map { .list($0.byGroup.map(Self.value)) } ?? .null),
            FitField("confidence", .numbers(meanConfidence)),
        ]
        if let choice { fields.append(FitField("choice", Self.value(choice))) }
        fields.append(FitField("stability", stability.map(Self.value) ?? .null))
        if !discriminating.isEmpty { fields.append(discriminatingField) }
        return fields
    }

    var discriminatingField: FitField { FitField("discriminating", .list(discriminating.map(Self.value))) }

    static func value(_ number: Double?) -> FitValue { number.map(FitValue.number) ?? .null }

    private static func value(_ choice: ChoiceOfGroups) -> FitValue {
        .object([
            FitField("criterion", .text(choice.criterion.rawValue)),
            FitField("picked", .integer(choice.candidates[choice.picked].groups)),
            FitField(
                "candidates",
                .list(
                    choice.candidates.map { candidate in
                        .object(
                            [
                                FitField("k", .integer(candidate.groups)), FitField("cost", .number(candidate.cost)),
                                FitField("silhouette", value(candidate.silhouette)),
                                FitField("calinskiHarabasz", value(candidate.calinskiHarabasz)),
                            ]
                                + (candidate.gap == nil
                                    ? []
                                    : [
                                        FitField("gap", value(candidate.gap)),
                                        FitField("gapError", value(candidate.gapError)),
                                    ])
                        )
                    }
                )
            ),
        ])
    }

    private static func value(_ stability: GroupStability) -> FitValue {
        .object([
            FitField("resamples", .integer(stability.resamples)), FitField("rows", .integer(stability.rows)),
            FitField("adjustedRandIndex", .number(stability.adjustedRandIndex)),
            FitField("lowAdjustedRandIndex", .number(stability.lowAdjustedRandIndex)),
            FitField("byGroup", .numbers(stability.byGroup)),
        ])
    }

    private static func value(_ variable: DiscriminatingVariable) -> FitValue {
        .object([
            FitField("column", .text(variable.column)), FitField("test", .text(variable.test.rawValue)),
            FitField("statistic", value(variable.statistic)), FitField("df1", .integer(variable.degrees)),
            FitField("df2", variable.denominatorDegrees.map(FitValue.integer) ?? .null),
            FitField("p", value(variable.p)), FitField("adjustedP", value(variable.adjustedP)),
            FitField(variable.test == .f ? "etaSquared" : "cramersV", .number(variable.effect)),
        ])
    }

    /// The mean confidence of each group's rows.
    var meanConfidence: [Double] {
        var sums = [Double](repeating: 0, count: groups)
        for (group, confidence) in zip(assignments.groups, assignments.confidences) { sums[group] += confidence }
        return zip(sums, sizes).map { $1 > 0 ? $0 / Double($1) : 0 }
    }

    // MARK: Notes

    var notes: [Bilingual] {
        var notes: [Bilingual] = []
        if rowCount > rows.count {
            notes.append(
                Bilingual(
                    en: "\(rowCount - rows.count) rows with a missing value were left out.",
                    zh: "有 \(rowCount - rows.count) 行含缺失值，未参与分组。"
                )
            )
        }
        if let silhouette, silhouette.rows.count < rows.count {
            notes.append(
                Bilingual(
                    en: "The silhouette is that of \(silhouette.rows.count) rows drawn by the seed.",
                    zh: "轮廓系数按随机种子抽取的 \(silhouette.rows.count) 行计算。"
                )
            )
        }
        if let silhouette, silhouette.mean < Self.weakSilhouette {
            notes.append(
                Bilingual(
                    en:
                        "The mean silhouette is below 0.25: the groups are cuts through a cloud rather than clusters apart.",
                    zh: "平均轮廓系数低于 0.25：这些分组更像是对连续分布的切分，而不是彼此分离的群体。"
                )
            )
        }
        if let stability {
            let weak = stability.byGroup.indices.filter { stability.byGroup[$0] < Self.unstable }.map { String($0 + 1) }
            if !weak.isEmpty {
                notes.append(
                    Bilingual(
                        en: "Other samples of the same customers do not give these groups again: "
                            + weak.joined(separator: ", ") + ".",
                        zh: "对同一批客户重新抽样后，下列分组不能重现：\(weak.joined(separator: "、"))。"
                    )
                )
            }
        }
        if rowCount > Self.mostAssignments {
            notes.append(
                Bilingual(
                    en: "The group of each row is given by covey predict; here it is listed for up to 10000 rows only.",
                    zh: "逐行分组结果请用 covey predict 获取；此处仅在不超过 10000 行时列出。"
                )
            )
        }
        return notes
    }

    /// Said where no number of groups was given.
    var choiceNote: Bilingual? {
        guard let choice, choice.candidates.count > 1 else { return nil }
        let (fewest, most) = (choice.candidates[0].groups, choice.candidates[choice.candidates.count - 1].groups)
        let picked = choice.candidates[choice.picked].groups
        let rule = Self.rule(choice.criterion)
        return Bilingual(
            en: "Of \(fewest) to \(most) groups, \(picked) were picked by \(rule.english).",
            zh: "在 \(fewest) 到 \(most) 组中，按\(rule.chinese)选定 \(picked) 组。"
        )
    }

    static func rule(_ criterion: ChoiceOfGroups.Criterion) -> Bilingual {
        switch criterion {
        case .silhouette: Bilingual(en: "the largest mean silhouette", zh: "平均轮廓系数最大的原则")
        case .calinskiHarabasz: Bilingual(en: "the largest Caliński–Harabasz ratio", zh: "Caliński–Harabasz 指数最大的原则")
        case .gap: Bilingual(en: "the gap statistic's one-standard-error rule", zh: "Gap 统计量的一倍标准误规则")
        case .elbow: Bilingual(en: "the elbow of the curve", zh: "曲线的拐点")
        }
    }

    static func group(_ index: Int) -> Bilingual { Bilingual(en: "Group \(index + 1)", zh: "第 \(index + 1) 组") }
}
