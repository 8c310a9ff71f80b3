import Domain
import Foundation
import Segments
import TestSupport
import Testing

/// The schema accepts what the JSON form is, and nothing else that a schema can refuse.
struct JSONSchemaTests {
    private let schema: JSONSchema

    init() throws {
        let text = try Repository.text("docs/segment.schema.json")
        schema = JSONSchema(root: try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)))
    }

    private func json(_ value: some Encodable) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: SegmentJSON.data(of: value))
    }

    @Test(arguments: 0..<20)
    func whatIsPrintedIsAccepted(seed: UInt64) throws {
        var trees = RandomTrees(seed: 6_000 + seed)
        for _ in 0..<10 {
            let definition = try json(trees.definition())
            #expect(try schema.accepts(definition), "\(definition)")
            let expression = try json(trees.expression())
            #expect(try schema.accepts(expression, definition: "expression"), "\(expression)")
        }
    }

    @Test func everyExampleOfThePagesIsAccepted() throws {
        for example in try GrammarPage().examples where example.production == "condition" {
            let condition = try json(SegmentParser.parseCondition(example.text))
            #expect(try schema.accepts(condition, definition: "condition"), "\(example)")
        }
        for block in Markdown.blocks(in: try Repository.text("docs/segment-language.md")) {
            guard block.kind.hasPrefix("json") else { continue }
            let value = try JSONDecoder().decode(JSONValue.self, from: Data(block.text.utf8))
            if block.kind == "json" {
                #expect(try schema.accepts(value))
            } else {
                #expect(try schema.accepts(value, definition: "condition"))
            }
        }
    }

    @Test func everyMemberInTheSchemaIsOneOfTheLanguage() throws {
        var trees = RandomTrees(seed: 7_000)
        var known: Set<String> = []
        for _ in 0..<300 { known.formUnion(try json(trees.definition()).memberNames) }
        let named = Self.properties(in: schema.root)
        #expect(named.subtracting(known) == [])
        #expect(known.subtracting(named) == [])
    }

    private static func properties(in schema: JSONValue) -> Set<String> {
        switch schema {
        case .array(let items): items.reduce(into: []) { $0.formUnion(properties(in: $1)) }
        case .object(let members):
            members.reduce(into: []) { names, member in
                if member.key == "properties", case .object(let inner) = member.value { names.formUnion(inner.keys) }
                names.formUnion(properties(in: member.value))
            }
        default: []
        }
    }

    /// What no schema can say: what the reader's words are where it alone refuses.
    private static let beyondSchemas = [
        "the end lies before the start", "two whole numbers in order", "a whole number from 1 to", "step ",
        "at most four places",
    ]

    @Test(arguments: 0..<20)
    func whatIsRefusedIsRefusedByTheSchemaToo(seed: UInt64) throws {
        var trees = RandomTrees(seed: 8_000 + seed)
        var refused = 0
        for _ in 0..<40 {
            let changed = try mutation(of: json(trees.definition()), &trees)
            let accepted = try schema.accepts(changed)
            do throws(SegmentJSONError) {
                let data = try SegmentJSON.data(of: changed)
                _ = try SegmentJSON.value(SegmentDefinition.self, from: data)
                #expect(accepted, "only the schema refuses \(changed)")
            } catch {
                refused += 1
                if Self.beyondSchemas.contains(where: error.detail.contains) { continue }
                #expect(!accepted, "only the reader refuses: \(error.explanation.english) \(changed)")
            }
        }
        #expect(refused > 15, "\(refused)")
    }

    /// One part left out, of another name, or of another type; or one member more.
    private func mutation(of value: JSONValue, _ trees: inout RandomTrees) throws -> JSONValue {
        var part = trees.below(value.parts)
        let other = trees.pick(Self.others)
        let name = trees.pick(["events", "is", "value", "window", "did", "last", "whole", "x", "trait", "all", "at"])
        switch trees.below(4) {
        case 0: return value.changing(part: &part) { _, _ in nil }
        case 1: return value.changing(part: &part) { own, inner in (own.map { _ in name }, inner) }
        case 2: return value.changing(part: &part) { own, _ in (own, other) }
        default:
            return value.changing(part: &part) { own, inner in
                guard case .object(var members) = inner else { return (own, other) }
                members[name] = members[name] ?? other
                return (own, .object(members))
            }
        }
    }

    private static let others: [JSONValue] = [
        .boolean(true), .boolean(false), .number(Numeral(0)), .number(Numeral(-7)), .number(Numeral(3)), .text("x"),
        .number(Numeral(Amount(tenThousandths: 15_000))), .text("day"), .text("2026-01-05"), .array([]), .object([:]),
        .array([.text("x")]), .object(["date": .text("2026-01-05")]), .object(["this": .text("month")]),
    ]

    @Test(arguments: [
        #"{}"#, #"{"name": "a"}"#, #"{"name": "a", "condition": {"inSegment": "S"}, "titel": {"en": "A"}}"#,
        #"{"name": "a", "title": {}, "condition": {"inSegment": "S"}}"#,
        #"{"name": "a", "condition": {"all": []}}"#,
        #"{"name": "a", "condition": {"trait": "x", "is": "~", "value": 1}}"#,
        #"{"name": "a", "condition": {"trait": "x", "is": "missing", "value": 1}}"#,
        #"{"name": "a", "condition": {"trait": "x", "is": "on", "value": "2026-13-01"}}"#,
        #"{"name": "a", "condition": {"trait": "x", "is": "=", "value": {"amount": 5, "currency": "usd"}}}"#,
        #"{"name": "a", "condition": {"stopped": {"events": ["A"]}}}"#,
        #"{"name": "a", "condition": {"stopped": {"events": ["A"], "window": {"allTime": true}}}}"#,
        #"{"name": "a", "condition": {"regularity": {"events": ["A"]}, "atLeast": 1, "last": 2, "unit": "hour"}}"#,
        #"{"name": "a", "condition": {"sequence": [{"events": ["A"], "negated": true}]}}"#,
        #"{"name": "a", "condition": {"random": 101, "seed": "s"}}"#,
        #"{"name": "a", "condition": {"did": {"events": ["A"]}, "frequency": {"atLeast": -1}}}"#,
        #"{"name": "a", "condition": {"did": {"events": ["A"]}, "frequency": {"between": [1, 2, 3]}}}"#,
        #"{"name": "a", "condition": {"measure": {"calculate": "sum", "of": {"events": ["A"]}}, "is": "present"}}"#,
    ])
    func aSlipIsRefusedByBoth(text: String) throws {
        let data = Data(text.utf8)
        #expect(try !schema.accepts(JSONDecoder().decode(JSONValue.self, from: data)))
        #expect(throws: SegmentJSONError.self) { try SegmentJSON.value(SegmentDefinition.self, from: data) }
    }
}
