import Domain
import Foundation
import Segments
import Testing

/// `in (…)` and `not in (…)` are hashed, and say what comparing with each value in turn says.
struct LiteralListTests {
    private func context() throws -> EvaluationContext {
        EvaluationContext(
            now: try at("2026-07-15T14:00:00Z"),
            zone: try zone("America/Havana"),
            currency: Currency("CNY")
        )
    }

    @Test(arguments: 0..<20)
    func aListSaysWhatItsValuesSayOneByOne(seed: UInt64) throws {
        var values = CollidingValues(seed: 8_000 + seed)
        let context = try context()
        for _ in 0..<40 {
            let literals = (0..<1 + values.trees.below(5)).map { _ in values.literal() }
            let ignoringCase = values.trees.below(2) == 0
            let oneOf = ValueTest(Comparison(.oneOf(literals), ignoringCase: ignoringCase), in: context)
            let noneOf = ValueTest(Comparison(.noneOf(literals), ignoringCase: ignoringCase), in: context)
            let equals = literals.map {
                ValueTest(Comparison(.relation(.equal, $0), ignoringCase: ignoringCase), in: context)
            }
            let differs = literals.map {
                ValueTest(Comparison(.relation(.notEqual, $0), ignoringCase: ignoringCase), in: context)
            }
            for _ in 0..<20 {
                let value = values.value()
                #expect(oneOf.holds(value) == equals.contains { $0.holds(value) }, "\(value as Any) in \(literals)")
                #expect(
                    noneOf.holds(value) == differs.allSatisfy { $0.holds(value) },
                    "\(value as Any) not in \(literals)"
                )
            }
        }
    }

    @Test func aLongListIsAskedAsFastAsAShortOne() throws {
        let literals = (0..<200_000).map { Literal.text("c\($0)") }
        let test = ValueTest(Comparison(.oneOf(literals)), in: try context())
        // Comparing each value with each literal would take hours.
        let found = (0..<200_000).count { $0 % 2 == 0 ? test.holds(.text("c\($0)")) : test.holds(.text("x")) }
        #expect(found == 100_000)
    }
}

/// Values and literals of which many are equal to each other.
private struct CollidingValues {
    var trees: RandomTrees

    init(seed: UInt64) {
        trees = RandomTrees(seed: seed)
    }

    /// In Havana the clock goes back from 01:00 to 00:00 on 1 November 2026: midnight comes twice.
    private var instant: Instant {
        mutating get {
            Instant(microseconds: 1_793_505_600_000_000 + Int64(trees.below(60) - 30) * 1_800_000_000)
        }
    }

    mutating func literal() -> Literal {
        switch trees.below(8) {
        case 0: .text(trees.pick(["a", "A", "e\u{301}", "é", "É"]))
        case 1: .number(Numeral(Int64(trees.below(3))))
        case 2: .number(Numeral(0.1 + Double(trees.below(3)) / 1_000_000) ?? Numeral(0))
        case 3: .number(Numeral(Amount(tenThousandths: Int64(trees.below(3)) * 1_000)))
        case 4: .boolean(trees.below(2) == 0)
        case 5: .date(CalendarDate(daysSinceEpoch: 20_757 + trees.below(3)))
        case 6: .instant(instant)
        default: .money(Amount(tenThousandths: 10_000), Currency(trees.pick(["CNY", "USD"])) ?? Self.yuan)
        }
    }

    private static let yuan = Currency("CNY")!

    mutating func value() -> Value? {
        switch trees.below(10) {
        case 0: nil
        case 1: .text(trees.pick(["a", "A", "e\u{301}", "é", "É"]))
        case 2: .integer(Int64(trees.below(3)))
        case 3: .number(trees.pick([0.1, 0.100001, 0, -0.0, 1, .nan]))
        case 4: .money(Amount(tenThousandths: Int64(trees.below(3)) * 1_000))
        case 5: .money(Amount(tenThousandths: Int64(trees.below(3)) * 10_000))
        case 6: .boolean(trees.below(2) == 0)
        case 7: .date(CalendarDate(daysSinceEpoch: 20_757 + trees.below(3)))
        case 8: .instant(instant)
        default: .list(["a"])
        }
    }
}
