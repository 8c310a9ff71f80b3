/// Something that a customer did, at an instant.
package struct Event: Sendable, Hashable {
    package var time: Instant
    /// The order in which events reached the warehouse; it decides between events of the same instant.
    package var arrival: Int64
    /// The kind of event, such as `Order Completed`.
    package var name: String
    /// The event's own properties; one that is missing is not in the dictionary.
    package var properties: [String: Value]

    package init(time: Instant, arrival: Int64, name: String, properties: [String: Value] = [:]) {
        self.time = time
        self.arrival = arrival
        self.name = name
        self.properties = properties
    }
}

/// All that is known of one customer: the traits, and the events in order of (time, arrival).
package struct Customer: Sendable, Hashable {
    package var id: String
    /// A trait that is missing is not in the dictionary.
    package var traits: [String: Value]
    package private(set) var events: [Event]

    /// - Complexity: O(*n* log *n*) in the number of events.
    package init(id: String, traits: [String: Value] = [:], events: [Event] = []) {
        self.id = id
        self.traits = traits
        self.events = events.sorted { ($0.time, $0.arrival) < ($1.time, $1.arrival) }
    }
}

/// The names and types that definitions may speak of in one workspace.
package struct Schema: Sendable, Hashable {
    /// Trait name to type.
    package var traits: [String: ValueType]
    /// Event name to its properties' types.
    package var events: [String: [String: ValueType]]
    /// The currency in which all amounts are.
    package var currency: Currency?

    package init(
        traits: [String: ValueType] = [:],
        events: [String: [String: ValueType]] = [:],
        currency: Currency? = nil
    ) {
        self.traits = traits
        self.events = events
        self.currency = currency
    }
}
