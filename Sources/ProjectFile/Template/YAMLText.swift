/// Writes texts so that YAML reads them back unchanged.
enum YAMLText {
    /// The text as a scalar: plain where that is safe everywhere, also inside brackets; else in single quotes; in
    /// double quotes with escapes where it holds what no line of text can.
    static func scalar(_ text: String) -> String {
        if isPlain(text) { return text }
        guard text.unicodeScalars.contains(where: needsEscape) else {
            return "'" + text.replacing("'", with: "''") + "'"
        }
        return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    /// A key with its colon. YAML takes short keys only as they are, long ones after a question mark.
    static func key(_ text: String, indent: String) -> String {
        let key = scalar(text)
        return key.unicodeScalars.count <= 200 ? indent + key + ":" : indent + "? " + key + "\n" + indent + ":"
    }

    /// A list inside brackets.
    static func list(_ texts: [String]) -> String {
        "[" + texts.map(scalar).joined(separator: ", ") + "]"
    }

    /// One text as it is, several as a list.
    static func oneOrList(_ texts: [String]) -> String {
        texts.count == 1 ? scalar(texts[0]) : list(texts)
    }

    /// Keys and values inside braces.
    static func group(_ pairs: [(key: String, value: String)]) -> String {
        "{ " + pairs.map { $0.key + ": " + $0.value }.joined(separator: ", ") + " }"
    }

    /// A text on one line of a comment.
    static func comment(_ text: String) -> String {
        "# " + String(text.unicodeScalars.map { needsEscape($0) ? " " : Character($0) })
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, let last = text.last, first.isLetter || first.isNumber, last != " ",
            !["null", "true", "false", "none", "all"].contains(text.lowercased())
        else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || " _-./%*?+".unicodeScalars.contains(scalar)
        }
    }

    /// What is not printable for YAML, and what would end a line.
    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\t": return "\\t"
        default:
            guard needsEscape(scalar) else { return String(scalar) }
            let hex = String(scalar.value, radix: 16, uppercase: true)
            return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
    }
}
