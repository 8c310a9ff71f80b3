import Domain
import Foundation
import Segments
import TestSupport
import Testing

/// What the documentation and the examples show is what the language does.
struct DocumentationTests {
    /// The blocks of the language page that are marked with `kind`.
    private func blocks(_ kind: String) throws -> [String] {
        let page = try Repository.text("docs/segment-language.md")
        return page.components(separatedBy: "```\(kind)\n").dropFirst().map { $0.components(separatedBy: "\n```")[0] }
    }

    private func lines(_ kind: String) throws -> [String] {
        try blocks(kind).flatMap { $0.split(separator: "\n").map(String.init) }
    }

    private let schema = Schema(
        traits: [
            "country": .text, "postal code": .text, "email": .text, "city": .text, "age": .number,
            "subscribed": .boolean,
            "birthday": .date, "joined": .instant, "tags": .list, "clv.12m": .money,
        ],
        events: [
            "Order Completed": ["revenue": .money, "items": .integer, "country": .text],
            "Order Returned": ["revenue": .money], "Email Opened": [:],
        ]
    )

    @Test func everyConditionOnThePageIsParsedPrintedCheckedAndEvaluated() throws {
        let names = ["staff", "员工"]
        let segments = Dictionary(
            uniqueKeysWithValues: names.map { name in
                let never = Clause.trait(name: "subscribed", Comparison(.relation(.equal, .boolean(false))))
                return (name, SegmentDefinition(name: name, condition: .atom(never)))
            }
        )
        let evaluator = ReferenceEvaluator(
            now: try at("2026-07-15T14:00:00Z"),
            timeZone: try zone("Asia/Shanghai"),
            segments: segments
        )
        let checker = SegmentChecker(schema: schema, segments: segments)
        let lines = try lines("condition")
        #expect(lines.count > 60)
        for line in lines {
            let condition = try SegmentParser.parseCondition(line)
            #expect(try SegmentParser.parseCondition(SegmentPrinter.text(of: condition)) == condition)
            #expect(try SegmentJSON.value(Condition.self, from: SegmentJSON.data(of: condition)) == condition)
            #expect(checker.problems(in: condition) == [], "\(line)")
            let holds = try evaluator.matches(condition, customer: customer())
            #expect(try evaluator.matches(.not(condition), customer: customer()) != holds)
        }
        for definition in try blocks("segment").flatMap({ try SegmentParser.parse(file: $0) }) {
            #expect(checker.problems(in: definition) == [])
            _ = try evaluator.predicate(for: definition)
        }
    }

    @Test func everyExpressionOnThePageIsItsCanonicalTextAndHasAType() throws {
        let lines = try lines("expression")
        #expect(lines.count == 14)
        for line in lines {
            let expression = try SegmentParser.parseTraitExpression(line)
            #expect(SegmentPrinter.text(of: expression) == line)
            _ = try expression.resultType(in: schema)
        }
        let spellings = [
            ("last revenue of \"A\"", "revenue of last \"A\""), ("first \"A\"", "time of first \"A\""),
            ("first time of \"A\"", "time of first \"A\""),
        ]
        for (spelling, canonical) in spellings {
            #expect(SegmentPrinter.text(of: try SegmentParser.parseTraitExpression(spelling)) == canonical)
        }
    }

    @Test func theSegmentOnThePageIsInCanonicalForm() throws {
        let block = try #require(blocks("segment").first)
        let code = block.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
        let printed = SegmentPrinter.text(of: try SegmentParser.parse(file: block))
        #expect(printed.split(separator: "\n").joined(separator: "\n") == code)
    }

    @Test func theJSONOnThePageIsRead() throws {
        let block = try #require(blocks("json").first)
        let definition = try SegmentJSON.value(SegmentDefinition.self, from: Data(block.utf8))
        #expect(try SegmentParser.parse(file: SegmentPrinter.text(of: definition)) == [definition])
    }

    @Test func theExamplesFitTheShopTheyAreFor() throws {
        let order: [String: ValueType] = [
            "order": .text, "revenue": .money, "items": .integer, "lines": .integer, "country": .text,
        ]
        let shop = Schema(
            traits: [
                "country": .text, "orders": .integer, "returns": .integer, "net_revenue": .money,
                "first_order": .instant,
                "last_order": .instant, "days_since_order": .integer, "average_order": .money, "average_gap": .number,
                "distinct_products": .integer, "items": .integer, "rfm.segment": .text, "rfm.r": .integer,
                "clv.value": .money,
            ],
            events: ["Order Completed": order, "Order Returned": order]
        )
        let folder = Repository.root.appending(path: "Examples/online-retail/segments")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "segment" }
        let definitions = try files.flatMap { try SegmentParser.parse(file: String(contentsOf: $0, encoding: .utf8)) }
        #expect(definitions.count == 10)
        #expect(Set(definitions.map(\.name)) == Set(files.map { $0.deletingPathExtension().lastPathComponent }))
        let segments = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
        let checker = SegmentChecker(schema: shop, segments: segments)
        let evaluator = ReferenceEvaluator(
            now: try at("2011-12-10T00:00:00Z"),
            timeZone: try zone("Europe/London"),
            segments: segments
        )
        for definition in definitions {
            #expect(checker.problems(in: definition) == [])
            #expect(definition.title?.texts.count == 2 && definition.description?.texts.count == 2)
            _ = try evaluator.predicate(for: definition)
            #expect(definition.sentence(in: .english).hasSuffix("."))
        }
    }
}
