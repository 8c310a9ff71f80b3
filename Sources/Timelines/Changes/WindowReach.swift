import Domain
import Foundation
import Segments

/// The time that has gone by between two instants: from `start` on, up to `end`, both included.
struct Stretch: Sendable {
    let start: Instant
    let end: Instant

    /// What comes after the start.
    var range: InstantRange { InstantRange(start: start.next, end: end.next) }

    /// The ends, and either side of every clock change between them: between two neighbours local time goes on evenly.
    func samples(_ edges: WindowEdges) -> [Instant] {
        [start, end] + edges.changes.flatMap { [Instant(microseconds: $0.microseconds - 1), $0] }
    }
}

/// What a window holds as time goes through a stretch: where it begins and ends at its earliest and at its latest.
struct WindowReach: Sendable {
    private(set) var earliestStart: Int64
    private(set) var latestStart: Int64
    /// Ends are excluded.
    private(set) var earliestEnd: Int64
    private(set) var latestEnd: Int64

    /// - Parameter range: what the window is at an instant.
    init(_ stretch: Stretch, _ edges: WindowEdges, slack: Int64, _ range: (Instant) -> InstantRange) {
        let ranges = stretch.samples(edges).map(range)
        let starts = ranges.map(\.start.microseconds)
        let ends = ranges.map(\.end.microseconds)
        earliestStart = (starts.min() ?? .min).moved(by: -slack)
        latestStart = (starts.max() ?? .max).moved(by: slack)
        // What is not yet is held by no window.
        let known = stretch.end.next.microseconds
        earliestEnd = min((ends.min() ?? known).moved(by: -slack), stretch.start.next.microseconds)
        latestEnd = min((ends.max() ?? known).moved(by: slack), known)
    }

    init(_ window: Window, _ stretch: Stretch, _ edges: WindowEdges, in zone: TimeZone) {
        self.init(stretch, edges, slack: window.slack) { window.range(asOf: $0, in: zone) }
    }

    /// What is held at one instant at least.
    var some: Window? { Self.window(earliestStart, latestEnd) }
    /// What is held all the time.
    var every: Window? { Self.window(latestStart, earliestEnd) }
    /// What comes into the window or drops out of it.
    var passing: [Window] {
        [Self.window(earliestStart, latestStart), Self.window(earliestEnd, latestEnd)].compactMap(\.self)
    }

    /// The instants from one up to another, which is not one of them; `nil` where there are none.
    static func window(_ start: Int64, _ end: Int64) -> Window? {
        guard start < end else { return nil }
        let last = Instant(microseconds: end - 1)
        return .absolute(from: .instant(Instant(microseconds: start)), to: .instant(last))
    }
}

extension Window {
    /// How much earlier or later than at the ends of an even stretch it may begin in between.
    ///
    /// Days follow one another as instants do; but several days lie one month after 28 February.
    fileprivate var slack: Int64 {
        guard case .rolling(_, let unit) = self else { return 0 }
        switch unit {
        case .minute, .hour, .day, .week: return 0
        case .month, .quarter, .year: return 25 * 3_600_000_000
        }
    }
}

extension Int64 {
    /// This plus a span, not beyond the ends of the scale; what is at the end stays there.
    func moved(by span: Int64) -> Int64 {
        guard self != .min, self != .max else { return self }
        let (sum, overflow) = addingReportingOverflow(span)
        return overflow ? (span < 0 ? .min : .max) : sum
    }
}
