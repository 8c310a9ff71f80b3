package import Domain

/// A time as a column holds it: a local day and time, and an offset from UTC where the text says one.
package struct WrittenTime: Sendable, Hashable {
    package var date: CalendarDate
    package var microsecondOfDay: Int64
    /// Seconds east of Greenwich.
    package var offsetSeconds: Int64?
}

extension TimePattern {
    /// The time that `text` says by this pattern, or `nil` where it does not match from end to end.
    ///
    /// - Complexity: O(length of the text).
    package func read(_ text: String) -> WrittenTime? {
        var reading = TimePatternReading(text)
        for element in elements where !reading.take(element) { return nil }
        return reading.time
    }
}

/// One walk along a text, element by element.
private struct TimePatternReading {
    private var rest: Substring
    private var year = 0
    private var month = 0
    private var day = 0
    private var hour: Int64 = 0
    private var minute: Int64 = 0
    private var second: Int64 = 0
    private var microsecond: Int64 = 0
    private var afternoon: Bool?
    private var offset: Int64?

    init(_ text: String) {
        rest = Substring(text)
    }

    /// The time, where all of the text is used and the calendar has it.
    var time: WrittenTime? {
        var hour = hour
        if let afternoon {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (afternoon ? 12 : 0)
        }
        guard rest.isEmpty, let date = CalendarDate(year: year, month: month, day: day), hour < 24, minute < 60,
            second < 60
        else { return nil }
        let seconds = (hour * 60 + minute) * 60 + second
        return WrittenTime(
            date: date,
            microsecondOfDay: seconds * 1_000_000 + microsecond,
            offsetSeconds: offset
        )
    }

    /// Reads one element; false where the text does not go on like that.
    mutating func take(_ element: TimePattern.Element) -> Bool {
        switch element {
        case .year: return number(4...4) { $0.year = Int($1) }
        case .month(let padded): return number(padded ? 2...2 : 1...2) { $0.month = Int($1) }
        case .day(let padded): return number(padded ? 2...2 : 1...2) { $0.day = Int($1) }
        case .hour(let padded), .halfDayHour(let padded): return number(padded ? 2...2 : 1...2) { $0.hour = $1 }
        case .minute: return number(2...2) { $0.minute = $1 }
        case .second: return number(2...2) { $0.second = $1 }
        case .fraction(let digits):
            return number(digits...digits) { reading, value in
                reading.microsecond = (digits..<6).reduce(value) { scaled, _ in scaled * 10 }
            }
        case .halfDay: return halfDay()
        case .offset(let colon): return offset(colon: colon)
        case .literal(let text):
            guard rest.hasPrefix(text) else { return false }
            rest = rest.dropFirst(text.count)
            return true
        }
    }

    private mutating func number(_ width: ClosedRange<Int>, _ store: (inout Self, Int64) -> Void) -> Bool {
        let digits = rest.prefix(width.upperBound).prefix { $0.isASCII && $0.isNumber }
        guard digits.count >= width.lowerBound, let value = Int64(digits) else { return false }
        rest = rest[digits.endIndex...]
        store(&self, value)
        return true
    }

    private mutating func halfDay() -> Bool {
        switch rest.prefix(2).lowercased() {
        case "am", "上午": afternoon = false
        case "pm", "下午": afternoon = true
        default: return false
        }
        rest = rest.dropFirst(2)
        return true
    }

    private mutating func offset(colon: Bool) -> Bool {
        if rest.first == "Z" {
            rest = rest.dropFirst()
            offset = 0
            return true
        }
        guard let sign = rest.first, sign == "+" || sign == "-" else { return false }
        rest = rest.dropFirst()
        var (hours, minutes): (Int64, Int64) = (0, 0)
        guard
            number(
                2...2,
                {
                    hours = $1; _ = $0
                }
            )
        else { return false }
        if colon {
            guard rest.first == ":" else { return false }
            rest = rest.dropFirst()
        }
        guard
            number(
                2...2,
                {
                    minutes = $1; _ = $0
                }
            ), hours <= 18, minutes < 60
        else { return false }
        offset = (sign == "-" ? -1 : 1) * (hours * 3_600 + minutes * 60)
        return true
    }
}
