import Domain
import Foundation
import Models

/// The tables of the screen and the report.
extension GroupsReport {
    var groupTable: FitTable {
        FitTable(
            Bilingual(en: "Groups", zh: "分组"),
            headings: [
                Bilingual(en: "Group", zh: "组"), Bilingual(en: "Name", zh: "名称"), Bilingual(en: "Customers", zh: "客户数"),
                Bilingual(en: "Share", zh: "占比"), Bilingual(en: "Confidence", zh: "归组把握"),
            ],
            rows: found.profiles.enumerated().map { index, profile in
                [
                    .integer(index + 1), .text(names[index]), .integer(profile.size), .share(profile.share),
                    .number(profile.meanConfidence, digits: 2),
                ]
            },
            caption: Bilingual(
                en: "Names say in what a group differs most from all other customers. Confidence: the mean probability"
                    + " of the group, or how much nearer its centre is than the next, 0 to 1.",
                zh: "名称说明该组与其他客户差别最大的地方。归组把握：属于该组的平均概率，或距本组中心比距次近中心近多少，0 到 1。"
            )
        )
    }

    var differenceTable: FitTable {
        FitTable(
            Bilingual(en: "What sets each group apart", zh: "各组的突出特点"),
            headings: [
                Bilingual(en: "Group", zh: "组"), Bilingual(en: "Column", zh: "列"),
                Bilingual(en: "In the group", zh: "组内"),
                Bilingual(en: "All", zh: "全体"), Bilingual(en: "Effect", zh: "效应量"), Bilingual(en: "From", zh: "下限"),
                Bilingual(en: "To", zh: "上限"),
            ],
            rows: found.profiles.enumerated().flatMap { index, profile in
                profile.differences.prefix(Self.listedDifferences).map { difference in
                    [
                        .text(names[index]), .text(columnAndLevel(difference)), value(difference, difference.value),
                        value(difference, difference.overall), .number(difference.effect, digits: 3),
                        .number(difference.low, digits: 3), .number(difference.high, digits: 3),
                    ]
                }
            },
            caption: Bilingual(
                en:
                    "Means of numbers, shares of categories. Effect: Cohen's d after the preparation, h for shares, with"
                    + " its interval of 95 %; 0.5 is medium, 0.8 large. The groups were made to differ, so these are"
                    + " descriptions and no tests.",
                zh: "数值列为均值，类别列为占比。效应量：数值列为整理后的 Cohen d，占比为 h，附 95% 区间；0.5 为中等，0.8 为大。"
                    + "分组本就以差异为目标，故仅作描述，不构成检验。"
            )
        )
    }

    private func columnAndLevel(_ difference: FeatureDifference) -> Bilingual {
        let name = title(difference.column)
        guard let level = difference.level.map(LevelWords.of) else { return name }
        return Bilingual(en: "\(name.english): \(level.english)", zh: "\(name.chinese)：\(level.chinese)")
    }

    private func value(_ difference: FeatureDifference, _ value: Double) -> FitTable.Cell {
        difference.level == nil ? .number(value, digits: 4) : .share(value)
    }

    var candidateTable: FitTable {
        let order = found.candidates.indices.sorted { left, right in
            let (a, b) = (found.candidates[left], found.candidates[right])
            return a.score != b.score ? a.score > b.score : left < right
        }
        return FitTable(
            Bilingual(en: "Candidates", zh: "候选方案"),
            headings: [
                Bilingual(en: "Method", zh: "方法"), Bilingual(en: "Groups", zh: "组数"),
                Bilingual(en: "Silhouette", zh: "轮廓系数"), Bilingual(en: "Stability", zh: "稳定性"),
                Bilingual(en: "Smallest group", zh: "最小组占比"), Bilingual(en: "Found by rules", zh: "规则找出率"),
                Bilingual(en: "Score", zh: "得分"), Bilingual(en: "Chosen", zh: "选定"),
            ],
            rows: order.map { index in
                let candidate = found.candidates[index]
                return [
                    .text(Self.methodName(candidate.method)), .integer(candidate.groups),
                    .number(candidate.silhouette, digits: 3),
                    candidate.stability.map { .number($0, digits: 3) } ?? .missing, .share(candidate.smallestShare),
                    .share(candidate.treeRecall),
                    candidate.isTooSmall
                        ? .text(Bilingual(en: "group too small", zh: "有组过小")) : .number(candidate.score, digits: 3),
                    index == found.chosen ? .text(Bilingual(en: "yes", zh: "是")) : .missing,
                ]
            },
            caption: Bilingual(
                en:
                    "Score: the geometric mean of four parts from 0 to 1: silhouette / 0.7; stability, the mean adjusted"
                    + " Rand index with \(search.resamples) bootstrap samples; the smallest group's share / 5 %; and the"
                    + " share of a group that a tree of three levels finds, less chance. Finer groups are taken as long as"
                    + " they keep 0.8 of the highest score (0.98 where that has three groups or more), come again in other samples, and are more than cuts through"
                    + " coarser ones.",
                zh: "得分为四部分（均在 0 到 1 之间）的几何平均：轮廓系数 / 0.7；稳定性，即与 \(search.resamples) 个自助样本分组的平均调整兰德指数；"
                    + "最小组占比 / 5%；三层决策树对各组的找出率（扣除随机水平）。"
                    + "只要得分不低于最高分的 0.8（最高分方案已有三组及以上时为 0.98）、重新抽样后能重现，且不只是对较粗分组的切分，就采用更细的分组。"
            )
        )
    }

