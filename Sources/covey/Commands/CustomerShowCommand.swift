import ArgumentParser
import Domain
import Platform

/// `covey customer show ID`: all that is known of one customer.
struct CustomerShowCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey customer show",
            Bilingual(
                en: "Show one customer: traits, segments, and the newest events.",
                zh: "显示一位客户：特征、所属人群和最近的事件。"
            ),
            usage: Bilingual(en: "<id> [--events <n>] [options]", zh: "<客户标识> [--events <条数>] [选项]"),
            examples: [
                Example("covey customer show 12347", en: "with the newest 20 events", zh: "含最近 20 条事件"),
                Example(
                    "covey customer show 12347 --events 0 --json",
                    en: "traits and segments as JSON",
                    zh: "以 JSON 输出特征和人群"
                ),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "The customer's identifier, as in the files.",
            "客户标识，与文件中一致。",
            value: Bilingual(en: "id", zh: "客户标识")
        )
    )
    var id: String

    @Option(help: .spoken("How many events to show.", "显示多少条事件。", value: Bilingual(en: "n", zh: "条数")))
    var events = 20

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        guard events >= 0 else {
            throw UsageMistake(
                Bilingual(en: "--events is a number from 0.", zh: "--events 应为不小于 0 的数。")
            )
        }
        let screen = try await session.open(.readOnly) { workspace in
            CustomerScreen(
                portrait: try await ShowCustomer(workspace: workspace).run(id, events: events),
                project: workspace.project,
                language: session.language
            )
        }
        let notice = StaleNotice(session: session)
        try notice.warn(
            Bilingual(en: "What is shown is of the last run, and out of date", zh: "显示的是上次运行的结果，已过期"),
            screen.portrait.stale
        )
        session.isJSON
            ? try session.show(json: screen.document(notice)) : try session.show(screen.lines(session))
    }
}
