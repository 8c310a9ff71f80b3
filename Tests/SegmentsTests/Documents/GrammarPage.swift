import TestSupport

@testable import Segments

/// The grammar page, as its notation says to read it.
struct GrammarPage {
    struct Production {
        var name: String
        var rule: EBNF
        var examples: [Example] = []
    }

    /// A text that must be a `condition`, an `expression` or a `file`.
    struct Example: Hashable, CustomStringConvertible {
        var production: String
        var text: String

        var description: String { text }
    }

    private(set) var productions: [Production] = []
    private(set) var reserved: [String] = []
    private(set) var syntax: [String: EBNF] = [:]
    private(set) var tokens: [String: EBNF] = [:]

    init(path: String = "docs/segment-grammar.md") throws {
        var heading = ""
        for block in Markdown.blocks(in: try Repository.text(path)) {
            switch block.kind {
            case "heading": heading = block.text
            case "ebnf":
                let production = try EBNFReader.production(block.text)
                productions.append(Production(name: production.name, rule: production.rule))
                if heading == "Tokens" {
                    tokens[production.name] = production.rule
                } else {
                    syntax[production.name] = production.rule
                }
            case "condition", "expression":
                let examples = block.text.split(separator: "\n").map(String.init)
                add(examples.map { Example(production: block.kind, text: $0) })
            case "segment": add([Example(production: "file", text: block.text)])
            case "reserved": reserved = block.text.split(whereSeparator: \.isWhitespace).map(String.init)
            default: break
            }
        }
    }

    private mutating func add(_ examples: [Example]) {
        guard let last = productions.indices.last else { return }
        productions[last].examples += examples
    }

    var examples: [Example] { productions.flatMap(\.examples) }

    // MARK: Reading a text

    struct Token: Hashable {
        /// The production of its kind; `nil` for a sign.
        var kind: String?
        var text: String
    }

    /// The tokens of a text and what was used to cut it; `nil` where it cannot be cut.
    func tokens(of text: String) -> (tokens: [Token], derivation: Derivation)? {
        let scalars = Array(text.unicodeScalars)
        var recognizer = EBNFRecognizer(tokens) { leaf, place in Self.end(of: leaf, in: scalars, from: place) }
        var (found, derivation): ([Token], Derivation) = ([], Derivation())
        var place = 0
        func slice(_ from: Int, _ to: Int) -> String {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[from..<to])
            return String(text)
        }
        while true {
            let start = recognizer.ends(of: .name("gap"), from: place).max() ?? place
            if let gap = recognizer.derivation(of: "gap", from: place, to: start) { derivation.formUnion(gap) }
            guard start < scalars.count else { return (found, derivation) }
            var longest: (end: Int, kind: String?) = (start, nil)
            for sign in ["{", "}", "(", ")", ",", "%", "=", "!=", "<", "<=", ">", ">="] {
                if let end = Self.end(of: .terminal(sign), in: scalars, from: start), end > longest.end {
                    longest = (end, nil)
                }
            }
            for kind in ["word", "text", "number", "date", "instant"] {
                if let end = recognizer.ends(of: .name(kind), from: start).max(), end > longest.end {
                    longest = (end, kind)
                }
            }
            guard longest.end > start else { return nil }
            if let kind = longest.kind,
                let used = recognizer.derivation(of: kind, from: start, to: longest.end)
            {
                derivation.formUnion(used)
            }
            found.append(Token(kind: longest.kind, text: slice(start, longest.end)))
            place = longest.end
        }
    }

    /// What of the grammar was used to read a text as the production; `nil` where the text is none of its texts.
    func derivation(of text: String, as production: String) -> Derivation? {
        guard let (tokens, cutting) = tokens(of: text) else { return nil }
        let reserved = Set(reserved)
        var recognizer = EBNFRecognizer(syntax) { leaf, place in
            guard place < tokens.count else { return nil }
            let token = tokens[place]
            let fits =
                switch leaf {
                case .terminal(let text): token.text == text
                case .name(let kind): token.kind == kind
                case .special("a word that is not reserved"): token.kind == "word" && !reserved.contains(token.text)
                case .special("a word of three capital letters"):
                    token.kind == "word" && token.text.utf8.count == 3
                        && token.text.utf8.allSatisfy { (65...90).contains($0) }
                default: fatalError("the page has a special sequence that this test cannot read: \(leaf)")
                }
            return fits ? place + 1 : nil
        }
        guard let used = recognizer.derivation(of: production, from: 0, to: tokens.count) else { return nil }
        var derivation = cutting
        derivation.formUnion(used)
        derivation.productions.insert(production)
        return derivation
    }

    /// Where what a rule of a token demands at a place ends.
    private static func end(of leaf: EBNF, in scalars: [Unicode.Scalar], from: Int) -> Int? {
        switch leaf {
        case .terminal(let text):
            let wanted = Array(text.unicodeScalars)
            return scalars[from...].starts(with: wanted) ? from + wanted.count : nil
        case .special(let words):
            guard from < scalars.count else { return nil }
            return holds(words, scalars[from]) ? from + 1 : nil
        default: return nil
        }
    }

    private static func holds(_ words: String, _ scalar: Unicode.Scalar) -> Bool {
        let category = scalar.properties.generalCategory
        let isLineEnd = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
        return switch words {
        case "white space, or the mark U+FEFF": scalar.properties.isWhitespace || scalar == "\u{FEFF}"
        case "any character but the end of a line": !isLineEnd
        case "a letter of any script": scalar.properties.isAlphabetic
        case "a digit of any script": category == .decimalNumber
        case "a combining mark": category == .nonspacingMark || category == .spacingMark
        case "any character but a quote, a backslash and the end of a line":
            scalar != "\"" && scalar != "\\" && !isLineEnd
        case "a hexadecimal digit": scalar.properties.isASCIIHexDigit
        default: fatalError("the page has a special sequence that this test cannot read: \(words)")
        }
    }
}
