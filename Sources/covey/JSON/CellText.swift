import Domain
import Foundation
import Warehouse

/// A cell of a result as text: plain digits, ISO 8601, nothing where a value is missing.
enum CellText {
    static func of(_ cell: Cell, zone: TimeZone) -> String {
        switch cell {
        case .null: ""
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .double(let value): number(value)
        case .decimal(let unscaled, let scale): decimal(unscaled, scale)
        case .text(let text): text
        case .bytes(let bytes): "\\x" + bytes.map { String(format: "%02x", $0) }.joined()
        case .date(let days):
            endless(Int64(days), .init(Int32.max)) ?? CalendarDate(daysSinceEpoch: Int(days)).description
        case .time(let microseconds): clock(microseconds)
        case .localTime(let microseconds): endless(microseconds, .max) ?? local(microseconds)
        case .instant(let microseconds): instant(Instant(microseconds: microseconds), zone)
        case .list(let cells): "[" + cells.map { inside($0, zone) }.joined(separator: ", ") + "]"
        case .structure(let entries):
            "{" + entries.map { $0.name + ": " + inside($0.value, zone) }.joined(separator: ", ") + "}"
        case .map(let pairs):
            "{" + pairs.map { inside($0.key, zone) + ": " + inside($0.value, zone) }.joined(separator: ", ") + "}"
        }
    }

    /// A cell inside another, where nothing at all could not be told from an empty text.
    private static func inside(_ cell: Cell, _ zone: TimeZone) -> String {
        cell == .null ? "null" : of(cell, zone: zone)
    }

    /// The same for a screen: numbers in groups of three digits, and not more places than an eye wants.
    static func onScreen(_ cell: Cell, zone: TimeZone) -> String {
        switch cell {
        case .integer, .decimal: grouped(of(cell, zone: zone))
        case .double(let value) where abs(value) >= 0.0001 && abs(value) < 1e15: grouped(rounded(value))
        default: of(cell, zone: zone)
        }
    }

    static func isNumeric(_ type: ColumnType) -> Bool {
        switch type {
        case .integer, .float, .decimal: true
        default: false
        }
    }

    /// `2011-12-09T12:50:00+08:00`; a fraction only where there is one.
    static func instant(_ instant: Instant, _ zone: TimeZone) -> String {
        if let endless = endless(instant.microseconds, .max) { return endless }
        let offset = zone.offset(at: instant)
        let (shifted, isBeyond) = instant.microseconds.addingReportingOverflow(offset * 1_000_000)
        let text = local(isBeyond ? instant.microseconds : shifted).replacing(" ", with: "T")
        guard offset != 0, !isBeyond else { return text + "Z" }
        let minutes = offset.magnitude / 60
        return text + (offset < 0 ? "-" : "+") + String(format: "%02d:%02d", Int(minutes / 60), Int(minutes % 60))
    }

    /// DuckDB's word for the end of time, which it holds as the largest number, and for its beginning.
    private static func endless(_ value: Int64, _ end: Int64) -> String? {
        switch value {
        case end: "infinity"
        case -end, .min: "-infinity"
        default: nil
        }
    }

    private static func local(_ microseconds: Int64) -> String {
        let (days, rest) = microseconds.floorDivided(by: 86_400_000_000)
        return CalendarDate(daysSinceEpoch: Int(days)).description + " " + clock(rest)
    }

    private static func clock(_ microseconds: Int64) -> String {
        let seconds = microseconds / 1_000_000
        let text = String(format: "%02d:%02d:%02d", Int(seconds / 3_600), Int(seconds / 60 % 60), Int(seconds % 60))
        let fraction = microseconds % 1_000_000
        guard fraction != 0 else { return text }
        var digits = String(format: "%06d", Int(fraction))
        while digits.hasSuffix("0") { digits.removeLast() }
        return text + "." + digits
    }

    private static func number(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return String(value)
    }

    /// At most four places, and no zeros at the end.
    private static func rounded(_ value: Double) -> String {
        var digits = String(format: "%.4f", value)
        while digits.hasSuffix("0") { digits.removeLast() }
        if digits.hasSuffix(".") { digits.removeLast() }
        return digits
    }

    private static func decimal(_ unscaled: Int128, _ scale: Int) -> String {
        guard scale > 0 else { return String(unscaled) }
        var digits = String(unscaled.magnitude)
        digits = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (unscaled < 0 ? "-" : "") + digits.dropLast(scale) + "." + digits.suffix(scale)
    }

    private static func grouped(_ number: String) -> String {
        let isNegative = number.hasPrefix("-")
        let parts = number.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        guard let whole = parts.first else { return number }
        let fraction = parts.count == 2 ? "." + parts[1] : ""
        return (isNegative ? "-" : "") + Figures.grouped(digits: String(whole)) + fraction
    }
}
