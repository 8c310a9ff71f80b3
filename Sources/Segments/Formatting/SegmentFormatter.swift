import Domain

/// Puts a file of segments into canonical form and keeps its comments.
///
/// A comment on a line of its own stays before what it stood before: a segment, a header, a member of the outermost group or
/// the closing brace. One at the end of a line stays at the end of that line. One in the middle of a statement moves
/// before it.
package enum SegmentFormatter {
    /// The canonical text of a file; the same text where it is in that form already.
    package static func format(_ text: String) throws(ParseError) -> String {
        var reader = TokenReader(text)
        let definitions = try reader.definitions().map(\.definition)
        guard reader.accept(.end) else { throw reader.unexpected() }
        let places = CommentPlaces(reader, definitions)
        var lines: [String] = []
        for (place, definition) in definitions.enumerated() {
            if place > 0 { lines.append("") }
            lines += self.lines(of: definition, at: place, places)
        }
        let end = places.before(.end)
        if !end.isEmpty, !definitions.isEmpty { lines.append("") }
        lines += end.map(\.text)
        return lines.map { $0 + "\n" }.joined()
    }

    private static func lines(of definition: SegmentDefinition, at place: Int, _ places: CommentPlaces) -> [String] {
        var lines: [String] = []
        for comment in places.before(.opening(place)) {
            lines.append(comment.text)
            if comment.isFollowedByBlank { lines.append("") }
        }
        func add(_ text: String, _ part: CommentPlaces.Part, _ indent: String = SegmentPrinter.indent) {
            lines += places.before(part).map { SegmentPrinter.indent + $0.text }
            lines.append(indent + text + (places.after(part).map { "  " + $0 } ?? ""))
        }
        lines.append(
            SegmentPrinter.opening(of: definition) + (places.after(.opening(place)).map { "  " + $0 } ?? "")
        )
        let headers = SegmentPrinter.headers(of: definition)
        for header in headers { add(header.text, .header(place, header.header)) }
        if !headers.isEmpty { lines.append("") }
        for (member, text) in SegmentPrinter.conditionLines(definition.condition).enumerated() {
            add(text, .member(place, member))
        }
        add("}", .closing(place), "")
        return lines
    }
}
