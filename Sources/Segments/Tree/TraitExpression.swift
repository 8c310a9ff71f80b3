/// One value worked out from a customer's events: `sum of revenue of "Order Completed" in last 365 days`.
///
/// Computed traits are such expressions, and conditions compare them.
package struct TraitExpression: Sendable, Hashable {
    package var measure: Measure
    package var events: EventSelector

    package init(_ measure: Measure, of events: EventSelector) {
        self.measure = measure
        self.events = events
    }
}

/// What is worked out. The associated text is the property; events that lack it are left out, except for `first` and
/// `last`, which look at one event only.
package enum Measure: Sendable, Hashable {
    /// The number of events; 0 without any.
    case count
    /// Exact for integers and money; 0 without any.
    case sum(String)
    /// Money is rounded half to even at four places, other numbers are a `Double`; missing without any.
    case average(String)
    /// Numbers, dates and instants; missing without any.
    case minimum(String)
    case maximum(String)
    /// The middle value, or the mean of the two middle values, rounded as `average`; missing without any.
    case median(String)
    /// 0 without any.
    case distinctCount(String)
    /// Of equally frequent values the one seen last; missing without any.
    case mostFrequent(String)
    /// The property of the first event in the order of (time, arrival); missing where that event lacks it.
    case first(String)
    case last(String)
    /// Calendar days from the event's local date to now's local date; missing without events.
    case daysSinceFirst
    case daysSinceLast
    /// Mean days of 24 hours between consecutive instants; events of one instant count once; missing below two.
    case averageGap
}

extension Measure {
    /// The property looked at, where there is one.
    package var property: String? {
        switch self {
        case .count, .daysSinceFirst, .daysSinceLast, .averageGap: nil
        case .sum(let name), .average(let name), .minimum(let name), .maximum(let name), .median(let name),
            .distinctCount(let name), .mostFrequent(let name), .first(let name), .last(let name):
            name
        }
    }
}
