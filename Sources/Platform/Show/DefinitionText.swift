import Domain
import Segments

/// What a user wrote on the command line for a definition: the name of a segment, or a condition.
struct DefinitionText {
    /// As it is evaluated.
    private(set) var definition: SegmentDefinition
    /// As the user wrote it, with the traits of priority lists.
    private(set) var written: SegmentDefinition
    /// Whether it was a name.
    let isNamed: Bool

    /// - Throws: `WorkspaceError` with the place in the text, and `ParseError`.
    init(_ text: String, _ definitions: Definitions, _ schema: Schema) throws {
        let named = definitions.segments.first { $0.definition.name == text }?.written
        isNamed = named != nil
        written = try named ?? SegmentDefinition(name: "?", condition: Self.parse(text, definitions))
        definition = definitions.expansion.expanded(written)
        let problems =
            definitions.problems(in: written, against: schema).map {
                WorkspaceError.definition($0, in: $0.statement)
            }
            + definitions.unknownLists(in: written, path: SegmentPrinter.text(of: written.condition), position: nil)
        guard problems.isEmpty else { throw WorkspaceError.all(problems) }
    }

    /// Gives a condition a name to show it by.
    mutating func name(_ name: String) { (definition.name, written.name) = (name, name) }

    /// A lone word that is no condition was most likely meant as a name.
    private static func parse(_ text: String, _ definitions: Definitions) throws -> Condition {
        do throws(ParseError) {
            return try SegmentParser.parseCondition(text)
        } catch {
            guard text.contains(where: { " =<>\"(".contains($0) }) else {
                throw WorkspaceError.unknownSegment(
                    text,
                    nearest: NearestName.of(text, among: definitions.segments.map(\.definition.name))
                )
            }
            throw error
        }
    }
}
