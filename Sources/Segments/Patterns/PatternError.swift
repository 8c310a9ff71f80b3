package import Domain

/// A text that is no pattern: where, and why.
package struct PatternError: ExplainedError, Hashable {
    /// How many scalars of the pattern, in NFC, stand before the place.
    package var offset: Int
    package var reason: Reason

    package init(offset: Int, _ reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    package enum Reason: Sendable, Hashable {
        case unsupported(Feature)
        case unfinished
        case nothingToRepeat
        /// A `{` that begins no repetition.
        case brace
        /// A bound of more than `PatternTree.Limits.repetitions`.
        case bound
        /// A range or a pair of bounds in the wrong order.
        case reversed
        /// A range whose end is a class.
        case range
        case openParenthesis
        case closingParenthesis
        case openClass
        case emptyClass
        case escape
        case tooDeep
        case tooLarge
        /// An upper-case letter in a pattern that ignores case.
        case upperCase
    }

    /// What other languages of patterns have.
    package enum Feature: Sendable, Hashable, CaseIterable {
        case backReference, lookAhead, lookBehind, namedGroup, atomicGroup, flags, wordBoundary, property, possessive
        case nestedClass

        package var title: Bilingual {
            switch self {
            case .backReference: Bilingual(en: "a back-reference such as \\1", zh: "反向引用（如 \\1）")
            case .lookAhead: Bilingual(en: "look-ahead, (?=…) or (?!…)", zh: "先行断言 (?=…)、(?!…)")
            case .lookBehind: Bilingual(en: "look-behind, (?<=…) or (?<!…)", zh: "后行断言 (?<=…)、(?<!…)")
            case .namedGroup: Bilingual(en: "a named group, (?<name>…)", zh: "命名分组 (?<name>…)")
            case .atomicGroup: Bilingual(en: "an atomic group, (?>…)", zh: "原子分组 (?>…)")
            case .flags: Bilingual(en: "a flag such as (?i)", zh: "标志（如 (?i)）")
            case .wordBoundary: Bilingual(en: "a word boundary, \\b or \\B", zh: "单词边界 \\b、\\B")
            case .property: Bilingual(en: "a Unicode property, \\p{…}", zh: "Unicode 属性 \\p{…}")
            case .possessive: Bilingual(en: "a possessive repetition such as *+", zh: "占有量词（如 *+）")
            case .nestedClass: Bilingual(en: "a class within a class", zh: "字符类的嵌套")
            }
        }
    }

    package var explanation: Bilingual {
        Bilingual(en: "In this pattern, ", zh: "正则表达式有误，") + place + reason.explanation
    }

    /// Where, in the middle of a sentence.
    var place: Bilingual {
        Bilingual(en: "at character \(offset + 1): ", zh: "第 \(offset + 1) 个字符：")
    }

    package var advice: Bilingual? {
        switch reason {
        case .unsupported(.flags):
            Bilingual(en: "Write `ignoring case` after the pattern.", zh: "请在表达式之后写 `ignoring case`。")
        case .unsupported(.namedGroup): Bilingual(en: "Write (…) instead.", zh: "请改用 (…)。")
        case .unsupported(.wordBoundary):
            Bilingual(
                en: "Write what may stand beside the word: (^|\\W)word($|\\W).",
                zh: "请写出词的两侧：(^|\\W)word($|\\W)。"
            )
        case .brace: Bilingual(en: "Write \\{ for the brace itself.", zh: "花括号本身写作 \\{。")
        case .nothingToRepeat, .escape:
            Bilingual(en: "A backslash makes a sign literal: \\*.", zh: "在符号前加反斜杠表示符号本身：\\*。")
        case .upperCase:
            Bilingual(
                en: "Texts are put in lower case first; write the pattern in lower case.",
                zh: "文本会先转为小写，请用小写书写表达式。"
            )
        default: nil
        }
    }
}

extension PatternError.Reason {
    var explanation: Bilingual {
        switch self {
        case .unsupported(let feature):
            Bilingual(
                en: "\(feature.title.english) is not part of this language.",
                zh: "不支持\(feature.title.chinese)。"
            )
        case .unfinished: Bilingual(en: "the pattern ends too early.", zh: "表达式不完整。")
        case .nothingToRepeat: Bilingual(en: "there is nothing to repeat.", zh: "没有可重复的内容。")
        case .brace: Bilingual(en: "`{` begins no repetition.", zh: "`{` 不是有效的重复次数。")
        case .bound:
            Bilingual(
                en: "more than \(PatternTree.Limits.repetitions) repetitions.",
                zh: "重复次数超过 \(PatternTree.Limits.repetitions)。"
            )
        case .reversed: Bilingual(en: "the end lies before the start.", zh: "范围的结尾在开头之前。")
        case .range: Bilingual(en: "a range goes from one character to another.", zh: "范围的两端应为单个字符。")
        case .openParenthesis: Bilingual(en: "this `(` is not closed.", zh: "这个 `(` 没有配对的 `)`。")
        case .closingParenthesis: Bilingual(en: "this `)` closes nothing.", zh: "这个 `)` 没有配对的 `(`。")
        case .openClass: Bilingual(en: "this `[` is not closed.", zh: "这个 `[` 没有配对的 `]`。")
        case .emptyClass: Bilingual(en: "no character is in this class.", zh: "这个字符类不含任何字符。")
        case .escape: Bilingual(en: "there is no such escape.", zh: "没有这种转义写法。")
        case .tooDeep:
            Bilingual(
                en: "more than \(PatternTree.Limits.depth) levels of groups.",
                zh: "分组嵌套超过 \(PatternTree.Limits.depth) 层。"
            )
        case .tooLarge: Bilingual(en: "the pattern is too large.", zh: "表达式过大。")
        case .upperCase:
            Bilingual(en: "the pattern has an upper-case letter, and case is ignored.", zh: "忽略大小写时，表达式中不能有大写字母。")
        }
    }
}
