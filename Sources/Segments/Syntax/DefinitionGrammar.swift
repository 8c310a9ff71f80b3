import Domain

/// What a definition may say before its condition, in canonical order.
enum DefinitionHeader: String, CaseIterable {
    case title, description, timezone
}

/// The tokens at which the parts of a definition begin.
struct DefinitionOutline {
    var start: Int
    var headers: [DefinitionHeader: Int] = [:]
    var condition = 0
    /// The closing brace.
    var end = 0
}

/// Files and segments.
extension TokenReader {
    mutating func definitions() throws(ParseError) -> [PlacedSegment] {
        var segments: [PlacedSegment] = []
        var lines: [String: Int] = [:]
        var last = (place: place, position: position(at: place))
        while current != .end {
            let place = place
            if !segments.isEmpty { expect(Token.Kind.end.found) }
            let definition = try definition()
            // From the last segment on: counting from the beginning for each would be quadratic.
            last = (place, position(at: place, after: last.place, at: last.position))
            if let first = lines.updateValue(last.position.line, forKey: definition.name) {
                throw error(at: place, .duplicateSegment(definition.name, firstLine: first))
            }
            segments.append(PlacedSegment(definition: definition, position: last.position))
        }
        return segments
    }

    private mutating func definition() throws(ParseError) -> SegmentDefinition {
        var outline = DefinitionOutline(start: place)
        try require(word: "segment")
        let name = try name(Bilingual(en: "the segment's name", zh: "人群名称"))
        try require(symbol: "{")
        var title: Caption?
        var description: Caption?
        var timeZone: String?
        while let header = headerAtCurrent() {
            guard outline.headers.updateValue(place, forKey: header) == nil else {
                throw error(.duplicateHeader(header.rawValue))
            }
            advance()
            switch header {
            case .title: title = try caption()
            case .description: description = try caption()
            case .timezone: timeZone = try text(Bilingual(en: "a time zone in quotes", zh: "带引号的时区"))
            }
        }
        outline.condition = place
        let condition = try condition()
        outline.end = place
        try require(symbol: "}")
        outlines.append(outline)
        return SegmentDefinition(
            name: name,
            title: title,
            description: description,
            timeZone: timeZone,
            condition: condition
        )
    }

    /// A header's word is free as a trait's name: only what follows it decides.
    private func headerAtCurrent() -> DefinitionHeader? {
        guard case .word(let word) = current, let header = DefinitionHeader(rawValue: word) else { return nil }
        switch (header, next) {
        case (.timezone, .text), (.title, .text), (.description, .text): return header
        case (.title, .word(let tag)), (.description, .word(let tag)):
            return Language(rawValue: tag) == nil ? nil : header
        default: return nil
        }
    }

    /// `en "Champions" zh "冠军客户"`, in either order, one of them or both.
    private mutating func caption() throws(ParseError) -> Caption {
        var texts: [Language: String] = [:]
        while case .word(let tag) = current, let language = Language(rawValue: tag) {
            guard texts[language] == nil else { throw error(.duplicateHeader(tag)) }
            advance()
            texts[language] = try text(Bilingual(en: "a text in quotes", zh: "带引号的文本"))
        }
        guard !texts.isEmpty else {
            for language in Language.allCases { expect(Token.Kind.word(language.rawValue).found) }
            throw unexpected()
        }
        return Caption(texts)
    }
}
