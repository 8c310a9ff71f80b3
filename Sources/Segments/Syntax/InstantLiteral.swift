package import Domain

/// Instants as text: RFC 3339 with an offset, seconds optional, at most six places of a second.
extension Instant {
    /// The instant in UTC: `2026-01-05T02:00:00Z`, with as many places of a second as it needs.
    package var literalText: String {
        let (days, rest) = microseconds.floorDivided(by: 86_400_000_000)
        let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: 1_000_000)
        func twoDigits(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
        var text = CalendarDate(daysSinceEpoch: Int(days)).description
        text += "T" + [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(twoDigits).joined(separator: ":")
        if fraction != 0 {
            var places = String(String(1_000_000 + fraction).dropFirst())
            while places.hasSuffix("0") { places.removeLast() }
            text += "." + places
        }
        return text + "Z"
    }

    /// Reads `2026-01-05T10:00+08:00`, `2026-01-05T02:00:00.5Z`; `nil` for anything else.
    package init?(literalText text: some StringProtocol) {
        let text = String(text)
        guard let match = try? Self.pattern().wholeMatch(in: text)?.output, let date = CalendarDate(String(match.1)),
            let hour = Int64(match.2), hour < 24, let minute = Int64(match.3), minute < 60
        else { return nil }
        let second = match.4.flatMap { Int64($0) } ?? 0
        let places = match.5.map(String.init) ?? ""
        guard second < 60, let offset = Self.offsetSeconds(match.6),
            let fraction = Int64(places + String(repeating: "0", count: 6 - places.count))
        else { return nil }
        let seconds = Int64(date.daysSinceEpoch) * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self.init(microseconds: seconds * 1_000_000 + fraction)
    }

    private static func pattern() -> Regex<
        (Substring, Substring, Substring, Substring, Substring?, Substring?, Substring)
    > {
        /([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?(Z|[+-][0-9]{2}:[0-9]{2})/
    }

    private static func offsetSeconds(_ text: Substring) -> Int64? {
        guard text != "Z" else { return 0 }
        guard let hours = Int64(text.dropFirst().prefix(2)), let minutes = Int64(text.suffix(2)), hours < 24,
            minutes < 60
        else { return nil }
        return (text.hasPrefix("-") ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }
}
