import Domain
import Segments
import TestSupport

/// Draws definitions with every kind of node, well typed or not.
struct RandomTrees {
    var generator: SeededRandom

    init(seed: UInt64) {
        generator = SeededRandom(seed: seed)
    }

    mutating func below(_ bound: Int) -> Int { generator.below(bound) }

    mutating func pick<Item>(_ items: [Item]) -> Item { generator.pick(items) }

    mutating func several<Item>(_ low: Int, _ item: (inout RandomTrees) -> Item) -> [Item] {
        var items: [Item] = []
        for _ in 0..<low + below(3) { items.append(item(&self)) }
        return items
    }

    // MARK: Names and values

    private static let names = [
        "country", "rfm.segment", "城市", "_x", "clv.12m", "last order", "count", "title", "days", "it's", "a\"b\\c", "é",
        "e\u{301}",
        "", " ", "tab\tline\nend", "\u{301}x", "👩‍👩‍👧", "ＡＢＣ", "2026-01-05", "true", "\u{2028}", "most", "time", "segment",
    ]

    mutating func name() -> String { pick(Self.names) }

    mutating func date() -> CalendarDate {
        CalendarDate(daysSinceEpoch: Int.random(in: -300_000...1_000_000, using: &generator))
    }

    mutating func instant() -> Instant {
        let microseconds = Int64.random(in: -2_000_000_000_000_000...4_000_000_000_000_000, using: &generator)
        return Instant(
            microseconds: pick([microseconds, microseconds / 1_000_000 * 1_000_000, microseconds / 1_000 * 1_000])
        )
    }

    mutating func number() -> Numeral {
        switch below(4) {
        case 0: Numeral(Int64.random(in: .min...(.max), using: &generator))
        case 1: Numeral(amount())
        case 2: Numeral(Double(bitPattern: UInt64.random(in: 0...(.max), using: &generator))) ?? Numeral(0)
        default: Numeral(Int64(below(100)))
        }
    }

    mutating func literal() -> Literal {
        switch below(6) {
        case 0: .text(name())
        case 1: .number(number())
        case 2: .boolean(below(2) == 0)
        case 3: .date(date())
        case 4: .money(amount(), pick(Self.currencies))
        default: .instant(instant())
        }
    }

    private static let currencies = ["USD", "CNY", "XXX"].compactMap { Currency($0) }

    private mutating func amount() -> Amount {
        Amount(tenThousandths: Int64.random(in: (.min + 1)...(.max), using: &generator))
    }

    mutating func bound() -> WindowBound { below(2) == 0 ? .date(date()) : .instant(instant()) }

    mutating func window() -> Window {
        let unit = pick(TimeUnit.allCases)
        switch below(7) {
        case 0: return .allTime
        case 1: return .rolling(count: 1 + below(400), unit: unit)
        case 2: return .current(unit)
        case 3: return .previous(unit)
        case 4: return .previousWhole(count: 1 + below(10), unit: unit)
        case 5:
            let dates = [date(), date()].sorted()
            return .absolute(from: .date(dates[0]), to: .date(dates[1]))
        default: return .absolute(from: .date(date()), to: .instant(instant()))
        }
    }

    // MARK: Trees

    mutating func comparison() -> Comparison {
        let comparison = Comparison(test(), ignoringCase: below(4) == 0)
        return comparison.patternError == nil ? comparison : Comparison(comparison.test)
    }

    private mutating func test() -> Comparison.Test {
        switch below(14) {
        case 0, 1: .relation(pick(Relation.allCases), literal())
        case 2: .between(low: literal(), high: literal())
        case 3: .oneOf(several(1) { $0.literal() })
        case 4: .noneOf(several(1) { $0.literal() })
        case 5: .text(pick(TextRelation.allCases), name())
        case 6: below(2) == 0 ? .missing : .present
        case 7: .before(bound())
        case 8: .after(bound())
        case 9: .on(date())
        case 10: .within(window())
        case 11: .matches(pick(Self.patterns))
        case 12: .anniversary(anniversaryWindow())
        default: .list(pick(ListRelation.allCases), several(1) { $0.name() })
        }
    }

    private static let patterns = ["", "a.*\\d{2,3}$", "[^\"\\\\]|é+?", "(?:北|京)*", "e\u{301}", "^[A-Z]\\x{1f600}"]
        .compactMap { try? Pattern($0) }

    private mutating func anniversaryWindow() -> AnniversaryWindow {
        let unit = pick(TimeUnit.allCases.filter { $0 != .minute && $0 != .hour })
        return below(2) == 0 ? .next(count: 1 + below(400), unit: unit) : .current(unit)
    }

