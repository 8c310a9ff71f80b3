package import Domain

/// Why a customer is in a segment, or is not: each part of the condition with its answer, and what decided it.
package indirect enum Explanation: Sendable, Hashable {
    case all(holds: Bool, [Explanation])
    case any(holds: Bool, [Explanation])
    case not(holds: Bool, Explanation)
    case statement(Statement)

    /// One statement about the customer.
    package struct Statement: Sendable, Hashable {
        package var clause: Clause
        package var holds: Bool
        package var grounds: Grounds
    }

    /// What a statement was decided by.
    package enum Grounds: Sendable, Hashable {
        /// The value compared; `nil` where it is missing.
        case value(Value?)
        /// The events that are meant, in order; where there are none, that there are none.
        case events([Event])
        /// The value worked out from events.
        case measured(Value?, [Event])
        /// The condition of the segment that is named.
        case segment(Explanation)
        /// Entries and exits on record.
        case record([MembershipChange])
        /// The customer's place in a random sample.
        case sample
    }

    package var holds: Bool {
        switch self {
        case .all(let holds, _), .any(let holds, _), .not(let holds, _): holds
        case .statement(let statement): statement.holds
        }
    }

    /// The parts that an answer rests on: of an *and* that is false its false members, of an *or* that is true its true ones.
    package var decidingParts: [Explanation] {
        switch self {
        case .all(let holds, let parts): holds ? parts : parts.filter { !$0.holds }
        case .any(let holds, let parts): holds ? parts.filter(\.holds) : parts
        case .not(_, let part): [part]
        case .statement: []
        }
    }
}
