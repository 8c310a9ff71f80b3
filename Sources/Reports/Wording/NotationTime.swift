package import Domain
import Foundation

extension Notation {
    /// `23 days`; 23 天. Halves are kept, for a median can lie between two days.
    package func days(_ number: Double?) -> String {
        guard let number, number.isFinite else { return Self.missing }
        let digits = decimal(number, places: number < 10 ? 1 : 0)
        return text(digits + (digits == "1" ? " day" : " days"), digits + " 天")
    }

    /// `5 January 2026`; 2026年1月5日.
    package func date(_ date: CalendarDate) -> String {
        text(
            "\(date.day) \(monthNames(date).long) \(date.year)",
            "\(date.year)年\(date.month)月\(date.day)日"
        )
    }

    /// `January 2026`; 2026年1月.
    package func month(_ date: CalendarDate) -> String {
        text("\(monthNames(date).long) \(date.year)", "\(date.year)年\(date.month)月")
    }

    /// `Jan 2026`; 2026年1月.
    package func shortMonth(_ date: CalendarDate) -> String {
        text("\(monthNames(date).short) \(date.year)", "\(date.year)年\(date.month)月")
    }

    /// For an axis: the month alone, and below it the year where the year begins or the axis does.
    func axisMonths(_ dates: [CalendarDate]) -> [String] {
        dates.enumerated().map { index, date in
            let month = text(monthNames(date).short, "\(date.month)月")
            guard index == 0 || date.year != dates[index - 1].year else { return month }
            return text("\(month)\n\(date.year)", "\(month)\n\(date.year)年")
        }
    }

    /// `5 January 2026, 09:30 (Asia/Shanghai)`.
    package func instant(_ instant: Instant) -> String {
        let (day, microseconds) = timeZone.local(instant)
        let minutes = Int(microseconds / 60_000_000)
        let clock = [minutes / 60, minutes % 60].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
        return text(
            "\(date(day)), \(clock) (\(timeZone.name))",
            "\(date(day)) \(clock)（\(timeZone.name)）"
        )
    }

    private func monthNames(_ date: CalendarDate) -> (short: String, long: String) {
        let long = Self.months[min(max(date.month, 1), 12) - 1]
        return (String(long.prefix(3)), long)
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
