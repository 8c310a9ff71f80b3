import Domain
import Segments
import Testing

/// A JSON Schema of draft 2020-12, of those keywords that the language's schema uses. Any other is an error, so that nothing
/// is taken for checked that is not.
struct JSONSchema {
    struct Mistake: Error {
        var text: String
    }

    let root: JSONValue

    func accepts(_ value: JSONValue) throws -> Bool { try accepts(value, root) }

    /// The part of the schema at `#/$defs/name`.
    func accepts(_ value: JSONValue, definition name: String) throws -> Bool {
        try accepts(value, .object(["$ref": .text("#/$defs/" + name)]))
    }

    private func accepts(_ value: JSONValue, _ schema: JSONValue) throws -> Bool {
        switch schema {
        case .boolean(let accepted): return accepted
        case .object(let keywords):
            // The cheap ones first: most alternatives fail for a missing member.
            let ordered = keywords.sorted { Self.cost(of: $0.key, $0.value) < Self.cost(of: $1.key, $1.value) }
            for (keyword, argument) in ordered where try !holds(keyword, argument, keywords, value) { return false }
            return true
        default: throw Mistake(text: "\(schema) is no schema")
        }
    }

    private static func cost(of keyword: String, _ argument: JSONValue) -> Int {
        switch keyword {
        case "type", "const", "enum": 0
        case "required", "additionalProperties": 1
        default: 2
        }
    }

    private func holds(
        _ keyword: String,
        _ argument: JSONValue,
        _ schema: [String: JSONValue],
        _ value: JSONValue
    ) throws -> Bool {
        switch keyword {
        case "$schema", "$defs", "title", "description": return true
        case "$ref": return try accepts(value, referenced(argument))
        case "allOf": return try alternatives(argument).allSatisfy { try accepts(value, $0) }
        case "oneOf": return try alternatives(argument).count { try accepts(value, $0) } == 1
        case "const": return value == argument
        case "enum": return try alternatives(argument).contains(value)
        case "type": return (argument.array ?? [argument]).contains { Self.isOf($0, value) }
        case "minimum", "maximum", "pattern": return try scalarHolds(keyword, argument, value)
        case "items", "prefixItems", "minItems", "maxItems": return try arrayHolds(keyword, argument, schema, value)
        case "properties", "required", "additionalProperties", "minProperties":
            return try objectHolds(keyword, argument, schema, value)
        default: throw Mistake(text: "the keyword \(keyword) is not known")
        }
    }

    private func referenced(_ reference: JSONValue) throws -> JSONValue {
        let prefix = "#/$defs/"
        guard case .text(let path) = reference, path.hasPrefix(prefix),
            let schema = root["$defs"]?[String(path.dropFirst(prefix.count))]
        else { throw Mistake(text: "\(reference) leads nowhere") }
        return schema
    }

    private func alternatives(_ argument: JSONValue) throws -> [JSONValue] {
        guard let alternatives = argument.array else { throw Mistake(text: "\(argument) is no array") }
        return alternatives
    }

    private static func isOf(_ type: JSONValue, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case (.text("null"), .null), (.text("boolean"), .boolean), (.text("number"), .number), (.text("string"), .text),
            (.text("array"), .array), (.text("object"), .object):
            true
        case (.text("integer"), .number(let number)): number.doubleValue == number.doubleValue.rounded()
        default: false
        }
    }

    private func scalarHolds(_ keyword: String, _ argument: JSONValue, _ value: JSONValue) throws -> Bool {
        switch (keyword, argument, value) {
        case ("minimum", .number(let bound), .number(let number)): return number.doubleValue >= bound.doubleValue
        case ("maximum", .number(let bound), .number(let number)): return number.doubleValue <= bound.doubleValue
        case ("pattern", .text(let pattern), .text(let text)):
            // A pattern of the language is a regular expression too.
            let comparison = Comparison(.matches(try Pattern(pattern)))
            let condition = Condition.atom(.trait(name: "text", comparison))
            let evaluator = ReferenceEvaluator(now: try at("2026-07-15T14:00:00Z"), timeZone: try zone("UTC"))
            return try evaluator.matches(condition, customer: customer(["text": .text(text)]))
        case (_, .number, _), (_, .text, _): return true
        default: throw Mistake(text: "\(argument) is no argument of \(keyword)")
        }
    }

    private func arrayHolds(
        _ keyword: String,
        _ argument: JSONValue,
        _ schema: [String: JSONValue],
        _ value: JSONValue
    ) throws -> Bool {
        guard case .array(let items) = value else { return true }
        switch (keyword, argument) {
        case ("minItems", .number(let bound)): return Double(items.count) >= bound.doubleValue
        case ("maxItems", .number(let bound)): return Double(items.count) <= bound.doubleValue
        case ("prefixItems", .array(let schemas)):
            return try zip(items, schemas).allSatisfy { try accepts($0, $1) }
        case ("items", _):
            return try items.dropFirst(schema["prefixItems"]?.array?.count ?? 0)
                .allSatisfy { try accepts($0, argument) }
        default: throw Mistake(text: "\(argument) is no argument of \(keyword)")
        }
    }

    private func objectHolds(
        _ keyword: String,
        _ argument: JSONValue,
        _ schema: [String: JSONValue],
        _ value: JSONValue
    ) throws -> Bool {
        guard case .object(let members) = value else { return true }
        switch (keyword, argument) {
        case ("minProperties", .number(let bound)): return Double(members.count) >= bound.doubleValue
        case ("required", .array(let names)):
            return names.allSatisfy { if case .text(let name) = $0 { members[name] != nil } else { false } }
        case ("properties", .object(let schemas)):
            return try members.allSatisfy { name, member in try schemas[name].map { try accepts(member, $0) } ?? true }
        case ("additionalProperties", .boolean(false)):
            return members.keys.allSatisfy { schema["properties"]?[$0] != nil }
        default: throw Mistake(text: "\(argument) is no argument of \(keyword)")
        }
    }
}
