import Domain
package import Segments
package import TestSupport

/// Draws well-typed definitions over a world: every kind of statement, nested, and every way to say each of them.
package struct DefinitionGenerator {
    package var values: ValueGenerator
    let occurring: OccurringValues
    /// The segments that may be named.
    let segmentNames: [String]
    let checker: SegmentChecker
    /// Whether comparisons of texts may ignore case.
    var ignoresCase = true

    package init(values: ValueGenerator, world: World) {
        self.values = values
        occurring = OccurringValues(world)
        segmentNames = world.segments.map(\.name)
        checker = world.checker
    }

    package internal(set) var random: SeededRandom {
        get { values.random }
        set { values.random = newValue }
    }

    /// - Parameter number: which kind of statement comes first: one after another, so that all are drawn as often.
    package mutating func definition(named name: String, number: Int? = nil, depth: Int = 2) -> SegmentDefinition {
        let first = Condition.atom(clause(number ?? random.below(Self.clauseKinds)))
        var condition = first
        switch depth == 0 ? 3 : random.below(4) {
        case 0: condition = .all([first, formula(depth: depth - 1)])
        case 1: condition = .any([first, formula(depth: depth - 1)])
        case 2: condition = .not(first)
        default: break
        }
        let zone = random.once(in: 3) ? values.otherZone : nil
        return SegmentDefinition(name: name, timeZone: zone, condition: condition)
    }

    private mutating func formula(depth: Int) -> Condition {
        formula(depth: depth) { generator in .atom(generator.clause(generator.random.below(Self.clauseKinds))) }
    }

    /// Groups of a few members, negations and single statements, at most `depth` levels deep.
    mutating func formula<Atom>(
        depth: Int,
        _ atom: (inout DefinitionGenerator) -> Formula<Atom>
    ) -> Formula<Atom> {
        switch depth == 0 ? 3 : random.below(6) {
        case 0: return .all([formula(depth: depth - 1, atom), formula(depth: depth - 1, atom)])
        case 1:
            var members = [formula(depth: depth - 1, atom), formula(depth: depth - 1, atom)]
            if random.once(in: 3) { members.append(formula(depth: depth - 1, atom)) }
            return .any(members)
        case 2: return .not(formula(depth: depth - 1, atom))
        default: return atom(&self)
        }
    }

    // MARK: Statements

    static let clauseKinds = 10

    /// - Parameter kind: which statement, from 0; only the remainder counts.
    mutating func clause(_ kind: Int) -> Clause {
        switch kind % Self.clauseKinds {
        case 0:
            let name = random.pick(World.traitNames)
            return .trait(name: name, comparison(World.schema.traits[name] ?? .text, like: occurring.ofTrait(name)))
        case 1: return .occurrence(Occurrence(events(), frequency()))
        case 2: return measure(random.below(Self.measureKinds))
        case 3: return .regularity(regularity())
        case 4: return .change(change())
        case 5, 6: return .sequence(sequence())
        case 7 where !segmentNames.isEmpty: return .segment(random.pick(segmentNames))
        case 8 where !segmentNames.isEmpty: return .history(history())
        default: return .sample(sample())
        }
    }

    private mutating func measure(_ kind: Int) -> Clause {
        while true {
            let expression = expression(kind)
            // Values of this kind may have nothing that is asked of them here.
            guard let type = try? expression.resultType(in: World.schema) else { continue }
            return .measure(expression, comparison(type, like: occurring.of(expression, as: type)))
        }
    }

    private mutating func frequency() -> Frequency {
        let count = random.below(4)
        return switch random.below(7) {
        case 0: .ever
        case 1: .never
        case 2: .atLeast(count)
        case 3: .atMost(count)
        case 4: .exactly(count)
        case 5: .between(count, count + random.below(3))
        default: .onAtLeastDays(count)
        }
    }

    private mutating func sample() -> RandomSample {
        let percents: [Int64] = [0, 100_000, 333_333, 500_000, 900_000, 1_000_000]
        return RandomSample(
            percent: Amount(tenThousandths: random.pick(percents)),
            seed: random.pick(["welcome-test", "", "种子", "it's"])
        )
    }

    private mutating func history() -> HistoryClause {
        let question: HistoryClause.Question =
            switch random.below(3) {
            case 0: .member(at: recordedBound())
            case 1: .entered(window())
            default: .left(window())
            }
        return HistoryClause(
            segment: random.pick(segmentNames),
            question,
            asKnownAt: random.once(in: 2) ? recordedBound() : nil
        )
    }

    /// A bound beside which something was recorded.
    private mutating func recordedBound() -> WindowBound {
        guard !occurring.changeInstants.isEmpty, !random.once(in: 4) else { return bound() }
        let instant = values.nearly(random.pick(occurring.changeInstants))
        return random.once(in: 2) ? .instant(instant) : .date(values.zone.local(instant).date)
    }
}
