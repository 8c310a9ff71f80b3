import Domain
import Foundation
import Segments

/// Finds how the memberships of one customer after another went. One for each thread.
final class CourseWalk {
    private let graph: CourseGraph
    private let plan: CoursePlan
    private var courses: [StatementCourse?]
    private var known: [Int] = []
    private var customer: Customer?
    /// The reference's predicates at instants at which many customers are asked: the start, and the midnights.
    private var shared: [SharedInstant: ReferenceEvaluator.Predicate] = [:]
    /// For each node its value at the instant that is looked at, and at which it was worked out.
    private var values: [(stamp: Int, holds: Bool)]
    private var stamp = 0

    private struct SharedInstant: Hashable {
        var statement: Int
        var instant: Int64
    }

    init(_ graph: CourseGraph, _ plan: CoursePlan) {
        self.graph = graph
        self.plan = plan
        courses = Array(repeating: nil, count: graph.statements.count)
        values = Array(repeating: (0, false), count: graph.nodes.count)
    }

    /// The courses of all definitions that are open for a customer.
    ///
    /// - Parameter found: told of each definition whether the customer is in at the start, and when that turns.
    func walk(_ place: Int, _ found: (_ definition: Int, _ initial: Bool, _ turns: [Int64]) -> Void) throws {
        for (definition, root) in graph.roots.enumerated() where graph.isOpen(root, place) {
            let statements = try demand(root, place)
            var instants: [Int64] = []
            for statement in statements { instants += courses[statement]?.turns ?? [] }
            let course = StatementCourse(
                initial: holds(root, place, at: plan.stretch.start.microseconds),
                candidates: Set(instants).sorted()
            ) { holds(root, place, at: $0) }
            found(definition, course.initial, course.turns)
        }
        for statement in known { courses[statement] = nil }
        known.removeAll(keepingCapacity: true)
        customer = nil
    }

    // MARK: Groups

    /// The statements that decide a node and are open, all worked out.
    private func demand(_ root: Int, _ place: Int) throws -> [Int] {
        stamp += 1
        var (statements, waiting): ([Int], [Int]) = ([], [root])
        while let node = waiting.popLast() {
            guard values[node].stamp != stamp, graph.isOpen(node, place) else { continue }
            values[node].stamp = stamp
            switch graph.nodes[node] {
            case .atom(let statement):
                statements.append(statement)
                if courses[statement] == nil {
                    courses[statement] = try course(of: statement, place)
                    known.append(statement)
                }
            case .not(let member): waiting.append(member)
            case .all(let members), .any(let members): waiting += members
            }
        }
        return statements
    }

    private func holds(_ root: Int, _ place: Int, at instant: Int64) -> Bool {
        stamp += 1
        return value(of: root, place, instant)
    }

    private func value(of node: Int, _ place: Int, _ instant: Int64) -> Bool {
        guard graph.isOpen(node, place) else { return graph.isCertain(node, place) }
        if values[node].stamp == stamp { return values[node].holds }
        let holds: Bool =
            switch graph.nodes[node] {
            case .atom(let statement): courses[statement]?.holds(at: instant) ?? false
            case .not(let member): !value(of: member, place, instant)
            case .all(let members): members.allSatisfy { value(of: $0, place, instant) }
            case .any(let members): members.contains { value(of: $0, place, instant) }
            }
        values[node] = (stamp, holds)
        return holds
    }

    // MARK: Statements

    private func course(of number: Int, _ place: Int) throws -> StatementCourse {
        if let counted = plan.counted[number] { return counted.course(of: place) }
        let statement = graph.statements[number]
        let customer = customer ?? plan.timelines.customer(at: place, events: plan.events, traits: plan.traits)
        self.customer = customer
        let instants = ChangeInstants(
            customer: customer,
            evaluator: plan.evaluator,
            range: plan.stretch.range,
            edges: plan.edges.of(statement.zone)
        ).instants(statement.clause, in: statement.zone)
        let isShared = if case .trait = statement.clause { true } else { false }
        func holds(_ instant: Int64, _ isShared: Bool) throws -> Bool {
            guard isShared else { return try predicate(statement, instant)(customer) }
            let key = SharedInstant(statement: number, instant: instant)
            let predicate = try shared[key] ?? predicate(statement, instant)
            shared[key] = predicate
            return predicate(customer)
        }
        return try StatementCourse(
            initial: try holds(plan.stretch.start.microseconds, true),
            candidates: instants.map(\.microseconds).sorted()
        ) { try holds($0, isShared) }
    }

    private func predicate(
        _ statement: CourseGraph.Statement,
        _ instant: Int64
    ) throws -> ReferenceEvaluator.Predicate {
        try ReferenceEvaluator(
            now: Instant(microseconds: instant),
            timeZone: statement.zone,
            segments: plan.evaluator.segments,
            history: plan.evaluator.history,
            currency: plan.evaluator.currency
        ).predicate(for: .atom(statement.clause))
    }
}
