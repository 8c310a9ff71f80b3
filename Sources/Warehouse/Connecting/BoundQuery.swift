/// A statement and the values of its parameters (`?`, or `$1` and so on), in order.
///
/// Values are always bound, never written into the text.
package struct BoundQuery: Sendable, Hashable {
    package var text: String
    package var arguments: [Argument]

    package init(_ text: String, _ arguments: [Argument] = []) {
        self.text = text
        self.arguments = arguments
    }
}
