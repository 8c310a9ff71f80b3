import Domain
import Segments

/// Evaluates a program for some thousands of customers at a time. One for each thread.
///
/// 1. Statements about attributes come first: they are cheap.
/// 2. From the definitions down it is found out of whom each other statement needs to be asked: not of those whom an
///    attribute has decided already.
/// 3. The scopes are walked, each once, and the statements that rest on it are answered.
/// 4. The groups are put together.
struct ChunkEvaluator {
    let program: Program
    let scratch: Scratch
    /// For each scope the cuts, the latest first, and for each cut as it was asked for its place among these.
    private let cuts: [(ordered: [Int64], places: [Int])]
    /// The nodes of the atoms of each scope; last, those of none.
    private let nodesByScope: [[Int]]

    init(_ program: Program, chunkSize: Int) {
        self.program = program
        cuts = program.scopes.map { scope in
            let order = scope.cuts.indices.sorted { scope.cuts[$0] > scope.cuts[$1] }
            var places = [Int](repeating: 0, count: order.count)
            for (place, cut) in order.enumerated() { places[cut] = place }
            return (order.map { scope.cuts[$0] }, places)
        }
        var nodesByScope = [[Int]](repeating: [], count: program.scopes.count + 1)
        for (node, content) in program.nodes.enumerated() where !program.isCheap[node] {
            guard case .atom(let atom) = content else { continue }
            nodesByScope[program.atoms[atom].scope ?? program.scopes.count].append(node)
        }
        self.nodesByScope = nodesByScope
        scratch = Scratch(
            chunkSize: chunkSize,
            nodes: program.nodes.count,
            cuts: program.scopes.map(\.cuts.count).max() ?? 0,
            hasSums: program.scopes.contains { !$0.sums.isEmpty }
        )
    }

    /// - Parameters:
    ///   - chunk: places of customers, not more than the chunk size.
    /// - Returns: nothing; `scratch.truth(of:)` of a root holds its members, by their places in the chunk. Bits behind the
    ///   last customer mean nothing.
    func evaluate(_ chunk: Range<Int>) {
        for (node, content) in program.nodes.enumerated() where program.isCheap[node] {
            if case .atom(let atom) = content {
                markCheap(program.atoms[atom], chunk, into: scratch.truth(of: node))
            } else {
                join(node)
            }
        }
        spreadDemand(chunk.count)
        for scope in program.scopes.indices { answer(scope, chunk) }
        for node in nodesByScope[program.scopes.count] { answerAlone(node, chunk) }
        for node in program.nodes.indices where !program.isCheap[node] { join(node) }
    }

    // MARK: Statements

    private func markCheap(_ atom: Atom, _ chunk: Range<Int>, into truth: UnsafeMutablePointer<UInt64>) {
        switch atom {
        case .constant(let holds): truth.update(repeating: holds ? .max : 0, count: scratch.words)
        case .trait(let column, let test): test.mark(column, rows: chunk, into: truth)
        case .known(let places):
            for word in 0..<(chunk.count + 63) / 64 {
                // Chunks begin at whole words, but for one customer alone.
                truth[word] =
                    chunk.lowerBound & 63 == 0
                    ? places.words[chunk.lowerBound >> 6 + word]
                    : places.words[chunk.lowerBound >> 6] >> UInt64(chunk.lowerBound & 63)
            }
        case .sample, .listed, .count, .sum, .walk, .sequence, .reference: break
        }
    }

    private func isAsked(_ nodes: [Int]) -> Bool {
        nodes.contains { node in
            let demand = scratch.demand(of: node)
            return (0..<scratch.words).contains { demand[$0] != 0 }
        }
    }

    /// Puts down of whom any of some nodes is asked.
    ///
    /// - Returns: whether there is anybody.
    private func gatherAsked(_ nodes: [Int]) -> Bool {
        var all: UInt64 = 0
        for word in 0..<scratch.words {
            var asked: UInt64 = 0
            for node in nodes { asked |= scratch.demand(of: node)[word] }
            scratch.asked[word] = asked
            all |= asked
        }
        return all != 0
    }

