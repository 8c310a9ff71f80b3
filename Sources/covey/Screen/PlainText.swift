/// Makes texts from data safe to print: a name must not move the cursor, change colours or break a line.
enum PlainText {
    static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var plain = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": plain += "⏎"
            case "\t": plain += " "
            case "\r": continue
            default: plain.unicodeScalars.append(isControl(scalar) ? "·" : scalar)
            }
        }
        return plain
    }

    /// Control characters, and the format characters that turn the direction of writing.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control
            || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}
