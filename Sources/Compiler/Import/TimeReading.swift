import Domain
package import ProjectFile
import SQL

/// One way in which the times of a column are written.
package enum TimeReading: Sendable, Hashable {
    /// `2026-01-05`, `2026-01-05 08:30`, `2026-01-05T08:30:00.123`: what every engine reads by itself, fast.
    case iso
    /// ISO 8601 with an offset: `2026-01-05T08:30:00+08:00`, `…Z`.
    case isoWithOffset
    case pattern(TimePattern)
    /// Days since 1899-12-30 with the time of day as a fraction.
    case excel
    case epochSeconds
    case epochMilliseconds
}

/// Microseconds that a text stands for; null where it is written otherwise.
enum ReadTime {
    /// From 1970-01-01T00:00:00 on the wall clock of the file's zone.
    case wall(SQLExpression)
    /// From 1970-01-01T00:00:00Z.
    case instant(SQLExpression)

    var microseconds: SQLExpression {
        switch self {
        case .wall(let time), .instant(let time): time
        }
    }
}

extension TimeReading {
    /// Whether what is written so is the same instant in every zone.
    package var saysInstant: Bool {
        if case .instant = read("") { true } else { false }
    }

    func read(_ text: SQLExpression) -> ReadTime {
        switch self {
        case .iso: .wall(.epochMicroseconds(Self.iso(text)))
        case .isoWithOffset: .instant(.epochMicroseconds(Self.isoWithOffset(text)))
        case .pattern(let pattern): pattern.read(text)
        case .excel: .wall(Self.excel(text))
        case .epochSeconds: .instant(Self.epoch(text, digits: 10, factor: 1_000_000))
        case .epochMilliseconds: .instant(Self.epoch(text, digits: 13, factor: 1_000))
        }
    }

    /// An engine's cast reads more than these, and drops offsets, AM and PM from what it reads. Looking at the length
    /// and at single characters tells the common forms apart for a fraction of what a regular expression costs.
    private static func iso(_ text: SQLExpression) -> SQLExpression {
        func has(_ mark: String, at position: Int) -> SQLExpression {
            SQLExpression.substring(text, from: position, count: 1).equals(.text(mark))
        }
        let length = SQLExpression.length(text)
        let time = text.tryCast(to: .timestamp)
        func when(_ isISO: SQLExpression) -> SQLExpression { .cases([.when(isISO, then: time)]) }
        let isDay = has("-", at: 5) && has("-", at: 8)
        let isFraction = text.matches(
            pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]+$"
        )
        // The commonest length stands first, and only its own characters are looked at.
        return .cases(
            [
                .when(length.equals(19), then: when(has("-", at: 5) && has(":", at: 17) && !text.endsWith("Z"))),
                .when(length.equals(10), then: when(isDay)),
                .when(length.equals(16), then: when(isDay && has(":", at: 14) && !text.endsWith("Z"))),
            ],
            otherwise: when(isFraction)
        )
    }

    private static func isoWithOffset(_ text: SQLExpression) -> SQLExpression {
        let hasOffset = text.matches(pattern: ":[0-9.]+ ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$")
        let joined = SQLExpression.replace(.replace(text, " +", with: "+"), " -", with: "-")
        return .cases([.when(hasOffset, then: joined.tryCast(to: .timestampTZ))])
    }

    /// Serial 25,569 is 1970-01-01. Days are rounded to the millisecond, which is what the fraction can hold.
    private static func excel(_ text: SQLExpression) -> SQLExpression {
        let days = text.tryCast(to: .double)
        let milliseconds = SQLExpression.round((days - 25_569.0) * 86_400_000.0).cast(to: .integer)
        return .cases([.when(days.between(1.0, and: 2_958_465.99), then: milliseconds * 1_000)])
    }

    /// A count of units of `factor` microseconds with so many digits: the years 2001 to 2286. A count of another length
    /// is one of other units, or a slip.
    private static func epoch(_ text: SQLExpression, digits: Int, factor: Int64) -> SQLExpression {
        let count = text.tryCast(to: .integer)
        let isCount = SQLExpression.length(text).equals(.integer(Int64(digits))) && text.matches(pattern: "^[0-9]+$")
        return .cases([.when(isCount, then: count * .integer(factor))])
    }
}

extension TimeReading {
    /// Whether the pattern itself has characters of full width.
    var hasWideForms: Bool {
        guard case .pattern(let pattern) = self else { return false }
        return pattern.elements.contains { element in
            guard case .literal(let text) = element else { return false }
            return text.unicodeScalars.contains { (0xFF01...0xFF5E).contains($0.value) || $0.value == 0x3000 }
        }
    }
}

extension TimePattern {
    /// Years have four digits: an engine would read `26` as a year of the first century.
    private static let earliest =
        Int64(CalendarDate(year: 1_000, month: 1, day: 1)?.daysSinceEpoch ?? 0) * 86_400_000_000

    fileprivate func read(_ text: SQLExpression) -> ReadTime {
        let time = SQLExpression.parseTimestamp(withNumericOffset(text), formats: [strptimeFormat])
        let microseconds = SQLExpression.epochMicroseconds(time)
        let read = SQLExpression.cases([.when(microseconds >= .integer(Self.earliest), then: microseconds)])
        // With an offset in the text the engine's answer is an instant already.
        return hasOffset ? .instant(read) : .wall(read)
    }

    /// `strptime` reads offsets as numbers only.
    private func withNumericOffset(_ text: SQLExpression) -> SQLExpression {
        let saysZ = elements.contains { element in
            if case .literal(let literal) = element { literal.contains("Z") } else { false }
        }
        return hasOffset && !saysZ ? .replace(text, "Z", with: "+00:00") : text
    }

    private var hasOffset: Bool {
        elements.contains { element in
            if case .offset = element { true } else { false }
        }
    }

    /// The pattern in the letters of C's `strptime`, as DuckDB reads them.
    var strptimeFormat: String {
        elements.map { element in
            switch element {
            case .year: "%Y"
            case .month(let padded): padded ? "%m" : "%-m"
            case .day(let padded): padded ? "%d" : "%-d"
            case .hour(let padded): padded ? "%H" : "%-H"
            case .halfDayHour(let padded): padded ? "%I" : "%-I"
            case .halfDay: "%p"
            case .minute: "%M"
            case .second: "%S"
            case .fraction(let digits): digits <= 3 ? "%g" : "%f"
            case .offset: "%z"
            case .literal(let text): text.replacing("%", with: "%%")
            }
        }.joined()
    }
}
