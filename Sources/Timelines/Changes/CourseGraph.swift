import Domain
import Foundation
import Segments

/// The statements and groups of some definitions, each once, with the bounds of each over a stretch of time.
struct CourseGraph: Sendable {
    /// One statement in the zone of what it stands in.
    struct Statement: Hashable, Sendable {
        var clause: Clause
        var zone: TimeZone
    }

    let statements: [Statement]
    /// A group comes after its members.
    let nodes: [Program.Node]
    /// The node of each definition.
    let roots: [Int]
    /// For each node a bit for each customer: whom it can be true of at some instant, and whom it is true of all the time.
    let possible: [[UInt64]]
    let certain: [[UInt64]]

    init(
        _ definitions: [SegmentDefinition],
        _ timelines: Timelines,
        _ evaluator: ReferenceEvaluator,
        _ stretch: Stretch,
        _ edges: EdgesOfZones,
        threads: Int
    ) throws(EvaluationError) {
        var builder = CourseGraphBuilder(evaluator: evaluator)
        var roots: [Int] = []
        for definition in definitions { roots.append(try builder.add(definition)) }
        (statements, nodes, self.roots) = (builder.statements, builder.nodes, roots)
        let bounds = try CustomersInBounds(timelines, evaluator, stretch, edges, threads).of(statements)
        var (possible, certain): ([[UInt64]], [[UInt64]]) = ([], [])
        for node in nodes {
            switch node {
            case .atom(let place):
                possible.append(bounds[place].possible)
                certain.append(bounds[place].certain)
            case .not(let member):
                possible.append(certain[member].map { ~$0 })
                certain.append(possible[member].map { ~$0 })
            case .all(let members):
                possible.append(Self.joined(members.map { possible[$0] }, &))
                certain.append(Self.joined(members.map { certain[$0] }, &))
            case .any(let members):
                possible.append(Self.joined(members.map { possible[$0] }, |))
                certain.append(Self.joined(members.map { certain[$0] }, |))
            }
        }
        (self.possible, self.certain) = (possible, certain)
    }

    private static func joined(_ rows: [[UInt64]], _ join: (UInt64, UInt64) -> UInt64) -> [UInt64] {
        var joined = rows[0]
        for row in rows.dropFirst() {
            for word in joined.indices { joined[word] = join(joined[word], row[word]) }
        }
        return joined
    }

    /// Whether a node changes for a customer, as far as is known without looking at her events.
    @inline(__always)
    func isOpen(_ node: Int, _ place: Int) -> Bool {
        (possible[node][place >> 6] & ~certain[node][place >> 6]) >> UInt64(place & 63) & 1 != 0
    }

    @inline(__always)
    func isCertain(_ node: Int, _ place: Int) -> Bool {
        certain[node][place >> 6] >> UInt64(place & 63) & 1 != 0
    }
}

/// What is asked of zones again and again, made once.
struct EdgesOfZones: Sendable {
    private let range: InstantRange
    private var known: [String: WindowEdges] = [:]

    init(_ range: InstantRange, zones: [TimeZone]) {
        self.range = range
        for zone in zones { known[zone.identifier] = WindowEdges(zone: zone, range: range) }
    }

    func of(_ zone: TimeZone) -> WindowEdges { known[zone.identifier] ?? WindowEdges(zone: zone, range: range) }
}

private struct CourseGraphBuilder {
    let evaluator: ReferenceEvaluator
    private(set) var statements: [CourseGraph.Statement] = []
    private(set) var nodes: [Program.Node] = []
    private var placesOfStatements: [CourseGraph.Statement: Int] = [:]
    private var placesOfNodes: [Program.Node: Int] = [:]
    private var rootsOfSegments: [String: Int] = [:]

    init(evaluator: ReferenceEvaluator) {
        self.evaluator = evaluator
    }

    mutating func add(_ definition: SegmentDefinition) throws(EvaluationError) -> Int {
        // Cycles, unknown names and depth are the reference's to find, before anything is walked.
        _ = try evaluator.predicate(for: definition)
        return try node(definition.condition, evaluator.context(of: definition).zone)
    }

    private mutating func node(_ condition: Condition, _ zone: TimeZone) throws(EvaluationError) -> Int {
        switch condition {
        case .all(let members): place(of: .all(try nodes(members, zone)))
        case .any(let members): place(of: .any(try nodes(members, zone)))
        case .not(let member): place(of: .not(try node(member, zone)))
        case .atom(.segment(let name)): try root(of: name)
        case .atom(let clause): place(of: .atom(statement(CourseGraph.Statement(clause: clause, zone: zone))))
        }
    }

    private mutating func nodes(_ members: [Condition], _ zone: TimeZone) throws(EvaluationError) -> [Int] {
        var places: [Int] = []
        for member in members { places.append(try node(member, zone)) }
        return Set(places).sorted()
    }

    private mutating func place(of node: Program.Node) -> Int {
        if let known = placesOfNodes[node] { return known }
        nodes.append(node)
        placesOfNodes[node] = nodes.count - 1
        return nodes.count - 1
    }

    private mutating func statement(_ statement: CourseGraph.Statement) -> Int {
        if let known = placesOfStatements[statement] { return known }
        statements.append(statement)
        placesOfStatements[statement] = statements.count - 1
        return statements.count - 1
    }

    private mutating func root(of name: String) throws(EvaluationError) -> Int {
        if let known = rootsOfSegments[name] { return known }
        guard let definition = evaluator.segments[name] else { throw .unknownSegment(name) }
        let root = try node(definition.condition, evaluator.context(of: definition).zone)
        rootsOfSegments[name] = root
        return root
    }
}
