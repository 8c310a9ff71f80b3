/// How a time is written in a column, in the letters of Unicode's date patterns (UTS #35, part 4) that Covey knows.
///
/// | letters | meaning |
/// |---|---|
/// | `yyyy` | year, four digits |
/// | `MM`, `M` | month, two digits, or one or two |
/// | `dd`, `d` | day of the month |
/// | `HH`, `H` | hour 0–23 |
/// | `hh`, `h` with `a` | hour 1–12 and AM or PM |
/// | `mm`, `ss` | minute, second, two digits |
/// | `SSS` | fraction of the second, one letter a digit, at most six |
/// | `XXX`, `XX` | offset from UTC: `+08:00` or `Z`, `+0800` or `Z` |
/// | anything else | itself; ASCII letters between single quotes, a quote doubled |
package struct TimePattern: Sendable, Hashable {
    package enum Element: Sendable, Hashable {
        case year
        case month(padded: Bool)
        case day(padded: Bool)
        /// Hour 0–23.
        case hour(padded: Bool)
        /// Hour 1–12.
        case halfDayHour(padded: Bool)
        /// AM or PM.
        case halfDay
        case minute
        case second
        case fraction(digits: Int)
        case offset(colon: Bool)
        case literal(String)
    }

    /// The pattern as it is written.
    package let text: String
    /// What it says, in order.
    package let elements: [Element]

    /// Whether the pattern says a time of day.
    package var hasTime: Bool {
        elements.contains { element in
            switch element {
            case .hour, .halfDayHour: true
            default: false
            }
        }
    }

    /// Whether the day stands before the month.
    package var hasDayFirst: Bool {
        for element in elements {
            switch element {
            case .day: return true
            case .month: return false
            default: continue
            }
        }
        return false
    }

    /// The pattern with day and month in each other's place; `nil` where the year stands first, for nobody writes
    /// 2026-31-01.
    package var withDayAndMonthSwapped: TimePattern? {
        let dayOrMonth = elements.first { element in
            switch element {
            case .year, .month, .day: true
            default: false
            }
        }
        guard dayOrMonth != .year else { return nil }
        var isQuoted = false
        let swapped = text.map { letter -> Character in
            if letter == "'" { isQuoted.toggle() }
            guard !isQuoted else { return letter }
            return letter == "d" ? "M" : letter == "M" ? "d" : letter
        }
        return try? TimePattern.parse(String(swapped)).get()
    }
}

/// How the values of a time column are written.
package enum TimeFormat: Sendable, Hashable {
    case pattern(TimePattern)
    /// Days since 1899-12-30 with the time of day as a fraction: how spreadsheets keep times.
    case excel

    /// As it is written in a project file.
    package var text: String {
        switch self {
        case .pattern(let pattern): pattern.text
        case .excel: "excel"
        }
    }
}
