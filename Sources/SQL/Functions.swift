/// The functions that every engine has, or refuses by name. Their spellings are in `FunctionSpelling.swift`.
enum Function: Sendable, Hashable {
    case trimCharacters, translate, normalised, split, byteLength
    case jsonText, jsonMerged, isJSON
    case lower, upper, trim, replace, length, contains, startsWith, endsWith, concat, md5, hashPrefix
    case substring(from: Int, count: Int)
    case regexpMatches(pattern: String)
    case regexpReplace(pattern: String, replacement: String)
    case regexpExtract(pattern: String, group: Int)
    case coalesce, nullIf, greatest, least
    case abs, floor, ceiling, naturalLogarithm
    case round(places: Int)
    case dateDifferenceInDays, addDays, addMonths
    case datePart(DatePart)
    case dateTrunc(DateUnit)
    case localTime, instantOfLocalTime, epochMicroseconds, instantOfEpochMicroseconds
    case parseTimestamp(formats: [String])
    case list, listDistinct, listLength, listContains, listLowered, unnest
    case engineVersion
}

/// A unit of the calendar or the clock, to which times can be truncated. Weeks begin on Monday.
package enum DateUnit: String, Sendable, Hashable, CaseIterable {
    case minute, hour, day, week, month, quarter, year
}

/// A number that a date has.
package enum DatePart: String, Sendable, Hashable, CaseIterable {
    case year, month, day
}

extension Expression {
    private static func call(_ function: Function, _ arguments: Expression...) -> Expression {
        Expression(.call(function, arguments))
    }
}

/// Text. Positions and lengths count code points; null where an argument is null.
extension Expression {
    package static func lower(_ text: Expression) -> Expression { call(.lower, text) }

    package static func upper(_ text: Expression) -> Expression { call(.upper, text) }

    /// Without spaces (U+0020, and no other white space) at either end.
    package static func trim(_ text: Expression) -> Expression { call(.trim, text) }

    /// Without any of `characters` at either end.
    package static func trim(_ text: Expression, characters: String) -> Expression {
        call(.trimCharacters, text, .text(characters))
    }

    /// Each character of `old` replaced by the one at the same place in `new`.
    package static func translate(_ text: Expression, from old: String, to new: String) -> Expression {
        call(.translate, text, .text(old), .text(new))
    }

    /// The text in Unicode normalisation form C. DuckDB only: Spark has no such function and refuses.
    package static func normalised(_ text: Expression) -> Expression { call(.normalised, text) }

    /// The parts of a text between `separator`.
    package static func split(_ text: Expression, separator: String) -> Expression {
        call(.split, text, .text(separator))
    }

    /// Bytes of the text in UTF-8: more than its `length` where it is not all ASCII.
    package static func byteLength(_ text: Expression) -> Expression { call(.byteLength, text) }

    /// Whether the text is a JSON value.
    package static func isJSON(_ text: Expression) -> Expression { call(.isJSON, text) }

    /// The value at a path such as `$.customer.id` of a JSON text, strings without their quotes; null where it is
    /// missing or null.
    package static func jsonText(_ text: Expression, path: String) -> Expression {
        call(.jsonText, text, .text(path))
    }

    /// A JSON text changed by a merge patch (RFC 7396): what the patch gives replaces what is there, and null removes it.
    /// DuckDB only: Spark has no such function and refuses.
    package static func jsonMerged(_ text: Expression, patch: String) -> Expression {
        call(.jsonMerged, text, .text(patch))
    }

    package static func replace(_ text: Expression, _ old: Expression, with new: Expression) -> Expression {
        call(.replace, text, old, new)
    }

    package static func length(_ text: Expression) -> Expression { call(.length, text) }

    /// `count` code points from the one at `start`, which counts from one.
    package static func substring(_ text: Expression, from start: Int, count: Int) -> Expression {
        call(.substring(from: start, count: count), text)
    }

    package func contains(_ part: Expression) -> Expression { .call(.contains, self, part) }

    package func startsWith(_ start: Expression) -> Expression { .call(.startsWith, self, start) }

    package func endsWith(_ end: Expression) -> Expression { .call(.endsWith, self, end) }

    /// Whether the pattern is found anywhere in the text: RE2 in DuckDB, Java's in Spark, so keep to what both have.
    package func matches(pattern: String) -> Expression { .call(.regexpMatches(pattern: pattern), self) }

    /// Every match of `pattern` replaced by `replacement`, which is plain text without references to groups.
    package static func regexpReplace(_ text: Expression, pattern: String, with replacement: String) -> Expression {
        call(.regexpReplace(pattern: pattern, replacement: replacement), text)
    }

    /// What `group` (the whole match is 0) captured in the first match; empty where there is none.
    package static func regexpExtract(_ text: Expression, pattern: String, group: Int = 0) -> Expression {
        call(.regexpExtract(pattern: pattern, group: group), text)
    }

    /// The texts one after the other; null where any is null.
    package static func concat(_ texts: [Expression]) -> Expression { Expression(.call(.concat, texts)) }

    /// The MD5 digest of the text in UTF-8, as 32 lower-case hexadecimal digits.
    package static func md5(_ text: Expression) -> Expression { call(.md5, text) }

