/// A line of comma-separated values by RFC 4180: quotes around a field that needs them, doubled inside it.
package enum CSVLine {
    /// - Parameter end: CR LF by the RFC; what goes to other programs of this system ends as their lines do.
    package static func text(_ fields: [String], end: String = "\r\n") -> String {
        // Without quotes, a record of one empty field would be a blank line, which readers pass over.
        if fields == [""] { return "\"\"" + end }
        var text = String.UnicodeScalarView()
        for (index, field) in fields.enumerated() {
            if index > 0 { text.append(",") }
            append(field, to: &text)
        }
        return String(text) + end
    }

    /// Scalars, not characters: a quote with a combining mark behind it is a quote to whoever reads the file.
    private static func append(_ field: String, to text: inout String.UnicodeScalarView) {
        guard field.utf8.contains(where: isSpecial) else {
            text.append(contentsOf: field.unicodeScalars)
            return
        }
        text.append("\"")
        for scalar in field.unicodeScalars {
            if scalar == "\"" { text.append("\"") }
            text.append(scalar)
        }
        text.append("\"")
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }
}
