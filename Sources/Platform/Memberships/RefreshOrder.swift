import Segments

/// The order in which segments are refreshed: who asks the record of another comes after that one is on record.
struct RefreshOrder {
    /// Groups of names, one after the other.
    let groups: [[String]]

    /// - Complexity: O(segments²) at worst.
    init(_ segments: [String: SegmentDefinition], names: [String]) {
        var waiting = names
        var done: Set<String> = []
        var groups: [[String]] = []
        while !waiting.isEmpty {
            let ready = waiting.filter { name in
                // What is not defined any more is not waited for.
                let asked = Self.recorded(by: name, segments).subtracting([name]).intersection(names)
                return asked.isSubset(of: done)
            }
            // Segments that ask one another's record are refreshed with the record as the last refresh left it.
            let next = ready.isEmpty ? waiting : ready
            groups.append(next)
            done.formUnion(next)
            waiting.removeAll { done.contains($0) }
        }
        self.groups = groups
    }

    /// The segments whose record a definition asks, itself or by a segment that it refers to.
    static func recorded(by name: String, _ segments: [String: SegmentDefinition]) -> Set<String> {
        var (found, seen): (Set<String>, Set<String>) = ([], [name])
        var pending = [segments[name]].compactMap(\.self)
        while let definition = pending.popLast() {
            for clause in definition.condition.atoms {
                switch clause {
                case .history(let question): found.insert(question.segment)
                case .segment(let other):
                    if seen.insert(other).inserted, let next = segments[other] { pending.append(next) }
                case .trait, .occurrence, .measure, .regularity, .change, .sequence, .sample: break
                }
            }
        }
        return found
    }
}
