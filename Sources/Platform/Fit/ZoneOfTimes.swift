import Compiler
import Domain
import Fitting
import Foundation

/// The zone by whose clock a file's times are told. Models count days as if all times were in UTC, so with a stated zone
/// they get what its clock shows.
extension ReadTable {
    /// - Throws: `TableError.optionInvalid` for a zone that there is not.
    var statedZone: TimeZone? {
        get throws {
            guard let name = needs.timeZone else { return nil }
            guard let zone = TimeZone(identifier: name) else {
                throw TableError.optionInvalid(
                    .timeZone,
                    value: name,
                    expected: Bilingual(
                        en: "a zone such as Asia/Shanghai, Europe/Berlin or UTC is expected",
                        zh: "应为 Asia/Shanghai、Europe/Berlin、UTC 这样的时区"
                    )
                )
            }
            return zone
        }
    }

    /// What the zone's clock shows at each instant, as if it were UTC.
    ///
    /// - Parameter missing: stands for no instant.
    static func onTheClock(of zone: TimeZone?, _ microseconds: [Int64], missing: Int64) -> [Instant?] {
        guard let zone else { return microseconds.map { $0 == missing ? nil : Instant(microseconds: $0) } }
        // Since 1973 clocks are changed at full quarters of an hour of UTC only; looking every offset up takes its time.
        var offsets: [Int64: Int64] = [:]
        return microseconds.map { time in
            guard time != missing else { return nil }
            let quarter = time.floorDivided(by: 900_000_000).quotient
            let offset = offsets[quarter] ?? zone.offset(at: Instant(microseconds: time))
            offsets[quarter] = offset
            return Instant(microseconds: time + offset * 1_000_000)
        }
    }

    /// Said where times name instants and nobody states whose days count.
    func zoneRemark(_ plans: [ColumnPlan]) -> [Bilingual] {
        guard needs.timeZone == nil, plans.contains(where: { $0.times.contains(where: \.saysInstant) }) else {
            return []
        }
        return [
            Bilingual(
                en:
                    "Times with an offset count by their day in UTC; --time-zone Asia/Shanghai counts by that of a zone.",
                zh: "带时差的时间按 UTC 的日期计；可用 --time-zone Asia/Shanghai 指定按哪个时区的日期计。"
            )
        ]
    }
}
