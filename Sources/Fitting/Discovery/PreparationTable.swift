import Domain
import Foundation
import Models

/// What was made of each column, and why.
extension GroupsReport {
    var preparationTable: FitTable {
        FitTable(
            Bilingual(en: "Preparation of the columns", zh: "各列的处理"),
            headings: [
                Bilingual(en: "Column", zh: "列"), Bilingual(en: "Used", zh: "是否使用"), Bilingual(en: "Missing", zh: "缺失"),
                Bilingual(en: "What was done", zh: "处理方式"),
            ],
            rows: preparation.decisions.map { decision in
                [
                    .text(title(decision.column)),
                    .text(decision.isKept ? Bilingual(en: "yes", zh: "是") : Bilingual(en: "no", zh: "否")),
                    Self.missing(decision).map { .share($0) } ?? .missing, .text(Self.words(decision, title)),
                ]
            }
                + input.times.map { name in
                    [
                        .text(title(name)), .text(Bilingual(en: "no", zh: "否")), .missing,
                        .text(
                            Bilingual(
                                en: "A time; use how long ago it was instead.",
                                zh: "为时间，请改用“距今多久”之类的列。"
                            )
                        ),
                    ]
                },
            caption: Bilingual(
                en: "Columns that number or name things, are the same for nearly everybody, mostly missing, or say what"
                    + " another one says are left out. Numbers get mean 0 and standard deviation 1; a category weighs"
                    + " half as much as a number, since its gaps would make the groups otherwise.",
                zh: "标识列、几乎人人相同的列、大多缺失的列以及与其他列重复的列不使用。数值列标准化为均值 0、标准差 1；"
                    + "类别列的权重为数值列的一半，否则分组会完全由类别间的间隔决定。"
            )
        )
    }

    static func missing(_ decision: FeatureDecision) -> Double? {
        switch decision.outcome {
        case .number(let recipe): recipe.missingShare
        case .category(let recipe): recipe.missingShare
        case .mostlyMissing(let share): share
        default: nil
        }
    }

    static func words(_ decision: FeatureDecision, _ title: (String) -> Bilingual) -> Bilingual {
        switch decision.outcome {
        case .number(let recipe): number(recipe)
        case .category(let recipe): category(recipe)
        case .identifier: Bilingual(en: "Left out: an identifier.", zh: "不使用：是标识。")
        case .constant(let share):
            Bilingual(
                en: "Left out: the same for \(percent(share)) of the customers.",
                zh: "不使用：\(percent(share)) 的客户取值相同。"
            )
        case .mostlyMissing(let share):
            Bilingual(en: "Left out: missing for \(percent(share)).", zh: "不使用：\(percent(share)) 缺失。")
        case .sameAs(let other, let correlation):
            Bilingual(
                en: "Left out: says the same as \(title(other).english) (correlation \(text(correlation))).",
                zh: "不使用：与“\(title(other).chinese)”重复（相关系数 \(text(correlation))）。"
            )
        case .tooManyLevels(let count):
            Bilingual(en: "Left out: \(count) different texts.", zh: "不使用：有 \(count) 种不同文本。")
        }
    }

    private static func number(_ recipe: NumberRecipe) -> Bilingual {
        var words = [
            Bilingual(
                en: "ends cut at \(text(recipe.low)) and \(text(recipe.high))",
                zh: "截尾于 \(text(recipe.low)) 和 \(text(recipe.high))"
            )
        ]
        if recipe.transform != .none {
            let name =
                recipe.transform == .log
                ? Bilingual(en: "logarithm", zh: "取对数") : Bilingual(en: "signed logarithm", zh: "取带符号的对数")
            words.append(
                Bilingual(
                    en:
                        "\(name.english), for it is skewed (\(text(recipe.skewnessBefore)), then \(text(recipe.skewness)))",
                    zh: "因偏斜\(name.chinese)（偏度 \(text(recipe.skewnessBefore)) → \(text(recipe.skewness))）"
                )
            )
        }
        if recipe.missingShare > 0 {
            words.append(
                Bilingual(en: "missing as the median \(text(recipe.fill))", zh: "缺失值以中位数 \(text(recipe.fill)) 代替")
            )
        }
        words.append(Bilingual(en: "standardised", zh: "标准化"))
        return sentence(words)
    }

    private static func category(_ recipe: CategoryRecipe) -> Bilingual {
        var words = [
            Bilingual(en: "\(recipe.levels.count) levels of their own", zh: "\(recipe.levels.count) 个独立取值")
        ]
        if recipe.joined > 0 {
            words.append(Bilingual(en: "\(recipe.joined) rare ones joined", zh: "合并 \(recipe.joined) 个少见取值"))
        }
        if recipe.hasMissing { words.append(Bilingual(en: "missing as a level", zh: "缺失作为一个取值")) }
        return sentence(words)
    }

    private static func sentence(_ words: [Bilingual]) -> Bilingual {
        let english = words.map(\.english).joined(separator: "; ")
        return Bilingual(
            en: english.prefix(1).uppercased() + english.dropFirst() + ".",
            zh: words.map(\.chinese).joined(separator: "；") + "。"
        )
    }

    private static func text(_ number: Double) -> String {
        if number.magnitude >= 1e7 { return String(format: "%.3g", number) }
        return number.magnitude >= 100 || number == number.rounded()
            ? String(Int(number.rounded())) : String(format: "%.3g", number)
    }

    private static func percent(_ share: Double) -> String { String(format: "%.1f%%", 100 * share) }
}