    private func answer(_ scope: Int, _ chunk: Range<Int>) {
        let nodes = nodesByScope[scope]
        guard gatherAsked(nodes) else { return }
        let rows = rows(of: program.scopes[scope], chunk)
        let kernel = CountKernel(chunk: chunk, rows: rows, cuts: cuts[scope].ordered, asked: scratch.asked)
        if !cuts[scope].ordered.isEmpty { kernel.count(into: scratch.counts, stride: scratch.chunkSize) }
        for node in nodes {
            guard case .atom(let atom) = program.nodes[node] else { continue }
            switch program.atoms[atom] {
            case .count(_, let test): mark(test, cuts[scope].places, chunk.count, into: scratch.truth(of: node))
            case .walk(_, let walk):
                forEachAsked(node) { walk.holds(for: chunk.lowerBound + $0, rows, scratch.walk) }
            default: break
            }
        }
        for (place, property) in program.scopes[scope].sums.enumerated() {
            kernel.sum(property, into: scratch.sums, stride: scratch.chunkSize)
            for node in nodes {
                guard case .atom(let atom) = program.nodes[node],
                    case .sum(_, place, let window, let test) = program.atoms[atom]
                else { continue }
                mark(window, test, cuts[scope].places, chunk.count, into: scratch.truth(of: node))
            }
        }
    }

    /// The statements that have no scope.
    private func answerAlone(_ node: Int, _ chunk: Range<Int>) {
        guard case .atom(let atom) = program.nodes[node], isAsked([node]) else { return }
        let timelines = program.timelines
        switch program.atoms[atom] {
        case .sample(let sample): forEachAsked(node) { sample.contains(timelines.ids[chunk.lowerBound + $0]) }
        case .listed(let ids): forEachAsked(node) { ids.contains(timelines.ids[chunk.lowerBound + $0]) }
        case .sequence(let sequence):
            let bits = bits(of: sequence, chunk)
            forEachAsked(node) { sequence.holds(for: chunk.lowerBound + $0, bits, scratch.sequence) }
        case .reference(let reference):
            forEachAsked(node) { place in
                let customer = timelines.customer(at: chunk.lowerBound + place, events: reference.events, traits: [])
                return reference.holds(customer)
            }
        default: break
        }
    }

    /// Answers for the customers of whom a node is asked, one by one.
    @inline(__always)
    private func forEachAsked(_ node: Int, _ holds: (Int) -> Bool) {
        let (demand, truth) = (scratch.demand(of: node), scratch.truth(of: node))
        for word in 0..<scratch.words {
            var (asked, found) = (demand[word], UInt64(0))
            while asked != 0 {
                let bit = asked & (0 &- asked)
                if holds(word * 64 + asked.trailingZeroBitCount) { found |= bit }
                asked ^= bit
            }
            truth[word] = found
        }
    }

    // MARK: Rows

    func rows(of scope: EventScope, _ chunk: Range<Int>) -> ScopeRows {
        ScopeRows(
            sources: scope.sources.enumerated().map { place, source in
                let rows = rows(of: source.lane, chunk)
                let bits = source.filter.map { filter in
                    let bits = scratch.rowBits(place, count: rows.count)
                    filter.mark(source.lane, rows: rows, into: bits)
                    return UnsafePointer(bits)
                }
                return ScopeRows.Source(lane: source.lane, bits: bits, firstRow: rows.lowerBound)
            }
        )
    }

    private func bits(of sequence: SequenceWalk, _ chunk: Range<Int>) -> [SequenceWalk.FilterBits] {
        sequence.filters.enumerated().map { place, filter in
            let lane = sequence.lanes[filter.lane]
            let rows = rows(of: lane, chunk)
            let bits = scratch.rowBits(place, count: rows.count)
            filter.filter.mark(lane, rows: rows, into: bits)
            return SequenceWalk.FilterBits(bits: UnsafePointer(bits), firstRow: rows.lowerBound)
        }
    }

    private func rows(of lane: Lane, _ chunk: Range<Int>) -> Range<Int> {
        Int(lane.starts[chunk.lowerBound])..<Int(lane.starts[chunk.upperBound])
    }
}
