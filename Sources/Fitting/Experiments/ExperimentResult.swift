import Domain
import Foundation
import Models
import Statistics

/// Every treatment of an experiment against the control group.
///
/// With several treatments a difference by chance is more likely in one of them. The decision is by Holm's procedure (S.
/// Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6, 1979), which controls the
/// probability of any wrong one. The intervals are simultaneous by Bonferroni's inequality: each has the level
/// 1 − (1 − level) / treatments, so that all of them together hold with the level asked for. Holm's procedure is the
/// sharper of the two, and may find a difference whose simultaneous interval just reaches zero.
struct ExperimentResult {
    var rows: ExperimentRows
    var comparisons: [ExperimentComparison]
    /// Of all intervals together.
    var level: Double
    /// Of each interval by itself.
    var singleLevel: Double
    var planned: PlannedShares
    var check: SampleRatioCheck
    /// The share of the variance that the covariate takes away; `nil` without one.
    var varianceReduction: Double?

    /// - Throws: `ModelError`, `TableError`.
    init(_ rows: ExperimentRows, _ options: FitOptions) throws {
        self.rows = rows
        level = try options.fraction(.level, in: 0.5...0.9999, default: 0.95)
        singleLevel = 1 - (1 - level) / Double(rows.treatments.count)
        planned = try PlannedShares(options, groups: rows.groups.map(\.name))
        check = try SampleRatioCheck(counts: rows.groups.map { $0.outcomes.count }, shares: planned.shares)
        let expected = try options.positive(.effect, upTo: 1e12)
        // Over all groups together, so that a further treatment makes the same comparison only surer.
        let usesCovariate = rows.hasCovariate && rows.kind != .ratio
        let cuped =
            usesCovariate
            ? try Cuped(outcomes: rows.groups.flatMap(\.outcomes), covariates: rows.groups.flatMap(\.covariates)) : nil
        varianceReduction = cuped?.varianceReduction
        let single = singleLevel
        comparisons = try rows.treatments.map { treated in
            try ExperimentComparison(
                treated,
                rows.control,
                rows.kind,
                cuped: cuped,
                level: single,
                expected: expected
            )
        }
        correctForSeveral()
    }

    /// Holm's p-values, of each method by itself. Always valid p-values are p-values at whatever look, so that they may
    /// be corrected in the same way.
    private mutating func correctForSeveral() {
        for method in Set(comparisons.flatMap { $0.effects.map(\.method) }) {
            let places = comparisons.indices.flatMap { comparison in
                comparisons[comparison].effects.indices
                    .filter { comparisons[comparison].effects[$0].method == method }
                    .map { (comparison, $0) }
            }
            // A comparison without a test by this method is none that it could find.
            let corrected = AdjustedPValues.holm(places.map { comparisons[$0.0].effects[$0.1].pValue })
            for (place, value) in zip(places, corrected) { comparisons[place.0].effects[place.1].holm = value }
        }
    }

    /// Whether the treatment differs from the control group by Holm's procedure over the plain tests.
    func differs(_ comparison: ExperimentComparison) -> Bool { comparison.effects[0].holm <= 1 - level }
}

// MARK: What is said of it

extension ExperimentResult {
    var notes: [Bilingual] {
        var notes: [Bilingual] = []
        if check.isMismatched { notes.append(mismatchNote) }
        if planned.isStated { notes.append(plannedNote) }
        if comparisons.count > 1 { notes += [severalNote, decisionNote] }
        if let varianceReduction {
            let share = String(format: "%.1f", varianceReduction * 100)
            notes.append(
                Bilingual(
                    en: "The covariate takes \(share) % of the variance away (CUPED).",
                    zh: "协变量消除了 \(share)% 的方差（CUPED）。"
                )
            )
        } else if rows.hasCovariate {
            notes.append(
                Bilingual(
                    en: "The covariate was not used: an outcome that is a ratio is not adjusted.",
                    zh: "未使用协变量：比率类结果不作调整。"
                )
            )
        }
        return notes
    }

    private var mismatchNote: Bilingual {
        let p = String(format: "%.2g", check.pValue)
        guard planned.isStated else {
            return Bilingual(
                en: "The groups are not of equal size (p \(p)). If other sizes were planned, state them with --shares; "
                    + "otherwise the draw or the logging is at fault, and no result should be believed.",
                zh: "各组人数不相等（p \(p)）。如果计划的比例本就不等，请用 --shares 写明；否则说明分组或记录有问题，结果不可信。"
            )
        }
        return Bilingual(
            en:
                "The groups do not have the sizes that were planned (p \(p)): the draw or the logging is at fault, and no "
                + "result should be believed.",
            zh: "各组人数与计划比例不符（p \(p)）：分组或记录有问题，结果不可信。"
        )
    }

    private var plannedNote: Bilingual {
        let shares = zip(rows.groups, planned.shares).map { group, share in
            (group.name, String(format: "%.4g", share * 100))
        }
        return Bilingual(
            en: "Planned: \(shares.map { "\($0.0) \($0.1) %" }.joined(separator: ", ")).",
            zh: "计划比例：\(shares.map { "\($0.0) \($0.1)%" }.joined(separator: "、"))。"
        )
    }

    private var severalNote: Bilingual {
        let all = String(format: "%g", level * 100)
        let each = String(format: "%.4g", singleLevel * 100)
        return Bilingual(
            en:
                "\(comparisons.count) treatments are compared with \"\(rows.control.name)\". The intervals hold together "
                + "with \(all) % (each by itself with \(each) %, Bonferroni); p is of one comparison alone, p (Holm) is "
                + "corrected for there being several.",
            zh: "共有 \(comparisons.count) 个处理组与“\(rows.control.name)”比较。各区间同时成立的置信水平为 \(all)%（单个区间为 \(each)%，"
                + "Bonferroni 方法）；p 为单次比较的值，p（Holm）已作多重比较校正。"
        )
    }

    private var decisionNote: Bilingual {
        let found = comparisons.filter(differs).map(\.treatment)
        let others = comparisons.filter { !differs($0) }.map(\.treatment)
        let alpha = String(format: "%.4g", (1 - level) * 100)
        func list(_ names: [String], _ language: Language) -> String {
            names.map { language == .english ? "\"\($0)\"" : "“\($0)”" }
                .joined(separator: language == .english ? ", " : "、")
        }
        var (english, chinese): ([String], [String]) = ([], [])
        if !found.isEmpty {
            english.append(
                "Different from the control group at \(alpha) % by Holm's procedure: \(list(found, .english))."
            )
            chinese.append("按 Holm 方法，在 \(alpha)% 水平上与对照组有显著差异：\(list(found, .chinese))。")
        }
        if !others.isEmpty {
            english.append("Not shown to differ: \(list(others, .english)).")
            chinese.append("未发现显著差异：\(list(others, .chinese))。")
        }
        return Bilingual(en: english.joined(separator: " "), zh: chinese.joined())
    }
}
