/// Texts that a spreadsheet takes for a formula and may run when it opens a file (CWE-1236).
package enum SpreadsheetFormula {
    /// What such a text begins with: the signs, their full-width forms, and what spreadsheets pass over before them.
    package static let openings = "=+-@\t\r\n＝＋－＠"

    /// The text, with an apostrophe before it where it would be a formula, which makes a text of it again.
    package static func defused(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, openings.unicodeScalars.contains(first) else { return text }
        return "'" + text
    }
}
