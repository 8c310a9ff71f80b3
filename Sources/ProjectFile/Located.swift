package import Domain

/// A value together with the place in `covey.yaml` where it is written, so that a later check can point there.
package struct Located<Value> {
    package var value: Value
    /// The first character of the value: for a quoted text the one after the quote, for a block text (`|`) the first
    /// of its first line.
    package var position: SourcePosition
    /// How many columns every line after the first stands further right in the file than in the value.
    ///
    /// It is more than zero only for block texts.
    package var indentation: Int

    package init(_ value: Value, at position: SourcePosition, indentation: Int = 0) {
        self.value = value
        self.position = position
        self.indentation = indentation
    }

    /// Another value at the same place.
    package func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Located<Other> {
        Located<Other>(try transform(value), at: position, indentation: indentation)
    }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
extension Located: Sendable where Value: Sendable {}

extension Located<String> {
    /// Where a place inside this text lies in the file.
    ///
    /// Exact for a text on one line and for a block text (`|`). An escape (`\n` in double quotes, `''` in single
    /// quotes) moves what follows it on its line by the characters that the escape takes more.
    package func sourcePosition(of inner: SourcePosition) -> SourcePosition {
        let moved = inner.offset(from: position)
        return inner.line == 1 ? moved : SourcePosition(line: moved.line, column: moved.column + indentation)
    }
}