    /// The first 60 bits of the text's MD5 digest: an integer in `0 ..< 1 << 60`, the same on every engine.
    package static func hashPrefix(_ text: Expression) -> Expression { call(.hashPrefix, text) }
}

/// Choice among values, and numbers.
extension Expression {
    /// The first that is not null.
    package static func coalesce(_ values: [Expression]) -> Expression { Expression(.call(.coalesce, values)) }

    /// Null where both are equal, else the first.
    package static func nullIf(_ value: Expression, _ other: Expression) -> Expression { call(.nullIf, value, other) }

    /// The greatest of those that are not null.
    package static func greatest(_ values: [Expression]) -> Expression {
        values.count == 1 ? values[0] : Expression(.call(.greatest, values))
    }

    /// The least of those that are not null.
    package static func least(_ values: [Expression]) -> Expression {
        values.count == 1 ? values[0] : Expression(.call(.least, values))
    }

    package static func abs(_ number: Expression) -> Expression { call(.abs, number) }

    /// To `places` after the point, halves away from zero.
    package static func round(_ number: Expression, places: Int = 0) -> Expression {
        call(.round(places: places), number)
    }

    package static func floor(_ number: Expression) -> Expression { call(.floor, number) }

    package static func ceil(_ number: Expression) -> Expression { call(.ceiling, number) }

    /// The natural logarithm; null where the number is not positive.
    package static func ln(_ number: Expression) -> Expression { call(.naturalLogarithm, number) }
}

/// Dates and times. Sessions run in UTC (``SessionOption/timeZone(_:)``), on which Spark's conversions rely.
extension Expression {
    /// Whole days from the first date to the second; negative where the second is earlier.
    package static func dateDifferenceInDays(from start: Expression, to end: Expression) -> Expression {
        call(.dateDifferenceInDays, start, end)
    }

    /// The date `days` (an integer) after `date`.
    package static func addDays(_ days: Expression, to date: Expression) -> Expression { call(.addDays, days, date) }

    /// The timestamp without a zone `months` (an integer) after another: the same day and time of day, or the month's last
    /// day where it has no such day.
    package static func addMonths(_ months: Expression, to time: Expression) -> Expression {
        call(.addMonths, months, time)
    }

    /// The year, the month or the day of the month of a date, as an integer.
    package static func datePart(_ part: DatePart, of date: Expression) -> Expression { call(.datePart(part), date) }

    /// The start of the unit that holds a date or a timestamp without a zone; a timestamp without a zone.
    package static func dateTrunc(_ unit: DateUnit, _ time: Expression) -> Expression { call(.dateTrunc(unit), time) }

    /// What a wall clock in `zone` (an IANA name) shows at an instant: a timestamp without a zone.
    package static func localTime(_ instant: Expression, in zone: Expression) -> Expression {
        call(.localTime, instant, zone)
    }

    /// The instant at which a wall clock in `zone` shows a time, which is a timestamp without a zone.
    ///
    /// A time that a clock change repeats is its first occurrence; one that it skips is moved on by the length of the gap.
    package static func instant(ofLocalTime time: Expression, in zone: Expression) -> Expression {
        call(.instantOfLocalTime, time, zone)
    }

    /// Microseconds from 1970-01-01T00:00:00Z to an instant.
    package static func epochMicroseconds(_ instant: Expression) -> Expression { call(.epochMicroseconds, instant) }

    /// The instant so many microseconds from 1970-01-01T00:00:00Z.
    package static func instant(ofEpochMicroseconds count: Expression) -> Expression {
        call(.instantOfEpochMicroseconds, count)
    }

    /// The timestamp without a zone that a text says in the first of the `strptime` formats that fits; null where none does.
    ///
    /// DuckDB only: Spark's patterns accept other texts, so it refuses.
    package static func parseTimestamp(_ text: Expression, formats: [String]) -> Expression {
        call(.parseTimestamp(formats: formats), text)
    }
}

/// Lists.
extension Expression {
    package static func list(_ values: [Expression]) -> Expression { Expression(.call(.list, values)) }

    /// The different values of a list, in order, without nulls.
    package static func listDistinct(_ list: Expression) -> Expression { call(.listDistinct, list) }

    package static func listLength(_ list: Expression) -> Expression { call(.listLength, list) }

    package static func list(_ list: Expression, contains value: Expression) -> Expression {
        call(.listContains, list, value)
    }

    /// The texts of a list in lower case and in Unicode normalisation form C: of each what `normalised(lower(…))` is, with İ
    /// taken apart first, whose lower case is two letters. DuckDB only: Spark cannot normalise and refuses.
    package static func listLowered(_ list: Expression) -> Expression { call(.listLowered, list) }
}

extension Expression {
    /// As a column of a `SELECT`: its row once for each item of a list, and not at all where the list is empty or null.
    package static func unnest(_ list: Expression) -> Expression { call(.unnest, list) }
}

/// The engine itself.
extension Expression {
    /// What the engine calls its version: `v2.0.0`, or with more behind it.
    package static var engineVersion: Expression { call(.engineVersion) }
}
