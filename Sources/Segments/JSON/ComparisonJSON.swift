import Domain

/// `{"is": "between", "low": 25, "high": 40}`, `{"is": "in", "values": ["a", "b"], "ignoringCase": true}`,
/// `{"is": "within", "window": {"last": 7, "unit": "day"}}`. The members stand beside those of what is compared.
extension Comparison: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        let operation = try reader.decode(String.self, forKey: .is)
        let ignoringCase = try reader.decodeIfPresent(Bool.self, forKey: .ignoringCase) ?? false
        self.init(try Self.test(operation, reader), ignoringCase: ignoringCase)
        if let error = patternError { throw reader.invalid(.value, error.explanation.english) }
    }

    private static func test(_ operation: String, _ reader: JSONReader) throws -> Test {
        if let relation = Relation(rawValue: operation) {
            return .relation(relation, try reader.decode(Literal.self, forKey: .value))
        }
        if let relation = TextRelation(rawValue: operation) {
            return .text(relation, try reader.decode(String.self, forKey: .value))
        }
        for relation in ListRelation.allCases where operation == "has \(relation.rawValue) of" {
            return .list(relation, try reader.items(.values))
        }
        switch operation {
        case "between":
            let low = try reader.decode(Literal.self, forKey: .low)
            return .between(low: low, high: try reader.decode(Literal.self, forKey: .high))
        case "in": return .oneOf(try reader.items(.values))
        case "not in": return .noneOf(try reader.items(.values))
        case "missing": return .missing
        case "present": return .present
        case "before": return .before(try reader.bound(.value))
        case "after": return .after(try reader.bound(.value))
        case "on": return .on(try reader.date(.value))
        case "within": return .within(try reader.decode(WindowJSON.self, forKey: .window).window)
        case "matches": return .matches(try pattern(reader))
        case "anniversary": return .anniversary(try reader.decode(AnniversaryWindow.self, forKey: .window))
        default: throw reader.invalid(.is, "there is no comparison “\(operation)”")
        }
    }

    private static func pattern(_ reader: JSONReader) throws -> Pattern {
        let source = try reader.decode(String.self, forKey: .value)
        do throws(PatternError) {
            return try Pattern(source)
        } catch {
            throw reader.invalid(.value, error.explanation.english)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(test.jsonName, forKey: .is)
        if ignoringCase { try writer.encode(true, forKey: .ignoringCase) }
        switch test {
        case .relation(_, let value): try writer.encode(value, forKey: .value)
        case .between(let low, let high):
            try writer.encode(low, forKey: .low)
            try writer.encode(high, forKey: .high)
        case .oneOf(let values), .noneOf(let values): try writer.encode(values, forKey: .values)
        case .text(_, let text): try writer.encode(text, forKey: .value)
        case .missing, .present: break
        case .before(let bound), .after(let bound): try writer.encode(bound.jsonText, forKey: .value)
        case .on(let date): try writer.encode(date.description, forKey: .value)
        case .within(let window): try writer.encode(WindowJSON(window: window), forKey: .window)
        case .list(_, let items): try writer.encode(items, forKey: .values)
        case .matches(let pattern): try writer.encode(pattern.source, forKey: .value)
        case .anniversary(let window): try writer.encode(window, forKey: .window)
        }
    }
}

extension Comparison {
    /// The members that a comparison may have.
    var jsonMembers: [JSONKey] { [.is, .ignoringCase] + test.jsonMembers }
}

extension Comparison.Test {
    fileprivate var jsonMembers: [JSONKey] {
        switch self {
        case .relation, .text, .before, .after, .on, .matches: [.value]
        case .between: [.low, .high]
        case .oneOf, .noneOf, .list: [.values]
        case .within, .anniversary: [.window]
        case .missing, .present: []
        }
    }

    fileprivate var jsonName: String {
        switch self {
        case .relation(let relation, _): relation.rawValue
        case .between: "between"
        case .oneOf: "in"
        case .noneOf: "not in"
        case .text(let relation, _): relation.rawValue
        case .missing: "missing"
        case .present: "present"
        case .before: "before"
        case .after: "after"
        case .on: "on"
        case .within: "within"
        case .list(let relation, _): "has \(relation.rawValue) of"
        case .matches: "matches"
        case .anniversary: "anniversary"
        }
    }
}
