import Domain
import Foundation
import ProjectFile
import Segments
import Testing

@testable import Platform

/// A rule on a priority list's trait means the same as the rule on segments that it is turned into.
struct PriorityExpansionTests {
    private static let names = ["A", "B", "高价值", "d"]
    private static let nowhere = SourcePosition(line: 1, column: 1)

    private static let expansion = PriorityExpansion([
        PriorityList(
            name: Located("level", at: nowhere),
            title: nil,
            segments: names.map { Located($0, at: nowhere) },
            otherwise: "其他"
        )
    ])

    /// Every set of segments that a customer can be in, with the trait that she has then.
    private static let customers: [Customer] = (0..<16).map { mask in
        let memberships = names.indices.map { mask >> $0 & 1 == 1 }
        var traits: [String: Value] = [:]
        for (place, name) in names.enumerated() { traits["in " + name] = .boolean(memberships[place]) }
        let first = memberships.firstIndex(of: true)
        traits["level"] = .text(first.map { names[$0] } ?? "其他")
        return Customer(id: "\(mask)", traits: traits, events: [])
    }

    private static let evaluator = ReferenceEvaluator(
        now: Instant(microseconds: 0),
        timeZone: .gmt,
        segments: Dictionary(
            uniqueKeysWithValues: names.map { name in
                let isIn = Comparison(.relation(.equal, .boolean(true)))
                return (name, SegmentDefinition(name: name, condition: .atom(.trait(name: "in " + name, isIn))))
            }
        )
    )

    @Test(arguments: [
        "level = \"A\"", "level = \"B\"", "level = \"d\"", "level = \"其他\"", "level = \"nowhere\"", "level != \"A\"",
        "level != \"其他\"", "not level = \"B\"", "level in (\"A\", \"d\")", "level in (\"B\", \"其他\")",
        "level not in (\"高价值\")", "level contains \"价\"", "level is missing", "level is present",
        "level = \"a\" ignoring case", "level starts with \"其\" or level = \"B\"",
        "not (level = \"A\" and level is present) and in segment \"d\"", "level matches \"^[A-Z]$\"",
        "level in (\"A\", \"B\", \"高价值\", \"d\")", "level in (\"A\", \"高价值\", \"其他\")",
    ])
    func everyCustomerIsInWhereTheTraitSaysSo(text: String) throws {
        let definition = SegmentDefinition(name: "?", condition: try SegmentParser.parseCondition(text))
        let expanded = Self.expansion.expanded(definition)
        #expect(!expanded.condition.atoms.contains { if case .trait("level", _) = $0 { true } else { false } })
        let (byTrait, bySegments) = (
            try Self.evaluator.predicate(for: definition), try Self.evaluator.predicate(for: expanded)
        )
        for customer in Self.customers {
            #expect(byTrait(customer) == bySegments(customer), "\(text) of \(customer.traits)")
        }
        // What is stored of a rule is its text.
        let read = try SegmentParser.parse(file: SegmentPrinter.text(of: expanded))
        #expect(read.map(\.condition) == [expanded.condition])
    }

    @Test func rulesStaySmallWithManySegments() throws {
        let many = (0..<PriorityList.largestCount).map { Located("s\($0)", at: Self.nowhere) }
        let expansion = PriorityExpansion([
            PriorityList(name: Located("level", at: Self.nowhere), title: nil, segments: many, otherwise: "x")
        ])
        let all = (0..<PriorityList.largestCount).filter { $0 % 2 == 0 }.map { Literal.text("s\($0)") }
        let rule = SegmentDefinition(
            name: "?",
            condition: .atom(.trait(name: "level", Comparison(.oneOf(all))))
        )
        let condition = expansion.expanded(rule).condition
        #expect(condition.atoms.count == PriorityList.largestCount - 1)
        #expect(!condition.isTooDeep)
    }

    @Test func otherTraitsAreLeftAlone() throws {
        let condition = try SegmentParser.parseCondition("city = \"A\" and not levels = \"A\"")
        let definition = SegmentDefinition(name: "?", condition: condition)
        #expect(Self.expansion.expanded(definition) == definition)
    }
}
