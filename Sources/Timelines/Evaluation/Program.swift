package import Segments

/// Definitions compiled into one pass over timelines.
///
/// What two definitions share (a statement, a window, a condition on events, a group of statements) is worked out once.
/// A program holds for one instant and for the timelines that it was made for.
package struct Program: Sendable {
    /// A group of statements, by the places of its members, which come before it.
    enum Node: Hashable, Sendable {
        case atom(Int)
        case not(Int)
        case all([Int])
        case any([Int])
    }

    let timelines: Timelines
    let evaluator: ReferenceEvaluator
    let nodes: [Node]
    let atoms: [Atom]
    let sources: [AtomSource]
    let scopes: [EventScope]
    /// The node of each definition.
    let roots: [Int]
    /// Whether a node needs no events.
    let isCheap: [Bool]

    /// - Parameters:
    ///   - definitions: in the order in which their members are wanted.
    ///   - evaluator: what the definitions are read with.
    package init(
        _ definitions: [SegmentDefinition],
        for timelines: Timelines,
        _ evaluator: ReferenceEvaluator
    ) throws(EvaluationError) {
        var builder = ProgramBuilder(timelines: timelines, evaluator: evaluator)
        var roots: [Int] = []
        for definition in definitions { roots.append(try builder.add(definition)) }
        self.init(builder, roots: roots)
    }

    /// One condition, read in the evaluator's own time zone.
    package init(
        _ condition: Condition,
        for timelines: Timelines,
        _ evaluator: ReferenceEvaluator
    ) throws(EvaluationError) {
        var builder = ProgramBuilder(timelines: timelines, evaluator: evaluator)
        let root = try builder.add(condition)
        self.init(builder, roots: [root])
    }

    private init(_ builder: ProgramBuilder, roots: [Int]) {
        timelines = builder.timelines
        nodes = builder.nodes
        atoms = builder.atoms
        sources = builder.sources
        evaluator = builder.evaluator
        scopes = builder.scopes
        self.roots = roots
        var isCheap: [Bool] = []
        for node in nodes {
            switch node {
            case .atom(let atom): isCheap.append(atoms[atom].isCheap)
            case .not(let member): isCheap.append(isCheap[member])
            case .all(let members), .any(let members): isCheap.append(members.allSatisfy { isCheap[$0] })
            }
        }
        self.isCheap = isCheap
    }
}
