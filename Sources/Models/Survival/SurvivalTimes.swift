/// When customers left, or how long they have been seen to stay.
package struct SurvivalTimes: Sendable, Hashable {
    /// Durations from each customer's own start, in any one unit, from 0.
    package var times: [Double]
    /// Whether the customer left at that time; otherwise all that is known is that they stayed until then.
    package var events: [Bool]

    /// - Throws: `notFinite`, `negative`, and `tooFewRows` for none.
    package init(times: [Double], events: [Bool], timeName: String = "time") throws(ModelError) {
        precondition(times.count == events.count)
        guard !times.isEmpty else { throw .tooFewRows(needed: 1, found: 0) }
        for (row, time) in times.enumerated() {
            guard time.isFinite else { throw .notFinite(column: timeName, row: row + 1) }
            guard time >= 0 else { throw .negative(column: timeName, row: row + 1, value: time) }
        }
        self.times = times
        self.events = events
    }

    package var count: Int { times.count }
    package var eventCount: Int { events.count { $0 } }

    /// Rows by time, ascending.
    var order: [Int] { times.indices.sorted { (times[$0], $0) < (times[$1], $1) } }

    package func selecting(_ rows: [Int]) -> SurvivalTimes {
        SurvivalTimes(checkedTimes: rows.map { times[$0] }, events: rows.map { events[$0] })
    }

    private init(checkedTimes: [Double], events: [Bool]) {
        times = checkedTimes
        self.events = events
    }
}
