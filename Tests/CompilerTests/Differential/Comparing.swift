import Compiler
import Domain
import EngineConformance
import Foundation
import SQL
import SQLConformance
import Segments
import Warehouse

/// One expression of one customer for which the two evaluators disagree.
struct Mismatch: CustomStringConvertible {
    var customer: Customer
    var expression: TraitExpression
    var now: Instant
    var zone: TimeZone
    var expected: Value?
    var found: Value?

    var description: String {
        let events = customer.events.map { event in
            let properties = event.properties.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            return "  \(event.time.microseconds) #\(event.arrival) \(event.name) \(properties.joined(separator: ", "))"
        }
        return """
            \(SegmentPrinter.text(of: expression))
              now \(now.microseconds) in \(zone.identifier)
            \(events.joined(separator: "\n"))
              the reference says \(expected.map { "\($0)" } ?? "missing"), the query \(found.map { "\($0)" } ?? "missing")
            """
    }
}

/// Compares what a query says of customers with what the reference says.
struct DifferentialComparison {
    let connection: Connection
    /// The compiler under test: expressions to a query of customers and values.
    var compile: (World, [(name: String, expression: TraitExpression)]) throws -> Query = { world, traits in
        try TraitCompiler(schema: World.schema, now: world.now, zone: world.zone) { .column("e", Identifier($0)) }
            .query(traits)
    }

    struct Outcome {
        var pairs = 0
        var mismatches: [Mismatch] = []
        /// How many values each measure had that were neither missing nor zero.
        var telling: [Int: Int] = [:]
    }

    func compare(_ world: World, _ expressions: [TraitExpression]) async throws -> Outcome {
        try await EventTable.write(world.customers, to: connection)
        let traits = expressions.enumerated().map { (name: "trait \($0.offset)", expression: $0.element) }
        let result = try await connection.query(compile(world, traits))
        var rows: [String: Row] = [:]
        for row in try result.rows() {
            guard case .text(let id) = row[0] else { throw UnexpectedCell(cell: row[0], type: .text) }
            rows[id] = row
        }
        let evaluator = world.reference
        var outcome = Outcome()
        for (index, expression) in expressions.enumerated() {
            let type = try expression.resultType(in: World.schema)
            let reference = evaluator.function(for: expression, as: type)
            let empty: Value? =
                TraitCompiler.valueWithoutEvents(expression.measure) == nil ? nil : Value.integer(0).widened(to: type)
            for customer in world.customers {
                let expected = reference(customer)
                let found = try rows[customer.id].map { try $0[index + 1].value(type) } ?? empty
                outcome.pairs += 1
                if expected != nil, expected != empty { outcome.telling[index, default: 0] += 1 }
                guard !Self.agree(expected, found) else { continue }
                outcome.mismatches.append(
                    Mismatch(
                        customer: customer,
                        expression: expression,
                        now: world.now,
                        zone: world.zone,
                        expected: expected,
                        found: found
                    )
                )
            }
        }
        return outcome
    }

    /// Exact, but for doubles, which engines add in other orders.
    static func agree(_ expected: Value?, _ found: Value?) -> Bool {
        guard case .number(let left)? = expected, case .number(let right)? = found else { return expected == found }
        return left == right || false
    }
}
