package import Domain

/// Which of a customer's events are meant.
package struct EventSelector: Sendable, Hashable {
    /// Events of any of these names; one or more.
    package var names: [String]
    /// Only events inside it; never one after now.
    package var window: Window
    /// Only events of which this is true (`where`).
    package var condition: EventCondition?

    package init(_ names: [String], in window: Window = .allTime, where condition: EventCondition? = nil) {
        self.names = names
        self.window = window
        self.condition = condition
    }

    package init(_ name: String, in window: Window = .allTime, where condition: EventCondition? = nil) {
        self.init([name], in: window, where: condition)
    }
}

/// What is demanded of one event, by its own properties.
package typealias EventCondition = Formula<PropertyClause>

/// One statement about an event: `revenue > 100`.
package struct PropertyClause: Sendable, Hashable {
    package var property: String
    package var comparison: Comparison

    package init(_ property: String, _ comparison: Comparison) {
        self.property = property
        self.comparison = comparison
    }
}

/// Properties that every event has.
package enum BuiltInProperty {
    /// The event's instant. A property of that name in the data cannot be reached by a definition.
    package static let time = "time"
}

/// How often events of a kind happened.
package struct Occurrence: Sendable, Hashable {
    package var events: EventSelector
    package var frequency: Frequency

    package init(_ events: EventSelector, _ frequency: Frequency = .ever) {
        self.events = events
        self.frequency = frequency
    }
}

/// Counts are from 0 to `Limits.largestCount`.
package enum Frequency: Sendable, Hashable {
    /// `did E`
    case ever
    /// `did not E`
    case never
    case atLeast(Int)
    /// Includes never.
    case atMost(Int)
    case exactly(Int)
    /// Both ends included.
    case between(Int, Int)
    /// `on at least n days`: different local dates in the segment's time zone.
    case onAtLeastDays(Int)
}

/// Bounds on what a definition may say, so that no definition can overflow a number or the stack.
package enum Limits {
    /// Levels of groups and negations, those in `where` included.
    package static let depth = 200
    /// Segments that name segments that name segments, and so on.
    package static let references = 50
    /// Largest count of events or days.
    package static let largestCount = 1_000_000_000
    /// Most units in a window; twice 100,000 years still fit an instant.
    package static let largestWindow = 100_000
    /// Most units that a regularity looks at.
    package static let largestRegularity = 1_000
    /// Most steps of a sequence.
    package static let sequenceSteps = 20
}
