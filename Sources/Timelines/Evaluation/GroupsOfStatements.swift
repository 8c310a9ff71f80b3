/// Putting groups of statements together, and finding out of whom their members need to be asked.
extension ChunkEvaluator {
    func join(_ node: Int) {
        let (truth, words) = (scratch.truth(of: node), scratch.words)
        switch program.nodes[node] {
        case .atom: break
        case .not(let member):
            let other = scratch.truth(of: member)
            for word in 0..<words { truth[word] = ~other[word] }
        case .all(let members):
            truth.update(from: scratch.truth(of: members[0]), count: words)
            for member in members.dropFirst() {
                let other = scratch.truth(of: member)
                for word in 0..<words { truth[word] &= other[word] }
            }
        case .any(let members):
            truth.update(from: scratch.truth(of: members[0]), count: words)
            for member in members.dropFirst() {
                let other = scratch.truth(of: member)
                for word in 0..<words { truth[word] |= other[word] }
            }
        }
    }

    /// A node comes after its members, so demand spreads from the last node to the first.
    func spreadDemand(_ count: Int) {
        let words = scratch.words
        scratch.demand.update(repeating: 0, count: program.nodes.count * words)
        for root in program.roots {
            let demand = scratch.demand(of: root)
            for word in 0..<(count + 63) / 64 {
                demand[word] = count - word * 64 >= 64 ? .max : 1 << UInt64(count - word * 64) - 1
            }
        }
        for node in program.nodes.indices.reversed() where !program.isCheap[node] {
            switch program.nodes[node] {
            case .atom: break
            case .not(let member): spread(node, to: [member], deciding: nil)
            case .all(let members): spread(node, to: members, deciding: false)
            case .any(let members): spread(node, to: members, deciding: true)
            }
        }
    }

    /// - Parameter deciding: the answer of one member that decides the group.
    private func spread(_ node: Int, to members: [Int], deciding: Bool?) {
        let (demand, words) = (scratch.demand(of: node), scratch.words)
        for word in 0..<words {
            var asked = demand[word]
            if let deciding {
                for member in members where program.isCheap[member] {
                    let truth = scratch.truth(of: member)[word]
                    asked &= deciding ? ~truth : truth
                }
            }
            guard asked != 0 else { continue }
            for member in members where !program.isCheap[member] { scratch.demand(of: member)[word] |= asked }
        }
    }
}
