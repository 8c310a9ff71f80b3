import Domain

/// Which segments name which.
///
/// A statement on the record of a segment (`entered segment "S"`) counts as much as `in segment "S"`: if S read its own
/// record, or two segments each other's, who is a member would depend on how often they are refreshed.
struct SegmentReferences {
    private let segments: [String: SegmentDefinition]

    init(_ segments: [String: SegmentDefinition]) {
        self.segments = segments
    }

    private struct Visit {
        var name: String
        /// The statements that name segments still to be visited, the next of them last.
        var waiting: [Clause]
        /// The longest row of segments that begins with this one.
        var length = 1
    }

    /// A cycle that can be reached from a definition, or a row of too many segments.
    func problem(from definition: SegmentDefinition) -> Problem? {
        var path = [visit(definition.name)]
        var lengths: [String: Int] = [:]
        while let current = path.last {
            guard let clause = current.waiting.last, let name = clause.segmentName else {
                path.removeLast()
                lengths[current.name] = current.length
                if let parent = path.indices.last {
                    path[parent].length = max(path[parent].length, current.length + 1)
                }
                continue
            }
            path[path.count - 1].waiting.removeLast()
            if let start = path.firstIndex(where: { $0.name == name }) {
                return cycle(path[start...].map(\.name) + [name])
            }
            if let length = lengths[name] {
                path[path.count - 1].length = max(path[path.count - 1].length, length + 1)
            } else if path.count <= Limits.references {
                path.append(visit(name))
            } else {
                return Problem(kind: .tooManyReferences, statement: SegmentPrinter.clause(clause))
            }
            if path.count + path[path.count - 1].length - 1 > Limits.references + 1 {
                return Problem(kind: .tooManyReferences, statement: SegmentPrinter.clause(clause))
            }
        }
        return nil
    }

    private func visit(_ name: String) -> Visit {
        Visit(name: name, waiting: statements(of: name).reversed())
    }

    private func statements(of name: String) -> [Clause] {
        segments[name]?.condition.atoms.filter { $0.segmentName != nil } ?? []
    }

    /// The statement shown is the one with which the cycle leaves its first segment.
    private func cycle(_ names: [String]) -> Problem {
        let statement = statements(of: names[0]).first { $0.segmentName == names[1] }
        return Problem(kind: .cycle(names), statement: statement.map(SegmentPrinter.clause) ?? "")
    }
}
