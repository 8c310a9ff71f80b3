import ArgumentParser
import Domain
import Foundation
import ProjectFile

/// A day or an instant on the command line: `2011-06-01` is the end of that day, or an instant with its offset.
struct InstantArgument: ExpressibleByArgument, Sendable {
    private var asOf: AsOf

    init?(argument: String) {
        guard let asOf = AsOf(argument) else { return nil }
        switch asOf {
        case .date, .instant: self.asOf = asOf
        case .now, .latest: return nil
        }
    }

    func instant(in zone: TimeZone) -> Instant { asOf.instant(now: .distantFuture, latest: nil, in: zone) }
}

/// `--as-of`: looks at customers as they were then.
struct AsOfOption: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: .spoken(
            "Evaluate as of the end of an earlier day (2011-06-01), or an instant with its offset.",
            "按较早一天结束时（2011-06-01）或带时区的时刻计算。",
            value: Bilingual(en: "date", zh: "日期")
        )
    )
    var asOf: InstantArgument?

    /// What an answer about the past rests on that is of today.
    static func remark(_ traits: [String]) -> Bilingual {
        let none = Bilingual(
            en: "Customers are those known today; events after that instant were left out.",
            zh: "客户为今天已知的客户；该时刻之后的事件不计。"
        )
        guard !traits.isEmpty else { return none }
        return none
            + Bilingual(
                en: " Of today, not of then: \(traits.joined(separator: ", ")).",
                zh: "以下特征取今天的值，而非当时的值：\(traits.joined(separator: "、"))。"
            )
    }
}
