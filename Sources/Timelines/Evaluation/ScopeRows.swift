import Domain

/// The events of a scope that some customers have: where each kind's rows begin, and which of them the condition is true of.
struct ScopeRows {
    struct Source {
        var lane: Lane
        /// A bit for each row from `firstRow` on; without bits every row is meant.
        var bits: UnsafePointer<UInt64>?
        var firstRow: Int

        @inline(__always)
        func isMeant(_ row: Int) -> Bool { bits.map { $0.bit(row - firstRow) } ?? true }
    }

    var sources: [Source]

    /// The rows of a customer in a range of instants, in order.
    @inline(__always)
    func forEach(of customer: Int, _ source: Int, in range: InstantRange, _ body: (Int) -> Void) {
        let source = sources[source]
        for row in source.lane.rows(of: customer) {
            let time = source.lane.times[row]
            guard time < range.end.microseconds else { return }
            if time >= range.start.microseconds, source.isMeant(row) { body(row) }
        }
    }

    /// The first or the last row of a customer in a range of instants.
    func end(of customer: Int, _ place: Int, in range: InstantRange, _ isLast: Bool) -> Int? {
        let source = sources[place]
        func isMeant(_ row: Int) -> Bool {
            range.contains(Instant(microseconds: source.lane.times[row])) && source.isMeant(row)
        }
        let rows = source.lane.rows(of: customer)
        return isLast ? rows.last(where: isMeant) : rows.first(where: isMeant)
    }
}
