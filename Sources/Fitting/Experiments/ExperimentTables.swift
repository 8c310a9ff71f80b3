import Domain
import Foundation

/// An experiment on the screen and in the report.
extension ExperimentResult {
    var tables: [FitTable] { [groupTable, effectTable] }

    private func cell(_ value: Double) -> FitTable.Cell { rows.kind == .share ? .share(value) : .number(value) }

    private var groupTable: FitTable {
        FitTable(
            Bilingual(en: "Groups", zh: "各组"),
            headings: [
                Bilingual(en: "Group", zh: "组"), Bilingual(en: "Customers", zh: "客户数"),
                Bilingual(en: "Share", zh: "占比"), Bilingual(en: "Planned", zh: "计划占比"),
                Bilingual(en: "Outcome", zh: "结果"), Bilingual(en: "Lift", zh: "相对提升"),
            ],
            rows: rows.groups.indices.map { index in
                let size = rows.groups[index].outcomes.count
                let lift = index == 0 ? nil : comparisons[index - 1].lift
                return [
                    .name(rows.groups[index].name), .integer(size), .share(Double(size) / Double(rows.count)),
                    .share(planned.shares[index]), cell(value(of: index)), lift.map { .share($0) } ?? .missing,
                ]
            },
            caption: Bilingual(
                en: "The control group comes first. Lift is the difference as a share of its outcome.",
                zh: "第一行为对照组；相对提升为差值与对照组结果之比。"
            )
        )
    }

    private var effectTable: FitTable {
        let percent = String(format: "%g", level * 100)
        let isOne = comparisons.count == 1
        let group = [Bilingual(en: "Group", zh: "组")]
        let corrected = [Bilingual(en: "p (Holm)", zh: "p（Holm）")]
        return FitTable(
            Bilingual(en: "Difference, treatment less control", zh: "差值（处理组减对照组）"),
            headings: (isOne ? [] : group) + [
                Bilingual(en: "How", zh: "方法"), Bilingual(en: "Difference", zh: "差值"),
                Bilingual(en: "\(percent)% low", zh: "\(percent)% 下限"),
                Bilingual(en: "\(percent)% high", zh: "\(percent)% 上限"), Bilingual(verbatim: "p"),
            ] + (isOne ? [] : corrected),
            rows: comparisons.flatMap { comparison in
                comparison.effects.map { effect in
                    let cells: [FitTable.Cell] = [
                        .text(effect.method.title), cell(effect.difference), cell(effect.low), cell(effect.high),
                        .pValue(effect.pValue),
                    ]
                    return isOne ? cells : [.name(comparison.treatment)] + cells + [.pValue(effect.holm)]
                }
            },
            caption: Bilingual(
                en:
                    "The plain interval is for one look at the planned end; the one that is valid at every look may be read at any "
                    + "time and the experiment ended by it (Johari and others 2022).",
                zh: "普通区间只适用于按计划结束时查看一次；“随时查看均有效”的区间可以随时查看，并据此提前结束实验（Johari 等 2022）。"
            )
        )
    }
}

extension ExperimentEffect.Method {
    fileprivate var title: Bilingual {
        switch self {
        case .mean: Bilingual(en: "Means, Welch's t test", zh: "均值，Welch t 检验")
        case .share: Bilingual(en: "Shares, z test and Newcombe's interval", zh: "占比，z 检验与 Newcombe 区间")
        case .ratio: Bilingual(en: "Ratio, delta method", zh: "比率，delta 方法")
        case .adjusted: Bilingual(en: "Adjusted by the covariate (CUPED)", zh: "按协变量调整（CUPED）")
        case .alwaysValid: Bilingual(en: "Valid at every look", zh: "随时查看均有效")
        }
    }
}
