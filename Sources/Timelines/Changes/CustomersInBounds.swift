import Domain
import Foundation
import Segments

/// Finds the customers inside of the bounds of statements, of all statements in one pass over the timelines.
struct CustomersInBounds {
    private let timelines: Timelines
    private let evaluator: ReferenceEvaluator
    private let stretch: Stretch
    private let edges: EdgesOfZones
    private let threads: Int

    struct Bounds {
        var possible: [UInt64]
        var certain: [UInt64]
    }

    init(
        _ timelines: Timelines,
        _ evaluator: ReferenceEvaluator,
        _ stretch: Stretch,
        _ edges: EdgesOfZones,
        _ threads: Int
    ) {
        self.timelines = timelines
        self.evaluator = evaluator
        self.stretch = stretch
        self.edges = edges
        self.threads = threads
    }

    private var words: Int { timelines.customerCount / 64 + 1 }

    func of(_ statements: [CourseGraph.Statement]) throws(EvaluationError) -> [Bounds] {
        let bounds = statements.map { statement in
            StatementBounds(statement.clause, stretch, edges.of(statement.zone), in: statement.zone)
        }
        var asked: [SegmentDefinition] = []
        func place(_ bound: StatementBounds.Bound, _ zone: TimeZone) -> Int? {
            guard case .holds(let condition) = bound else { return nil }
            asked.append(SegmentDefinition(name: "", timeZone: zone.identifier, condition: condition))
            return asked.count - 1
        }
        let places = zip(statements, bounds).map { statement, bound in
            bound.map { (place($0.possible, statement.zone), place($0.certain, statement.zone)) } ?? (nil, nil)
        }
        let found = try Program(asked, for: timelines, evaluator).members(threads: threads)
        func row(_ bound: StatementBounds.Bound, _ place: Int?) -> [UInt64] {
            switch bound {
            case .never: [UInt64](repeating: 0, count: words)
            case .always: [UInt64](repeating: .max, count: words)
            case .holds: place.map { bits(of: found[$0]) } ?? []
            }
        }
        var result: [Bounds] = []
        for (number, statement) in statements.enumerated() {
            if let bound = bounds[number] {
                let (possible, certain) = places[number]
                result.append(Bounds(possible: row(bound.possible, possible), certain: row(bound.certain, certain)))
            } else {
                result.append(try recorded(statement))
            }
        }
        return result
    }

    private func bits(of members: Members) -> [UInt64] {
        var row = [UInt64](repeating: 0, count: words)
        for place in members.places { row[Int(place) >> 6] |= 1 << UInt64(place & 63) }
        return row
    }

    /// Of a question about the record: whoever has something on record that begins or ceases to count in the stretch.
    private func recorded(_ statement: CourseGraph.Statement) throws(EvaluationError) -> Bounds {
        var possible = [UInt64](repeating: 0, count: words)
        var certain = possible
        guard case .history(let question) = statement.clause else {
            return Bounds(possible: possible, certain: certain)
        }
        let context = EvaluationContext(now: evaluator.now, zone: statement.zone, currency: evaluator.currency)
        for id in evaluator.history.customers(of: question.segment) {
            guard let place = timelines.place(of: id) else { continue }
            let instants = ChangeInstants(
                customer: Customer(id: id),
                evaluator: evaluator,
                range: stretch.range,
                edges: edges.of(statement.zone)
            )
            let bit: UInt64 = 1 << UInt64(place & 63)
            let isIn = question.holds(for: id, in: evaluator.history, context)
            if !instants.instants(statement.clause, in: statement.zone).isEmpty {
                possible[place >> 6] |= bit
            } else if isIn {
                possible[place >> 6] |= bit
                certain[place >> 6] |= bit
            }
        }
        return Bounds(possible: possible, certain: certain)
    }
}
