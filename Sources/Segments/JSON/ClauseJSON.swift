import Domain

extension Clause: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        if reader.contains(.trait) {
            let comparison = try Comparison(from: decoder)
            try decoder.refuseMembers(otherThan: [.trait] + comparison.jsonMembers)
            self = .trait(name: try reader.decode(String.self, forKey: .trait), comparison)
        } else if reader.contains(.measure) {
            let expression = try reader.decode(TraitExpression.self, forKey: .measure)
            let comparison = try Comparison(from: decoder)
            try decoder.refuseMembers(otherThan: [.measure] + comparison.jsonMembers)
            self = .measure(expression, comparison)
        } else if reader.contains(.inSegment) {
            try decoder.refuseMembers(otherThan: [.inSegment])
            self = .segment(try reader.decode(String.self, forKey: .inSegment))
        } else if reader.contains(.random) {
            try decoder.refuseMembers(otherThan: [.random, .seed])
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
        let comparison = try Comparison(from: decoder)
        try decoder.refuseMembers(otherThan: [.property] + comparison.jsonMembers)
        self.init(try reader.decode(String.self, forKey: .property), comparison)
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
            try decoder.refuseMembers(otherThan: [.didNot])
            self.init(try reader.decode(EventSelector.self, forKey: .didNot), .never)
        } else {
            try decoder.refuseMembers(otherThan: [.did, .frequency])
            let events = try reader.decode(EventSelector.self, forKey: .did)
            self.init(events, try reader.decodeIfPresent(FrequencyJSON.self, forKey: .frequency)?.frequency ?? .ever)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(events, forKey: frequency == .never ? .didNot : .did)
        if frequency != .ever, frequency != .never {
            try writer.encode(FrequencyJSON(frequency: frequency), forKey: .frequency)
        }
    }
}

/// `{"atLeast": 3}`, `{"between": [2, 5]}`: how often, where it is neither never nor at least once.
private struct FrequencyJSON: Codable {
    var frequency: Frequency

    init(frequency: Frequency) {
        self.frequency = frequency
    }

    init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        let counts = 0...Limits.largestCount
        for key in [JSONKey.atLeast, .atMost, .exactly, .onAtLeastDays, .between] where reader.contains(key) {
            try decoder.refuseMembers(otherThan: [key])
            switch key {
            case .atLeast: frequency = .atLeast(try reader.wholeNumber(key, counts))
            case .atMost: frequency = .atMost(try reader.wholeNumber(key, counts))
            case .exactly: frequency = .exactly(try reader.wholeNumber(key, counts))
            case .onAtLeastDays: frequency = .onAtLeastDays(try reader.wholeNumber(key, counts))
            default:
                let ends = try reader.decode([Int].self, forKey: .between)
                guard ends.count == 2, ends[0] <= ends[1], ends.allSatisfy(counts.contains) else {
                    throw reader.invalid(.between, "two whole numbers in order are needed")
                }
                frequency = .between(ends[0], ends[1])
            }
            return
        }
        throw reader.missing(oneOf: .atLeast, .atMost, .exactly, .between, .onAtLeastDays)
    }

    func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        switch frequency {
        case .ever, .never: break
        case .atLeast(let count): try writer.encode(count, forKey: .atLeast)
        case .atMost(let count): try writer.encode(count, forKey: .atMost)
        case .exactly(let count): try writer.encode(count, forKey: .exactly)
        case .between(let low, let high): try writer.encode([low, high], forKey: .between)
        case .onAtLeastDays(let count): try writer.encode(count, forKey: .onAtLeastDays)
        }
    }
}
