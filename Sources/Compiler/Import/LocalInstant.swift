import Domain
package import Foundation
package import SQL

/// Local times of a zone as instants, without asking the engine for each row.
///
/// An engine's own conversion looks a zone up for every value. The zone's changes are few, so they become a balanced
/// tree of comparisons; the meaning (first occurrence, first instant after a gap) is that of `TimeZone.instant(of:)`.
package struct LocalInstant {
    /// Local times below `until` lie `offset` east of Greenwich, or all are the one instant `fixed`.
    private struct Piece {
        var until: Int64
        var rule: Rule
    }

    private enum Rule {
        case offset(Int64)
        case fixed(Int64)
    }

    private let pieces: [Piece]
    private let last: Rule

    /// - Parameter years: the years whose changes are followed exactly; outside of them the nearest offset holds.
    package init(zone: TimeZone, years: ClosedRange<Int> = 1970...2060) {
        var pieces: [Piece] = []
        let start = Int64(CalendarDate(year: years.lowerBound, month: 1, day: 1)?.daysSinceEpoch ?? 0) * 86_400
        let end = Int64(CalendarDate(year: years.upperBound, month: 12, day: 31)?.daysSinceEpoch ?? 0) * 86_400
        var cursor = start
        var offset = zone.offset(at: Instant(microseconds: cursor * 1_000_000))
        while let change = zone.nextDaylightSavingTimeTransition(after: Date(timeIntervalSince1970: Double(cursor))) {
            let seconds = Int64(change.timeIntervalSince1970.rounded())
            guard seconds > cursor, seconds < end else { break }
            cursor = seconds
            let next = zone.offset(at: Instant(microseconds: seconds * 1_000_000))
            guard next != offset else { continue }
            let local = (seconds + offset) * 1_000_000
            pieces.append(Piece(until: local, rule: .offset(offset)))
            if next > offset {
                // The clock jumps forward: what it skips is the instant of the change.
                pieces.append(Piece(until: (seconds + next) * 1_000_000, rule: .fixed(seconds * 1_000_000)))
            }
            offset = next
        }
        self.pieces = pieces
        last = .offset(offset)
    }

    /// - Parameter wall: a column of microseconds from 1970-01-01T00:00:00 on the wall clock. The tree names it once for
    ///   each level, so anything but a column would be computed as often.
    /// - Returns: microseconds from 1970-01-01T00:00:00Z.
    package func microseconds(ofWall wall: SQLExpression) -> SQLExpression {
        // Most times come after a zone's last change, or the zone has not changed for decades.
        guard let last = pieces.indices.last else { return value(wall, pieces.endIndex) }
        return .cases(
            [.when(wall >= .integer(pieces[last].until), then: value(wall, pieces.endIndex))],
            otherwise: tree(wall, pieces[...])
        )
    }

    private func tree(_ local: SQLExpression, _ pieces: ArraySlice<Piece>) -> SQLExpression {
        guard !pieces.isEmpty else { return value(local, pieces.endIndex) }
        let middle = pieces.startIndex + pieces.count / 2
        return .cases(
            [.when(local < .integer(self.pieces[middle].until), then: tree(local, pieces[..<middle]))],
            otherwise: tree(local, pieces[(middle + 1)...])
        )
    }

    /// The value in the piece at `index`; after the last piece, the last offset.
    private func value(_ local: SQLExpression, _ index: Int) -> SQLExpression {
        switch index < pieces.count ? pieces[index].rule : last {
        case .offset(let seconds): local - .integer(seconds * 1_000_000)
        case .fixed(let microseconds): .integer(microseconds)
        }
    }
}
