import Domain
import Foundation
import Models

/// What `groups` has to say: what was tried, what was chosen and why, who is in each group, and how sure that is.
struct GroupsReport {
    let search: GroupSearch
    let preparation: FeaturePreparation
    let found: FoundGroups
    let names: [Bilingual]
    let input: GroupInput
    /// What people call a column.
    let title: (String) -> Bilingual

    func document() -> FitDocument {
        var document = FitDocument(model: GroupsOnTable.name, n: input.rows.count, seed: search.seed)
        document.rowsLeftOut = input.rowCount - input.rows.count
        document.own = fields
        document.notes = notes
        document.tables = [
            groupTable, differenceTable, ruleTable, candidateTable, evidenceTable, refinementTable, preparationTable,
        ].compactMap { $0 }
        document.figures = figures
        return document
    }

    /// Differences of a group that tables list; the JSON has all.
    static let listedDifferences = 4

    static func methodName(_ method: GroupingMethod) -> Bilingual {
        switch method {
        case .kmeans: Bilingual(en: "k-means", zh: "k 均值")
        case .mixture: Bilingual(en: "Gaussian mixture", zh: "高斯混合")
        case .ward: Bilingual(en: "Ward", zh: "Ward 层次聚类")
        case .kprototypes: Bilingual(en: "k-prototypes", zh: "k 原型")
        case .latentclass: Bilingual(en: "latent classes", zh: "潜在类别")
        }
    }

    // MARK: Notes

    private var notes: [Bilingual] {
        var notes = [choiceNote, clarityNote]
        if let more = moreGroupsNote { notes.append(more) }
        if found.isFromSample {
            notes.append(
                Bilingual(
                    en: "Candidates were compared on \(GroupSearch.mostRows) rows drawn by the seed; the chosen one was"
                        + " then fitted to all rows.",
                    zh: "候选方案在按随机种子抽取的 \(GroupSearch.mostRows) 行上比较，选定后再用全部数据拟合。"
                )
            )
        }
        if input.rowCount > input.rows.count {
            let left = input.rowCount - input.rows.count
            notes.append(
                Bilingual(
                    en: "\(left) rows of which no value is known belong to no group.",
                    zh: "有 \(left) 行没有任何已知取值，不属于任何组。"
                )
            )
        }
        return notes
    }

    private var choiceNote: Bilingual {
        let best = found.best
        let name = Self.methodName(best.method)
        let tried = found.candidates.count
        let figures = String(
            format: "%.2f|%.2f|%.0f|%.0f",
            best.silhouette,
            best.stability ?? 0,
            100 * best.smallestShare,
            100 * best.treeRecall
        ).split(separator: "|")
        guard tried > 1 else {
            return Bilingual(
                en: "One candidate was possible: \(name.english) with \(best.groups) groups.",
                zh: "只有一个可行方案：\(name.chinese)，\(best.groups) 组。"
            )
        }
        guard found.chosen == found.choice.best else { return finerNote(figures) }
        return Bilingual(
            en: "Of \(tried) candidates, \(name.english) with \(best.groups) groups has the highest score: silhouette"
                + " \(figures[0]), stability \(figures[1]), the smallest group \(figures[2]) %, and simple rules find"
                + " \(figures[3]) % of a group.",
            zh: "在 \(tried) 个候选方案中，\(name.chinese)分 \(best.groups) 组得分最高：轮廓系数 \(figures[0])，稳定性 \(figures[1])，"
                + "最小的组占 \(figures[2])%，简单规则平均能找出各组 \(figures[3])% 的成员。"
        )
    }

