import Segments

/// What a comparison with the reference found.
package struct ConformanceReport: Sendable, CustomStringConvertible {
    package let evaluator: String
    /// Definitions evaluated over a population of customers, both ways.
    package internal(set) var pairs = 0
    /// Customers judged by a definition, both ways.
    package internal(set) var judgements = 0
    /// Pairs with members and others: where all or none are in, many a mistake does not show.
    package internal(set) var telling = 0
    /// How many of the pairs compared, and of the telling ones, have a kind of node.
    package internal(set) var compared: [NodeKind: Int] = [:]
    package internal(set) var tellingByKind: [NodeKind: Int] = [:]
    /// How often the evaluator refused, by node.
    package internal(set) var refusals: [String: Int] = [:]
    /// The smallest cases that still differ.
    package internal(set) var disagreements: [Disagreement] = []
    /// What the checker says of definitions drawn; there must be nothing.
    package internal(set) var refusedByChecker: [String] = []
    package internal(set) var problems: [String] = []

    init(evaluator: String) {
        self.evaluator = evaluator
    }

    /// Adds what another comparison of the same evaluator found.
    package mutating func add(_ other: ConformanceReport) {
        pairs += other.pairs
        judgements += other.judgements
        telling += other.telling
        compared.merge(other.compared, uniquingKeysWith: +)
        tellingByKind.merge(other.tellingByKind, uniquingKeysWith: +)
        refusals.merge(other.refusals, uniquingKeysWith: +)
        disagreements += other.disagreements
        refusedByChecker += other.refusedByChecker
        problems += other.problems
    }

    mutating func count(_ definition: SegmentDefinition, members: Int, of customers: Int) {
        let isTelling = members > 0 && members < customers
        pairs += 1
        judgements += customers
        if isTelling { telling += 1 }
        for kind in definition.nodeKinds {
            compared[kind, default: 0] += 1
            if isTelling { tellingByKind[kind, default: 0] += 1 }
        }
    }

    /// Everything that a test must not find. Empty where the evaluator says what the reference says, about everything that
    /// the language has.
    ///
    /// - Parameter exceptions: kinds of which the evaluator is allowed to refuse every use.
    package func complaints(except exceptions: Set<NodeKind> = []) -> [String] {
        let silent = NodeKind.allCases.filter { tellingByKind[$0, default: 0] == 0 && !exceptions.contains($0) }
        return disagreements.map { "\(evaluator) differs from the reference:\n\($0)" }
            + silent.map { "nothing telling was compared of: \($0.rawValue)" }
            + refusedByChecker.map { "drawn, but refused by the checker: \($0)" } + problems
    }

    package var description: String {
        let kinds = NodeKind.allCases.map {
            "\($0.rawValue) \(compared[$0, default: 0])/\(tellingByKind[$0, default: 0])"
        }
        let refused = refusals.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return """
            \(evaluator): compared \(pairs) pairs of definition and population (\(judgements) customers judged), \
            \(telling) with members and others
              by kind, compared/telling: \(kinds.joined(separator: ", "))
              refused: \(refused.isEmpty ? "nothing" : refused.joined(separator: ", "))
            """
    }
}
