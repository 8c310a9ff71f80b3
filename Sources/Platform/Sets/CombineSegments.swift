import Domain
import Segments

/// Makes a segment of others: in all of these, in any of those, in none of the rest. Its rule names them, so it follows
/// them as they change.
package struct CombineSegments {
    package var workspace: Workspace
    package var context: RunContext

    /// Names of segments.
    package struct Parts: Sendable {
        package var all: [String]
        package var any: [String]
        package var except: [String]

        package init(all: [String] = [], any: [String] = [], except: [String] = []) {
            (self.all, self.any, self.except) = (all.unique, any.unique, except.unique)
        }

        /// - Throws: `SetError.nothingToCombine`, `.contradiction`.
        func condition() throws -> Condition {
            guard !except.isEmpty || (all + any).unique.count >= 2 else { throw SetError.nothingToCombine }
            let wanted = all + (any.count == 1 ? any : [])
            if let both = wanted.first(where: except.contains) { throw SetError.contradiction(both) }
            let alternatives = any.map { Condition.atom(.segment($0)) }
            let group = alternatives.count > 1 ? [Condition.any(alternatives)] : alternatives
            let members =
                all.map { Condition.atom(.segment($0)) } + group + except.map { .not(.atom(.segment($0))) }
            return members.count == 1 ? members[0] : .all(members)
        }
    }

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Throws: `WorkspaceError.unknownSegment` with the nearest name, `SetError`, `WorkspaceError.notRunYet`.
    package func run(_ parts: Parts, as name: String) async throws -> MadeSegment {
        let making = try MakeSegment(workspace: workspace, context: context)
        try making.checkName(name)
        for part in parts.all + parts.any + parts.except { _ = try making.definitions.segment(part) }
        return try await making.run(SegmentDefinition(name: name, condition: try parts.condition()))
    }
}
