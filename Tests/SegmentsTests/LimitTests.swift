import Domain
import Foundation
import Segments
import Testing

/// Trees deeper and lists longer than anybody writes are handled or refused, and never crash.
struct LimitTests {
    private static let levels = 10_000

    private func chain(_ name: String, _ levels: Int) -> Condition {
        let atom = Condition.atom(.trait(name: name, Comparison(.present)))
        return (0..<levels).reduce(atom) { tree, level in
            switch level % 3 {
            case 0: .not(tree)
            case 1: .all([atom, tree])
            default: .any([tree, atom])
            }
        }
    }

    @Test func aTreeTooDeepIsRefusedByEveryForm() throws {
        let deep = chain("x", Self.levels)
        #expect(deep.depth == Self.levels)
        #expect(deep.atoms.count == 1 + Self.levels * 2 / 3)
        let schema = Schema(traits: ["x": .integer])
        #expect(SegmentChecker(schema: schema).problems(in: deep).map(\.kind) == [.tooDeep])
        let evaluator = ReferenceEvaluator(now: try at("2026-07-15T14:00:00Z"), timeZone: try zone("UTC"))
        #expect(throws: EvaluationError.tooDeep) { try evaluator.predicate(for: deep) }
        #expect(throws: SegmentJSONError.self) { try SegmentJSON.data(of: deep) }
        #expect(deep.sentence(in: .english) == "more than 200 levels of nesting.")
        // It can be written, and what is written is refused where it becomes too deep.
        let text = SegmentPrinter.text(of: deep)
        let error = #expect(throws: ParseError.self) { try SegmentParser.parseCondition(text) }
        #expect(error?.reason == .tooDeep)
        #expect(error?.position.line == 1)
    }

    @Test func aConditionOnEventsTooDeepIsRefused() throws {
        let atom = EventCondition.atom(PropertyClause("x", Comparison(.present)))
        let deep = (0..<Self.levels).reduce(atom) { tree, _ in .not(tree) }
        let condition = Condition.atom(.occurrence(Occurrence(EventSelector("A", where: deep))))
        let schema = Schema(events: ["A": ["x": .integer]])
        #expect(SegmentChecker(schema: schema).problems(in: condition).map(\.kind) == [.tooDeep])
        let evaluator = ReferenceEvaluator(now: try at("2026-07-15T14:00:00Z"), timeZone: try zone("UTC"))
        #expect(throws: EvaluationError.tooDeep) { try evaluator.predicate(for: condition) }
        #expect(throws: SegmentJSONError.self) { try SegmentJSON.data(of: condition) }
        #expect(SegmentPrinter.text(of: condition).hasSuffix("not x is present"))
        #expect(condition.sentence(in: .chinese).contains("200"))
    }

    @Test(arguments: ["[", "{\"all\":[", "{\"not\":", "{\"did\":{\"events\":[\"A\"],\"where\":{\"not\":"])
    func deepJSONIsRefused(level: String) {
        let text = String(repeating: level, count: Self.levels)
        #expect(throws: SegmentJSONError.self) { try SegmentJSON.value(Condition.self, from: Data(text.utf8)) }
    }

    @Test func aTreeAtTheLimitIsHandledByEveryForm() throws {
        let condition = chain("x", Limits.depth - 1)
        #expect(try SegmentParser.parseCondition(SegmentPrinter.text(of: condition)) == condition)
        #expect(try SegmentJSON.value(Condition.self, from: SegmentJSON.data(of: condition)) == condition)
        #expect(SegmentChecker(schema: Schema(traits: ["x": .integer])).problems(in: condition) == [])
        #expect(condition.sentence(in: .english).hasPrefix("Customers "))
        #expect(condition.sentence(in: .chinese).hasSuffix("。"))
        _ = try Evaluation().matches(SegmentPrinter.text(of: condition), customer(["x": .integer(1)]))
    }

