import Domain

extension Clause: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        if reader.contains(.trait) {
            self = .trait(name: try reader.decode(String.self, forKey: .trait), try Comparison(from: decoder))
        } else if reader.contains(.measure) {
            let expression = try reader.decode(TraitExpression.self, forKey: .measure)
            self = .measure(expression, try Comparison(from: decoder))
        } else if reader.contains(.inSegment) {
            self = .segment(try reader.decode(String.self, forKey: .inSegment))
        } else if reader.contains(.random) {
            guard let percent = RandomSample.percent(try reader.decode(Numeral.self, forKey: .random)) else {
                throw reader.invalid(.random, "a share from 0 to 100 with at most four places is needed")
            }
            self = .sample(RandomSample(percent: percent, seed: try reader.decode(String.self, forKey: .seed)))
        } else if reader.contains(.did) || reader.contains(.didNot) {
            self = .occurrence(try Occurrence(from: decoder))
        } else if let clause = try Self.timeline(reader, decoder) {
            self = clause
        } else {
            throw reader.missing(
                oneOf: .all,
                .any,
                .not,
                .trait,
                .did,
                .didNot,
                .measure,
                .regularity,
                .stopped,
                .resumed,
                .sequence,
                .inSegment,
                .wasInSegment,
                .enteredSegment,
                .leftSegment,
                .random
            )
        }
    }

    /// A statement on how events lie in time, or on what was recorded, where the members say that it is one.
    private static func timeline(_ reader: JSONReader, _ decoder: any Decoder) throws -> Clause? {
        if reader.contains(.regularity) { return .regularity(try Regularity(from: decoder)) }
        if reader.contains(.stopped) || reader.contains(.resumed) { return .change(try ActivityChange(from: decoder)) }
        if reader.contains(.sequence) { return .sequence(try EventSequence(from: decoder)) }
        let history: [JSONKey] = [.wasInSegment, .enteredSegment, .leftSegment]
        return history.contains(where: reader.contains) ? .history(try HistoryClause(from: decoder)) : nil
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        switch self {
        case .trait(let name, let comparison):
            try writer.encode(name, forKey: .trait)
            try comparison.encode(to: encoder)
        case .occurrence(let occurrence):
            try occurrence.encode(to: encoder)
        case .measure(let expression, let comparison):
            try writer.encode(expression, forKey: .measure)
            try comparison.encode(to: encoder)
        case .regularity(let regularity): try regularity.encode(to: encoder)
        case .change(let change): try change.encode(to: encoder)
        case .sequence(let sequence): try sequence.encode(to: encoder)
        case .segment(let name):
            try writer.encode(name, forKey: .inSegment)
        case .history(let clause): try clause.encode(to: encoder)
        case .sample(let sample):
            try writer.encode(Numeral(sample.percent), forKey: .random)
            try writer.encode(sample.seed, forKey: .seed)
        }
    }
}

/// `{"property": "revenue", "is": ">", "value": 100}`
extension PropertyClause: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        guard reader.contains(.property) else { throw reader.missing(oneOf: .all, .any, .not, .property) }
        self.init(try reader.decode(String.self, forKey: .property), try Comparison(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(property, forKey: .property)
        try comparison.encode(to: encoder)
    }
}

/// `{"did": {"events": […]}, "frequency": {"atLeast": 3}}`; without a frequency, at least once; `didNot` for never.
extension Occurrence: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        if reader.contains(.didNot) {
            self.init(try reader.decode(EventSelector.self, forKey: .didNot), .never)
        } else {
            let events = try reader.decode(EventSelector.self, forKey: .did)
            let frequency =
                reader.contains(.frequency)
                ? try Self.frequency(reader.nestedContainer(keyedBy: JSONKey.self, forKey: .frequency)) : .ever
            self.init(events, frequency)
        }
    }

    private static func frequency(_ reader: JSONReader) throws -> Frequency {
        let counts = 0...Limits.largestCount
        if reader.contains(.atLeast) { return .atLeast(try reader.wholeNumber(.atLeast, counts)) }
        if reader.contains(.atMost) { return .atMost(try reader.wholeNumber(.atMost, counts)) }
        if reader.contains(.exactly) { return .exactly(try reader.wholeNumber(.exactly, counts)) }
        if reader.contains(.onAtLeastDays) { return .onAtLeastDays(try reader.wholeNumber(.onAtLeastDays, counts)) }
        guard reader.contains(.between) else {
            throw reader.missing(oneOf: .atLeast, .atMost, .exactly, .between, .onAtLeastDays)
        }
        let ends = try reader.decode([Int].self, forKey: .between)
        guard ends.count == 2, ends[0] <= ends[1], ends.allSatisfy(counts.contains) else {
            throw reader.invalid(.between, "two whole numbers in order are needed")
        }
        return .between(ends[0], ends[1])
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(events, forKey: frequency == .never ? .didNot : .did)
        if frequency == .ever || frequency == .never { return }
        var counts = writer.nestedContainer(keyedBy: JSONKey.self, forKey: .frequency)
        switch frequency {
        case .ever, .never: break
        case .atLeast(let count): try counts.encode(count, forKey: .atLeast)
        case .atMost(let count): try counts.encode(count, forKey: .atMost)
        case .exactly(let count): try counts.encode(count, forKey: .exactly)
        case .between(let low, let high): try counts.encode([low, high], forKey: .between)
        case .onAtLeastDays(let count): try counts.encode(count, forKey: .onAtLeastDays)
        }
    }
}
