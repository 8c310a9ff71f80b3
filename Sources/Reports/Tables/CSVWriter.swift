import Domain
import Foundation

/// Writes tables as RFC 4180: fields apart by commas, lines ended by CR LF, quotes where a field needs them.
enum CSVWriter {
    /// A byte order mark first, for without one Excel reads Chinese in the machine's old code page.
    static func text(of table: ReportTable) -> String {
        let heading = table.columns.map { field(defused($0)) }
        let rows = table.rows.map { row in row.map { field(value(of: $0)) } }
        let lines = ([heading] + rows).map { $0.joined(separator: ",") + "\r\n" }
        return "\u{FEFF}" + lines.joined()
    }

    /// Numbers in plain digits, dates in ISO 8601, nothing where a value is missing.
    static func value(of cell: ReportTable.Cell) -> String {
        switch cell {
        case .text(let text): defused(text)
        case .integer(let number): String(number)
        case .number(let number): plain(number)
        case .share(let fraction): plain(fraction)
        case .money(let amount), .price(let amount): amount.description
        case .date(let date): date.description
        case .month(let date): String(date.description.dropLast(3))
        case .missing: ""
        }
    }

    /// Spreadsheets take a text that begins so for a formula and may run it (CWE-1236); an apostrophe keeps it a text.
    static func defused(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else {
            return text
        }
        return "'" + text
    }

    private static func field(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
        guard needsQuotes else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    /// At most six places, which is more than any count behind a share deserves.
    private static func plain(_ number: Double) -> String {
        guard number.isFinite else { return "" }
        var digits = String(format: "%.6f", number)
        while digits.hasSuffix("0") { digits.removeLast() }
        if digits.hasSuffix(".") { digits.removeLast() }
        return digits == "-0" ? "0" : digits
    }
}
