/// Writes values into SQL text: the only code that quotes them.
///
/// Every literal is a primary expression (nothing binds into it from either side) of exactly the type that the same value
/// has as a binding.
struct LiteralWriter {
    var dialect: Dialect

    /// - Throws: ``RenderError/unwritable(_:)`` for a text with a zero byte, or a time outside the years 1 to 9999.
    func literal(_ value: Binding) throws(RenderError) -> String {
        try value.validate()
        switch value {
        case .null: return "NULL"
        case .boolean(let value): return value ? "TRUE" : "FALSE"
        case .integer(let value): return typed("BIGINT", String(value))
        case .double(let value): return typed("DOUBLE", Self.digits(of: value))
        case .decimal(let value):
            return typed("DECIMAL(\(value.precision), \(value.scale))", value.description)
        case .text(let value): return try text(value)
        case .date(let days): return "DATE '\(CivilTime.date(days: Int64(days)))'"
        case .timestamp(let count):
            return
                "\(dialect.word(duckDB: "TIMESTAMP", spark: "TIMESTAMP_NTZ")) '\(CivilTime.timestamp(microseconds: count))'"
        case .timestampTZ(let count):
            return
                "\(dialect.word(duckDB: "TIMESTAMPTZ", spark: "TIMESTAMP")) '\(CivilTime.timestamp(microseconds: count))+00:00'"
        case .list(let values): return try list(values)
        }
    }

    /// A text in quotation marks. Unicode scalars are compared, not characters: a mark may combine with a quotation mark
    /// into one character, which is not equal to the mark.
    func text(_ value: String) throws(RenderError) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append("'")
        for scalar in value.unicodeScalars {
            switch (scalar, dialect.kind) {
            case ("\0", _): throw .unwritable(.zeroInText)
            case ("'", .duckDB): scalars.append(contentsOf: "''".unicodeScalars)
            case ("'", .spark): scalars.append(contentsOf: "\\'".unicodeScalars)
            case ("\\", .spark): scalars.append(contentsOf: "\\\\".unicodeScalars)
            // Spark replaces `${variable}` even within quotes, before it reads anything else.
            case ("$", .spark): scalars.append(contentsOf: "\\u0024".unicodeScalars)
            default: scalars.append(scalar)
            }
        }
        scalars.append("'")
        return String(scalars)
    }

    private func list(_ values: [String]) throws(RenderError) -> String {
        var texts: [String] = []
        for value in values { texts.append(try text(value)) }
        let elements = texts.joined(separator: ", ")
        switch dialect.kind {
        case .duckDB: return values.isEmpty ? "CAST([] AS VARCHAR[])" : "[\(elements)]"
        case .spark: return values.isEmpty ? "CAST(array() AS ARRAY<STRING>)" : "array(\(elements))"
        }
    }

    /// A number by way of text, which neither a sign nor a parser's choice of type can change.
    private func typed(_ type: String, _ digits: String) -> String {
        switch dialect.kind {
        case .duckDB: "\(type) '\(digits)'"
        case .spark: "CAST('\(digits)' AS \(type))"
        }
    }

    /// The shortest digits that read back as the same double.
    private static func digits(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        return value.description
    }
}

/// Days and microseconds as ISO 8601 writes them, for the years 1 to 9999 of the proleptic Gregorian calendar.
enum CivilTime {
    /// Follows H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2014), whose years begin in March; all numbers
    /// here are positive, since year 1 is the first.
    static func date(days: Int64) -> String {
        let shifted = days + 719_468
        let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfYear - (153 * marchMonth + 2) / 5 + 1, 2))"
    }

    static func timestamp(microseconds: Int64) -> String {
        let perDay: Int64 = 86_400_000_000
        let timeOfDay = (microseconds % perDay + perDay) % perDay
        let seconds = timeOfDay / 1_000_000
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
        let fraction = timeOfDay % 1_000_000
        return date(days: (microseconds - timeOfDay) / perDay) + " " + clock
            + (fraction == 0 ? "" : "." + padded(fraction, 6))
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
