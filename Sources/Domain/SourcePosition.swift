/// A place in a text that a person wrote, counted as editors count: lines and columns from one, columns in characters.
package struct SourcePosition: Sendable, Hashable, Comparable, Codable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    /// This position counted from the start of a text that itself begins at `start`.
    package func offset(from start: SourcePosition) -> SourcePosition {
        line == 1
            ? SourcePosition(line: start.line, column: start.column + column - 1)
            : SourcePosition(line: start.line + line - 1, column: column)
    }
}
