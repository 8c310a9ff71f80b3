package import Domain
package import Foundation

/// The units, windows and deadlines that conditions on events count with. Every evaluator resolves them here.
extension Regularity {
    /// The units, the latest first: without `whole` unit i is (now − i units, now − (i − 1) units], each bound stepped from
    /// now; with `whole` it is the i-th whole calendar unit before the one that holds now.
    package func ranges(asOf now: Instant, in zone: TimeZone) -> [InstantRange] {
        (1...max(1, of)).map { place in
            guard whole else { return now.rollingUnits(from: place, to: place - 1, unit, in: zone) }
            return now.wholeUnits(from: place, to: place - 1, unit, in: zone)
        }
    }
}

extension Window {
    /// The window of the same length just before this one; `nil` for all time and between two dates, which have none.
    ///
    /// Before `last 30 days` it is (now − 60 days, now − 30 days], both stepped from now; before `this month` the month before
    /// the one that holds now; before `last 2 whole weeks` the two whole weeks before those.
    package func preceding(asOf now: Instant, in zone: TimeZone) -> InstantRange? {
        switch self {
        case .allTime, .absolute: nil
        case .rolling(let count, let unit): now.rollingUnits(from: 2 * count, to: count, unit, in: zone)
        case .current(let unit): now.wholeUnits(from: 1, to: 0, unit, in: zone)
        case .previous(let unit): now.wholeUnits(from: 2, to: 1, unit, in: zone)
        case .previousWhole(let count, let unit): now.wholeUnits(from: 2 * count, to: count, unit, in: zone)
        }
    }

    /// Whether there is a window of the same length just before this one.
    package var hasPreceding: Bool {
        switch self {
        case .allTime, .absolute: false
        case .rolling, .current, .previous, .previousWhole: true
        }
    }
}

extension Instant {
    /// (this − `from` units, this − `to` units].
    fileprivate func rollingUnits(from: Int, to: Int, _ unit: TimeUnit, in zone: TimeZone) -> InstantRange {
        let (start, end) = (stepped(by: -from, unit, in: zone), to == 0 ? self : stepped(by: -to, unit, in: zone))
        return InstantRange(start: start.next, end: end.next)
    }

    /// From the start of the calendar unit `from` before this one's to the start of that `to` before it.
    fileprivate func wholeUnits(from: Int, to: Int, _ unit: TimeUnit, in zone: TimeZone) -> InstantRange {
        InstantRange(start: startOf(unit, before: from, in: zone), end: startOf(unit, before: to, in: zone))
    }

    /// The next microsecond; the last instant is its own.
    package var next: Instant {
        Instant(microseconds: microseconds == .max ? .max : microseconds + 1)
    }
}

extension TimeSpan {
    /// The last instant that lies within the span after an event: minutes and hours are exact, longer units are steps of
    /// the local calendar.
    package func deadline(after instant: Instant, in zone: TimeZone) -> Instant {
        instant.stepped(by: count, unit, in: zone)
    }
}

extension WindowBound {
    /// The instant itself, or the last one of the local day: at it, everything of that day has happened.
    package func lastInstant(in zone: TimeZone) -> Instant {
        Instant(microseconds: instants(in: zone).end.microseconds - 1)
    }
}
