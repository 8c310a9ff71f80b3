import Domain
import Segments

/// Finds when answers can change by the clock alone, for some customers at a time. One for each thread.
///
/// 1. All statements are answered for now.
/// 2. From the definitions down it is found of whom each statement's next instant matters: a group that all members hold up
///    falls with the first of them; one that some members hold down rises no sooner than the last of these.
/// 3. The statements' instants are found, scope by scope.
/// 4. Groups take the earliest or the latest of them.
struct ChangeEvaluator {
    static let chunkSize = 1_024

    let program: Program
    private let timings: [AtomTiming]
    private let answers: ChunkEvaluator
    private let scratch: ChangeScratch
    private let course = EventCourse()
    /// Whether a node says the same for ever, and needs no events to say it.
    private let isStatic: [Bool]
    /// The atom nodes of each scope; last, those of none.
    private let nodesByScope: [[Int]]

    init(_ program: Program, _ timings: [AtomTiming], chunkSize: Int = chunkSize) {
        (self.program, self.timings) = (program, timings)
        answers = ChunkEvaluator(program, chunkSize: chunkSize)
        scratch = ChangeScratch(nodes: program.nodes.count, chunkSize: chunkSize)
        var isStatic: [Bool] = []
        var nodesByScope = [[Int]](repeating: [], count: program.scopes.count + 1)
        for (node, content) in program.nodes.enumerated() {
            switch content {
            case .atom(let atom):
                if case .never = timings[atom] {
                    isStatic.append(program.isCheap[node])
                } else {
                    isStatic.append(false)
                }
                nodesByScope[program.atoms[atom].scope ?? program.scopes.count].append(node)
            case .not(let member): isStatic.append(isStatic[member])
            case .all(let members), .any(let members): isStatic.append(members.allSatisfy { isStatic[$0] })
            }
        }
        (self.isStatic, self.nodesByScope) = (isStatic, nodesByScope)
    }

    /// - Returns: nothing; `instant(of:_:)` and `earliest(_:)` then tell.
    func evaluate(_ chunk: Range<Int>) {
        answers.evaluate(chunk)
        spreadDemand(chunk.count)
        for (scope, nodes) in nodesByScope.enumerated() {
            let asked = nodes.filter(isAsked)
            guard !asked.isEmpty else { continue }
            let rows = scope < program.scopes.count ? answers.rows(of: program.scopes[scope], chunk) : nil
            for node in asked { answer(node, chunk, rows) }
        }
        for node in program.nodes.indices where !isStatic[node] { join(node) }
    }

    /// - Parameters:
    ///   - definition: its place in the program.
    ///   - place: of a customer in the chunk.
    func instant(of definition: Int, _ place: Int) -> Int64 { value(program.roots[definition], place) }

    /// The earliest of all definitions.
    func earliest(_ place: Int) -> Int64 {
        var earliest = Int64.max
        for root in program.roots { earliest = min(earliest, value(root, place)) }
        return earliest
    }

    private func value(_ node: Int, _ place: Int) -> Int64 {
        isStatic[node] ? .max : scratch.instants(of: node)[place]
    }

    private func isAsked(_ node: Int) -> Bool {
        let demand = scratch.demand(of: node)
        return (0..<scratch.words).contains { demand[$0] != 0 }
    }

    // MARK: Demand

    /// The customers of whom a node's answer is known.
    private func known(_ node: Int, _ word: Int) -> UInt64 {
        program.isCheap[node] ? .max : answers.scratch.demand(of: node)[word]
    }

    private func truth(_ node: Int, _ word: Int) -> UInt64 { answers.scratch.truth(of: node)[word] }

    private func spreadDemand(_ count: Int) {
        scratch.clearDemand()
        for root in program.roots where !isStatic[root] {
            for word in 0..<(count + 63) / 64 {
                scratch.demand(of: root)[word] = count - word * 64 >= 64 ? .max : 1 << UInt64(count - word * 64) - 1
            }
        }
        for node in program.nodes.indices.reversed() where !isStatic[node] {
            switch program.nodes[node] {
            case .atom: break
            case .not(let member):
                for word in 0..<scratch.words { scratch.demand(of: member)[word] |= scratch.demand(of: node)[word] }
            case .all(let members): spread(node, to: members, deciding: false)
            case .any(let members): spread(node, to: members, deciding: true)
            }
        }
    }

    /// - Parameter deciding: the answer of one member that decides the group.
    private func spread(_ node: Int, to members: [Int], deciding: Bool) {
        let flip: UInt64 = deciding ? 0 : .max
        for word in 0..<scratch.words {
            let asked = scratch.demand(of: node)[word]
            guard asked != 0 else { continue }
            var decided = asked & (truth(node, word) ^ flip)
            let open = asked & ~decided
            // What decides for ever needs no other.
            for member in members where isStatic[member] { decided &= ~(truth(member, word) ^ flip) }
            for member in members where !isStatic[member] {
                let deciders = known(member, word) & (truth(member, word) ^ flip)
                scratch.demand(of: member)[word] |= open | decided & deciders
            }
        }
    }

