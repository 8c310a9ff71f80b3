package import Domain

/// The customers of a workspace with what evaluation needs of them, column by column and customer after customer: a copy
/// of the warehouse that can be made anew at any time.
package final class Timelines: Sendable {
    /// In the order of their UTF-8.
    package let ids: TextColumnView
    package let traits: [String: StoredColumn]
    package let lanes: [String: Lane]
    /// Names and types of everything above.
    package let schema: Schema
    /// The highest arrival number of all that was put in; `nil` where that is not known, or nothing was.
    package let lastArrival: Int64?
    /// Whether they are one customer at a time, written over for the next.
    let isSlot: Bool
    /// What keeps the columns' memory: mapped files, or buffers.
    private let memory: any Sendable

    package var customerCount: Int { ids.count }

    init(
        ids: TextColumnView,
        traits: [String: StoredColumn],
        lanes: [String: Lane],
        currency: Currency?,
        lastArrival: Int64? = nil,
        isSlot: Bool = false,
        memory: any Sendable
    ) {
        self.ids = ids
        self.traits = traits
        self.lanes = lanes
        self.lastArrival = lastArrival
        self.isSlot = isSlot
        self.memory = memory
        schema = Schema(
            traits: traits.mapValues(\.type),
            events: lanes.mapValues { $0.properties.mapValues(\.type) },
            currency: currency
        )
    }

    /// How many events a customer has.
    package func eventCount(of place: Int) -> Int { lanes.values.reduce(0) { $0 + $1.rows(of: place).count } }

    /// The place of a customer.
    ///
    /// - Complexity: O(log customers).
    package func place(of id: String) -> Int? {
        var (low, high) = (0, ids.count)
        let wanted = Array(id.utf8)
        while low < high {
            let middle = (low + high) / 2
            if ids.precedes(middle, wanted) { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? low : nil
    }

    /// One customer as the reference evaluator takes it; the arrival of an event is its place among the customer's.
    ///
    /// - Parameters:
    ///   - events: only events of these names, with only these properties; all where it is `nil`.
    package func customer(at place: Int, events wanted: [String: Set<String>]? = nil, traits names: Set<String>? = nil)
        -> Customer
    {
        var events: [Event] = []
        for lane in lanes.values {
            guard let properties = wanted.map({ $0[lane.name] }) ?? Set(lane.properties.keys) else { continue }
            for row in lane.rows(of: place) {
                var values: [String: Value] = [:]
                for name in properties { values[name] = lane.properties[name]?[row] }
                events.append(
                    Event(
                        time: Instant(microseconds: lane.times[row]),
                        arrival: Int64(lane.ordinals[row]),
                        name: lane.name,
                        properties: values
                    )
                )
            }
        }
        var values: [String: Value] = [:]
        for (name, column) in traits where names?.contains(name) ?? true { values[name] = column[place] }
        return Customer(id: ids[place], traits: values, events: events)
    }
}

/// Texts that lie one behind the other.
///
/// `@unchecked Sendable`: as `StoredColumn`.
package struct TextColumnView: @unchecked Sendable {
    package let count: Int
    let starts: UnsafePointer<UInt64>
    let bytes: UnsafePointer<UInt8>

    package func utf8(_ row: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes + Int(starts[row]), count: Int(starts[row + 1] - starts[row]))
    }

    package subscript(row: Int) -> String { String(decoding: utf8(row), as: UTF8.self) }

    func precedes(_ row: Int, _ other: [UInt8]) -> Bool { utf8(row).lexicographicallyPrecedes(other) }
}
