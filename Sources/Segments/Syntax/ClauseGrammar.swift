import Domain

/// Statements about a customer.
extension TokenReader {
    mutating func clause() throws(ParseError) -> Clause {
        if accept(word: "did") { return try did() }
        if accept(word: "in") { return .segment(try segmentName()) }
        for kind in ActivityChange.Kind.allCases where accept(word: kind.rawValue) { return .change(try change(kind)) }
        if let history = try history() { return .history(history) }
        if accept(word: "random") { return .sample(try sample()) }
        if startsMeasure { return try measureClause() }
        guard let name = nameAtCurrent() else {
            expect(Bilingual(en: "a trait", zh: "特征"))
            expect(Bilingual(en: "a measure such as `sum of`", zh: "`sum of` 等度量"))
            throw unexpected()
        }
        advance()
        return .trait(name: name, try comparison())
    }

    private mutating func measureClause() throws(ParseError) -> Clause {
        let measure = try measure()
        let names = try eventNames()
        let (events, comparison) = try eventsAndComparison(names)
        return .measure(TraitExpression(measure, of: events), comparison)
    }

    /// `10% seed "welcome-test"`
    private mutating func sample() throws(ParseError) -> RandomSample {
        let place = place
        let number = try number(Bilingual(en: "a share such as 10%", zh: "比例，如 10%"))
        guard let percent = RandomSample.percent(number) else { throw error(at: place, .percent(number)) }
        try require(symbol: "%")
        try require(word: "seed")
        return RandomSample(percent: percent, seed: try text(Bilingual(en: "a seed in quotes", zh: "带引号的种子")))
    }

    // MARK: did

    private mutating func did() throws(ParseError) -> Clause {
        if accept(word: "sequence") { return .sequence(try sequence()) }
        let never = accept(word: "not")
        let names = try eventNames()
        let frequency = never ? .never : try frequency()
        var window = Window.allTime
        if accept(word: "in") {
            if frequency == .ever, accept(word: "at") { return .regularity(try regularity(names)) }
            window = try self.window()
        }
        let condition = try whereAtEnd()
        return .occurrence(Occurrence(EventSelector(names, in: window, where: condition), frequency))
    }

    /// A `where` that no window may follow.
    mutating func whereAtEnd() throws(ParseError) -> EventCondition? {
        let condition = try optionalWhere()
        if condition != nil, current == .word("in") { throw error(.windowAfterWhere) }
        return condition
    }

    private mutating func frequency() throws(ParseError) -> Frequency {
        if accept(word: "at") {
            let atLeast = accept(word: "least")
            if !atLeast { try require(word: "most") }
            let count = try times()
            return atLeast ? .atLeast(count) : .atMost(count)
        }
        if accept(word: "exactly") { return .exactly(try times()) }
        if accept(word: "between") {
            let low = try count()
            try require(word: "and")
            let place = place
            let high = try times()
            guard low <= high else { throw error(at: place, .reversed) }
            return .between(low, high)
        }
        if accept(word: "on") {
            try require(word: "at")
            try require(word: "least")
            let days = try count()
            try acceptEither("day", "days")
            return .onAtLeastDays(days)
        }
        return .ever
    }

    private mutating func times() throws(ParseError) -> Int {
        let count = try count()
        try acceptEither("times", "time")
        return count
    }

    private mutating func count() throws(ParseError) -> Int {
        try wholeNumber(from: 0, to: Limits.largestCount)
    }

    private mutating func acceptEither(_ first: String, _ second: String) throws(ParseError) {
        guard accept(word: first) || accept(word: second) else { throw unexpected() }
    }
}

extension RandomSample {
    /// A share that is exact and from 0 to 100.
    static func percent(_ number: Numeral) -> Amount? {
        number.amount.flatMap { percents.contains($0) ? $0 : nil }
    }
}