    // MARK: Groups

    private func join(_ node: Int) {
        switch program.nodes[node] {
        case .atom: break
        case .not(let member): forEachAsked(node) { place in value(member, place) }
        case .all(let members): join(node, members, deciding: false)
        case .any(let members): join(node, members, deciding: true)
        }
    }

    private func join(_ node: Int, _ members: [Int], deciding: Bool) {
        let flip: UInt64 = deciding ? 0 : .max
        forEachAsked(node) { place in
            let (word, bit) = (place >> 6, UInt64(1) << UInt64(place & 63))
            let isDecided = (truth(node, word) ^ flip) & bit != 0
            guard isDecided else { return members.reduce(.max) { min($0, value($1, place)) } }
            var latest = Int64.min
            for member in members where known(member, word) & (truth(member, word) ^ flip) & bit != 0 {
                latest = max(latest, value(member, place))
            }
            return latest
        }
    }

    /// Puts down an instant for each customer of whom a node's is asked.
    @inline(__always)
    private func forEachAsked(_ node: Int, _ instant: (Int) -> Int64) {
        let (demand, instants) = (scratch.demand(of: node), scratch.instants(of: node))
        for word in 0..<scratch.words {
            var asked = demand[word]
            while asked != 0 {
                let place = word * 64 + asked.trailingZeroBitCount
                instants[place] = instant(place)
                asked &= asked - 1
            }
        }
    }

    // MARK: Statements

    private func answer(_ node: Int, _ chunk: Range<Int>, _ rows: ScopeRows?) {
        guard case .atom(let atom) = program.nodes[node] else { return }
        let (first, now) = (chunk.lowerBound, program.evaluator.now.microseconds)
        switch timings[atom] {
        case .never: forEachAsked(node) { _ in .max }
        case .common(let instant): forEachAsked(node) { _ in instant }
        case .trait(let column, let window):
            forEachAsked(node) { place in instant(column[first + place], window) }
        case .events(let timing):
            guard let rows else { return forEachAsked(node) { _ in now + 1 } }
            forEachAsked(node) { place in course.next(timing, of: first + place, rows, now: now) }
        case .sequence(let timing):
            forEachAsked(node) { place in
                let holds = truth(node, place >> 6) >> UInt64(place & 63) & 1 != 0
                return timing.next(of: first + place, holds: holds, now: now)
            }
        case .reference(let definition, let events):
            forEachAsked(node) { place in reference(definition, events, first + place) }
        }
    }

    private func instant(_ value: Value?, _ window: WindowTiming) -> Int64 {
        switch value {
        case .instant(let instant): window.edge(of: instant.microseconds)
        case .date(let date): window.edge(of: window.zone.zone.instant(of: date).microseconds)
        default: .max
        }
    }

    private func reference(_ definition: SegmentDefinition, _ events: [String: Set<String>], _ place: Int) -> Int64 {
        if case .atom(.history(let clause)) = definition.condition,
            program.evaluator.history.changes(of: program.timelines.ids[place], in: clause.segment).isEmpty
        {
            return .max
        }
        let customer = program.timelines.customer(at: place, events: events, traits: [])
        let times = MembershipTimes(definition, of: customer, program.evaluator)
        // A definition that was compiled is one that the reference reads; if not, it is to be asked at once.
        let next = (try? times.nextCandidate()) ?? .some(program.evaluator.now.next)
        return next?.microseconds ?? .max
    }
}

/// Memory that one thread works in.
final class ChangeScratch {
    let words: Int
    private let chunkSize: Int
    private let nodes: Int
    private let demandWords: UnsafeMutablePointer<UInt64>
    private let instantWords: UnsafeMutablePointer<Int64>

    init(nodes: Int, chunkSize: Int) {
        (self.nodes, self.chunkSize, words) = (nodes, chunkSize, chunkSize / 64)
        demandWords = .allocate(capacity: max(1, nodes * chunkSize / 64))
        instantWords = .allocate(capacity: max(1, nodes * chunkSize))
        clearDemand()
    }

    deinit {
        demandWords.deallocate()
        instantWords.deallocate()
    }

    func clearDemand() { demandWords.update(repeating: 0, count: nodes * words) }

    /// The customers for whom a node's instant is asked.
    func demand(of node: Int) -> UnsafeMutablePointer<UInt64> { demandWords + node * words }

    /// Where it was asked, the node's next instant.
    func instants(of node: Int) -> UnsafeMutablePointer<Int64> { instantWords + node * chunkSize }
}
