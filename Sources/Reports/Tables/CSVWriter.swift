import Domain
import Exchange
import Foundation

/// Writes tables as comma-separated values by RFC 4180.
enum CSVWriter {
    /// A byte order mark first, for without one Excel reads Chinese in the machine's old code page.
    static func text(of table: ReportTable) -> String {
        let rows = [table.columns.map(SpreadsheetFormula.defused)] + table.rows.map { row in row.map(value) }
        return "\u{FEFF}" + rows.map { CSVLine.text($0) }.joined()
    }

    /// Numbers in plain digits, dates in ISO 8601, nothing where a value is missing.
    static func value(of cell: ReportTable.Cell) -> String {
        switch cell {
        case .text(let text): SpreadsheetFormula.defused(text)
        case .integer(let number): String(number)
        case .number(let number): plain(number)
        case .significant(let number, _): exact(number)
        case .share(let fraction): plain(fraction)
        case .money(let amount), .price(let amount): amount.description
        case .date(let date): date.description
        case .month(let date): String(date.description.dropLast(3))
        case .missing: ""
        }
    }

    /// With as many digits as tell it from its neighbours; `1e-12` where it is very small, which spreadsheets read.
    private static func exact(_ number: Double) -> String {
        guard number.isFinite else { return "" }
        let digits = number.description
        return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
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
