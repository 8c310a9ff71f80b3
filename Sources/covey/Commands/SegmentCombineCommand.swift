import ArgumentParser
import Domain
import Platform
import ProjectFile

/// `covey segment combine`: a new segment of others.
struct SegmentCombineCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment combine",
            Bilingual(
                en: "Make a segment of others: in all of these, in any of those, in none of the rest.",
                zh: "用已有人群组成新人群：同属、属于其一、排除。"
            ),
            usage: Bilingual(
                en: "--as <name> [--all-of <names>] [--any-of <names>] [--except <names>] [options]",
                zh: "--as <新人群名> [--all-of <人群名>] [--any-of <人群名>] [--except <人群名>] [选项]"
            ),
            details: Bilingual(
                en:
                    "The new rule names the others, so it follows them as they change. It is written into a file of its "
                    + "own where covey.yaml looks for segments, and evaluated at once.",
                zh: "新规则引用这些人群，会随它们变化。规则写入 covey.yaml 所指位置的新文件，并立即计算。"
            ),
            examples: [
                Example(
                    "covey segment combine --all-of champions france --except staff --as \"French champions\"",
                    en: "in both of two, and not in a third",
                    zh: "同属两个人群，且不属于第三个"
                ),
                Example(
                    "covey segment combine --any-of champions loyal --as best",
                    en: "in one of two or in both",
                    zh: "属于两个人群之一或同属"
                ),
            ]
        )
    }

    @Option(
        parsing: .upToNextOption,
        help: .spoken(
            "Segments that members are in, all of them.",
            "成员须同时属于的人群。",
            value: Bilingual(en: "names", zh: "人群名")
        )
    )
    var allOf: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: .spoken(
            "Segments of which members are in one or more.",
            "成员须属于其中至少一个的人群。",
            value: Bilingual(en: "names", zh: "人群名")
        )
    )
    var anyOf: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: .spoken(
            "Segments that members are in none of.",
            "成员不得属于的人群。",
            value: Bilingual(en: "names", zh: "人群名")
        )
    )
    var except: [String] = []

    @Option(
        name: .customLong("as"),
        help: .spoken("The new segment's name.", "新人群名。", value: Bilingual(en: "name", zh: "新人群名"))
    )
    var newName: String

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { Bilingual(en: "Stopped; no segment was made.", zh: "已停止；没有生成人群。") }

    func run(in session: Session) async throws {
        let (made, zone) = try await session.open(.readWrite) { workspace in
            let combining = CombineSegments(workspace: workspace, context: session.context)
            let parts = CombineSegments.Parts(all: allOf, any: anyOf, except: except)
            return (try await combining.run(parts, as: newName), workspace.project.timeZone.value)
        }
        let screen = MadeSegmentScreen(segment: made, zone: zone, session: session)
        session.isJSON ? try session.show(json: screen.document) : try session.show(screen.lines)
    }
}
