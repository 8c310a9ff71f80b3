package import Domain

/// Timelines with what became known since they were made, as one.
///
/// The base stays as it is. Above it lie layers: small timelines of the customers who were touched, each with all of her
/// events, the old and the new ones. Of a customer the uppermost layer that has her counts. Customers keep the places that
/// they have in the base; new ones come behind, in the order in which they became known.
///
/// It is a value that nobody changes while it is read: adding makes new layers and leaves the old ones alone, so a copy is a
/// consistent picture, and costs nothing.
package struct LayeredTimelines: Sendable {
    package let base: Timelines
    /// Names and types of all that base and layers hold.
    package let schema: Schema
    private(set) var layers: [TimelineLayer] = []
    package private(set) var customerCount: Int
    /// The highest arrival number of all that is held.
    package private(set) var lastArrival: Int64

    /// - Parameter schema: what may be named by what arrives. Of the kinds of events that the base holds, only those properties
    ///   are taken that it holds too, so that old and new events know the same.
    /// - Throws: `.arrivalsUnknown` of timelines that an earlier version of Covey made.
    package init(_ base: Timelines, schema: Schema) throws(TimelineError) {
        guard let last = base.lastArrival ?? (base.lanes.values.allSatisfy { $0.count == 0 } ? .min : nil) else {
            throw .arrivalsUnknown
        }
        self.base = base
        self.schema = Schema(
            traits: schema.traits.merging(base.schema.traits) { $1 },
            events: schema.events.merging(base.schema.events) { $1 },
            currency: base.schema.currency ?? schema.currency
        )
        customerCount = base.customerCount
        lastArrival = last
    }

    /// Base and layers, the lowest first.
    var stack: [Timelines] { [base] + layers.map(\.timelines) }

    /// How many customers the layers hold; some of them several times.
    package var layeredCount: Int { layers.reduce(0) { $0 + $1.count } }

    /// Where a customer is kept.
    ///
    /// - Complexity: O(layers).
    func location(of place: Int) -> (timelines: Timelines, row: Int) {
        for layer in layers.reversed() {
            if let row = layer.row(of: place) { return (layer.timelines, row) }
        }
        return (base, place)
    }

    /// The place of a customer.
    ///
    /// - Complexity: O(layers · log customers).
    package func place(of id: String) -> Int? {
        for layer in layers.reversed() {
            if let row = layer.timelines.place(of: id) { return Int(layer.places[row]) }
        }
        return base.place(of: id)
    }

    package func id(of place: Int) -> String {
        if place < base.customerCount { return base.ids[place] }
        let (timelines, row) = location(of: place)
        return timelines.ids[row]
    }

    /// How many events a customer has.
    package func eventCount(of place: Int) -> Int {
        let (timelines, row) = location(of: place)
        return timelines.eventCount(of: row)
    }

    /// One customer as the reference evaluator takes it; see `Timelines.customer`.
    package func customer(at place: Int, events: [String: Set<String>]? = nil, traits: Set<String>? = nil) -> Customer {
        let (timelines, row) = location(of: place)
        return timelines.customer(at: row, events: events, traits: traits)
    }

    // MARK: Adding

    /// Adds what became known.
    ///
    /// Arrival numbers only grow: an event whose number is not higher than `lastArrival` is there already and is not added
    /// again. So whoever cannot tell how far it came may hand on everything once more.
    ///
    /// - Parameter settled: so many of the lower layers are left as they are.
    /// - Complexity: O(events of the customers touched), and each is moved O(log customers touched) times more as layers grow.
    package mutating func add(_ updates: [CustomerUpdate], keeping settled: Int = 0) throws(TimelineError)
        -> AddedUpdates
    {
        var added = AddedUpdates()
        let fresh = fresh(updates, &added)
        guard !fresh.isEmpty else { return added }
        let builder = try TimelineBuilder(schema)
        let copiers = stack.map { CustomerCopier($0, to: builder, isWhole: false) }
        var places: [UInt32] = []
        for update in fresh {
            let (place, source, row) = find(update.id)
            try copiers[source].copy(row, with: update)
            places.append(UInt32(place))
        }
        layers.append(TimelineLayer(try builder.timelinesInMemory(), places: places))
        while layers.count >= settled + 2, layers[layers.count - 2].count <= 2 * layers[layers.count - 1].count {
            try joinLastLayers()
        }
        return added
    }

    /// One update for each customer, in the order of identifiers, with events that are new, in the order of (time, arrival).
    private mutating func fresh(_ updates: [CustomerUpdate], _ added: inout AddedUpdates) -> [CustomerUpdate] {
        let last = lastArrival
        var byID: [String: CustomerUpdate] = [:]
        for var update in updates {
            let count = update.events.count
            update.events.removeAll { $0.arrival <= last }
            added.known += count - update.events.count
            for event in update.events { lastArrival = max(lastArrival, event.arrival) }
            for event in update.events where schema.events[event.name] == nil {
                added.unheld[event.name, default: 0] += 1
            }
            update.events.removeAll { schema.events[$0.name] == nil }
            added.events += update.events.count
            byID[update.id] = byID[update.id]?.followed(by: update) ?? update
        }
        return byID.values.map { update in
            var ordered = update
            ordered.events.sort { ($0.time, $0.arrival) < ($1.time, $1.arrival) }
            return ordered
        }
        .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }

    /// A customer's place, and where in the stack she is kept; a new customer gets the next place.
    private mutating func find(_ id: String) -> (place: Int, source: Int, row: Int?) {
        for index in layers.indices.reversed() {
            if let row = layers[index].timelines.place(of: id) {
                return (Int(layers[index].places[row]), index + 1, row)
            }
        }
        if let place = base.place(of: id) { return (place, 0, place) }
        customerCount += 1
        return (customerCount - 1, 0, nil)
    }

    private mutating func joinLastLayers() throws(TimelineError) {
        let pair = [layers[layers.count - 2], layers[layers.count - 1]]
        let builder = try TimelineBuilder(schema)
        var merge = TimelineMerge(pair.map(\.timelines), into: builder)
        var places: [UInt32] = []
        _ = try merge.copy(.max) { places.append(pair[$0.source].places[$0.place]) }
        layers.removeLast(2)
        layers.append(TimelineLayer(try builder.timelinesInMemory(), places: places))
    }

    // MARK: A new base

    /// The same with a new base, which holds all that the base and the lowest `count` layers hold.
    func rebased(on new: Timelines, replacing count: Int) throws(TimelineError) -> LayeredTimelines {
        var rebased = try LayeredTimelines(new, schema: schema)
        for layer in layers.dropFirst(count) {
            let places = (0..<layer.count).map { row in
                let id = layer.timelines.ids[row]
                return UInt32(rebased.place(of: id) ?? rebased.takePlace())
            }
            rebased.layers.append(TimelineLayer(layer.timelines, places: places))
        }
        rebased.lastArrival = max(lastArrival, rebased.lastArrival)
        return rebased
    }

    private mutating func takePlace() -> Int {
        customerCount += 1
        return customerCount - 1
    }
}
