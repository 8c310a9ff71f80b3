/// Words and letters of names.
enum Keyword {
    /// Words that begin a condition or follow a name. As a name each needs quotes: `"last" = 5`.
    ///
    /// Words of the language that stand only where no name can (`times`, `seed`, `days`) are free.
    static let reserved: Set<String> = [
        "after", "and", "any", "average", "before", "between", "contains", "count", "did", "distinct", "ends",
        "entered",
        "exactly", "false", "first", "has", "ignoring", "in", "is", "last", "left", "maximum", "median", "minimum",
        "not",
        "of", "on", "or", "random", "resumed", "sequence", "starts", "stopped", "sum", "true", "was", "where",
    ]

    static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return scalar.properties.isAlphabetic }
        return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
    }

    static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        if isNameStart(scalar) || scalar == "." { return true }
        if scalar.isASCII { return ("0"..."9").contains(scalar) }
        switch scalar.properties.generalCategory {
        case .decimalNumber, .nonspacingMark, .spacingMark: return true
        default: return false
        }
    }

    /// Whether a name can be written without quotes.
    static func isBareName(_ name: String) -> Bool {
        let scalars = name.unicodeScalars
        guard let first = scalars.first, isNameStart(first), !reserved.contains(name) else { return false }
        return scalars.allSatisfy(isNamePart)
    }
}
