/// Statements joined by *and*, *or* and *not*, to any depth.
///
/// Conditions on customers and conditions on events differ only in what they state, so everything that concerns the
/// joining (grammar, printing, JSON, evaluation) is written once, for this type.
package indirect enum Formula<Atom: Sendable>: Sendable {
    /// True where every member is. Two members or more: the text form has no group of one.
    case all([Formula])
    /// True where at least one member is. Two members or more.
    case any([Formula])
    /// True where the member is false: there is no third value.
    case not(Formula)
    case atom(Atom)
}

extension Formula: Equatable where Atom: Equatable {}
extension Formula: Hashable where Atom: Hashable {}

extension Formula {
    /// The statements in the order in which they are written, however deep they stand.
    package var atoms: [Atom] {
        var atoms: [Atom] = []
        visit { formula, _ in
            if case .atom(let atom) = formula { atoms.append(atom) }
        }
        return atoms
    }

    /// Levels of groups and negations; 0 for a statement alone. Not more than `Limits.depth` in what was read.
    package var depth: Int {
        var deepest = 0
        visit { _, depth in deepest = max(deepest, depth) }
        return deepest
    }

    /// Every part with its level, in the order of the text, without recursion: a tree made by a program may be deep.
    private func visit(_ body: (Formula, Int) -> Void) {
        var waiting = [(self, 0)]
        while let (formula, depth) = waiting.popLast() {
            body(formula, depth)
            switch formula {
            case .all(let members), .any(let members):
                for member in members.reversed() { waiting.append((member, depth + 1)) }
            case .not(let member): waiting.append((member, depth + 1))
            case .atom: break
            }
        }
    }

    /// The value, given each statement's.
    package func evaluate(_ holds: (Atom) -> Bool) -> Bool {
        switch self {
        case .all(let members): members.allSatisfy { $0.evaluate(holds) }
        case .any(let members): members.contains { $0.evaluate(holds) }
        case .not(let member): !member.evaluate(holds)
        case .atom(let atom): holds(atom)
        }
    }

    /// The same formula over other statements.
    package func map<Other, Failure: Error>(
        _ transform: (Atom) throws(Failure) -> Other
    ) throws(Failure) -> Formula<Other> {
        switch self {
        case .all(let members): .all(try Self.map(members, transform))
        case .any(let members): .any(try Self.map(members, transform))
        case .not(let member): .not(try member.map(transform))
        case .atom(let atom): .atom(try transform(atom))
        }
    }

    private static func map<Other, Failure: Error>(
        _ members: [Formula],
        _ transform: (Atom) throws(Failure) -> Other
    ) throws(Failure) -> [Formula<Other>] {
        try members.map { (member) throws(Failure) in try member.map(transform) }
    }
}
