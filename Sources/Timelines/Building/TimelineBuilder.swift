package import Domain

/// Makes timelines of customers in the order of their identifiers, and of their events in the order of (customer, time,
/// arrival), which come in batches.
///
/// Memory is for buffers and dictionaries where it writes to files.
package final class TimelineBuilder {
    /// Some events, column by column.
    package struct Events {
        /// Places of customers, which never go back from one event to the next.
        package var customers: [UInt32]
        /// Microseconds.
        package var times: [Int64]
        /// Places in the builder's list of events.
        package var names: [Int]
        /// For each property of `propertyNames`, in its order.
        package var properties: [ColumnBatch]

        package init(customers: [UInt32], times: [Int64], names: [Int], properties: [ColumnBatch]) {
            self.customers = customers
            self.times = times
            self.names = names
            self.properties = properties
        }
    }

    /// The events' names, in order.
    package let eventNames: [String]
    /// All properties of all events, in order. Those of one name share a batch's column.
    package let propertyNames: [String]
    package let traitNames: [String]

    let schema: Schema
    let idStarts: ColumnOutput
    let idBytes: ColumnOutput
    let traits: [(name: String, column: ColumnBuilder)]
    let lanes: [LaneBuilder]
    package private(set) var customerCount = 0
    package private(set) var eventCount = 0
    /// For each lane, the batch's columns that its properties are read from.
    private let sources: [[Int]]
    private var customer = -1
    /// The highest arrival number of all that the timelines hold; what arrives later has a higher one.
    package var lastArrival: Int64?
    private var lastTime = Int64.min
    private var ordinal: UInt32 = 0

    /// A builder that keeps everything in memory.
    package convenience init(_ schema: Schema) throws(TimelineError) {
        try self.init(schema) { (_) throws(TimelineError) in try ColumnOutput() }
    }

    /// - Parameter output: makes the place of a column of this name.
    init(_ schema: Schema, output: (String) throws(TimelineError) -> ColumnOutput) throws(TimelineError) {
        self.schema = schema
        let events = schema.events.keys.sorted()
        eventNames = events
        let properties = Set(schema.events.values.flatMap(\.keys)).sorted()
        propertyNames = properties
        traitNames = schema.traits.keys.sorted()
        idStarts = try output("ids-starts")
        idBytes = try output("ids-bytes")
        var traits: [(name: String, column: ColumnBuilder)] = []
        for (index, trait) in schema.traits.sorted(by: { $0.key < $1.key }).enumerated() {
            let values = try output("trait-\(index)")
            let column = ColumnBuilder(trait.value, output: values, presence: try output("trait-\(index)-present"))
            traits.append((trait.key, column))
        }
        self.traits = traits
        var lanes: [LaneBuilder] = []
        for (index, event) in events.enumerated() {
            let own = (schema.events[event] ?? [:]).sorted { $0.key < $1.key }.map { (name: $0.key, type: $0.value) }
            lanes.append(
                try LaneBuilder(name: event, properties: own) { (part) throws(TimelineError) in
                    try output("event-\(index)-\(part)")
                }
            )
        }
        self.lanes = lanes
        sources = lanes.map { lane in lane.properties.map { property in properties.firstIndex(of: property.name) ?? 0 }
        }
    }

    /// - Parameter values: a batch for each trait, in the order of `traitNames`.
    package func addCustomers(_ ids: [String], traits values: [ColumnBatch]) throws(TimelineError) {
        guard customerCount + ids.count < Int(UInt32.max) else { throw .tooMany(name: "customers") }
        for id in ids {
            var id = id
            try idStarts.append(UInt64(idBytes.byteCount))
            try id.withUTF8Bytes { (bytes) throws(TimelineError) in try idBytes.append(bytes) }
        }
        for (index, trait) in traits.enumerated() {
            for row in ids.indices { try trait.column.append(values[index], row: row) }
        }
        customerCount += ids.count
    }

    package func add(_ events: Events) throws(TimelineError) {
        for row in events.customers.indices {
            let (owner, time) = (Int(events.customers[row]), events.times[row])
            if owner != customer { try begin(owner) } else if time < lastTime { throw .outOfOrder(customer: owner) }
            lastTime = time
            let place = events.names[row]
            try lanes[place].append(time: time, ordinal: ordinal)
            for (property, source) in zip(lanes[place].properties, sources[place]) {
                try property.column.append(events.properties[source], row: row)
            }
            ordinal += 1
        }
        eventCount += events.customers.count
    }

    /// Begins a customer whose traits and events the caller then appends to the columns.
    func beginCustomer(_ id: UnsafeBufferPointer<UInt8>) throws(TimelineError) {
        guard customerCount + 1 < Int(UInt32.max) else { throw .tooMany(name: "customers") }
        try idStarts.append(UInt64(idBytes.byteCount))
        try idBytes.append(id)
        for lane in lanes { try lane.begin() }
        customer = customerCount
        customerCount += 1
    }

    /// Counts events that the caller appended.
    func add(eventCount more: Int) { eventCount += more }

    /// Takes everything back but the memory and the codes of values.
    func rewind() {
        for output in [idStarts, idBytes] { output.rewind() }
        for trait in traits { trait.column.rewind() }
        for lane in lanes { lane.rewind() }
        (customerCount, eventCount, customer, ordinal) = (0, 0, -1, 0)
    }

    private func begin(_ next: Int) throws(TimelineError) {
        guard next > customer, next < customerCount else { throw .outOfOrder(customer: next) }
        for _ in customer..<next {
            for lane in lanes { try lane.begin() }
        }
        (customer, ordinal) = (next, 0)
    }

    /// Ends the columns; nothing is added afterwards.
    func finish() throws(TimelineError) {
        for _ in customer + 1..<customerCount {
            for lane in lanes { try lane.begin() }
        }
        for lane in lanes { try lane.finish() }
        for trait in traits { try trait.column.finish() }
        try idStarts.append(UInt64(idBytes.byteCount))
    }
}

extension String {
    /// The text's UTF-8, without copying it where it lies in one piece.
    mutating func withUTF8Bytes(
        _ body: (UnsafeBufferPointer<UInt8>) throws(TimelineError) -> Void
    ) throws(TimelineError) {
        let result = withUTF8 { bytes in
            Result { () throws(TimelineError) in try body(bytes) }
        }
        try result.get()
    }
}