    /// Which finer groups were compared with coarser ones.
    var refinementTable: FitTable? {
        guard !found.choice.steps.isEmpty else { return nil }
        return FitTable(
            Bilingual(en: "Are finer groups more than cuts?", zh: "更细的分组是否不只是切分？"),
            headings: [
                Bilingual(en: "From", zh: "由"), Bilingual(en: "To", zh: "到"), Bilingual(en: "Method", zh: "方法"),
                Bilingual(en: "Silhouette", zh: "轮廓系数"), Bilingual(en: "To be above", zh: "应超过"),
                Bilingual(en: "Taken", zh: "采用"),
            ],
            rows: found.choice.steps.map { step in
                [
                    .integer(step.from), .integer(step.to), .text(Self.methodName(step.method)),
                    .number(step.silhouette, digits: 3), .number(step.reference.bar, digits: 3),
                    step.isTaken ? .text(Bilingual(en: "yes", zh: "是")) : .missing,
                ]
            },
            caption: Bilingual(
                en:
                    "Customers are simulated who have the coarser groups and nothing finer, and are grouped into as many."
                    + " What they reach must be exceeded by twice its spread, and by 0.03, in one of the coarser groups, which"
                    + " is the one shown.",
                zh: "模拟只有较粗分组、没有更细结构的客户，并分成同样多的组；至少在一个较粗的分组中（表中所列），"
                    + "轮廓系数须比模拟所得的均值高出两倍标准差，且至少高 0.03。"
            )
        )
    }

    var evidenceTable: FitTable? {
        let evidence = found.evidence
        let references = [
            (Bilingual(en: "Columns independent of each other", zh: "各列相互独立"), evidence.independentColumns),
            (Bilingual(en: "One cloud with the same correlations", zh: "相关性相同的单一总体"), evidence.singleCloud),
        ].compactMap { name, reference in reference.map { (name, $0) } }
        guard !references.isEmpty else { return nil }
        return FitTable(
            Bilingual(en: "Compared with customers without groups", zh: "与没有群体结构的客户比较"),
            headings: [
                Bilingual(en: "Customers", zh: "客户"), Bilingual(en: "Silhouette", zh: "轮廓系数"),
                Bilingual(en: "Spread", zh: "标准差"), Bilingual(en: "To be above", zh: "应超过"),
            ],
            rows: [
                [.text(Bilingual(en: "These", zh: "实际")), .number(evidence.silhouette, digits: 3), .missing, .missing]
            ]
                + references.map { name, reference in
                    [
                        .text(name), .number(reference.mean, digits: 3), .number(reference.deviation, digits: 2),
                        .number(reference.bar, digits: 3),
                    ]
                },
            caption: Bilingual(
                en: "Customers without groups are simulated ten times each and grouped in the same way, all on up to"
                    + " \(GroupSearch.resampledRows) rows.",
                zh: "没有群体结构的客户各模拟十次，用同样的方法分组；均最多使用 \(GroupSearch.resampledRows) 行。"
            )
        )
    }

    var ruleTable: FitTable? {
        guard let tree = found.tree else { return nil }
        return FitTable(
            Bilingual(en: "Who is in each group, in simple rules", zh: "各组成员的简单规则"),
            headings: [
                Bilingual(en: "Group", zh: "组"), Bilingual(en: "Rule", zh: "规则"), Bilingual(en: "Finds", zh: "找出率"),
                Bilingual(en: "Right", zh: "准确率"),
            ],
            rows: names.indices.map { group in
                [
                    .text(names[group]),
                    TreeWords(tree: tree.tree, title: title).rule(group).map { .text($0) } ?? .missing,
                    .share(tree.recalls[group]), tree.precisions[group].map { .share($0) } ?? .missing,
                ]
            },
            caption: Bilingual(
                en:
                    "A decision tree of at most three levels, on \(found.treeRows) rows. Finds: the share of the group that"
                    + " the rule gives; right: the share of those whom it gives that are in the group.",
                zh: "不超过三层的决策树，基于 \(found.treeRows) 行。找出率：规则能找出的该组成员占比；准确率：规则找出的人中属于该组的占比。"
            )
        )
    }
}
