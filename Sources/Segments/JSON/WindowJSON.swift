import Domain

/// `{"last": 7, "unit": "day"}`, `{"last": 3, "unit": "month", "whole": true}`, `{"this": "week"}`,
/// `{"previous": "month"}`, `{"from": "2026-01-01", "to": "2026-06-30"}`, `{"allTime": true}`.
///
/// A type of its own, for `Window` belongs to another target and keeps its own coding free.
struct WindowJSON: Codable {
    var window: Window

    init(window: Window) {
        self.window = window
    }

    init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        if reader.contains(.last) {
            try decoder.refuseMembers(otherThan: [.last, .unit, .whole])
            let count = try reader.wholeNumber(.last, 1...Limits.largestWindow)
            let unit = try reader.decode(TimeUnit.self, forKey: .unit)
            let whole = try reader.decodeIfPresent(Bool.self, forKey: .whole) ?? false
            window = whole ? .previousWhole(count: count, unit: unit) : .rolling(count: count, unit: unit)
        } else if reader.contains(.this) {
            try decoder.refuseMembers(otherThan: [.this])
            window = .current(try reader.decode(TimeUnit.self, forKey: .this))
        } else if reader.contains(.previous) {
            try decoder.refuseMembers(otherThan: [.previous])
            window = .previous(try reader.decode(TimeUnit.self, forKey: .previous))
        } else if reader.contains(.from) {
            try decoder.refuseMembers(otherThan: [.from, .to])
            window = .absolute(from: try reader.bound(.from), to: try reader.bound(.to))
            guard !window.isReversed else { throw reader.invalid(.to, "the end lies before the start") }
        } else if try reader.decodeIfPresent(Bool.self, forKey: .allTime) == true {
            try decoder.refuseMembers(otherThan: [.allTime])
            window = .allTime
        } else {
            throw reader.missing(oneOf: .last, .this, .previous, .from, .allTime)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        switch window {
        case .allTime:
            try writer.encode(true, forKey: .allTime)
        case .rolling(let count, let unit):
            try writer.encode(count, forKey: .last)
            try writer.encode(unit, forKey: .unit)
        case .previousWhole(let count, let unit):
            try writer.encode(count, forKey: .last)
            try writer.encode(unit, forKey: .unit)
            try writer.encode(true, forKey: .whole)
        case .current(let unit): try writer.encode(unit, forKey: .this)
        case .previous(let unit): try writer.encode(unit, forKey: .previous)
        case .absolute(let from, let to):
            try writer.encode(from.jsonText, forKey: .from)
            try writer.encode(to.jsonText, forKey: .to)
        }
    }
}

/// `{"next": 7, "unit": "day"}`, `{"this": "month"}`: the days on which an anniversary may fall.
extension AnniversaryWindow: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        if reader.contains(.next) {
            try decoder.refuseMembers(otherThan: [.next, .unit])
            let count = try reader.wholeNumber(.next, 1...Limits.largestWindow)
            self = .next(count: count, unit: try reader.dayOrLonger(.unit))
        } else if reader.contains(.this) {
            try decoder.refuseMembers(otherThan: [.this])
            self = .current(try reader.dayOrLonger(.this))
        } else {
            throw reader.missing(oneOf: .next, .this)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        switch self {
        case .next(let count, let unit):
            try writer.encode(count, forKey: .next)
            try writer.encode(unit, forKey: .unit)
        case .current(let unit): try writer.encode(unit, forKey: .this)
        }
    }
}

extension TimeUnit {
    /// The units of the calendar.
    static let dayOrLonger: [TimeUnit] = [.day, .week, .month, .quarter, .year]
}

extension WindowBound {
    /// A date or an instant, as in the text form.
    var jsonText: String {
        switch self {
        case .date(let date): date.description
        case .instant(let instant): instant.literalText
        }
    }
}

extension KeyedDecodingContainer<JSONKey> {
    func bound(_ key: JSONKey) throws -> WindowBound {
        let text = try decode(String.self, forKey: key)
        if let date = CalendarDate(text) { return .date(date) }
        if let instant = Instant(literalText: text) { return .instant(instant) }
        throw invalid(key, "a date or an instant is needed")
    }

    func dayOrLonger(_ key: JSONKey) throws -> TimeUnit {
        let unit = try decode(TimeUnit.self, forKey: key)
        guard TimeUnit.dayOrLonger.contains(unit) else { throw invalid(key, "a day or a longer unit is needed") }
        return unit
    }

    func date(_ key: JSONKey) throws -> CalendarDate {
        guard let date = CalendarDate(try decode(String.self, forKey: key)) else {
            throw invalid(key, "a date such as 2026-01-05 is needed")
        }
        return date
    }
}
