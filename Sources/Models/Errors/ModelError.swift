package import Domain

/// Why a model cannot be fitted or applied. Rows are numbered from 1, as a reader of the data counts them.
package enum ModelError: ExplainedError, Equatable {
    case tooFewRows(needed: Int, found: Int)
    /// There are fewer different rows than groups asked for.
    case moreGroupsThanRows(groups: Int, differentRows: Int)
    /// A column with one value says nothing about anybody.
    case constantColumn(String)
    /// There is nothing to group by where everybody is the same.
    case allRowsEqual
    case notFinite(column: String, row: Int)
    case notPositive(column: String, row: Int, value: Double)
    case negative(column: String, row: Int, value: Double)
    case oneClassOnly(target: String, value: String)
    /// A setting outside of its range; `expected` says the range.
    case invalidSetting(String, value: String, expected: Bilingual)
    case didNotConverge(iterations: Int)
    /// Anything that is particular to one model.
    case unusable(Bilingual, advice: Bilingual?)

    /// A value that is infinite, or whose sums or squares could leave the range of the numbers that a model computes with.
    package static func beyondRange(_ value: Double, column: String, row: Int, limit: String = "1e100") -> ModelError {
        guard value.isFinite else { return .notFinite(column: column, row: row) }
        return .unusable(
            Bilingual(
                en: "Column \"\(column)\", row \(row): the value is above \(limit) in size, too large to compute with.",
                zh: "列“\(column)”第 \(row) 行的绝对值超过 \(limit)，过大，无法计算。"
            ),
            advice: Bilingual(en: "State the column in a larger unit.", zh: "请改用更大的计量单位。")
        )
    }

    package var explanation: Bilingual {
        switch self {
        case .tooFewRows(let needed, let found):
            Bilingual(
                en: "The model needs at least \(needed) usable rows and there are \(found).",
                zh: "该模型至少需要 \(needed) 行可用数据，实际只有 \(found) 行。"
            )
        case .moreGroupsThanRows(let groups, let rows):
            Bilingual(
                en: "\(groups) groups were asked for, and there are only \(rows) different rows.",
                zh: "要求分为 \(groups) 组，但互不相同的数据只有 \(rows) 行。"
            )
        case .constantColumn(let name):
            Bilingual(
                en: "Column \"\(name)\" has the same value in every usable row.",
                zh: "列“\(name)”在所有可用行中取值相同。"
            )
        case .allRowsEqual:
            Bilingual(en: "All usable rows are the same in these columns.", zh: "所有可用行在这些列上都相同。")
        case .notFinite(let column, let row):
            Bilingual(
                en: "Column \"\(column)\", row \(row): the value is not a finite number.",
                zh: "列“\(column)”第 \(row) 行的值不是有限的数。"
            )
        case .notPositive(let column, let row, let value):
            Bilingual(
                en: "Column \"\(column)\", row \(row): \(value) is not above zero.",
                zh: "列“\(column)”第 \(row) 行：\(value) 不大于零。"
            )
        case .negative(let column, let row, let value):
            Bilingual(
                en: "Column \"\(column)\", row \(row): \(value) is below zero.",
                zh: "列“\(column)”第 \(row) 行：\(value) 小于零。"
            )
        case .oneClassOnly(let target, let value):
            Bilingual(
                en: "Column \"\(target)\" is \"\(value)\" in every usable row, so there is nothing to tell apart.",
                zh: "列“\(target)”在所有可用行中都是“\(value)”，没有可以区分的对象。"
            )
        case .invalidSetting(let name, let value, let expected):
            Bilingual(
                en: "\(name) cannot be \(value): \(expected.english).",
                zh: "\(name) 不能为 \(value)：\(expected.chinese)。"
            )
        case .didNotConverge(let iterations):
            Bilingual(
                en: "The fit did not settle within \(iterations) iterations.",
                zh: "拟合在 \(iterations) 次迭代内没有收敛。"
            )
        case .unusable(let explanation, _): explanation
        }
    }

    package var advice: Bilingual? {
        switch self {
        case .tooFewRows:
            Bilingual(en: "Give it more customers, or fewer columns with missing values.", zh: "请提供更多客户，或减少含有缺失值的列。")
        case .moreGroupsThanRows: Bilingual(en: "Ask for fewer groups.", zh: "请减少分组数。")
        case .constantColumn: Bilingual(en: "Leave the column out.", zh: "请去掉该列。")
        case .allRowsEqual: Bilingual(en: "Choose columns in which customers differ.", zh: "请选择客户之间有差异的列。")
        case .notFinite: Bilingual(en: "Correct the value or leave it empty.", zh: "请更正该值，或将其留空。")
        case .notPositive, .negative:
            Bilingual(en: "Correct the value, or leave the row out.", zh: "请更正该值，或去掉这一行。")
        case .oneClassOnly:
            Bilingual(
                en: "Choose another target, or a period in which both outcomes occur.",
                zh: "请换一个目标列，或选择两种结果都出现的时段。"
            )
        case .invalidSetting: nil
        case .didNotConverge:
            Bilingual(
                en: "Look for columns of very different scale and for a few extreme values.",
                zh: "请检查量纲相差悬殊的列和个别极端值。"
            )
        case .unusable(_, let advice): advice
        }
    }
}
