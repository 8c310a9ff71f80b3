import Domain
import Foundation
import Segments

/// When, by the clock alone, instants may enter or leave a window that moves with now.
///
/// Until `limit` the window's start only moves on. There it may jump back, so that what has left comes in again: where clocks
/// are changed, and, of months and years, at the start of the 29th to the 31st of a month, which stand for the last day of a
/// shorter month. Nothing is said of what comes after.
struct WindowTiming: Sendable {
    private enum Course: Sendable {
        /// The start stands still.
        case fixed
        case rolling(count: Int, TimeUnit)
        /// The start moves when the calendar unit ends.
        case calendar(next: Int64)
    }

    private let course: Course
    private let clock: ClockTiming
    /// The first instant inside.
    let start: Int64
    let limit: Int64
    /// What is earlier stays outside, however far the start jumps back.
    private let earliest: Int64

    static let never = Int64.max

    init(_ window: Window, _ clock: ClockTiming) {
        let start = window.range(asOf: clock.context.now, in: clock.context.zone).start
        switch window {
        case .allTime, .absolute: self.init(.fixed, start, clock)
        case .rolling(let count, let unit): self.init(.rolling(count: count, unit), start, clock)
        case .current(let unit), .previous(let unit), .previousWhole(_, let unit):
            self.init(calendar: unit, from: start, clock)
        }
    }

    /// The last `count` units.
    init(_ count: Int, _ unit: TimeUnit, _ clock: ClockTiming) {
        self.init(Window.rolling(count: count, unit: unit), clock)
    }

    /// Windows of whole units, the earliest of which begins at an instant.
    init(calendar unit: TimeUnit, from start: Instant, _ clock: ClockTiming) {
        self.init(.calendar(next: clock.start(ofNext: unit)), start, clock, back: Self.length(of: unit))
    }

    private init(_ course: Course, _ start: Instant, _ clock: ClockTiming, back: Int64 = 0) {
        (self.course, self.clock) = (course, clock)
        self.start = start.microseconds
        let slack: Int64
        switch course {
        case .fixed, .rolling(_, .minute), .rolling(_, .hour): (limit, slack) = (Self.never, 0)
        case .rolling(_, .day), .rolling(_, .week): (limit, slack) = (clock.zoneChange, 2 * Self.day)
        case .rolling: (limit, slack) = (min(clock.zoneChange, clock.lastDays), 6 * Self.day)
        case .calendar: (limit, slack) = (clock.zoneChange, back + 2 * Self.day)
        }
        let (earliest, overflow) = self.start.subtractingReportingOverflow(slack)
        self.earliest = overflow || limit == Self.never ? self.start : earliest
    }

    private static let day: Int64 = 86_400_000_000

    private static func length(of unit: TimeUnit) -> Int64 {
        switch unit {
        case .minute, .hour, .day: day
        case .week: 7 * day
        case .month: 31 * day
        case .quarter: 92 * day
        case .year: 366 * day
        }
    }

    /// Whether what lies in the window leaves it one by one, the earliest first.
    var isRolling: Bool { if case .rolling = course { true } else { false } }

    /// Whether something may come in that happened before now: of whole units, when they end.
    var takesIn: Bool { if case .calendar = course { true } else { false } }

    var zone: ZoneTable { clock.zone }

    /// Whether an instant is inside, or may come in again at the limit.
    func concerns(_ time: Int64) -> Bool { time >= earliest }

    /// The next instant after now at which an instant may come in or go out.
    func edge(of time: Int64) -> Int64 {
        if time > clock.now { return time }
        guard time >= start else { return concerns(time) ? limit : Self.never }
        switch course {
        case .fixed: return Self.never
        case .calendar(let next): return min(next, limit)
        case .rolling: return exit(of: time)
        }
    }

    /// When an instant inside leaves, or the limit where that comes first.
    ///
    /// The first instant x after now of which x − count units is no earlier; x − count units only grows until the limit.
    func exit(of time: Int64) -> Int64 {
        guard case .rolling(let count, let unit) = course else { return edge(of: time) }
        let zone = clock.zone
        let nominal = zone.moved(time, by: count, unit)
        if unit == .minute || unit == .hour { return nominal }
        func isOut(_ now: Int64) -> Bool { zone.moved(now, by: -count, unit) >= time }
        if nominal > clock.now, nominal < limit, zone.moved(nominal, by: -count, unit) == time, !isOut(nominal - 1) {
            return nominal
        }
        // Where clocks were changed then, or the month is shorter, it is an hour or some days away from there.
        var (low, high) = (clock.now + 1, min(limit - 1, max(nominal, clock.now) + 5 * Self.day))
        guard low <= high, isOut(high) else { return high == limit - 1 ? limit : low }
        while low < high {
            let middle = low + (high - low) / 2
            if isOut(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// What the windows of one program and time zone have in common.
struct ClockTiming: Sendable {
    let context: EvaluationContext
    let zone: ZoneTable
    /// The next change of the zone's offset.
    let zoneChange: Int64
    /// The next local midnight.
    let midnight: Int64
    /// The next local midnight at which the 29th, 30th or 31st of a month begins.
    let lastDays: Int64

    var now: Int64 { context.now.microseconds }

    init(_ context: EvaluationContext, _ zone: ZoneTable) {
        (self.context, self.zone) = (context, zone)
        zoneChange = zone.nextChange(after: context.now.microseconds) ?? WindowTiming.never
        midnight = Self.start(of: context) { _ in true }
        lastDays = Self.start(of: context) { $0.day > 28 }
    }

    /// The next start of a day that is meant; months of which each has one are not far apart.
    private static func start(of context: EvaluationContext, _ isMeant: (CalendarDate) -> Bool) -> Int64 {
        let today = context.zone.local(context.now).date
        for days in 0...70 where isMeant(today.adding(days: days)) {
            let start = context.zone.instant(of: today.adding(days: days))
            if start > context.now { return start.microseconds }
        }
        return context.now.microseconds + 1
    }

    /// When the calendar unit that holds now ends.
    func start(ofNext unit: TimeUnit) -> Int64 {
        max(now + 1, context.now.startOf(unit, before: -1, in: context.zone).microseconds)
    }
}
