import Domain
import Segments

/// Which events several statements ask of: kinds and a condition, without the window. What statements share of it is worked
/// out once for each customer.
struct EventScope: Sendable {
    struct Key: Hashable {
        var names: [String]
        var condition: EventCondition?
        var zone: String
    }

    struct Source: Sendable {
        var lane: Lane
        var filter: EventFilter?
    }

    /// The kinds of events that there are any of.
    let sources: [Source]
    /// Instants, in the order in which they were asked for: how many events come no earlier?
    private(set) var cuts: [Int64] = []
    private var places: [Int64: Int] = [:]
    /// Properties to add up, likewise.
    private(set) var sums: [String] = []

    init(_ selector: EventSelector, _ timelines: Timelines, in context: EvaluationContext) {
        sources = Set(selector.names).sorted().compactMap { name in
            timelines.lanes[name].map { lane in
                Source(
                    lane: lane,
                    filter: selector.condition.map { EventFilter($0, on: lane, in: context) }
                )
            }
        }
    }

    /// A range of instants as two cuts; `nil` where it holds no instant.
    mutating func window(_ range: InstantRange) -> WindowCuts? {
        guard range.start < range.end else { return nil }
        return WindowCuts(start: cut(range.start.microseconds), end: cut(range.end.microseconds))
    }

    mutating func cut(_ time: Int64) -> Int {
        if let known = places[time] { return known }
        cuts.append(time)
        places[time] = cuts.count - 1
        return cuts.count - 1
    }

    mutating func sum(of property: String) -> Int {
        if let known = sums.firstIndex(of: property) { return known }
        sums.append(property)
        return sums.count - 1
    }

    /// The type of a property where every kind that has it agrees; `nil` where none has it or two disagree.
    func type(of property: String) -> ValueType? {
        let types = Set(sources.compactMap { $0.lane.properties[property]?.type })
        return types.count == 1 ? types.first : nil
    }
}

/// A window as places of its scope's cuts: the events no earlier than the start, less those no earlier than the end.
struct WindowCuts: Sendable, Hashable {
    var start: Int
    var end: Int
}
