package import Domain

/// Why a column cannot be what a model needs. Rows are numbered from 1 below the header.
package enum TableError: ExplainedError, Equatable {
    case noColumn(String, known: [String])
    /// A column without a value in any row.
    case noValue(column: String)
    case textInNumbers(column: String, row: Int, text: String)
    case timeInNumbers(column: String)
    case notATime(column: String)
    /// A model cannot do without this option.
    case optionMissing(FitOption, model: String)
    case optionUnknown(FitOption, model: String)
    case optionInvalid(FitOption, value: String, expected: Bilingual)
    /// An option that names a value of a column names none of it.
    case valueUnknown(FitOption, value: String, column: String, known: [String])

    package var explanation: Bilingual {
        switch self {
        case .noValue(let column):
            Bilingual(en: "Column \"\(column)\" has no value in any row.", zh: "列“\(column)”在所有行中都没有取值。")
        case .noColumn(let name, let known):
            Bilingual(
                en: "There is no column \"\(name)\". The columns are: \(Self.list(known, ", ", "…")).",
                zh: "没有名为“\(name)”的列。现有的列：\(Self.list(known, "、", "……"))。"
            )
        case .textInNumbers(let column, let row, let text):
            Bilingual(
                en: "Column \"\(column)\", row \(row): \"\(text)\" is not a number.",
                zh: "列“\(column)”第 \(row) 行：“\(text)”不是数字。"
            )
        case .timeInNumbers(let column):
            Bilingual(
                en: "Column \"\(column)\" holds times, and numbers or categories are needed.",
                zh: "列“\(column)”是时间，这里需要数字或类别。"
            )
        case .notATime(let column):
            Bilingual(en: "Column \"\(column)\" does not hold times.", zh: "列“\(column)”不是时间。")
        case .optionMissing(let option, let model):
            Bilingual(en: "\(model) needs --\(option.rawValue).", zh: "\(model) 需要选项 --\(option.rawValue)。")
        case .optionUnknown(let option, let model):
            Bilingual(en: "\(model) takes no --\(option.rawValue).", zh: "\(model) 没有选项 --\(option.rawValue)。")
        case .optionInvalid(let option, let value, let expected):
            Bilingual(
                en: "--\(option.rawValue) cannot be \"\(value)\": \(expected.english).",
                zh: "--\(option.rawValue) 不能为“\(value)”：\(expected.chinese)。"
            )
        case .valueUnknown(let option, let value, let column, let known):
            Bilingual(
                en: "--\(option.rawValue) cannot be \"\(value)\": column \"\(column)\" holds "
                    + "\(Self.list(known, ", ", "…")).",
                zh: "--\(option.rawValue) 不能为“\(value)”：列“\(column)”的取值为 \(Self.list(known, "、", "……"))。"
            )
        }
    }

    /// Names that fit a screen.
    private static func list(_ names: [String], _ mark: String, _ more: String) -> String {
        let most = 30
        return (names.prefix(most) + (names.count > most ? [more] : [])).joined(separator: mark)
    }

    package var advice: Bilingual? {
        switch self {
        case .noColumn(let name, let known), .valueUnknown(_, let name, _, let known):
            NearestName.of(name, among: known).map(Bilingual.didYouMean)
                ?? Bilingual(en: "Name one of these.", zh: "请从中选择。")
        case .noValue:
            Bilingual(en: "Name another column, or export the file with its values.", zh: "请指定其他列，或重新导出含有取值的文件。")
        case .textInNumbers:
            Bilingual(
                en: "Correct or empty the value, or leave the column out.",
                zh: "请更正或清空该值，或去掉这一列。"
            )
        case .optionUnknown(_, let model), .optionMissing(_, let model):
            Bilingual(en: "See: covey fit \(model) --help", zh: "参见：covey fit \(model) --help")
        case .timeInNumbers, .notATime, .optionInvalid: nil
        }
    }
}
