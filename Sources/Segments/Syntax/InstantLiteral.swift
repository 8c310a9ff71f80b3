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
        var reader = DigitReader(text)
        guard let year = reader.number(digits: 4), reader.accept("-"), let month = reader.number(digits: 2),
            reader.accept("-"), let day = reader.number(digits: 2), reader.accept("T"),
            let date = CalendarDate(year: year, month: month, day: day),
            let hour = reader.number(digits: 2), hour < 24, reader.accept(":"),
            let minute = reader.number(digits: 2), minute < 60
        else { return nil }
        var (second, fraction): (Int?, Int?) = (0, 0)
        if reader.accept(":") {
            second = reader.number(digits: 2)
            if reader.accept(".") { fraction = reader.fraction(places: 6) }
        }
        guard let second, second < 60, let fraction, let offset = reader.offsetSeconds(), reader.isAtEnd else {
            return nil
        }
        let seconds = date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self.init(microseconds: Int64(seconds) * 1_000_000 + Int64(fraction))
    }
}

/// Reads ASCII digits and signs one after another.
private struct DigitReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: some StringProtocol) {
        rest = ArraySlice(text.utf8)
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard let byte = rest.first, UInt32(byte) == scalar.value else { return false }
        rest.removeFirst()
        return true
    }

    /// A number of exactly so many digits.
    mutating func number(digits: Int) -> Int? {
        var number = 0
        for _ in 0..<digits {
            guard let digit = digit() else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    /// From one digit to `places`, as a number of the smallest place.
    mutating func fraction(places: Int) -> Int? {
        guard var number = digit() else { return nil }
        for _ in 1..<places { number = number * 10 + (digit() ?? 0) }
        return number
    }

    /// `Z`, or `+08:00`.
    mutating func offsetSeconds() -> Int? {
        if accept("Z") { return 0 }
        let isWest = accept("-")
        guard isWest || accept("+"), let hours = number(digits: 2), hours < 24, accept(":"),
            let minutes = number(digits: 2), minutes < 60
        else { return nil }
        return (isWest ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }

    private mutating func digit() -> Int? {
        guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
        rest.removeFirst()
        return Int(byte) - 0x30
    }
}
