import Domain
import Foundation
import Segments

/// Compiles conditions, each part once.
struct ProgramBuilder {
    let timelines: Timelines
    let evaluator: ReferenceEvaluator
    private(set) var nodes: [Program.Node] = []
    private(set) var atoms: [Atom] = []
    /// What the atoms were made of.
    private(set) var sources: [AtomSource] = []
    var scopes: [EventScope] = []

    private struct AtomKey: Hashable {
        var clause: Clause
        var zone: String
    }

    private var placesOfNodes: [Program.Node: Int] = [:]
    private var placesOfAtoms: [AtomKey: Int] = [:]
    private var placesOfScopes: [EventScope.Key: Int] = [:]
    private var rootsOfSegments: [String: Int] = [:]
    private var zones: [String: ZoneTable] = [:]

    init(timelines: Timelines, evaluator: ReferenceEvaluator) {
        self.timelines = timelines
        self.evaluator = evaluator
    }

    mutating func add(_ definition: SegmentDefinition) throws(EvaluationError) -> Int {
        // Cycles, unknown names and depth are the reference's to find, before anything is walked.
        _ = try evaluator.predicate(for: definition)
        return try node(definition.condition, evaluator.context(of: definition))
    }

    mutating func add(_ condition: Condition) throws(EvaluationError) -> Int {
        _ = try evaluator.predicate(for: condition)
        let context = EvaluationContext(now: evaluator.now, zone: evaluator.timeZone, currency: evaluator.currency)
        return try node(condition, context)
    }

    // MARK: Groups

    private mutating func node(_ condition: Condition, _ context: EvaluationContext) throws(EvaluationError) -> Int {
        switch condition {
        case .all(let members): place(of: .all(try nodes(members, context)))
        case .any(let members): place(of: .any(try nodes(members, context)))
        case .not(let member): place(of: .not(try node(member, context)))
        case .atom(.segment(let name)): try root(ofSegment: name)
        case .atom(let clause): place(of: .atom(try atom(clause, context)))
        }
    }

    private mutating func nodes(_ members: [Condition], _ context: EvaluationContext) throws(EvaluationError) -> [Int] {
        var places: [Int] = []
        for member in members { places.append(try node(member, context)) }
        return Set(places).sorted()
    }

    private mutating func place(of node: Program.Node) -> Int {
        if let known = placesOfNodes[node] { return known }
        nodes.append(node)
        placesOfNodes[node] = nodes.count - 1
        return nodes.count - 1
    }

    private mutating func root(ofSegment name: String) throws(EvaluationError) -> Int {
        if let known = rootsOfSegments[name] { return known }
        guard let definition = evaluator.segments[name] else { throw .unknownSegment(name) }
        let root = try node(definition.condition, evaluator.context(of: definition))
        rootsOfSegments[name] = root
        return root
    }

    // MARK: Statements

    private mutating func atom(_ clause: Clause, _ context: EvaluationContext) throws(EvaluationError) -> Int {
        let key = AtomKey(clause: clause, zone: context.zone.identifier)
        if let known = placesOfAtoms[key] { return known }
        atoms.append(try make(clause, context))
        sources.append(AtomSource(clause: clause, context: context))
        placesOfAtoms[key] = atoms.count - 1
        return atoms.count - 1
    }

    private mutating func make(_ clause: Clause, _ context: EvaluationContext) throws(EvaluationError) -> Atom {
        switch clause {
        case .trait(let name, let comparison):
            guard let column = timelines.traits[name] else {
                return .constant(ValueTest(comparison, in: context).holds(nil))
            }
            return .trait(column, ColumnTest(comparison, of: column, in: context))
        case .sample(let sample): return .sample(sample)
        case .history(let question): return members(question, context)
        case .segment(let name): throw .unknownSegment(name)
        case .occurrence(let occurrence): return try atom(occurrence, clause, context)
        case .regularity(let regularity):
            guard let scope = scope(regularity.events, context) else { return try without(clause, context) }
            let windows = regularity.ranges(asOf: context.now, in: context.zone).compactMap { scopes[scope].window($0) }
            return .count(scope: scope, .units(windows, atLeast: regularity.atLeast))
        case .change(let change): return try atom(change, clause, context)
        case .sequence(let sequence):
            return .sequence(SequenceWalk(sequence, timelines, zone: zone(context), in: context))
        case .measure(let expression, let comparison):
            let compiler = MeasureCompiler(expression, comparison, context)
            if let atom = try compiler.atom(in: &self) { return atom }
            return try reference(clause, context)
        }
    }

