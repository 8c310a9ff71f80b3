package import Domain

/// Why a definition cannot be used in a workspace.
package struct Problem: ExplainedError, Hashable {
    package var kind: Kind
    /// The canonical text of the statement concerned, to be found in the definition.
    package var statement: String

    package init(kind: Kind, statement: String) {
        self.kind = kind
        self.statement = statement
    }

    package enum Kind: Sendable, Hashable {
        case unknownTrait(String, nearest: String?)
        case unknownEvent(String, nearest: String?)
        case unknownProperty(String, events: [String], nearest: String?)
        case unknownSegment(String, nearest: String?)
        case unknownTimeZone(String, nearest: String?)
        /// The names along the cycle, the first again at the end.
        case cycle([String])
        /// A comparison that values of this type do not have.
        case wrongType(name: String, type: ValueType)
        /// A text where values are dates.
        case quotedDate(name: String, type: ValueType, text: String)
        /// A property that has different types in the events named.
        case mixedTypes(property: String, [String: ValueType])
        /// A measure that values of this type do not have.
        case notMeasurable(property: String, type: ValueType)
        /// An amount in another currency than the workspace's.
        case foreignCurrency(Currency, own: Currency?)
        /// More than `Limits.depth` levels, which no text can say.
        case tooDeep
        /// More than `Limits.references` segments, one naming the next.
        case tooManyReferences
    }

    /// The statement, shortened where it is long: a list may have a million values.
    private var excerpt: String {
        let start = statement.prefix(200)
        return start.endIndex == statement.endIndex ? statement : start + "…"
    }

    package var explanation: Bilingual {
        switch kind {
        case .unknownTrait(let name, _): Bilingual(en: "There is no trait “\(name)”.", zh: "没有特征“\(name)”。")
        case .unknownEvent(let name, _): Bilingual(en: "There is no event “\(name)”.", zh: "没有事件“\(name)”。")
        case .unknownProperty(let name, let events, _):
            Bilingual(
                en: "\(Self.quoted(events, ", ")) has no property “\(name)”.",
                zh: "\(Self.quoted(events, "、"))没有属性“\(name)”。"
            )
        case .unknownSegment(let name, _): Bilingual(en: "There is no segment “\(name)”.", zh: "没有人群“\(name)”。")
        case .unknownTimeZone(let name, _): Bilingual(en: "There is no time zone “\(name)”.", zh: "没有时区“\(name)”。")
        case .cycle(let names):
            Bilingual(
                en: "These segments depend on one another: \(names.joined(separator: " → ")).",
                zh: "这些人群互相依赖：\(names.joined(separator: " → "))。"
            )
        case .wrongType(let name, let type):
            Bilingual(
                en: "`\(excerpt)` cannot be asked: “\(name)” is \(type.title.english).",
                zh: "`\(excerpt)` 不成立：“\(name)”的类型是\(type.title.chinese)。"
            )
        case .quotedDate(let name, let type, let text):
            Bilingual(
                en: "“\(name)” is \(type.title.english), and “\(text)” is a text.",
                zh: "“\(name)”的类型是\(type.title.chinese)，而“\(text)”是文本。"
            )
        case .mixedTypes(let property, let types):
            Bilingual(
                en: "“\(property)” is not of one type: \(Self.list(types, \.english, ", ")).",
                zh: "“\(property)”的类型不一致：\(Self.list(types, \.chinese, "，"))。"
            )
        case .notMeasurable(let property, let type):
            Bilingual(
                en: "`\(excerpt)` cannot be worked out: “\(property)” is \(type.title.english).",
                zh: "`\(excerpt)` 无法计算：“\(property)”的类型是\(type.title.chinese)。"
            )
        case .foreignCurrency(let currency, nil):
            Bilingual(
                en: "`\(excerpt)` is in \(currency.code), and the workspace has no currency.",
                zh: "`\(excerpt)` 的货币是 \(currency.code)，而工作区没有货币。"
            )
        case .foreignCurrency(let currency, let own?):
            Bilingual(
                en:
                    "`\(excerpt)` is in \(currency.code), the workspace in \(own.code), and there are no exchange rates.",
                zh: "`\(excerpt)` 的货币是 \(currency.code)，工作区的货币是 \(own.code)，且没有汇率。"
            )
        case .tooDeep: ParseError.Reason.tooDeep.explanation
        case .tooManyReferences:
            Bilingual(
                en: "More than \(Limits.references) segments name one another in a row.",
                zh: "人群逐层引用超过 \(Limits.references) 层。"
            )
        }
    }

    package var advice: Bilingual? {
        switch kind {
        case .unknownTrait(_, let nearest?), .unknownEvent(_, let nearest?), .unknownProperty(_, _, let nearest?),
            .unknownSegment(_, let nearest?), .unknownTimeZone(_, let nearest?):
            Bilingual(en: "Did you mean “\(nearest)”?", zh: "是否想写“\(nearest)”？")
        case .quotedDate: Bilingual(en: "Write dates without quotes: 2026-01-05.", zh: "日期不加引号：2026-01-05。")
        case .cycle: Bilingual(en: "Take one of the references out.", zh: "请去掉其中一处引用。")
        case .foreignCurrency(_, let own?):
            Bilingual(en: "Write the amount in \(own.code).", zh: "请以 \(own.code) 书写金额。")
        case .tooDeep: ParseError.Reason.tooDeep.advice
        default: nil
        }
    }

    private static func quoted(_ names: [String], _ separator: String) -> String {
        names.map { "“\($0)”" }.joined(separator: separator)
    }

    private static func list(
        _ types: [String: ValueType],
        _ language: KeyPath<Bilingual, String>,
        _ separator: String
    ) -> String {
        types.sorted { $0.key < $1.key }
            .map { "“\($0.key)” " + $0.value.title[keyPath: language] }
            .joined(separator: separator)
    }
}

extension ValueType {
    /// The type as a person says it, with its article in English.
    package var title: Bilingual {
        switch self {
        case .text: Bilingual(en: "a text", zh: "文本")
        case .integer: Bilingual(en: "a whole number", zh: "整数")
        case .number: Bilingual(en: "a number", zh: "数字")
        case .money: Bilingual(en: "an amount of money", zh: "金额")
        case .boolean: Bilingual(en: "true or false", zh: "是或否")
        case .date: Bilingual(en: "a date", zh: "日期")
        case .instant: Bilingual(en: "an instant", zh: "时刻")
        case .list: Bilingual(en: "a list of texts", zh: "文本列表")
        }
    }
}
