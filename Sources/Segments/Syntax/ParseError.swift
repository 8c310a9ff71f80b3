package import Domain

/// A text that is not in the segment language: where, what was found, and what could stand there.
package struct ParseError: ExplainedError, Hashable {
    package var position: SourcePosition
    package var reason: Reason

    package init(at position: SourcePosition, _ reason: Reason) {
        self.position = position
        self.reason = reason
    }

    package enum Reason: Sendable, Hashable {
        /// What was found, what could stand there, and a keyword that the found word may have meant.
        case unexpected(found: Bilingual, expected: [Bilingual], nearest: String?)
        /// A character that begins nothing.
        case character(String)
        /// A text whose closing quote is missing on its line.
        case openText
        case escape
        case number(String)
        case date(String)
        /// A word where a value is needed.
        case unquotedText(String)
        /// A date written as a text.
        case quotedDate(String)
        /// A number that must be whole and within bounds.
        case wholeNumber(found: Numeral, from: Int, to: Int)
        case percent(Numeral)
        /// An absolute window whose end lies before its start, or a pair of counts in the wrong order.
        case reversed
        /// `where` before `in <window>`.
        case windowAfterWhere
        case tooDeep
        case duplicateSegment(String, firstLine: Int)
        case duplicateHeader(String)
        /// A text after `matches` that is no pattern.
        case pattern(PatternError)
        case sequence(SequenceFault)
        /// `within` after `where`.
        case withinAfterWhere
        /// `stopped` or `resumed` in a window that has none of its length before it.
        case noPrecedingWindow
        /// A currency in small letters.
        case currency(String)
        /// An amount of money with more than four places.
        case amount(Numeral)
    }

    /// The same error in a text that itself begins at `start` of a larger one.
    package func offset(from start: SourcePosition) -> ParseError {
        ParseError(at: position.offset(from: start), reason)
    }

    package var explanation: Bilingual {
        Bilingual(
            en: "Line \(position.line), column \(position.column): ",
            zh: "第 \(position.line) 行第 \(position.column) 列："
        )
            + reason.explanation
    }

    package var advice: Bilingual? { reason.advice }
}

extension ParseError.Reason {
    package var explanation: Bilingual {
        switch self {
        case .unexpected(let found, let expected, _):
            Bilingual(
                en: "found \(found.english), where \(Self.list(expected.map(\.english), " or ", ", ")) could stand.",
                zh: "这里是\(found.chinese)，应为\(Self.list(expected.map(\.chinese), "或", "、"))。"
            )
        case .character(let text): Bilingual(en: "`\(text)` has no meaning here.", zh: "`\(text)` 在这里没有意义。")
        case .unquotedText(let word):
            Bilingual(en: "found `\(word)`, where a value could stand.", zh: "这里是 `\(word)`，应为值。")
        case .openText: Bilingual(en: "the closing quote of this text is missing.", zh: "这段文本缺少结尾的引号。")
        case .escape: Bilingual(en: "there is no such escape.", zh: "没有这种转义写法。")
        case .number(let text): Bilingual(en: "“\(text)” is not a number.", zh: "“\(text)”不是数字。")
        case .date(let text):
            Bilingual(en: "“\(text)” is not a date of the calendar.", zh: "“\(text)”不是有效的日期。")
        case .quotedDate(let text):
            Bilingual(en: "found the text “\(text)”, where a date could stand.", zh: "这里是文本“\(text)”，应为日期。")
        case .wholeNumber(let found, let low, let high):
            Bilingual(
                en: "found \(found), where a whole number from \(low) to \(high) could stand.",
                zh: "这里是 \(found)，应为 \(low) 到 \(high) 的整数。"
            )
        case .percent(let found):
            Bilingual(
                en: "found \(found)%, where a share from 0% to 100% with at most four places could stand.",
                zh: "这里是 \(found)%，应为 0% 到 100%、最多四位小数的比例。"
            )
        case .reversed: Bilingual(en: "the end lies before the start.", zh: "结束早于开始。")
        case .windowAfterWhere: Bilingual(en: "the window stands after `where`.", zh: "时间窗口写在了 `where` 之后。")
        case .tooDeep:
            Bilingual(en: "more than \(Limits.depth) levels of nesting.", zh: "嵌套超过 \(Limits.depth) 层。")
        case .duplicateSegment(let name, let line):
            Bilingual(
                en: "the segment “\(name)” is defined in line \(line) already.",
                zh: "人群“\(name)”已在第 \(line) 行定义。"
            )
        case .duplicateHeader(let word): Bilingual(en: "`\(word)` is given twice.", zh: "`\(word)` 给出了两次。")
        case .pattern(let error):
            Bilingual(en: "in this pattern, ", zh: "正则表达式有误，") + error.place + error.reason.explanation
        case .sequence(let fault): fault.explanation
        case .withinAfterWhere: Bilingual(en: "`within` stands after `where`.", zh: "`within` 写在了 `where` 之后。")
        case .noPrecedingWindow:
            Bilingual(
                en: "there is no window of the same length before this one to compare it with.",
                zh: "这个时间窗口之前没有等长的窗口可以比较。"
            )
        case .currency(let word): Bilingual(en: "`\(word)` is not a currency.", zh: "`\(word)` 不是货币代码。")
        case .amount(let number):
            Bilingual(
                en: "found \(number), where an amount with at most four places could stand.",
                zh: "这里是 \(number)，应为最多四位小数的金额。"
            )
        }
    }

