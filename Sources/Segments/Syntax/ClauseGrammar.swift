import Domain

/// Statements about a customer.
extension TokenReader {
    mutating func clause() throws(ParseError) -> Clause {
        try refuseReservedClause()
        if accept(word: "did") { return .occurrence(try occurrence()) }
        if accept(word: "in") {
            try require(word: "segment")
            return .segment(try name(Bilingual(en: "the segment's name", zh: "人群名称")))
        }
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

    private func refuseReservedClause() throws(ParseError) {
        guard case .word(let word) = current else { return }
        switch word {
        case "stopped": throw error(.reserved(.stopped))
        case "resumed": throw error(.reserved(.resumed))
        case "was", "entered", "left": throw error(.reserved(.history))
        default: return
        }
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

    private mutating func occurrence() throws(ParseError) -> Occurrence {
        guard current != .word("sequence") else { throw error(.reserved(.sequence)) }
        let never = accept(word: "not")
        let names = try eventNames()
        let frequency = never ? .never : try frequency()
        if current == .word("in"), next == .word("at") { throw error(.reserved(.regularity)) }
        let window = accept(word: "in") ? try window() : .allTime
        let condition = try optionalWhere()
        if condition != nil, current == .word("in") { throw error(.windowAfterWhere) }
        return Occurrence(EventSelector(names, in: window, where: condition), frequency)
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
        let amount: Amount? =
            switch number.form {
            case .integer(let whole): Amount(whole)
            case .decimal(let amount): amount
            case .binary: nil
            }
        return amount.flatMap { percents.contains($0) ? $0 : nil }
    }
}
