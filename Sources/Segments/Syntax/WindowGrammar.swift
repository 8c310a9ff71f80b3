import Domain

/// Windows and their bounds.
extension TokenReader {
    /// A window, after `in`.
    mutating func window() throws(ParseError) -> Window {
        if accept(word: "last") { return try lastWindow() }
        if accept(word: "this") { return .current(try unit(of: TimeUnit.allCases)) }
        if accept(word: "today") { return .current(.day) }
        if accept(word: "yesterday") { return .previous(.day) }
        if accept(word: "from") { return try absoluteWindow() }
        if accept(word: "all") {
            try require(word: "time")
            return .allTime
        }
        throw unexpected()
    }

    private mutating func lastWindow() throws(ParseError) -> Window {
        guard case .number = current else {
            expect(Bilingual(en: "a number", zh: "数字"))
            return .previous(try unit(of: TimeUnit.allCases))
        }
        let count = try wholeNumber(from: 1, to: Limits.largestWindow)
        let whole = accept(word: "whole")
        let unit = try unit(of: TimeUnit.allCases)
        return whole ? .previousWhole(count: count, unit: unit) : .rolling(count: count, unit: unit)
    }

    mutating func unit(of units: [TimeUnit]) throws(ParseError) -> TimeUnit {
        for unit in units where accept(word: unit.rawValue) || accept(word: unit.rawValue + "s") {
            return unit
        }
        throw unexpected()
    }

    /// `in next 7 days`, `today`, `this month`, after `anniversary`.
    mutating func anniversaryWindow() throws(ParseError) -> AnniversaryWindow {
        if accept(word: "in"), accept(word: "next") {
            let count = try wholeNumber(from: 1, to: Limits.largestWindow)
            return .next(count: count, unit: try unit(of: TimeUnit.dayOrLonger))
        }
        if accept(word: "today") { return .current(.day) }
        try require(word: "this")
        return .current(try unit(of: TimeUnit.dayOrLonger))
    }

    private mutating func absoluteWindow() throws(ParseError) -> Window {
        let from = try bound()
        try require(word: "to")
        let place = place
        let to = try bound()
        let window = Window.absolute(from: from, to: to)
        guard !window.isReversed else { throw error(at: place, .reversed) }
        return window
    }

    mutating func bound() throws(ParseError) -> WindowBound {
        if case .instant(let instant) = current {
            advance()
            return .instant(instant)
        }
        return .date(try date())
    }

    mutating func date() throws(ParseError) -> CalendarDate {
        if case .text(let text) = current { throw error(.quotedDate(text)) }
        guard case .date(let date) = current else {
            expect(Bilingual(en: "a date such as 2026-01-05", zh: "日期，如 2026-01-05"))
            throw unexpected()
        }
        advance()
        return date
    }
}

extension Window {
    /// Whether an absolute window ends before it starts, as far as that can be said without a time zone.
    var isReversed: Bool {
        switch self {
        case .absolute(.date(let from), .date(let to)): to < from
        case .absolute(.instant(let from), .instant(let to)): to < from
        default: false
        }
    }
}
