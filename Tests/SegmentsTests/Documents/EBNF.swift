/// The right side of a production in the notation of the grammar page.
indirect enum EBNF: Hashable {
    case terminal(String)
    /// Another production.
    case name(String)
    /// `? … ?`: what the words say.
    case special(String)
    case sequence([EBNF])
    case choice([EBNF])
    case optional(EBNF)
    case many(EBNF)
}

extension EBNF {
    /// A part of a production that a text may leave out: an alternative, or what stands in `[ ]` or `{ }`.
    struct Site: Hashable, CustomStringConvertible {
        var production: String
        var path: String
        var part: EBNF

        var description: String { "\(production): \(part)" }
    }

    /// The parts that a text may leave out.
    func sites(in production: String, path: String = "") -> [Site] {
        func site(_ part: EBNF, _ path: String) -> [Site] {
            [Site(production: production, path: path, part: part)] + part.sites(in: production, path: path)
        }
        return switch self {
        case .terminal, .name, .special: []
        case .sequence(let members):
            members.enumerated().flatMap { $0.element.sites(in: production, path: "\(path).\($0.offset)") }
        case .choice(let members): members.enumerated().flatMap { site($0.element, "\(path)|\($0.offset)") }
        case .optional(let part), .many(let part): site(part, path + "?")
        }
    }

    /// The words and signs in it.
    var terminals: [String] {
        switch self {
        case .terminal(let text): [text]
        case .name, .special: []
        case .sequence(let members), .choice(let members): members.flatMap(\.terminals)
        case .optional(let part), .many(let part): part.terminals
        }
    }

    /// The productions that it names.
    var names: [String] {
        switch self {
        case .name(let name): [name]
        case .terminal, .special: []
        case .sequence(let members), .choice(let members): members.flatMap(\.names)
        case .optional(let part), .many(let part): part.names
        }
    }
}

extension EBNF: CustomStringConvertible {
    var description: String {
        switch self {
        case .terminal(let text): "\"\(text)\""
        case .name(let name): name
        case .special(let words): "? \(words) ?"
        case .sequence(let members): members.map(\.description).joined(separator: " ")
        case .choice(let members): "( " + members.map(\.description).joined(separator: " | ") + " )"
        case .optional(let part): "[ \(part) ]"
        case .many(let part): "{ \(part) }"
        }
    }
}

/// Reads one production: `name = … ;`.
struct EBNFReader {
    struct Mistake: Error {
        var text: String
    }

    private enum Piece: Equatable {
        case terminal(String)
        case special(String)
        case name(String)
        case sign(Character)
    }

    private var pieces: ArraySlice<Piece>

    private init(_ text: String) throws {
        pieces = ArraySlice(try Self.pieces(of: text))
    }

    static func production(_ text: String) throws -> (name: String, rule: EBNF) {
        var reader = try EBNFReader(text)
        guard case .name(let name)? = reader.pieces.popFirst(), reader.accept("=") else { throw Mistake(text: text) }
        let rule = try reader.choice()
        guard reader.accept(";"), reader.pieces.isEmpty else { throw Mistake(text: text) }
        return (name, rule)
    }

    private static func pieces(of text: String) throws -> [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let first = rest.popFirst() {
            switch first {
            case _ where first.isWhitespace: continue
            case "\"", "'", "?":
                guard let end = rest.firstIndex(of: first) else { throw Mistake(text: text) }
                let inner = String(rest[..<end])
                pieces.append(first == "?" ? .special(inner.dropFirst().dropLast().description) : .terminal(inner))
                rest = rest[rest.index(after: end)...]
            case _ where first.isLetter:
                let tail = rest.prefix { $0.isLetter }
                rest = rest.dropFirst(tail.count)
                pieces.append(.name(String(first) + tail))
            case _ where "=;|[]{}()".contains(first): pieces.append(.sign(first))
            default: throw Mistake(text: text)
            }
        }
        return pieces
    }

    private mutating func accept(_ sign: Character) -> Bool {
        guard pieces.first == .sign(sign) else { return false }
        pieces.removeFirst()
        return true
    }

    private mutating func choice() throws -> EBNF {
        var members = [try sequence()]
        while accept("|") { members.append(try sequence()) }
        return members.count == 1 ? members[0] : .choice(members)
    }

    private mutating func sequence() throws -> EBNF {
        var members: [EBNF] = []
        while let member = try member() { members.append(member) }
        guard !members.isEmpty else { throw Mistake(text: "nothing before \(pieces)") }
        return members.count == 1 ? members[0] : .sequence(members)
    }

    private mutating func member() throws -> EBNF? {
        for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")] as [(Character, Character)] where accept(open) {
            let inner = try choice()
            guard accept(close) else { throw Mistake(text: "no \(close) before \(pieces)") }
            return open == "(" ? inner : open == "[" ? .optional(inner) : .many(inner)
        }
        switch pieces.first {
        case .terminal(let text): pieces.removeFirst(); return .terminal(text)
        case .special(let words): pieces.removeFirst(); return .special(words)
        case .name(let name): pieces.removeFirst(); return .name(name)
        case .sign, nil: return nil
        }
    }
}
