package import Domain

/// A segment and where in its file it begins.
package struct PlacedSegment: Sendable, Hashable {
    package var definition: SegmentDefinition
    package var position: SourcePosition
}

/// Reads the text form of the segment language; `docs/segment-grammar.md` has the grammar.
///
/// Nothing here knows a workspace: names and types are `SegmentChecker`'s concern.
package enum SegmentParser {
    /// The segments of a file, in its order; none where the file holds only blanks and comments.
    package static func parse(file text: String) throws(ParseError) -> [SegmentDefinition] {
        try placed(file: text).map(\.definition)
    }

    /// The segments of a file, each with the place where it begins.
    package static func placed(file text: String) throws(ParseError) -> [PlacedSegment] {
        try whole(text) { (reader) throws(ParseError) in try reader.definitions() }
    }

    /// A condition alone, as it stands between a segment's braces.
    package static func parseCondition(_ text: String) throws(ParseError) -> Condition {
        try whole(text) { (reader) throws(ParseError) in try reader.condition() }
    }

    /// A condition on one event, as it stands after `where`, without the need of parentheses.
    package static func parseEventCondition(_ text: String) throws(ParseError) -> EventCondition {
        try whole(text) { (reader) throws(ParseError) in try reader.eventCondition() }
    }

    /// A value worked out from events, such as `count of "Order Completed" in last 90 days`.
    package static func parseTraitExpression(_ text: String) throws(ParseError) -> TraitExpression {
        try whole(text) { (reader) throws(ParseError) in try reader.traitExpression() }
    }

    /// A window alone, such as `last 90 days`.
    package static func parseWindow(_ text: String) throws(ParseError) -> Window {
        try whole(text) { (reader) throws(ParseError) in try reader.window() }
    }

    private static func whole<Result>(
        _ text: String,
        _ read: (inout TokenReader) throws(ParseError) -> Result
    ) throws(ParseError) -> Result {
        var reader = TokenReader(text)
        let result = try read(&reader)
        guard reader.accept(.end) else { throw reader.unexpected() }
        return result
    }
}