    /// Why groups were taken that are finer than those of the highest score.
    private func finerNote(_ figures: [Substring]) -> Bilingual {
        let (first, best) = (found.candidates[found.choice.best], found.best)
        let (firstName, name) = (Self.methodName(first.method), Self.methodName(best.method))
        let scores = [first.score, best.score].map { String(format: "%.2f", $0) }
        let reason = finerReason
        return Bilingual(
            en: "\(name.english) with \(best.groups) groups was chosen (score \(scores[1])): silhouette \(figures[0]),"
                + " stability \(figures[1]), the smallest group \(figures[2]) %, and simple rules find \(figures[3]) %"
                + " of a group. The highest score of \(found.candidates.count) candidates is that of"
                + " \(firstName.english) with \(first.groups) (\(scores[0])); finer groups were taken since"
                + " \(reason.english).",
            zh: "选定\(name.chinese)，\(best.groups) 组（得分 \(scores[1])）：轮廓系数 \(figures[0])，稳定性 \(figures[1])，"
                + "最小的组占 \(figures[2])%，简单规则平均能找出各组 \(figures[3])% 的成员。"
                + "\(found.candidates.count) 个候选方案中得分最高的是\(firstName.chinese)，\(first.groups) 组（\(scores[0])）；"
                + "采用更细的分组，是因为\(reason.chinese)。"
        )
    }

    private var finerReason: Bilingual {
        guard found.choice.steps.contains(where: \.isTaken) else {
            return Bilingual(
                en: "there are no clear groups, and two parts say less than \(found.best.groups)",
                zh: "数据中没有清晰的群体，分成两部分不如分成 \(found.best.groups) 部分有用"
            )
        }
        return Bilingual(
            en: "its groups are more than cuts through coarser ones",
            zh: "这些分组不只是对较粗分组的切分"
        )
    }

    /// Two groups may be too few to act on: says what the best finer grouping is.
    private var moreGroupsNote: Bilingual? {
        guard found.best.groups == 2,
            let next = found.candidates.filter({ $0.groups > 2 && $0.score > 0 }).max(by: { $0.score < $1.score })
        else { return nil }
        let name = Self.methodName(next.method)
        let score = String(format: "%.2f", next.score)
        let most = search.sizes.upperBound
        return Bilingual(
            en:
                "More groups are worse or only cut these two; the best of them: \(name.english) with \(next.groups)"
                + " (score \(score)); --k 3-\(most) takes it.",
            zh: "更多的组要么更差，要么只是对这两组的切分；其中最优的是：\(name.chinese)，\(next.groups) 组（得分 \(score)）；"
                + "用 --k 3-\(most) 可选用。"
        )
    }

    private var clarityNote: Bilingual {
        let evidence = found.evidence
        let bar = evidence.bar.map { String(format: "%.2f", $0) } ?? ""
        let silhouette = String(format: "%.2f", evidence.silhouette)
        if evidence.isClear {
            guard evidence.bar != nil else {
                return Bilingual(
                    en: "The groups are stable. With one column there is no reference to compare them with.",
                    zh: "分组是稳定的。只有一列时没有可比较的参照。"
                )
            }
            return Bilingual(
                en:
                    "The groups are clear: their silhouette (\(silhouette)) is above what customers without groups reach"
                    + " (\(bar)), and other samples of the customers give them again.",
                zh: "分组是清晰的：轮廓系数（\(silhouette)）高于没有群体结构的客户所能达到的水平（\(bar)），对客户重新抽样后也能重现。"
            )
        }
        var reasons: [Bilingual] = []
        if !evidence.isAboveReference {
            reasons.append(
                Bilingual(
                    en: "their silhouette (\(silhouette)) is not above what customers without groups reach (\(bar))",
                    zh: "轮廓系数（\(silhouette)）没有超过没有群体结构的客户所能达到的水平（\(bar)）"
                )
            )
        }
        if !evidence.isStable {
            let found = String(format: "%.2f", evidence.stability)
            let least = String(format: "%.1f", evidence.leastStability)
            reasons.append(
                Bilingual(
                    en: "other samples of the customers give other groups (stability \(found), at least \(least) is"
                        + " needed)",
                    zh: "对客户重新抽样会得到不同的分组（稳定性 \(found)，至少应为 \(least)）"
                )
            )
        }
        return Bilingual(
            en: "The data show no clear groups: " + reasons.map(\.english).joined(separator: ", and ")
                + ". What is proposed cuts a continuum into parts: of use for targeting, but the borders are arbitrary.",
            zh: "数据没有显示出清晰的群体：" + reasons.map(\.chinese).joined(separator: "，且")
                + "。所给方案只是把连续分布切成几段，可用于定向，但边界是人为的。"
        )
    }
}