    private mutating func atom(
        _ occurrence: Occurrence,
        _ clause: Clause,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> Atom {
        guard let scope = scope(occurrence.events, context) else { return try without(clause, context) }
        let range = occurrence.events.window.range(asOf: context.now, in: context.zone)
        let most = Int64.max
        let counts: ClosedRange<Int64>
        switch occurrence.frequency {
        case .ever: counts = 1...most
        case .never: counts = 0...0
        case .atLeast(let count): counts = Int64(count)...most
        case .atMost(let count): counts = 0...Int64(count)
        case .exactly(let count): counts = Int64(count)...Int64(count)
        case .between(let low, let high):
            guard low <= high else { return .constant(false) }
            counts = Int64(low)...Int64(high)
        case .onAtLeastDays(let days):
            let test = KeyTest.range(Int64(days)...most, inverted: false)
            return .walk(scope: scope, EventWalk(range: range, question: .days(zone(context), test)))
        }
        return count(in: range, scope, .range(counts, inverted: false))
    }

    /// A demand on the number of a scope's events in a range.
    mutating func count(in range: InstantRange, _ scope: Int, _ test: KeyTest) -> Atom {
        guard let window = scopes[scope].window(range) else { return .constant(test.holds(0)) }
        return .count(scope: scope, .window(window, test))
    }

    private mutating func atom(
        _ change: ActivityChange,
        _ clause: Clause,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> Atom {
        guard let scope = scope(change.events, context) else { return try without(clause, context) }
        guard let preceding = change.events.window.preceding(asOf: context.now, in: context.zone) else {
            return .constant(false)
        }
        let current = change.events.window.range(asOf: context.now, in: context.zone)
        // What is not yet, `now` and later, the reference does not see either.
        let known = Window.allTime.range(asOf: context.now, in: context.zone)
        func seen(_ range: InstantRange) -> InstantRange {
            InstantRange(start: range.start, end: min(range.end, known.end))
        }
        let before = InstantRange(start: .distantPast, end: preceding.start)
        let test = CountTest.change(
            change.kind,
            current: scopes[scope].window(seen(current)),
            preceding: scopes[scope].window(seen(preceding)),
            before: scopes[scope].window(seen(before))
        )
        return .count(scope: scope, test)
    }

    // MARK: Parts

    /// The scope of a selector; `nil` where there is no event that it could mean.
    mutating func scope(_ selector: EventSelector, _ context: EvaluationContext) -> Int? {
        let key = EventScope.Key(
            names: Set(selector.names).sorted(),
            condition: selector.condition,
            zone: selector.condition == nil ? "" : context.zone.identifier
        )
        if let known = placesOfScopes[key] { return known }
        let scope = EventScope(selector, timelines, in: context)
        guard !scope.sources.isEmpty else { return nil }
        scopes.append(scope)
        placesOfScopes[key] = scopes.count - 1
        return scopes.count - 1
    }

    mutating func zone(_ context: EvaluationContext) -> ZoneTable {
        if let known = zones[context.zone.identifier] { return known }
        let table = ZoneTable(context.zone)
        zones[context.zone.identifier] = table
        return table
    }

    private func predicate(
        _ clause: Clause,
        _ context: EvaluationContext
    ) throws(EvaluationError) -> ReferenceEvaluator.Predicate {
        let reader = ReferenceEvaluator(
            now: context.now,
            timeZone: context.zone,
            segments: evaluator.segments,
            history: evaluator.history,
            currency: context.currency
        )
        return try reader.predicate(for: .atom(clause))
    }

    /// What a statement about events says of somebody without any, and so of everybody where there are none.
    func without(_ clause: Clause, _ context: EvaluationContext) throws(EvaluationError) -> Atom {
        .constant(try predicate(clause, context)(Customer(id: "")))
    }

    private func reference(_ clause: Clause, _ context: EvaluationContext) throws(EvaluationError) -> Atom {
        guard case .measure(let expression, _) = clause else { return try without(clause, context) }
        var properties = Set(expression.events.condition?.atoms.map(\.property) ?? [])
        if let property = expression.measure.property { properties.insert(property) }
        let events = Dictionary(expression.events.names.map { ($0, properties) }) { first, _ in first }
        return .reference(ReferenceAtom(events: events, holds: try predicate(clause, context)))
    }

    /// Whom a question about the record is true of: somebody of whom nothing is recorded has no part in it.
    private func members(_ question: HistoryClause, _ context: EvaluationContext) -> Atom {
        let recorded = evaluator.history.customers(of: question.segment)
        let members = recorded.filter { question.holds(for: $0, in: evaluator.history, context) }
        if timelines.isSlot { return .listed(Set(members)) }
        return .known(PlaceSet(members.compactMap { timelines.place(of: $0) }, of: timelines.customerCount))
    }
}
