import Domain

/// `{"events": ["Order Completed"], "window": …, "where": …}`
extension EventSelector: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        try decoder.refuseMembers(otherThan: [.events, .window, .where])
        self.init(
            try reader.items(.events),
            in: try reader.decodeIfPresent(WindowJSON.self, forKey: .window)?.window ?? .allTime,
            where: try reader.decodeIfPresent(EventCondition.self, forKey: .where)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(names, forKey: .events)
        if window != .allTime { try writer.encode(WindowJSON(window: window), forKey: .window) }
        try writer.encodeIfPresent(condition, forKey: .where)
    }
}

/// `{"calculate": "sum", "property": "revenue", "of": {"events": […]}}`
extension TraitExpression: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        let calculation = try reader.decode(Calculation.self, forKey: .calculate)
        let measure = try calculation.measure { try reader.decode(String.self, forKey: .property) }
        try decoder.refuseMembers(otherThan: [.calculate, .of] + (measure.property == nil ? [] : [.property]))
        self.init(measure, of: try reader.decode(EventSelector.self, forKey: .of))
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(Calculation(measure), forKey: .calculate)
        try writer.encodeIfPresent(measure.property, forKey: .property)
        try writer.encode(events, forKey: .of)
    }
}

/// A measure without its property.
private enum Calculation: String, Codable {
    case count, sum, average, minimum, maximum, median, first, last
    case distinctCount = "distinct count"
    case mostFrequent = "most frequent"
    case daysSinceFirst = "days since first"
    case daysSinceLast = "days since last"
    case averageGap = "average gap"

    init(_ measure: Measure) {
        switch measure {
        case .count: self = .count
        case .sum: self = .sum
        case .average: self = .average
        case .minimum: self = .minimum
        case .maximum: self = .maximum
        case .median: self = .median
        case .first: self = .first
        case .last: self = .last
        case .distinctCount: self = .distinctCount
        case .mostFrequent: self = .mostFrequent
        case .daysSinceFirst: self = .daysSinceFirst
        case .daysSinceLast: self = .daysSinceLast
        case .averageGap: self = .averageGap
        }
    }

    func measure(_ property: () throws -> String) rethrows -> Measure {
        switch self {
        case .count: .count
        case .sum: .sum(try property())
        case .average: .average(try property())
        case .minimum: .minimum(try property())
        case .maximum: .maximum(try property())
        case .median: .median(try property())
        case .first: .first(try property())
        case .last: .last(try property())
        case .distinctCount: .distinctCount(try property())
        case .mostFrequent: .mostFrequent(try property())
        case .daysSinceFirst: .daysSinceFirst
        case .daysSinceLast: .daysSinceLast
        case .averageGap: .averageGap
        }
    }
}
