import Domain
import Foundation
import Testing

@testable import Segments

/// The grammar page is the parser's grammar: each production with its examples, and both ways at random.
struct GrammarPageTests {
    private let page: GrammarPage
    private let shop: DocumentedShop

    init() throws {
        page = try GrammarPage()
        shop = try DocumentedShop()
    }

    @Test func everyProductionIsDefinedOnceUsedAndReached() {
        let names = page.productions.map(\.name)
        #expect(Set(names).count == names.count)
        let known = Set(names)
        var (reached, waiting) = (Set<String>(), ["file", "expression", "gap", "word"])
        while let name = waiting.popLast() {
            guard reached.insert(name).inserted else { continue }
            #expect(known.contains(name), "\(name) is named and not defined")
            waiting += (page.syntax[name] ?? page.tokens[name])?.names ?? []
        }
        #expect(known == reached)
        #expect(names.count > 50)
    }

    /// An example belongs to the production above it, and uses it.
    @Test func everyPartOfEveryProductionIsUsedByAnExampleUnderIt() throws {
        for production in page.productions {
            #expect(!production.examples.isEmpty, "\(production.name) has no example")
            var used = Derivation()
            for example in production.examples {
                let derivation = try #require(
                    page.derivation(of: example.text, as: example.production),
                    "\(example) is not in the grammar"
                )
                #expect(derivation.productions.contains(production.name), "\(example) does not use \(production.name)")
                used.formUnion(derivation)
            }
            let unused = Set(production.rule.sites(in: production.name)).subtracting(used.sites)
            #expect(unused == [], "no example uses these")
        }
    }

    @Test func everyReservedWordIsListedAndOccurs() throws {
        #expect(Set(page.reserved) == Keyword.reserved)
        #expect(page.reserved == page.reserved.sorted())
        let words = Set(try page.examples.flatMap { try #require(page.tokens(of: $0.text)).tokens.map(\.text) })
        #expect(Set(page.reserved).subtracting(words) == [], "no example uses these")
        for word in page.reserved {
            #expect(throws: ParseError.self) { try SegmentParser.parseCondition("\(word) = 1") }
            #expect(SegmentPrinter.text(of: try SegmentParser.parseCondition("\"\(word)\" = 1")) == "\"\(word)\" = 1")
        }
    }

    @Test func everyExampleIsReadPrintedTurnedIntoJSONAndEvaluated() throws {
        for example in page.examples {
            switch example.production {
            case "condition": try check(SegmentParser.parseCondition(example.text))
            case "expression":
                let expression = try SegmentParser.parseTraitExpression(example.text)
                #expect(try SegmentParser.parseTraitExpression(SegmentPrinter.text(of: expression)) == expression)
                #expect(try SegmentJSON.value(from: SegmentJSON.data(of: expression)) == expression)
                #expect(shop.checker.problems(in: expression) == [])
                for customer in shop.customers { _ = shop.evaluator.value(of: expression, customer: customer) }
            default: try check(file: example.text)
            }
        }
    }

    private func check(_ condition: Condition) throws {
        let text = SegmentPrinter.text(of: condition)
        #expect(try SegmentParser.parseCondition(text) == condition)
        #expect(page.derivation(of: text, as: "condition") != nil, "\(text)")
        #expect(try SegmentJSON.value(Condition.self, from: SegmentJSON.data(of: condition)) == condition)
        #expect(shop.checker.problems(in: condition) == [], "\(text)")
        for customer in shop.customers {
            let holds = try shop.evaluator.matches(condition, customer: customer)
            #expect(try shop.evaluator.matches(.not(condition), customer: customer) != holds)
        }
    }

    private func check(file text: String) throws {
        let definitions = try SegmentParser.parse(file: text)
        let printed = SegmentPrinter.text(of: definitions)
        #expect(try SegmentParser.parse(file: printed) == definitions)
        #expect(page.derivation(of: printed, as: "file") != nil, "\(printed)")
        let own = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
        let segments = shop.segments.merging(own) { $1 }
        let evaluator = ReferenceEvaluator(
            now: shop.evaluator.now,
            timeZone: shop.evaluator.timeZone,
            segments: segments
        )
        for definition in definitions {
            #expect(try SegmentJSON.value(from: SegmentJSON.data(of: definition)) == definition)
            #expect(SegmentChecker(schema: shop.schema, segments: segments).problems(in: definition) == [])
            for customer in shop.customers { _ = try evaluator.matches(definition, customer: customer) }
        }
    }

    /// For every kind of statement and of comparison some example holds for one customer and not for another.
    @Test func everyKindOfStatementTellsCustomersApart() throws {
        var (kinds, apart) = (Set<String>(), Set<String>())
        for example in page.examples where example.production == "condition" {
            guard case .atom(let clause) = try SegmentParser.parseCondition(example.text) else { continue }
            let predicate = try shop.evaluator.predicate(for: .atom(clause))
            let tells = Set(shop.customers.map(predicate)).count == 2
            for kind in [clause.kind, clause.comparisonKind].compactMap(\.self) {
                kinds.insert(kind)
                if tells { apart.insert(kind) }
            }
        }
        #expect(kinds.subtracting(apart) == [])
        #expect(kinds.count == 9 + 14)
    }

    // MARK: At random

    @Test(arguments: 0..<20)
    func aPrintedDefinitionIsATextOfTheGrammar(seed: UInt64) {
        var trees = RandomTrees(seed: 5_000 + seed)
        for _ in 0..<3 {
            let text = SegmentPrinter.text(of: trees.definition())
            #expect(page.derivation(of: text, as: "file") != nil, "\(text)")
            let expression = SegmentPrinter.text(of: trees.expression())
            #expect(page.derivation(of: expression, as: "expression") != nil, "\(expression)")
        }
    }

    /// What a production cannot say, the page says beside it; nothing else is refused.
    @Test(arguments: 0..<20)
    func aTextOfTheGrammarIsRead(seed: UInt64) throws {
        var texts = RandomTexts(page, seed: seed)
        var read = 0
        for number in 0..<100 {
            let production = ["condition", "condition", "expression", "file"][number % 4]
            let text = texts.text(of: production)
            do throws(ParseError) {
                try readAndPrint(text, as: production)
                read += 1
            } catch {
                switch error.reason {
                case .reversed, .sequence, .noPrecedingWindow, .duplicateHeader, .duplicateSegment, .percent,
                    .wholeNumber:
                    break
                default: Issue.record("\(error.explanation.english) \(text)")
                }
            }
        }
        #expect(read > 40)
    }

    private func readAndPrint(_ text: String, as production: String) throws(ParseError) {
        switch production {
        case "condition":
            let condition = try SegmentParser.parseCondition(text)
            #expect(try SegmentParser.parseCondition(SegmentPrinter.text(of: condition)) == condition)
        case "expression":
            let expression = try SegmentParser.parseTraitExpression(text)
            #expect(try SegmentParser.parseTraitExpression(SegmentPrinter.text(of: expression)) == expression)
        default:
            let definitions = try SegmentParser.parse(file: text)
            #expect(try SegmentParser.parse(file: SegmentPrinter.text(of: definitions)) == definitions)
        }
    }
}

extension Clause {
    fileprivate var kind: String {
        switch self {
        case .trait: "trait"
        case .occurrence: "occurrence"
        case .measure: "measure"
        case .regularity: "regularity"
        case .change: "change"
        case .sequence: "sequence"
        case .segment: "segment"
        case .history: "history"
        case .sample: "sample"
        }
    }

    fileprivate var comparisonKind: String? {
        guard case .trait(_, let comparison) = self else { return nil }
        return switch comparison.test {
        case .relation: "relation"
        case .between: "between"
        case .oneOf: "in"
        case .noneOf: "not in"
        case .text: "text part"
        case .missing: "missing"
        case .present: "present"
        case .before: "before"
        case .after: "after"
        case .on: "on"
        case .within: "within"
        case .list: "has"
        case .matches: "matches"
        case .anniversary: "anniversary"
        }
    }
}