    package var advice: Bilingual? {
        switch self {
        case .unexpected(_, _, let nearest?): Bilingual(en: "Did you mean `\(nearest)`?", zh: "是否想写 `\(nearest)`？")
        case .character(let text): Self.advice(forCharacter: text)
        case .openText:
            Bilingual(
                en: "Close it with \" on the same line; a line end inside is \\n.",
                zh: "在同一行用 \" 结束；文本内换行写作 \\n。"
            )
        case .escape: Bilingual(en: "Write \\\", \\\\, \\n, \\t or \\u{…}.", zh: "可用 \\\"、\\\\、\\n、\\t 或 \\u{…}。")
        case .date:
            Bilingual(
                en: "Write 2026-01-05, or 2026-01-05T10:00:00+08:00.",
                zh: "写作 2026-01-05 或 2026-01-05T10:00:00+08:00。"
            )
        case .quotedDate: Bilingual(en: "Write dates without quotes: 2026-01-05.", zh: "日期不加引号：2026-01-05。")
        case .unquotedText(let word):
            Bilingual(en: "Write texts in quotes: \"\(word)\".", zh: "文本要加引号：\"\(word)\"。")
        case .windowAfterWhere:
            Bilingual(en: "Write the window first: in last 30 days where …", zh: "先写时间窗口：in last 30 days where …")
        case .pattern(let error): error.advice
        case .sequence(let fault): fault.advice
        case .withinAfterWhere:
            Bilingual(en: "Write it first: \"B\" within 1 day where …", zh: "先写 within：\"B\" within 1 day where …")
        case .noPrecedingWindow:
            Bilingual(
                en: "Write a rolling or a calendar window: in last 30 days, in this month.",
                zh: "请用滚动或日历窗口：in last 30 days、in this month。"
            )
        case .currency(let word): Bilingual(en: "Write \(word.uppercased()).", zh: "请写作 \(word.uppercased())。")
        case .tooDeep:
            Bilingual(en: "Move a part to a segment of its own: in segment \"…\".", zh: "把一部分移到单独的人群：in segment \"…\"。")
        default: nil
        }
    }

    private static func advice(forCharacter text: String) -> Bilingual? {
        let plain: [String: String] = [
            "“": "\"", "”": "\"", "（": "(", "）": ")", "，": ",", "、": ",", "｛": "{", "｝": "}", "＝": "=", "＜": "<",
            "＞": ">", "％": "%", "'": "\"", "‘": "\"", "’": "\"", "≤": "<=", "≥": ">=", "≠": "!=",
        ]
        return plain[text].map { Bilingual(en: "Write \($0) instead.", zh: "请改用 \($0)。") }
    }

    private static func list(_ items: [String], _ last: String, _ separator: String) -> String {
        guard items.count > 1, let final = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: separator) + last + final
    }
}
