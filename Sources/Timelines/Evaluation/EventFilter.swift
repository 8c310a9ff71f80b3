import Domain
import Segments

/// The condition on events (`where`) made ready for the rows of one lane.
struct EventFilter: Sendable {
    private enum Statement: Sendable {
        case time(KeyTest)
        case property(StoredColumn, ColumnTest)
        /// The lane has no such property.
        case constant(Bool)
    }

    private let formula: Formula<Statement>

    init(_ condition: EventCondition, on lane: Lane, in context: EvaluationContext) {
        formula = condition.map { clause in
            if clause.property == BuiltInProperty.time {
                return .time(KeyTest(clause.comparison, type: .instant, in: context))
            }
            guard let column = lane.properties[clause.property] else {
                return .constant(ValueTest(clause.comparison, in: context).holds(nil))
            }
            return .property(column, ColumnTest(clause.comparison, of: column, in: context))
        }
    }

    /// Sets the bit of each row of `rows` that the condition is true of, from the first bit of `bits` on.
    func mark(_ lane: Lane, rows: Range<Int>, into bits: UnsafeMutablePointer<UInt64>) {
        mark(formula, lane, rows, into: bits)
    }

    private func mark(
        _ formula: Formula<Statement>,
        _ lane: Lane,
        _ rows: Range<Int>,
        into bits: UnsafeMutablePointer<UInt64>
    ) {
        let words = (rows.count + 63) / 64
        switch formula {
        case .atom(.time(let test)):
            pack(rows.count, into: bits) { test.holds(lane.times[rows.lowerBound + $0]) ? 1 : 0 }
        case .atom(.property(let column, let test)): test.mark(column, rows: rows, into: bits)
        case .atom(.constant(let holds)): bits.update(repeating: holds ? .max : 0, count: words)
        case .not(let member):
            mark(member, lane, rows, into: bits)
            for word in 0..<words { bits[word] = ~bits[word] }
        case .all(let members), .any(let members):
            let isAll = if case .all = formula { true } else { false }
            mark(members[0], lane, rows, into: bits)
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(words, 1)) { other in
                guard let other = other.baseAddress else { return }
                for member in members.dropFirst() {
                    mark(member, lane, rows, into: other)
                    for word in 0..<words { bits[word] = isAll ? bits[word] & other[word] : bits[word] | other[word] }
                }
            }
        }
    }
}
