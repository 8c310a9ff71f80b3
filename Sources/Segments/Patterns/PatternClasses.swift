/// Escapes and classes.
extension PatternParser {
    /// `\d`, `\.`, `\x{1f600}`: what a backslash and what follows it stand for.
    mutating func escape() throws(PatternError) -> ScalarSet {
        let place = place
        advance()
        guard let scalar = current else { throw error(.unfinished, at: place) }
        switch scalar {
        case "d", "D": return complemented(.digits, where: "D")
        case "w", "W": return complemented(.wordParts, where: "W")
        case "s", "S": return complemented(.blanks, where: "S")
        case "t", "n", "r":
            advance()
            return ScalarSet(scalar == "t" ? "\t" : scalar == "n" ? "\n" : "\r")
        case "x", "u": return ScalarSet(try hexadecimal(at: place))
        case "b", "B": throw error(.unsupported(.wordBoundary), at: place)
        case "p", "P": throw error(.unsupported(.property), at: place)
        case "1"..."9", "k", "g": throw error(.unsupported(.backReference), at: place)
        default:
            guard Self.isPunctuation(scalar) else { throw error(.escape, at: place) }
            advance()
            return ScalarSet(scalar)
        }
    }

    private mutating func complemented(_ set: ScalarSet, where capital: Unicode.Scalar) -> ScalarSet {
        defer { advance() }
        return current == capital ? set.complement : set
    }

    /// ASCII that is neither a letter, a digit nor a control: what a backslash may make literal. A blank may be escaped too.
    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        (0x20..<0x7F).contains(scalar.value) && !ScalarSet.wordParts.contains(scalar) || scalar == "_"
    }

    /// `x{1f600}`, `x41` or `u00e9`.
    private mutating func hexadecimal(at place: Int) throws(PatternError) -> Unicode.Scalar {
        let isShort = current == "x"
        advance()
        let isBraced = isShort && accept("{")
        let most = isBraced ? 6 : isShort ? 2 : 4
        var digits = ""
        while digits.utf8.count < most, let scalar = current, scalar.properties.isASCIIHexDigit {
            digits.unicodeScalars.append(scalar)
            advance()
        }
        guard isBraced ? accept("}") && !digits.isEmpty : digits.utf8.count == most,
            let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
        else { throw error(.escape, at: place) }
        return scalar
    }

    /// `[a-z_]`, `[^\d]`. `]` stands first or escaped to be a member; `-` first, last or escaped.
    mutating func scalarClass() throws(PatternError) -> ScalarSet {
        let start = place
        advance()
        let isNegated = accept("^")
        var ranges: [ClosedRange<UInt32>] = []
        var namesUpperCase = false
        var isFirst = true
        while isFirst || current != "]" {
            guard current != nil else { throw error(.openClass, at: start) }
            isFirst = false
            let members = try range(in: start)
            ranges += members.ranges
            namesUpperCase = namesUpperCase || members.namesUpperCase
        }
        advance()
        let set = ScalarSet(ranges, namesUpperCase: namesUpperCase)
        let result = isNegated ? set.complement : set
        guard !result.isEmpty else { throw error(.emptyClass, at: start) }
        return result
    }

    /// One member of a class, or a range of them.
    private mutating func range(in start: Int) throws(PatternError) -> ScalarSet {
        let place = place
        let low = try classMember()
        guard current == "-", let next = peek(1), next != "]" else { return low }
        advance()
        let high = try classMember()
        guard let first = low.single, let last = high.single else { throw error(.range, at: place) }
        guard first <= last else { throw error(.reversed, at: place) }
        return ScalarSet([first...last], namesUpperCase: low.namesUpperCase || high.namesUpperCase)
    }

    private mutating func classMember() throws(PatternError) -> ScalarSet {
        guard let scalar = current else { throw error(.unfinished) }
        if scalar == "\\" { return try escape() }
        // Engines read `[[:alpha:]]`, `[a&&b]` and `[a[b]]` each in their own way.
        if scalar == "[" { throw error(.unsupported(.nestedClass)) }
        if scalar == "&", peek(1) == "&" { throw error(.unsupported(.nestedClass)) }
        advance()
        return ScalarSet(scalar)
    }
}

extension ScalarSet {
    /// The only scalar in it.
    fileprivate var single: UInt32? {
        guard ranges.count == 1, ranges[0].count == 1 else { return nil }
        return ranges[0].lowerBound
    }
}
