package import Domain

/// Why a file that belongs to no workspace cannot be read, and what to do about it there: no `covey.yaml` states how it is
/// written.
package struct UnusableFile: ExplainedError {
    package var cause: ImportError

    package init(_ cause: ImportError) {
        self.cause = cause
    }

    package var explanation: Bilingual { cause.explanation }

    package var advice: Bilingual? {
        switch cause {
        case .noRows:
            Bilingual(
                en:
                    "Export the file with its rows. If its only line is data, write a line with the names of the columns "
                    + "above it.",
                zh: "请导出含有数据行的文件。如果这唯一的一行就是数据，请在其上方加一行列名。"
            )
        case .ambiguousDates(_, _, _, let formats, _):
            Bilingual(
                en: "State which it is: \(formats.map(Self.option).joined(separator: " or "))",
                zh: "请写明是哪一种：\(formats.map(Self.option).joined(separator: " 或 "))"
            )
        case .unknownDates:
            Bilingual(
                en: "State how they are written, for example: --date-format \"dd.MM.yyyy HH:mm\". If this is another "
                    + "column's place, correct --time.",
                zh: "请写明格式，例如：--date-format \"dd.MM.yyyy HH:mm\"。如果选错了列，请修改 --time。"
            )
        case .unclosedQuote:
            Bilingual(
                en: "Close the quote in that line, or write a quote that belongs to the text twice (\"\").",
                zh: "请在该行补上引号；属于文本本身的引号请写两次（\"\"）。"
            )
        case .unreadable:
            Bilingual(
                en: "Save it as CSV (UTF-8) with one line of column names and the same columns in every line.",
                zh: "请另存为 CSV（UTF-8），首行为列名，每行的列数相同。"
            )
        default: cause.advice
        }
    }

    private static func option(_ format: String) -> String {
        "--date-format " + (format.contains(" ") ? "\"\(format)\"" : format)
    }
}
