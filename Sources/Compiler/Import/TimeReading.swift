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

extension TimeReading {
    /// The instant that `text` stands for in this way of writing; null where it is written otherwise.
    func instant(_ text: SQLExpression, local: LocalInstant) -> SQLExpression {
        switch self {
        case .iso:
            // An engine would also take a text with an offset, and drop the offset. Texts without one have these
            // lengths, or a fraction after a point in the twentieth place.
            let length = SQLExpression.length(text)
            let lengths: [SQLExpression] = [10, 16, 19]
            let isFraction = SQLExpression.substring(text, from: 20, count: 1).equals(".")
            let hasOffset = text.contains("+") || text.endsWith("Z")
            let time = SQLExpression.cases([
                .when(length.in(lengths) || isFraction && !hasOffset, then: text.tryCast(to: .timestamp))
            ])
            return local.expression(time)
        case .isoWithOffset:
            let offset = text.matches(pattern: ":[0-9.]+ ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$")
            return .cases([.when(offset, then: text.tryCast(to: .timestampTZ))])
        case .pattern(let pattern):
            let time = SQLExpression.parseTimestamp(text, formats: [pattern.strptimeFormat])
            // With an offset in the text the engine's answer is in UTC already.
            return pattern.hasOffset
                ? .instant(ofEpochMicroseconds: .epochMicroseconds(time)) : local.expression(time)
        case .excel:
            // Serial 25,569 is 1970-01-01. Days are rounded to the millisecond, which is what the fraction can hold.
            let days = text.tryCast(to: .double)
            let milliseconds = SQLExpression.round((days - 25_569.0) * 86_400_000.0).cast(to: .integer)
            let time = SQLExpression.instant(ofEpochMicroseconds: milliseconds * 1_000)
            let wall = SQLExpression.localTime(time, in: "UTC")
            return .cases([.when(days.between(1.0, and: 2_958_465.99), then: local.expression(wall))])
        case .epochSeconds: return .instant(ofEpochMicroseconds: text.tryCast(to: .integer) * 1_000_000)
        case .epochMilliseconds: return .instant(ofEpochMicroseconds: text.tryCast(to: .integer) * 1_000)
        }
    }
}

extension TimePattern {
    fileprivate var hasOffset: Bool {
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
