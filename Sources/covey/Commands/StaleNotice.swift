import Domain
import Platform

/// Says that results are out of date: why, and what brings them up to date.
struct StaleNotice {
    var session: Session

    /// The reason and the command, for a machine to hand on.
    func document(_ stale: Staleness?) -> LocalText? {
        stale.map { LocalText($0.sentence(program: session.program, options: session.workspaceOption)) }
    }

    /// One warning about `subject`, such as “The report is of the last run, and out of date”; none where it is current.
    func warn(_ subject: Bilingual, _ stale: Staleness?) throws {
        guard let stale else { return }
        let reason = Bilingual(en: ": ", zh: "：") + stale.reason + Bilingual(en: ". ", zh: "。")
        try session.warn(subject + reason + advice(stale))
    }

    /// One warning for each reason in a list of segments.
    ///
    /// - Parameter count: how many segments the reader sees.
    func warn(_ segments: [SegmentStatus], of count: Int) throws {
        var reasons: [Staleness] = []
        for case let stale? in segments.map(\.stale) where !reasons.contains(stale) { reasons.append(stale) }
        for stale in reasons {
            let concerned = segments.filter { $0.stale == stale }
            guard concerned.count < count || count == 1 else {
                try warn(Bilingual(en: "All sizes are out of date", zh: "全部人数已过期"), stale)
                continue
            }
            let names = concerned.map { "“\($0.name)”" }
            try warn(
                Bilingual(
                    en: names.joined(separator: ", ") + (names.count == 1 ? " is" : " are") + " out of date",
                    zh: names.joined(separator: "、") + "已过期"
                ),
                stale
            )
        }
    }

    private func advice(_ stale: Staleness) -> Bilingual {
        stale.advice(program: session.program, options: session.workspaceOption)
    }
}
