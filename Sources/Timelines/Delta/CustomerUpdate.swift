package import Domain

/// What became known of one customer after timelines were made.
package struct CustomerUpdate: Sendable, Hashable {
    package var id: String
    /// New values of traits; `nil` takes a value away. What is not named stays as it is.
    package var traits: [String: Value?]
    /// In any order, of any time.
    package var events: [Event]

    package init(id: String, traits: [String: Value?] = [:], events: [Event] = []) {
        (self.id, self.traits, self.events) = (id, traits, events)
    }

    /// Both, one after the other.
    func followed(by later: CustomerUpdate) -> CustomerUpdate {
        CustomerUpdate(id: id, traits: traits.merging(later.traits) { $1 }, events: events + later.events)
    }
}

/// What became of updates.
package struct AddedUpdates: Sendable, Hashable {
    /// Events that were new.
    package var events = 0
    /// Events that had arrived before: their numbers are no higher than that of the last one.
    package var known = 0
    /// Events of kinds that the timelines do not hold, by name: no definition asks of them.
    package var unheld: [String: Int] = [:]
}
