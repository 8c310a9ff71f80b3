package import Domain

/// Why a row could not be used.
package enum RejectReason: String, Sendable, Hashable, CaseIterable {
    case missing
    case notANumber = "not_a_number"
    case notAWholeNumber = "not_a_whole_number"
    case notATime = "not_a_time"
    case notATruthValue = "not_a_truth_value"
    case damagedText = "damaged_text"
    case tooFewColumns = "too_few_columns"
    case tooManyColumns = "too_many_columns"
    case badQuote = "bad_quote"
    case lineTooLong = "line_too_long"
    case notJSON = "not_json"
    case unreadable

    package init(type: ValueType, text: String?) {
        guard let text else {
            self = .missing
            return
        }
        if text.contains("\u{FFFD}") {
            self = .damagedText
            return
        }
        self =
            switch type {
            case .integer: .notAWholeNumber
            case .number, .money: .notANumber
            case .date, .instant: .notATime
            case .boolean: .notATruthValue
            case .text, .list: .unreadable
            }
    }

    /// The reason for what DuckDB's reader of CSV calls `errorType`.
    init(errorType: String) {
        self =
            switch errorType {
            case "MISSING COLUMNS": .tooFewColumns
            case "TOO MANY COLUMNS": .tooManyColumns
            case "UNQUOTED VALUE": .badQuote
            case "LINE SIZE OVER MAXIMUM": .lineTooLong
            case "INVALID ENCODING": .damagedText
            default: .unreadable
            }
    }

    package var text: Bilingual {
        switch self {
        case .missing: Bilingual(en: "a required value is missing", zh: "缺少必需的值")
        case .notANumber: Bilingual(en: "not a number", zh: "不是数字")
        case .notAWholeNumber: Bilingual(en: "not a whole number", zh: "不是整数")
        case .notATime: Bilingual(en: "not a date or time in the expected form", zh: "日期或时间格式不符")
        case .notATruthValue: Bilingual(en: "neither yes nor no", zh: "不是“是/否”值")
        case .damagedText: Bilingual(en: "damaged text or NUL bytes", zh: "文本损坏或含有 NUL 字节")
        case .tooFewColumns: Bilingual(en: "too few columns", zh: "列数过少")
        case .tooManyColumns: Bilingual(en: "too many columns", zh: "列数过多")
        case .badQuote: Bilingual(en: "a quote that is not closed properly", zh: "引号未正确闭合")
        case .lineTooLong: Bilingual(en: "the line is too long", zh: "该行过长")
        case .notJSON: Bilingual(en: "not a JSON object", zh: "不是 JSON 对象")
        case .unreadable: Bilingual(en: "cannot be read", zh: "无法读取")
        }
    }
}

/// One row that could not be used, and why.
package struct Reject: Sendable, Hashable {
    package var file: String
    package var line: Int
    /// The column's name in the file; `nil` where the row as a whole is unusable.
    package var column: String?
    package var value: String?
    package var reason: RejectReason

    init(file: String, line: Int, column: String? = nil, value: String? = nil, reason: RejectReason) {
        self.file = file
        self.line = line
        self.column = column
        self.value = value
        self.reason = reason
    }
}

extension Reject {
    /// What shows the rows that were rejected, with the reason in the reader's language.
    package static func query(_ language: Language) -> String {
        "select file, line, column_name, value, reason_\(language.rawValue) from rejects"
    }
}
