import Domain

extension Comparison {
    /// Whether values of this type have an answer to this comparison.
    func applies(to type: ValueType) -> Bool {
        if ignoringCase, !test.comparesTexts || (type != .text && type != .list) { return false }
        return switch test {
        case .missing, .present: true
        case .relation(let relation, let literal):
            literal.lies(onScaleOf: type) && (type != .boolean || relation == .equal || relation == .notEqual)
        case .between(let low, let high):
            type != .boolean && low.lies(onScaleOf: type) && high.lies(onScaleOf: type)
        case .oneOf(let literals), .noneOf(let literals): literals.allSatisfy { $0.lies(onScaleOf: type) }
        case .text, .matches: type == .text
        case .anniversary: type == .date || type == .instant
        case .before(.date), .after(.date), .on, .within: type == .date || type == .instant
        case .before(.instant), .after(.instant): type == .instant
        case .list: type == .list
        }
    }
}

extension Comparison.Test {
    /// Whether `ignoring case` has a meaning.
    fileprivate var comparesTexts: Bool {
        switch self {
        case .relation, .between, .oneOf, .noneOf, .text, .list, .matches: true
        case .missing, .present, .before, .after, .on, .within, .anniversary: false
        }
    }

    /// The values compared with.
    private var literals: [Literal] {
        switch self {
        case .relation(_, let literal): [literal]
        case .between(let low, let high): [low, high]
        case .oneOf(let literals), .noneOf(let literals): literals
        case .text, .missing, .present, .before, .after, .on, .within, .list, .matches, .anniversary: []
        }
    }

    /// A text among the values compared with.
    var textLiteral: String? {
        for case .text(let text) in literals { return text }
        return nil
    }

    /// A currency among the values compared with that is not this one.
    func currency(otherThan own: Currency?) -> Currency? {
        for case .money(_, let currency) in literals where currency != own { return currency }
        return nil
    }
}

extension Literal {
    /// Whether values of this type can be compared with this one.
    fileprivate func lies(onScaleOf type: ValueType) -> Bool {
        switch self {
        case .text: type == .text
        case .number: type.isNumeric
        case .boolean: type == .boolean
        case .date: type == .date || type == .instant
        case .instant: type == .instant
        case .money: type == .money
        }
    }
}
