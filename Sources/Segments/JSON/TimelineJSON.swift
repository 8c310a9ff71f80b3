import Domain

/// `{"regularity": {"events": […]}, "atLeast": 3, "last": 5, "unit": "week"}`
extension Regularity: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        try decoder.refuseMembers(otherThan: [.regularity, .atLeast, .last, .unit, .whole])
        let events = try reader.decode(EventSelector.self, forKey: .regularity)
        guard events.window == .allTime else { throw reader.invalid(.regularity, "a window has no place here") }
        let of = try reader.wholeNumber(.last, 1...Limits.largestRegularity)
        self.init(
            events,
            atLeast: try reader.wholeNumber(.atLeast, 1...of),
            of: of,
            unit: try reader.dayOrLonger(.unit),
            whole: try reader.decodeIfPresent(Bool.self, forKey: .whole) ?? false
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(events, forKey: .regularity)
        try writer.encode(atLeast, forKey: .atLeast)
        try writer.encode(of, forKey: .last)
        try writer.encode(unit, forKey: .unit)
        if whole { try writer.encode(true, forKey: .whole) }
    }
}

/// `{"stopped": {"events": […], "window": …}}`, `{"resumed": …}`
extension ActivityChange: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        let key = reader.contains(.stopped) ? JSONKey.stopped : .resumed
        try decoder.refuseMembers(otherThan: [key])
        self.init(key == .stopped ? .stopped : .resumed, try reader.decode(EventSelector.self, forKey: key))
        guard events.window.hasPreceding else {
            throw reader.invalid(key, "a window with one of its length before it is needed, such as the last 30 days")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(events, forKey: kind == .stopped ? .stopped : .resumed)
    }
}

/// `{"sequence": [{"events": ["A"]}, {"events": ["B"], "within": {"count": 1, "unit": "day"}}], "window": …}`
extension EventSequence: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        try decoder.refuseMembers(otherThan: [.sequence, .window])
        self.init(
            try reader.items(.sequence),
            in: try reader.decodeIfPresent(WindowJSON.self, forKey: .window)?.window ?? .allTime
        )
        if let fault { throw reader.invalid(.sequence, "step \(fault.step + 1): " + fault.reason.explanation.english) }
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(steps, forKey: .sequence)
        if window != .allTime { try writer.encode(WindowJSON(window: window), forKey: .window) }
    }
}

/// `{"events": ["X"], "negated": true, "within": {"count": 2, "unit": "day"}, "where": …}`
extension SequenceStep: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        try decoder.refuseMembers(otherThan: [.events, .negated, .within, .where])
        self.init(
            try reader.items(.events),
            negated: try reader.decodeIfPresent(Bool.self, forKey: .negated) ?? false,
            where: try reader.decodeIfPresent(EventCondition.self, forKey: .where),
            within: try reader.decodeIfPresent(TimeSpan.self, forKey: .within)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(names, forKey: .events)
        if negated { try writer.encode(true, forKey: .negated) }
        try writer.encodeIfPresent(condition, forKey: .where)
        try writer.encodeIfPresent(within, forKey: .within)
    }
}

/// `{"count": 1, "unit": "day"}`
extension TimeSpan: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        try decoder.refuseMembers(otherThan: [.count, .unit])
        self.init(
            try reader.wholeNumber(.count, 1...Limits.largestWindow),
            try reader.decode(TimeUnit.self, forKey: .unit)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(count, forKey: .count)
        try writer.encode(unit, forKey: .unit)
    }
}

/// `{"wasInSegment": "VIP", "at": "2026-01-01"}`, `{"enteredSegment": "VIP", "window": …, "asKnownAt": …}`
extension HistoryClause: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        let asKnownAt = reader.contains(.asKnownAt) ? try reader.bound(.asKnownAt) : nil
        func window() throws -> Window {
            try reader.decodeIfPresent(WindowJSON.self, forKey: .window)?.window ?? .allTime
        }
        if reader.contains(.wasInSegment) {
            try decoder.refuseMembers(otherThan: [.wasInSegment, .at, .asKnownAt])
            let segment = try reader.decode(String.self, forKey: .wasInSegment)
            self.init(segment: segment, .member(at: try reader.bound(.at)), asKnownAt: asKnownAt)
        } else if reader.contains(.enteredSegment) {
            try decoder.refuseMembers(otherThan: [.enteredSegment, .window, .asKnownAt])
            let segment = try reader.decode(String.self, forKey: .enteredSegment)
            self.init(segment: segment, .entered(try window()), asKnownAt: asKnownAt)
        } else {
            try decoder.refuseMembers(otherThan: [.leftSegment, .window, .asKnownAt])
            let segment = try reader.decode(String.self, forKey: .leftSegment)
            self.init(segment: segment, .left(try window()), asKnownAt: asKnownAt)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        switch question {
        case .member(let bound):
            try writer.encode(segment, forKey: .wasInSegment)
            try writer.encode(bound.jsonText, forKey: .at)
        case .entered(let window):
            try writer.encode(segment, forKey: .enteredSegment)
            if window != .allTime { try writer.encode(WindowJSON(window: window), forKey: .window) }
        case .left(let window):
            try writer.encode(segment, forKey: .leftSegment)
            if window != .allTime { try writer.encode(WindowJSON(window: window), forKey: .window) }
        }
        try writer.encodeIfPresent(asKnownAt?.jsonText, forKey: .asKnownAt)
    }
}
