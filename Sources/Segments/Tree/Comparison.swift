package import Domain

/// What is demanded of one value: `> 100`, `in ("a", "b") ignoring case`, `is missing`, `in last 7 days`.
///
/// Every test but `missing` is false where the value is missing.
package struct Comparison: Sendable, Hashable {
    package var test: Test
    /// Whether texts are compared in lower case.
    package var ignoringCase: Bool

    package init(_ test: Test, ignoringCase: Bool = false) {
        self.test = test
        self.ignoringCase = ignoringCase
    }

    package enum Test: Sendable, Hashable {
        case relation(Relation, Literal)
        /// `between low and high`, both ends included.
        case between(low: Literal, high: Literal)
        /// `in (…)`; one literal or more.
        case oneOf([Literal])
        /// `not in (…)`: false where the value is missing, as every comparison.
        case noneOf([Literal])
        case text(TextRelation, String)
        case missing
        case present
        case before(WindowBound)
        case after(WindowBound)
        /// The whole of a local day.
        case on(CalendarDate)
        case within(Window)
        /// `has any of (…)`, for lists; one text or more.
        case list(ListRelation, [String])
    }
}

/// How two values of one scale lie to each other.
package enum Relation: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

package enum TextRelation: String, Sendable, Hashable, CaseIterable {
    case contains
    case startsWith = "starts with"
    case endsWith = "ends with"
}

package enum ListRelation: String, Sendable, Hashable, CaseIterable {
    case any, all, none
}
