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
        /// `matches "…"`
        case matches(Pattern)
        /// `anniversary in next 7 days`
        case anniversary(AnniversaryWindow)
    }
}

extension Comparison {
    /// What is wrong with a pattern that ignores case: texts are put in lower case first, so an upper-case letter in it
    /// matches nothing.
    package var patternError: PatternError? {
        guard ignoringCase, case .matches(let pattern) = test, pattern.tree.namesUpperCase else { return nil }
        return PatternError(offset: 0, .upperCase)
    }
}

/// The days on which an anniversary may fall.
package enum AnniversaryWindow: Sendable, Hashable {
    /// `in next 7 days`: today and the days up to today moved by that much, which is not one of them. The unit is a day or
    /// longer.
    case next(count: Int, unit: TimeUnit)
    /// `today`, `this month`: the calendar unit that holds today, with what of it is still to come. A day or longer.
    case current(TimeUnit)
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
