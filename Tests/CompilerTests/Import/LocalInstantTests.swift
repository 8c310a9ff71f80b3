import Compiler
import Domain
import EngineConformance
import Foundation
import SQL
import TestSupport
import Testing
import Warehouse

@Suite struct LocalInstantTests {
    @Test(arguments: World.zones)
    func localTimesAreTheInstantsThatTheZoneSays(name: String) async throws {
        let zone = try #require(TimeZone(identifier: name))
        var random = SeededRandom(seed: 5)
        let start = try #require(CalendarDate(year: 1970, month: 1, day: 1)).daysSinceEpoch
        let end = try #require(CalendarDate(year: 2041, month: 1, day: 1)).daysSinceEpoch
        var times = (0..<5_000).map { _ in
            Int64(Int.random(in: start..<end, using: &random)) * 86_400_000_000
                + Int64.random(in: 0..<86_400_000_000, using: &random)
        }
        times += Self.aroundChanges(of: zone, until: Int64(end) * 86_400)
        let connection = try await WarehouseFixture.connection()
        try await connection.ingest(
            into: TablePath("t"),
            columns: [IngestColumn("wall", .integers(times))],
            mode: .create
        )
        let instant = LocalInstant(zone: zone).microseconds(ofWall: .column("wall"))
        let found = try await connection.query(Select(["instant": instant], from: .table("t"))).integers("instant")
        for (time, instant) in zip(times, found) {
            let (days, rest) = time.floorDivided(by: 86_400_000_000)
            let expected = zone.instant(of: CalendarDate(daysSinceEpoch: Int(days)), microsecondOfDay: rest)
            guard expected.microseconds != instant else { continue }
            Issue.record("local time \(time) is \(expected.microseconds), found \(instant)")
            return
        }
    }

    /// Local times in and beside every gap and overlap.
    private static func aroundChanges(of zone: TimeZone, until end: Int64) -> [Int64] {
        var times: [Int64] = []
        var cursor = Date(timeIntervalSince1970: 0)
        while let change = zone.nextDaylightSavingTimeTransition(after: cursor) {
            cursor = change
            let seconds = Int64(change.timeIntervalSince1970)
            guard seconds < end else { break }
            let before = zone.offset(at: Instant(microseconds: (seconds - 1) * 1_000_000))
            let after = zone.offset(at: Instant(microseconds: seconds * 1_000_000))
            for edge in [seconds + before, seconds + after] {
                times += [-1, 0, 1, -900_000_000, 900_000_000].map { edge * 1_000_000 + $0 }
            }
        }
        return times
    }
}
