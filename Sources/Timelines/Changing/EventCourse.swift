import Domain
import Segments

/// One customer's events of a scope as they leave a window, the earliest first.
///
/// It belongs to one thread, which uses it for customer after customer.
final class EventCourse {
    // Unchecked: as above.
    @exclusivity(unchecked) private var events: [(time: Int64, key: Int64)] = []
    @exclusivity(unchecked) private var days: [Int64] = []
    /// Whether what left the window not long ago may come back at its limit.
    @exclusivity(unchecked) private var mayReturn = false

    /// The next instant at which the answer can change.
    func next(_ timing: EventTiming, of customer: Int, _ rows: ScopeRows, now: Int64) -> Int64 {
        let window = timing.windows[0]
        if case .each = timing.question { return each(timing, of: customer, rows) }
        guard window.isRolling, gather(timing.question, of: customer, rows, window, now: now) else {
            return each(timing, of: customer, rows)
        }
        return flip(timing.question, window)
    }

    /// Whichever event comes in or goes out first.
    private func each(_ timing: EventTiming, of customer: Int, _ rows: ScopeRows) -> Int64 {
        var next = Int64.max
        for source in rows.sources {
            for row in source.lane.rows(of: customer).reversed() where source.isMeant(row) {
                let time = source.lane.times[row]
                var isConcerned = false
                for window in timing.windows where window.concerns(time) {
                    next = min(next, window.edge(of: time), window.limit)
                    isConcerned = true
                }
                if !isConcerned { break }
                next = min(next, timing.midnight ?? .max)
            }
        }
        return next
    }

    /// Puts the events inside of the window in order.
    ///
    /// - Returns: whether they only leave one by one until the limit: none is still to come.
    private func gather(
        _ question: EventTiming.Question,
        of customer: Int,
        _ rows: ScopeRows,
        _ window: WindowTiming,
        now: Int64
    ) -> Bool {
        events.removeAll(keepingCapacity: true)
        mayReturn = false
        for source in rows.sources {
            let property: StoredColumn? =
                if case .sum(let name, _) = question { source.lane.properties[name] } else { nil }
            for row in source.lane.rows(of: customer).reversed() {
                let time = source.lane.times[row]
                guard window.concerns(time) else { break }
                guard source.isMeant(row) else { continue }
                if time > now { return false }
                if time < window.start {
                    mayReturn = true
                    break
                }
                var key: Int64 = 0
                if case .keys(let keys, let present)? = property?.storage, present?.bit(row) ?? true { key = keys[row] }
                events.append((time, key))
            }
        }
        if rows.sources.count > 1 { events.sort { $0.time < $1.time } } else { events.reverse() }
        return true
    }

    /// When enough events have left, one by one.
    private func flip(_ question: EventTiming.Question, _ window: WindowTiming) -> Int64 {
        guard !events.isEmpty else { return mayReturn ? window.limit : .max }
        guard prepare(question, window.zone) else { return min(window.exit(of: events[0].time), window.limit) }
        let present = holds(question, from: 0)
        for left in 1...events.count where holds(question, from: left) != present {
            let exit = window.exit(of: events[left - 1].time)
            if exit >= window.limit { return window.limit }
            // Those that leave at one instant leave together.
            if left < events.count, window.exit(of: events[left].time) == exit { continue }
            return exit
        }
        return window.limit
    }

    /// Local days.
    ///
    /// - Returns: whether they tell what is left when events leave.
    private func prepare(_ question: EventTiming.Question, _ zone: ZoneTable) -> Bool {
        switch question {
        case .each, .count, .sum: return true
        case .days:
            days.removeAll(keepingCapacity: true)
            for event in events { days.append(zone.localDay(of: event.time)) }
            // Where clocks are put back at midnight, a day may come again.
            return zip(days, days.dropFirst()).allSatisfy { $0 <= $1 }
        }
    }

    /// The answer when only the events from a place on are left.
    private func holds(_ question: EventTiming.Question, from place: Int) -> Bool {
        switch question {
        case .each: return true
        case .count(let test): return test.holds(Int64(events.count - place))
        case .days(let test):
            var count: Int64 = place < days.count ? 1 : 0
            for index in place..<max(place, days.count - 1) where days[index] != days[index + 1] { count += 1 }
            return test.holds(count)
        case .sum(_, let test):
            var sum = Int128(0)
            for index in place..<events.count { sum += Int128(events[index].key) }
            return test.holds(Int64(exactly: sum))
        }
    }
}

extension SequenceTiming {
    /// The next instant at which the answer can change.
    ///
    /// While events only leave the window, a sequence that is not matched never will be, unless what must not follow had time to.
    func next(of customer: Int, holds: Bool, now: Int64) -> Int64 {
        var next = Int64.max
        var isConcerned = false
        for lane in lanes {
            for row in lane.rows(of: customer).reversed() {
                let time = lane.times[row]
                guard window.concerns(time) else { break }
                isConcerned = true
                if holds || time > now || window.takesIn { next = min(next, window.edge(of: time)) }
            }
        }
        guard isConcerned else { return .max }
        if !holds {
            for lane in lastLanes {
                for row in lane.rows(of: customer).reversed() where window.concerns(lane.times[row]) {
                    for span in deadlines {
                        let deadline = zone.moved(lane.times[row], by: span.count, span.unit)
                        if deadline > now { next = min(next, deadline) }
                    }
                }
            }
        }
        return min(next, window.limit)
    }
}
