package import Domain

/// `did "Order Completed" in at least 3 of last 5 weeks`: events of a kind in at least some of several equal units of
/// time, one after another.
package struct Regularity: Sendable, Hashable {
    /// Which events; its window is all time, for the units bound them.
    package var events: EventSelector
    /// How many units must hold an event, from 1 to `of`.
    package var atLeast: Int
    /// How many units there are, from 1 to `Limits.largestRegularity`.
    package var of: Int
    /// A day or longer.
    package var unit: TimeUnit
    /// Whether the units are the whole calendar units before the one that holds now; else they end at now.
    package var whole: Bool

    package init(_ events: EventSelector, atLeast: Int, of: Int, unit: TimeUnit, whole: Bool = false) {
        self.events = events
        self.atLeast = atLeast
        self.of = of
        self.unit = unit
        self.whole = whole
    }
}

/// `stopped "Order Completed" in last 30 days`, `resumed "Order Completed" in this month`.
package struct ActivityChange: Sendable, Hashable {
    package var kind: Kind
    /// Its window is the current one. A window of all time and one between two dates have none before them.
    package var events: EventSelector

    package init(_ kind: Kind, _ events: EventSelector) {
        self.kind = kind
        self.events = events
    }

    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// An event in the window before, and none in the current one.
        case stopped
        /// An event in the current window, none in the window before, and one before that.
        case resumed
    }
}
