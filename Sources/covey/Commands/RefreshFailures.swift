import Domain
import Platform

/// Says which segments could not be refreshed, and why.
struct RefreshFailures {
    var session: Session

    func warn(_ failures: [(name: String, reason: Bilingual)]) throws {
        for (name, reason) in failures {
            try session.warn(
                Bilingual(
                    en: "“\(name)” was not refreshed and keeps the members that it had: ",
                    zh: "人群“\(name)”未能刷新，仍保留原有成员："
                ) + reason
            )
        }
    }
}
