import Domain

/// Statements on how events lie in time, and on what was recorded.
extension TokenReader {
    /// `least 3 of last 5 whole weeks`, after `in at`.
    mutating func regularity(_ names: [String]) throws(ParseError) -> Regularity {
        try require(word: "least")
        let place = place
        let atLeast = try wholeNumber(from: 1, to: Limits.largestRegularity)
        try require(word: "of")
        try require(word: "last")
        let of = try wholeNumber(from: 1, to: Limits.largestRegularity)
        guard atLeast <= of else {
            throw error(at: place, .wholeNumber(found: Numeral(Int64(atLeast)), from: 1, to: of))
        }
        let whole = accept(word: "whole")
        let unit = try unit(of: TimeUnit.dayOrLonger)
        let events = EventSelector(names, where: try whereAtEnd())
        return Regularity(events, atLeast: atLeast, of: of, unit: unit, whole: whole)
    }

    /// `"Order Completed" in last 30 days`, after `stopped` or `resumed`.
    mutating func change(_ kind: ActivityChange.Kind) throws(ParseError) -> ActivityChange {
        let names = try eventNames()
        try require(word: "in")
        let place = place
        let window = try window()
        guard window.hasPreceding else { throw error(at: place, .noPrecedingWindow) }
        return ActivityChange(kind, EventSelector(names, in: window, where: try whereAtEnd()))
    }

    // MARK: Sequences

    /// `("Product Viewed" then "Cart Added" within 1 day) in this year`, after `did sequence`.
    mutating func sequence() throws(ParseError) -> EventSequence {
        try require(symbol: "(")
        var places = [place]
        var steps = [try step()]
        while accept(word: "then") {
            places.append(place)
            steps.append(try step())
        }
        if let fault = EventSequence(steps).fault { throw error(at: places[fault.step], .sequence(fault.reason)) }
        try require(symbol: ")")
        return EventSequence(steps, in: accept(word: "in") ? try window() : .allTime)
    }

    private mutating func step() throws(ParseError) -> SequenceStep {
        let negated = accept(word: "not")
        let names = try eventNames()
        let within = accept(word: "within") ? try span() : nil
        let condition = try optionalWhere()
        if condition != nil, current == .word("within") { throw error(.withinAfterWhere) }
        return SequenceStep(names, negated: negated, where: condition, within: within)
    }

    private mutating func span() throws(ParseError) -> TimeSpan {
        let count = try wholeNumber(from: 1, to: Limits.largestWindow)
        return TimeSpan(count, try unit(of: TimeUnit.allCases))
    }

    // MARK: History

    /// `was in segment "S" at 2026-01-01`, `entered segment "S" in last 30 days`, where one begins here.
    mutating func history() throws(ParseError) -> HistoryClause? {
        if accept(word: "was") {
            try require(word: "in")
            let segment = try segmentName()
            try require(word: "at")
            return HistoryClause(segment: segment, .member(at: try bound()), asKnownAt: try asKnownAt())
        }
        if accept(word: "entered") {
            let (segment, window) = try segmentInWindow()
            return HistoryClause(segment: segment, .entered(window), asKnownAt: try asKnownAt())
        }
        guard accept(word: "left") else { return nil }
        let (segment, window) = try segmentInWindow()
        return HistoryClause(segment: segment, .left(window), asKnownAt: try asKnownAt())
    }

    private mutating func segmentInWindow() throws(ParseError) -> (String, Window) {
        let segment = try segmentName()
        return (segment, accept(word: "in") ? try window() : .allTime)
    }

    /// `segment "S"`
    mutating func segmentName() throws(ParseError) -> String {
        try require(word: "segment")
        return try name(Bilingual(en: "the segment's name", zh: "人群名称"))
    }

    private mutating func asKnownAt() throws(ParseError) -> WindowBound? {
        guard accept(word: "as") else { return nil }
        try require(word: "known")
        try require(word: "at")
        return try bound()
    }
}
