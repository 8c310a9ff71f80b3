package import Foundation

/// A unit in which windows are counted.
package enum TimeUnit: String, Sendable, Hashable, Codable, CaseIterable {
    case minute, hour, day, week, month, quarter, year
}

/// A stretch of time as people say it; `range(asOf:in:)` gives its instants.
///
/// The meanings are those of the segment language: rolling windows end at now and include it, calendar windows begin
/// and end at local midnight, absolute windows include both of their days, and none reaches past now.
package enum Window: Sendable, Hashable {
    /// Everything up to now.
    case allTime
    /// `last 7 days`: (now − 7 days, now].
    case rolling(count: Int, unit: TimeUnit)
    /// `today`, `this week`, `this year`: the calendar unit that holds now, up to now.
    case current(TimeUnit)
    /// `yesterday`, `last month`: the calendar unit before the one that holds now.
    case previous(TimeUnit)
    /// `last 3 whole months`: that many calendar units before the one that holds now.
    case previousWhole(count: Int, unit: TimeUnit)
    /// `from 2026-01-01 to 2026-06-30`.
    case absolute(from: WindowBound, to: WindowBound)
}

/// One end of an absolute window.
package enum WindowBound: Sendable, Hashable {
    /// A local day, the whole of it inside the window.
    case date(CalendarDate)
    case instant(Instant)
}

extension Window {
    /// The instants of this window when it is `now`, in the segment's time zone.
    ///
    /// The range is empty (`end <= start`) where the window lies wholly after now.
    package func range(asOf now: Instant, in zone: TimeZone) -> InstantRange {
        let afterNow = Instant(microseconds: now.microseconds == .max ? .max : now.microseconds + 1)
        switch self {
        case .allTime:
            return InstantRange(start: .distantPast, end: afterNow)
        case .rolling(let count, let unit):
            let start = now.stepped(by: -count, unit, in: zone)
            return InstantRange(start: Instant(microseconds: start.microseconds + 1), end: afterNow)
        case .current(let unit):
            return InstantRange(start: now.startOf(unit, in: zone), end: afterNow)
        case .previous(let unit):
            return Window.previousWhole(count: 1, unit: unit).range(asOf: now, in: zone)
        case .previousWhole(let count, let unit):
            let end = now.startOf(unit, in: zone)
            return InstantRange(start: now.startOf(unit, before: count, in: zone), end: min(end, afterNow))
        case .absolute(let from, let to):
            return InstantRange(start: from.start(in: zone), end: min(to.end(in: zone), afterNow))
        }
    }
}

extension WindowBound {
    fileprivate func start(in zone: TimeZone) -> Instant {
        switch self {
        case .date(let date): zone.instant(of: date)
        case .instant(let instant): instant
        }
    }

    /// The first instant after this bound.
    fileprivate func end(in zone: TimeZone) -> Instant {
        switch self {
        case .date(let date): zone.instant(of: date.adding(days: 1))
        case .instant(let instant): Instant(microseconds: instant.microseconds + 1)
        }
    }
}

extension Instant {
    /// This instant moved by `count` units: exact durations for minutes and hours, steps of the local calendar at the
    /// same wall-clock time for days and longer.
    package func stepped(by count: Int, _ unit: TimeUnit, in zone: TimeZone) -> Instant {
        switch unit {
        case .minute: return Instant(microseconds: microseconds + Int64(count) * 60_000_000)
        case .hour: return Instant(microseconds: microseconds + Int64(count) * 3_600_000_000)
        case .day, .week, .month, .quarter, .year:
            let (date, time) = zone.local(self)
            return zone.instant(of: date.stepped(by: count, unit), microsecondOfDay: time)
        }
    }

    /// The first instant of the calendar unit that holds this one. Weeks begin on Monday (ISO 8601).
    package func startOf(_ unit: TimeUnit, in zone: TimeZone) -> Instant {
        switch unit {
        case .minute, .hour:
            // Zones may be a half or a quarter of an hour off, so the local clock decides where an hour begins.
            let length: Int64 = unit == .minute ? 60_000_000 : 3_600_000_000
            let past = zone.local(self).microsecondOfDay.floorDivided(by: length).remainder
            return Instant(microseconds: microseconds - past)
        case .day, .week, .month, .quarter, .year:
            return zone.instant(of: zone.local(self).date.startOf(unit))
        }
    }

    /// The first instant of the calendar unit `count` units before the one that holds this instant.
    ///
    /// Days and longer units are counted in dates: where a clock change skips midnight, a unit begins later than at midnight,
    /// and that must not carry over to the units before it.
    package func startOf(_ unit: TimeUnit, before count: Int, in zone: TimeZone) -> Instant {
        switch unit {
        case .minute, .hour: startOf(unit, in: zone).stepped(by: -count, unit, in: zone)
        case .day, .week, .month, .quarter, .year:
            zone.instant(of: zone.local(self).date.startOf(unit).stepped(by: -count, unit))
        }
    }
}

extension CalendarDate {
    /// The date `count` units of a day or longer away.
    package func stepped(by count: Int, _ unit: TimeUnit) -> CalendarDate {
        switch unit {
        case .minute, .hour, .day: adding(days: count)
        case .week: adding(days: 7 * count)
        case .month: adding(months: count)
        case .quarter: adding(months: 3 * count)
        case .year: adding(months: 12 * count)
        }
    }

    /// The first day of the calendar unit that holds this one.
    package func startOf(_ unit: TimeUnit) -> CalendarDate {
        switch unit {
        case .minute, .hour, .day: self
        case .week: adding(days: 1 - isoWeekday)
        case .month: adding(days: 1 - day)
        case .quarter: adding(days: 1 - day).adding(months: -((month - 1) % 3))
        case .year: adding(days: 1 - day).adding(months: 1 - month)
        }
    }
}
