import Domain
import Foundation
import Segments
import Testing

struct RoundTripTests {
    @Test(arguments: 0..<40)
    func textOfARandomTreeIsReadAsTheSameTree(seed: UInt64) throws {
        var trees = RandomTrees(seed: seed)
        for _ in 0..<15 {
            let definition = trees.definition()
            let text = SegmentPrinter.text(of: definition)
            let read = try SegmentParser.parse(file: text)
            #expect(read == [definition], "\(text)")
            #expect(SegmentPrinter.text(of: read) == text)
        }
    }

    @Test(arguments: 0..<40)
    func jsonOfARandomTreeIsReadAsTheSameTree(seed: UInt64) throws {
        var trees = RandomTrees(seed: 1_000 + seed)
        for _ in 0..<15 {
            let definition = trees.definition()
            let data = try SegmentJSON.data(of: definition)
            let read = try SegmentJSON.value(SegmentDefinition.self, from: data)
            #expect(read == definition, "\(String(decoding: data, as: UTF8.self))")
            #expect(try SegmentJSON.data(of: read) == data)
        }
    }

    @Test(arguments: 0..<20)
    func partsOfDefinitionsAreReadAlone(seed: UInt64) throws {
        var trees = RandomTrees(seed: 2_000 + seed)
        for _ in 0..<15 {
            let condition = trees.condition()
            #expect(try SegmentParser.parseCondition(SegmentPrinter.text(of: condition)) == condition)
            let eventCondition = trees.eventCondition()
            #expect(try SegmentParser.parseEventCondition(SegmentPrinter.text(of: eventCondition)) == eventCondition)
            let expression = trees.expression()
            #expect(try SegmentParser.parseTraitExpression(SegmentPrinter.text(of: expression)) == expression)
            let window = trees.window()
            #expect(try SegmentParser.parseWindow(SegmentPrinter.text(of: window)) == window)
        }
    }

    @Test func aTreeAtTheDepthLimitPassesThroughBothForms() throws {
        let levels = Limits.depth - 1
        let text = String(repeating: "not ", count: levels) + "a = 1"
        let condition = try SegmentParser.parseCondition(text)
        #expect(SegmentPrinter.text(of: condition) == text)
        #expect(try SegmentJSON.value(Condition.self, from: SegmentJSON.data(of: condition)) == condition)

        let groups =
            String(repeating: "(a = 1 and ", count: levels - 1) + "b = 2" + String(repeating: ")", count: levels - 1)
        let nested = try SegmentParser.parseCondition(groups)
        #expect(try SegmentJSON.value(Condition.self, from: SegmentJSON.data(of: nested)) == nested)
    }

    @Test func parenthesesThatChangeNothingAreNotKept() throws {
        let condition = try SegmentParser.parseCondition("((a = 1)) or (b = 2 and (c = 3))")
        #expect(SegmentPrinter.text(of: condition) == "a = 1 or (b = 2 and c = 3)")
    }

    @Test func randomNumbersPassThroughBothForms() throws {
        var trees = RandomTrees(seed: 3_000)
        for _ in 0..<2_000 {
            let number = trees.number()
            #expect(Numeral(number.description) == number)
            let data = try SegmentJSON.data(of: [number])
            #expect(
                try SegmentJSON.value([Numeral].self, from: data) == [number],
                "\(String(decoding: data, as: UTF8.self))"
            )
        }
    }

    @Test func numbersHaveOneForm() {
        #expect(Numeral("100.0") == Numeral(100))
        #expect(Numeral("1e2") == Numeral(100))
        #expect(Numeral("-0.0") == Numeral(0))
        #expect(Numeral("0.5")?.form == .decimal(Amount(tenThousandths: 5_000)))
        #expect(Numeral("5e-1") == Numeral("0.5"))
        #expect(Numeral("0.12345")?.form == .binary(0.12345))
        #expect(Numeral("9223372036854775807")?.form == .integer(.max))
        #expect(Numeral("1e400") == nil)
    }
}
