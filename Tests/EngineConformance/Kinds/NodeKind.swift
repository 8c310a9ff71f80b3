/// Every way to say something in the language: each must be drawn, or nothing was compared of it.
package enum NodeKind: String, Sendable, Hashable, CaseIterable {
    case and, or, not
    case ownTimeZone = "time zone of its own"

    case trait, occurrence, measure, regularity, stopped, resumed, sequence, random
    case inSegment = "in segment"
    case wasIn = "was in"
    case entered, left
    case asKnownAt = "as known at"

    case ever, never, exactly
    case atLeast = "at least"
    case atMost = "at most"
    case countBetween = "between counts"
    case onDays = "on at least days"

    case count, sum, average, minimum, maximum, median, first, last
    case distinctCount = "distinct count"
    case mostFrequent = "most frequent"
    case daysSinceFirst = "days since first"
    case daysSinceLast = "days since last"
    case averageGap = "average gap"

    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case between, missing, present, before, after, on, matches, contains
    case oneOf = "in list"
    case noneOf = "not in list"
    case startsWith = "starts with"
    case endsWith = "ends with"
    case inWindow = "in window"
    case hasAny = "has any of"
    case hasAll = "has all of"
    case hasNone = "has none of"
    case nextAnniversary = "anniversary in next"
    case currentAnniversary = "anniversary in this"
    case ignoringCase = "ignoring case"
    case moneyLiteral = "amount with currency"

    case condition = "where"
    case nestedCondition = "nested where"
    case severalNames = "several events"

    case allTime = "all time"
    case rolling = "last n units"
    case currentUnit = "this unit"
    case previousUnit = "last unit"
    case previousWhole = "last n whole units"
    case betweenDates = "from to"

    case within
    case negatedStep = "not between steps"
    case trailingStep = "trailing not"
    case trailingStepWithin = "trailing not within"
    case windowedSequence = "sequence in window"
    case rollingUnits = "of last n units"
    case wholeUnits = "of last n whole units"
}
