import Foundation

/// Reads a pattern.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    init(_ source: String) {
        scalars = Array(source.precomposedStringWithCanonicalMapping.unicodeScalars)
    }

    mutating func pattern() throws(PatternError) -> PatternTree {
        let tree = try choice()
        guard current == nil else { throw error(.closingParenthesis) }
        guard tree.repetitions <= PatternTree.Limits.repetitions, tree.states <= PatternTree.Limits.states else {
            throw PatternError(offset: 0, .tooLarge)
        }
        return tree
    }

    // MARK: Groups

    private mutating func choice() throws(PatternError) -> PatternTree {
        var members = [try sequence()]
        while accept("|") { members.append(try sequence()) }
        return members.count == 1 ? members[0] : .choice(members)
    }

    private mutating func sequence() throws(PatternError) -> PatternTree {
        var members: [PatternTree] = []
        while let scalar = current, scalar != "|", scalar != ")" { members.append(try repeated()) }
        return members.count == 1 ? members[0] : .sequence(members)
    }

    private mutating func repeated() throws(PatternError) -> PatternTree {
        let member = try member()
        let place = index
        guard let (low, high) = try quantifier() else { return member }
        if member == .start || member == .end { throw error(.nothingToRepeat, at: place) }
        // `*?` matches the same texts as `*`.
        _ = accept("?")
        if current == "+" { throw error(.unsupported(.possessive)) }
        if let scalar = current, "*?{".unicodeScalars.contains(scalar) { throw error(.nothingToRepeat) }
        return .repeated(member, low: low, high: high)
    }

    private mutating func member() throws(PatternError) -> PatternTree {
        guard let scalar = current else { throw error(.unfinished) }
        switch scalar {
        case "*", "+", "?": throw error(.nothingToRepeat)
        case "{": throw error(.brace)
        case "(": return try group()
        case "[": return .scalars(try scalarClass())
        case "\\": return .scalars(try escape())
        default: break
        }
        index += 1
        return switch scalar {
        case ".": .scalars(.notLineFeed)
        case "^": .start
        case "$": .end
        default: .scalars(ScalarSet(scalar))
        }
    }

    private mutating func group() throws(PatternError) -> PatternTree {
        let place = index
        index += 1
        if accept("?") { try skipGroupHead(at: place) }
        guard depth < PatternTree.Limits.depth else { throw error(.tooDeep, at: place) }
        depth += 1
        let tree = try choice()
        depth -= 1
        guard accept(")") else { throw error(.openParenthesis, at: place) }
        return tree
    }

    /// What follows `(?`: only `:` is supported.
    private mutating func skipGroupHead(at place: Int) throws(PatternError) {
        switch current {
        case ":": index += 1
        case "=", "!": throw error(.unsupported(.lookAhead), at: place)
        case "<" where peek(1) == "=" || peek(1) == "!": throw error(.unsupported(.lookBehind), at: place)
        case "<", "P", "'": throw error(.unsupported(.namedGroup), at: place)
        case ">": throw error(.unsupported(.atomicGroup), at: place)
        default: throw error(.unsupported(.flags), at: place)
        }
    }

    // MARK: Quantifiers

    /// `*`, `+`, `?`, `{m}`, `{m,}` or `{m,n}`, where one is there.
    private mutating func quantifier() throws(PatternError) -> (low: Int, high: Int?)? {
        if accept("*") { return (0, nil) }
        if accept("+") { return (1, nil) }
        if accept("?") { return (0, 1) }
        guard current == "{" else { return nil }
        let place = index
        index += 1
        guard let low = try bound() else { throw error(.brace, at: place) }
        var high: Int? = low
        if accept(",") { high = try bound() }
        guard accept("}") else { throw error(.brace, at: place) }
        if let high, high < low { throw error(.reversed, at: place) }
        return (low, high)
    }

    private mutating func bound() throws(PatternError) -> Int? {
        let place = index
        var value: Int?
        while let digit = current.flatMap(Self.decimal) {
            value = min((value ?? 0) * 10 + digit, PatternTree.Limits.repetitions + 1)
            index += 1
        }
        if let value, value > PatternTree.Limits.repetitions { throw error(.bound, at: place) }
        return value
    }

    // MARK: Reading

    var current: Unicode.Scalar? { peek(0) }

    func peek(_ distance: Int) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

    var place: Int { index }

    mutating func advance() { index += 1 }

    mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        index += 1
        return true
    }

    func error(_ reason: PatternError.Reason, at place: Int? = nil) -> PatternError {
        PatternError(offset: place ?? index, reason)
    }

    static func decimal(_ scalar: Unicode.Scalar) -> Int? {
        ("0"..."9").contains(scalar) ? Int(scalar.value - 0x30) : nil
    }
}
