import Domain
package import Segments

extension SegmentDefinition {
    /// The kinds of node that occur in it.
    package var nodeKinds: Set<NodeKind> {
        var collector = KindCollector()
        if timeZone != nil { collector.kinds.insert(.ownTimeZone) }
        collector.add(condition)
        for clause in condition.atoms { collector.add(clause) }
        return collector.kinds
    }
}

/// Walks a definition. The switches are total: a new node of the language does not compile until it is counted here.
private struct KindCollector {
    var kinds: Set<NodeKind> = []

    mutating func add<Atom>(_ formula: Formula<Atom>) {
        switch formula {
        case .all(let members):
            kinds.insert(.and)
            members.forEach { add($0) }
        case .any(let members):
            kinds.insert(.or)
            members.forEach { add($0) }
        case .not(let member):
            kinds.insert(.not)
            add(member)
        case .atom: break
        }
    }

    mutating func add(_ clause: Clause) {
        for condition in clause.eventConditions {
            kinds.insert(.condition)
            if condition.depth > 0 { kinds.insert(.nestedCondition) }
            for atom in condition.atoms { add(atom.comparison) }
        }
        switch clause {
        case .trait(_, let comparison):
            kinds.insert(.trait)
            add(comparison)
        case .occurrence(let occurrence):
            kinds.formUnion([.occurrence, Self.kind(of: occurrence.frequency)])
            add(occurrence.events)
        case .measure(let expression, let comparison):
            kinds.formUnion([.measure, Self.kind(of: expression.measure)])
            add(expression.events)
            add(comparison)
        case .regularity(let regularity):
            kinds.formUnion([.regularity, regularity.whole ? .wholeUnits : .rollingUnits])
            if regularity.events.names.count > 1 { kinds.insert(.severalNames) }
        case .change(let change):
            kinds.insert(change.kind == .stopped ? .stopped : .resumed)
            add(change.events)
        case .sequence(let sequence): add(sequence)
        case .segment: kinds.insert(.inSegment)
        case .history(let history): add(history)
        case .sample: kinds.insert(.random)
        }
    }

    private mutating func add(_ events: EventSelector) {
        if events.names.count > 1 { kinds.insert(.severalNames) }
        kinds.insert(Self.kind(of: events.window))
    }

    private mutating func add(_ history: HistoryClause) {
        if history.asKnownAt != nil { kinds.insert(.asKnownAt) }
        switch history.question {
        case .member: kinds.insert(.wasIn)
        case .entered(let window): kinds.formUnion([.entered, Self.kind(of: window)])
        case .left(let window): kinds.formUnion([.left, Self.kind(of: window)])
        }
    }

    private mutating func add(_ sequence: EventSequence) {
        kinds.insert(.sequence)
        if sequence.window != .allTime { kinds.insert(.windowedSequence) }
        let lastPositive = sequence.steps.lastIndex { !$0.negated } ?? 0
        for (index, step) in sequence.steps.enumerated() {
            if step.names.count > 1 { kinds.insert(.severalNames) }
            switch (step.negated, index > lastPositive, step.within != nil) {
            case (false, _, true): kinds.insert(.within)
            case (false, _, false): break
            case (true, false, _): kinds.insert(.negatedStep)
            case (true, true, false): kinds.insert(.trailingStep)
            case (true, true, true): kinds.insert(.trailingStepWithin)
            }
        }
    }
}

/// Comparisons and names of kinds.
extension KindCollector {
    mutating func add(_ comparison: Comparison) {
        if comparison.ignoringCase { kinds.insert(.ignoringCase) }
        switch comparison.test {
        case .relation(let relation, let literal):
            if let kind = NodeKind(rawValue: relation.rawValue) { kinds.insert(kind) }
            add([literal])
        case .between(let low, let high):
            kinds.insert(.between)
            add([low, high])
        case .oneOf(let literals):
            kinds.insert(.oneOf)
            add(literals)
        case .noneOf(let literals):
            kinds.insert(.noneOf)
            add(literals)
        case .text(.contains, _): kinds.insert(.contains)
        case .text(.startsWith, _): kinds.insert(.startsWith)
        case .text(.endsWith, _): kinds.insert(.endsWith)
        case .missing: kinds.insert(.missing)
        case .present: kinds.insert(.present)
        case .before: kinds.insert(.before)
        case .after: kinds.insert(.after)
        case .on: kinds.insert(.on)
        case .within(let window): kinds.formUnion([.inWindow, Self.kind(of: window)])
        case .list(.any, _): kinds.insert(.hasAny)
        case .list(.all, _): kinds.insert(.hasAll)
        case .list(.none, _): kinds.insert(.hasNone)
        case .matches: kinds.insert(.matches)
        case .anniversary(.next): kinds.insert(.nextAnniversary)
        case .anniversary(.current): kinds.insert(.currentAnniversary)
        }
    }

    private mutating func add(_ literals: [Literal]) {
        for case .money in literals { kinds.insert(.moneyLiteral) }
    }

    private static func kind(of window: Window) -> NodeKind {
        switch window {
        case .allTime: .allTime
        case .rolling: .rolling
        case .current: .currentUnit
        case .previous: .previousUnit
        case .previousWhole: .previousWhole
        case .absolute: .betweenDates
        }
    }

    private static func kind(of frequency: Frequency) -> NodeKind {
        switch frequency {
        case .ever: .ever
        case .never: .never
        case .atLeast: .atLeast
        case .atMost: .atMost
        case .exactly: .exactly
        case .between: .countBetween
        case .onAtLeastDays: .onDays
        }
    }

    private static func kind(of measure: Measure) -> NodeKind {
        switch measure {
        case .count: .count
        case .sum: .sum
        case .average: .average
        case .minimum: .minimum
        case .maximum: .maximum
        case .median: .median
        case .distinctCount: .distinctCount
        case .mostFrequent: .mostFrequent
        case .first: .first
        case .last: .last
        case .daysSinceFirst: .daysSinceFirst
        case .daysSinceLast: .daysSinceLast
        case .averageGap: .averageGap
        }
    }
}