    /// A row of segments, each naming the next.
    @Test func aLongRowOfSegmentsIsRefused() throws {
        for (count, isRefused) in [(Limits.references + 1, false), (Limits.references + 2, true), (Self.levels, true)] {
            let definitions = (0..<count).map { place in
                SegmentDefinition(
                    name: "s\(place)",
                    condition: place + 1 < count
                        ? .atom(.segment("s\(place + 1)")) : .atom(.trait(name: "x", Comparison(.present)))
                )
            }
            let segments = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
            let checker = SegmentChecker(schema: Schema(traits: ["x": .integer]), segments: segments)
            let problems = checker.problems(in: definitions[0]).map(\.kind)
            #expect(problems == (isRefused ? [.tooManyReferences] : []))
            let evaluator = ReferenceEvaluator(
                now: try at("2026-07-15T14:00:00Z"),
                timeZone: try zone("UTC"),
                segments: segments
            )
            if isRefused {
                #expect(throws: EvaluationError.tooManyReferences) { try evaluator.predicate(for: definitions[0]) }
            } else {
                #expect(try evaluator.matches(definitions[0], customer: customer(["x": .integer(1)])))
            }
        }
    }

    /// A row is as long as it is, whichever way to it is looked at first.
    @Test func aRowIsMeasuredAlongItsLongestWay() throws {
        let count = 40
        // s0 names s20 first and then s1; s39 is the end of the row; t0 … t20 lead to s0.
        var definitions = (0..<count).map { place in
            let next = Condition.atom(.segment("s\(place + 1)"))
            return SegmentDefinition(
                name: "s\(place)",
                condition: place == 0 ? .any([.atom(.segment("s20")), next]) : next
            )
        }
        definitions[count - 1].condition = .atom(.trait(name: "x", Comparison(.present)))
        for place in 0..<20 {
            let next = place == 0 ? "s0" : "t\(place - 1)"
            definitions.append(
                SegmentDefinition(name: "t\(place)", condition: .any([.atom(.segment("s39")), .atom(.segment(next))]))
            )
        }
        let segments = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
        let checker = SegmentChecker(schema: Schema(traits: ["x": .integer]), segments: segments)
        let evaluator = ReferenceEvaluator(
            now: try at("2026-07-15T14:00:00Z"),
            timeZone: try zone("UTC"),
            segments: segments
        )
        // s0 begins a row of 40; t10 one of 51, the longest there may be; t11 one of 52.
        for (name, isRefused) in [("t10", false), ("t11", true), ("t19", true)] {
            let definition = try #require(segments[name])
            #expect(checker.problems(in: definition).map(\.kind) == (isRefused ? [.tooManyReferences] : []), "\(name)")
            let attempt = Result { try evaluator.predicate(for: definition) }
            if case .failure(let error) = attempt {
                #expect(isRefused && error as? EvaluationError == .tooManyReferences)
            } else {
                #expect(!isRefused)
            }
        }
    }

    @Test func aListOfAMillionValuesPassesThroughEveryForm() throws {
        let literals = (0..<1_000_000).map { Literal.text("c\($0)") }
        let condition = Condition.atom(.trait(name: "id", Comparison(.oneOf(literals))))
        let text = SegmentPrinter.text(of: condition)
        #expect(try SegmentParser.parseCondition(text) == condition)
        #expect(SegmentChecker(schema: Schema(traits: ["id": .text])).problems(in: condition) == [])
        let evaluator = ReferenceEvaluator(now: try at("2026-07-15T14:00:00Z"), timeZone: try zone("UTC"))
        let predicate = try evaluator.predicate(for: condition)
        #expect(try predicate(customer(["id": .text("c999999")])) && !predicate(customer(["id": .text("x")])))
        #expect(condition.sentence(in: .english).hasSuffix("“c4”, or 999995 other values."))
        #expect(condition.sentence(in: .chinese).hasSuffix("“c4”等 1000000 个值之一。"))
        #expect(try SegmentJSON.value(Condition.self, from: SegmentJSON.data(of: condition)) == condition)
    }

    @Test func aFileOfManySegmentsIsRead() throws {
        let text = (0..<20_000).map { "segment s\($0) { x = \($0) }" }.joined(separator: "\n")
        #expect(try SegmentParser.parse(file: text).count == 20_000)
    }
}