    mutating func formula<Atom>(depth: Int, _ atom: (inout RandomTrees) -> Atom) -> Formula<Atom> {
        guard depth > 0 else { return .atom(atom(&self)) }
        switch below(5) {
        case 0: return .all(several(2) { $0.formula(depth: depth - 1, atom) })
        case 1: return .any(several(2) { $0.formula(depth: depth - 1, atom) })
        case 2: return .not(formula(depth: depth - 1, atom))
        default: return .atom(atom(&self))
        }
    }

    mutating func eventCondition() -> EventCondition {
        formula(depth: 2) { PropertyClause($0.name(), $0.comparison()) }
    }

    mutating func events() -> EventSelector {
        EventSelector(
            several(1) { $0.name() },
            in: below(2) == 0 ? .allTime : window(),
            where: below(2) == 0 ? nil : eventCondition()
        )
    }

    mutating func frequency() -> Frequency {
        switch below(7) {
        case 0: .ever
        case 1: .never
        case 2: .atLeast(below(4))
        case 3: .atMost(below(4))
        case 4: .exactly(below(4))
        case 5: .between(below(3), 3 + below(3))
        default: .onAtLeastDays(below(4))
        }
    }

    mutating func measure() -> Measure {
        switch below(13) {
        case 0: .count
        case 1: .sum(name())
        case 2: .average(name())
        case 3: .minimum(name())
        case 4: .maximum(name())
        case 5: .median(name())
        case 6: .distinctCount(name())
        case 7: .mostFrequent(name())
        case 8: .first(name())
        case 9: .last(name())
        case 10: .daysSinceFirst
        case 11: .daysSinceLast
        default: .averageGap
        }
    }

    mutating func expression() -> TraitExpression { TraitExpression(measure(), of: events()) }

    private mutating func regularity() -> Regularity {
        let of = 1 + below(12)
        return Regularity(
            EventSelector(several(1) { $0.name() }, where: below(2) == 0 ? nil : eventCondition()),
            atLeast: 1 + below(of),
            of: of,
            unit: pick(TimeUnit.allCases.filter { $0 != .minute && $0 != .hour }),
            whole: below(2) == 0
        )
    }

    private mutating func change() -> ActivityChange {
        var events = events()
        while !events.window.hasPreceding { events.window = window() }
        return ActivityChange(pick(ActivityChange.Kind.allCases), events)
    }

    private mutating func step(_ place: Int) -> SequenceStep {
        SequenceStep(
            several(1) { $0.name() },
            negated: place > 0 && below(3) == 0,
            where: below(2) == 0 ? nil : eventCondition(),
            within: place > 0 && below(2) == 0 ? TimeSpan(1 + below(400), pick(TimeUnit.allCases)) : nil
        )
    }

    private mutating func sequence() -> EventSequence {
        var sequence = EventSequence([], in: below(2) == 0 ? .allTime : window())
        for place in 0...below(5) { sequence.steps.append(step(place)) }
        while let fault = sequence.fault { sequence.steps[fault.step].within = nil }
        return sequence
    }

    private mutating func history() -> HistoryClause {
        let question: HistoryClause.Question =
            switch below(3) {
            case 0: .member(at: bound())
            case 1: .entered(window())
            default: .left(window())
            }
        return HistoryClause(segment: name(), question, asKnownAt: below(2) == 0 ? nil : bound())
    }

    mutating func clause() -> Clause {
        switch below(10) {
        case 0, 1: .trait(name: name(), comparison())
        case 2: .occurrence(Occurrence(events(), frequency()))
        case 3: .measure(expression(), comparison())
        case 4: .segment(name())
        case 5: .regularity(regularity())
        case 6: .change(change())
        case 7: .sequence(sequence())
        case 8: .history(history())
        default: .sample(RandomSample(percent: Amount(tenThousandths: Int64(below(1_000_001))), seed: name()))
        }
    }

    mutating func condition() -> Condition { formula(depth: 4) { $0.clause() } }

    private mutating func caption() -> Caption? {
        switch below(4) {
        case 0: Caption([.english: name()])
        case 1: Caption([.chinese: name()])
        case 2: Caption([.english: name(), .chinese: name()])
        default: nil
        }
    }

    mutating func definition() -> SegmentDefinition {
        SegmentDefinition(
            name: name(),
            title: caption(),
            description: caption(),
            timeZone: below(2) == 0 ? nil : name(),
            condition: condition()
        )
    }
}
