import ArgumentParser
import Domain
import Foundation

/// `--from` and `--to`: two instants between which something is looked at.
struct SpanOptions: ParsableArguments {
    @Option(
        help: .spoken(
            "The end of the first day (2011-06-01), or an instant with its offset.",
            "起始日结束时（2011-06-01），或带时区的时刻。",
            value: Bilingual(en: "date", zh: "日期")
        )
    )
    var from: InstantArgument?

    @Option(
        help: .spoken(
            "The end of the second day; otherwise the last refresh.",
            "截止日结束时；默认为上次刷新。",
            value: Bilingual(en: "date", zh: "日期")
        )
    )
    var to: InstantArgument?

    /// - Throws: `UsageMistake` where the second is not after the first.
    func instants(_ from: InstantArgument, in zone: TimeZone) throws -> (from: Instant, to: Instant?) {
        let (start, end) = (from.instant(in: zone), to?.instant(in: zone))
        if let end, end <= start {
            throw UsageMistake(Bilingual(en: "--to lies after --from.", zh: "--to 应晚于 --from。"))
        }
        return (start, end)
    }

    static var missing: UsageMistake {
        UsageMistake(Bilingual(en: "Say from which day on: --from 2011-06-01", zh: "请给出起始日：--from 2011-06-01"))
    }

    static func begun(_ name: String, _ begin: Instant, _ zone: TimeZone) -> Bilingual {
        let day = CellText.instant(begin, zone)
        return Bilingual(
            en: "Nothing is on record of “\(name)” before \(day): whoever may have been in is not known.",
            zh: "人群“\(name)”在 \(day) 之前没有记录：此前即使有成员也不得而知。"
        )
    }
}
