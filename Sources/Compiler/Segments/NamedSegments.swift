import SQL
import Segments

/// The segments that other definitions name: each is worked out once, as a column of a table of its level.
///
/// A segment that names no other is of level 1; one that names segments is one level above the highest of them.
struct NamedSegments {
    private var columns: [String: (column: Identifier, level: Int)] = [:]
    private var levels: [[(Identifier, SQLExpression)]] = []
    /// The segments that are being compiled, outermost first, with the levels found so far.
    private var path: [(name: String, level: Int)] = []

    /// The column of a segment that is compiled already.
    mutating func column(of name: String) -> Identifier? {
        guard let (column, level) = columns[name] else { return nil }
        raise(above: level)
        return column
    }

    /// - Throws: where the segment names itself, by whatever detour.
    mutating func begin(_ name: String) throws(CompileError) {
        if let start = path.firstIndex(where: { $0.name == name }) {
            throw .undefined(.cycle(path[start...].map(\.name) + [name]))
        }
        guard path.count < Limits.references else { throw .undefined(.tooManyReferences) }
        path.append((name, 1))
    }

    /// Ends what began last.
    mutating func end(_ condition: SQLExpression) -> Identifier {
        let (name, level) = path.removeLast()
        let column = Identifier("member_\(columns.count)")
        columns[name] = (column, level)
        while levels.count < level { levels.append([]) }
        levels[level - 1].append((column, condition))
        raise(above: level)
        return column
    }

    private mutating func raise(above level: Int) {
        guard let last = path.indices.last else { return }
        path[last].level = max(path[last].level, level + 1)
    }

    var lastTable: Identifier? { levels.isEmpty ? nil : Self.table(levels.count) }

    /// A table for each level: all columns of the one before and the members of its own segments.
    func tables(over facts: Identifier) -> [(Identifier, Select)] {
        levels.enumerated().map { index, columns in
            let below = index == 0 ? facts : Self.table(index)
            return (Self.table(index + 1), Select(.all + Columns(columns), from: .table(TableName(below))))
        }
    }

    private static func table(_ level: Int) -> Identifier { Identifier("members_\(level)") }
}
