import Domain
import Foundation
import Segments
import TestSupport
import Testing

/// What the documentation and the examples show is what the language does.
struct DocumentationTests {
    private static let pages = ["docs/segment-language.md", "docs/segment-language.zh.md"]

    /// The blocks of a page that are marked with `kind`.
    private func blocks(_ kind: String, of page: String) throws -> [String] {
        Markdown.blocks(in: try Repository.text(page)).filter { $0.kind == kind }.map(\.text)
    }

    private func lines(_ kind: String, of page: String) throws -> [String] {
        try blocks(kind, of: page).flatMap { $0.split(separator: "\n").map(String.init) }
    }

    @Test(arguments: pages)
    func everyConditionOnThePageIsParsedPrintedCheckedAndEvaluated(page: String) throws {
        let shop = try DocumentedShop()
        let lines = try lines("condition", of: page)
        #expect(lines.count > 90)
        for line in lines {
            let condition = try SegmentParser.parseCondition(line)
            #expect(try SegmentParser.parseCondition(SegmentPrinter.text(of: condition)) == condition)
            #expect(try SegmentJSON.value(Condition.self, from: SegmentJSON.data(of: condition)) == condition)
            #expect(shop.checker.problems(in: condition) == [], "\(line)")
            for customer in shop.customers {
                let holds = try shop.evaluator.matches(condition, customer: customer)
                #expect(try shop.evaluator.matches(.not(condition), customer: customer) != holds)
            }
        }
        for definition in try blocks("segment", of: page).flatMap({ try SegmentParser.parse(file: $0) }) {
            #expect(shop.checker.problems(in: definition) == [])
            _ = try shop.evaluator.predicate(for: definition)
        }
    }

    /// An example that holds for everybody, or for nobody, shows nothing.
    @Test func everyConditionOnThePageTellsCustomersApart() throws {
        let shop = try DocumentedShop()
        for line in try lines("condition", of: Self.pages[0]) {
            let predicate = try shop.evaluator.predicate(for: SegmentParser.parseCondition(line))
            #expect(Set(shop.customers.map(predicate)).count == 2, "\(line)")
        }
    }

    /// Every statement, measure and comparison of the grammar has an example for those who write segments.
    @Test func everyProductionIsUsedOnThePage() throws {
        let grammar = try GrammarPage()
        var used = Derivation()
        for (kind, production) in [("condition", "condition"), ("expression", "expression")] {
            for line in try lines(kind, of: Self.pages[0]) {
                used.formUnion(try #require(grammar.derivation(of: line, as: production), "\(line)"))
            }
        }
        for block in try blocks("segment", of: Self.pages[0]) {
            used.formUnion(try #require(grammar.derivation(of: block, as: "file")))
        }
        let names = Set(grammar.productions.map(\.name))
        #expect(names.subtracting(used.productions).isSubset(of: ["word", "hexadecimal"]))
        for name in ["clause", "occurrence", "frequency", "regularity", "change", "sequence", "history", "aggregate"] {
            let rule = try #require(grammar.syntax[name])
            #expect(Set(rule.sites(in: name)).subtracting(used.sites) == [])
        }
    }

    @Test func bothLanguagesHaveTheSameChaptersAndExamples() throws {
        func shape(_ page: String) throws -> [Markdown.Block] {
            Markdown.blocks(in: try Repository.text(page))
                .map { $0.kind == "heading" ? Markdown.Block(kind: $0.kind, text: "") : $0 }
        }
        func rows(_ page: String) throws -> Int {
            try Repository.text(page).split(separator: "\n").count { $0.hasPrefix("|") }
        }
        #expect(try shape(Self.pages[0]) == shape(Self.pages[1]))
        #expect(try rows(Self.pages[0]) == rows(Self.pages[1]))
    }

    @Test func everyExpressionOnThePageIsItsCanonicalTextAndHasAType() throws {
        let shop = try DocumentedShop()
        let lines = try lines("expression", of: Self.pages[0])
        #expect(lines.count == 14)
        for line in lines {
            let expression = try SegmentParser.parseTraitExpression(line)
            #expect(SegmentPrinter.text(of: expression) == line)
            _ = try expression.resultType(in: shop.schema)
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
        let block = try #require(blocks("segment", of: Self.pages[0]).first)
        let code = block.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
        let printed = SegmentPrinter.text(of: try SegmentParser.parse(file: block))
        #expect(printed.split(separator: "\n").joined(separator: "\n") == code)
    }

    @Test func theJSONOnThePageIsRead() throws {
        let block = try #require(blocks("json", of: Self.pages[0]).first)
        let definition = try SegmentJSON.value(SegmentDefinition.self, from: Data(block.utf8))
        #expect(try SegmentParser.parse(file: SegmentPrinter.text(of: definition)) == [definition])
        let others = try #require(blocks("json condition", of: Self.pages[0]).first)
        let condition = try SegmentJSON.value(Condition.self, from: Data(others.utf8))
        #expect(try SegmentParser.parseCondition(SegmentPrinter.text(of: condition)) == condition)
        #expect(try DocumentedShop().checker.problems(in: condition) == [])
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
