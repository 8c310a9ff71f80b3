import ArgumentParser
import Domain
import Platform
import ProjectFile

/// `covey segment explain CUSTOMER`: why somebody is in a segment or is not.
struct SegmentExplainCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment explain",
            Bilingual(
                en:
                    "Say of one customer which conditions hold, by which events, since when, and when that changes by itself.",
                zh: "说明一位客户符合哪些条件、由哪些事件决定、从何时起，以及何时会自行变化。"
            ),
            usage: Bilingual(en: "<id> [<condition or name>] [options]", zh: "<客户标识> [<条件或人群名>] [选项]"),
            details: Bilingual(
                en: "All that is known today is taken for known then: traits are those of the last run.",
                zh: "按今天所知推算：特征取上次运行的值。"
            ),
            examples: [
                Example("covey segment explain 12748 champions", en: "one segment", zh: "一个人群"),
                Example("covey segment explain 12748", en: "every segment, in brief", zh: "全部人群的简要说明"),
            ]
        )
    }

    @Argument(help: .spoken("The customer's identifier.", "客户标识。", value: Bilingual(en: "id", zh: "客户标识")))
    var customer: String

    @Argument(
        help: .spoken(
            "A segment or a condition; otherwise all segments.",
            "人群名或条件；默认全部人群。",
            value: Bilingual(en: "condition or name", zh: "条件或人群名")
        )
    )
    var text: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        let screen = try await session.open(.readOnly) { workspace in
            ExplanationScreen(
                customer: customer,
                answers: try await ExplainMembership(workspace: workspace, context: session.context).run(
                    customer,
                    text
                ),
                isBrief: text == nil,
                project: workspace.project,
                language: session.language
            )
        }
        let notice = StaleNotice(session: session)
        try notice.warn(
            Bilingual(en: "What is explained is of the last run, and out of date", zh: "说明依据上次运行的结果，已过期"),
            screen.answers.first?.stale
        )
        session.isJSON ? try session.show(json: screen.document(notice)) : try session.show(screen.lines(session))
    }
}
