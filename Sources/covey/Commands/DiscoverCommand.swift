import ArgumentParser
import Domain
import Fitting
import Foundation
import Platform
import ProjectFile

/// `covey discover`: proposes groups of the customers, and writes them as traits and segments where a name is given.
struct DiscoverCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey discover",
            Bilingual(
                en: "Segment automatically: find groups of customers, name them, and say how good they are.",
                zh: "自动分群：找出客户群体，为其命名，并说明分得好不好。"
            ),
            usage: Bilingual(
                en: "[--as <name>] [--features <names>] [--k <n-m>] [options]",
                zh: "[--as <名称>] [--features <特征>] [--k <范围>] [选项]"
            ),
            details: Bilingual(
                en:
                    "Takes all traits that are of use, and generic features of the events: how often, how long ago, how "
                    + "much. Several methods and sizes are compared by quality, stability, size and explainability. "
                    + "Nothing is written without --as, which adds the traits and a model to covey.yaml and a segment for "
                    + "each group, and runs the workspace. If that fails, everything is as before.",
                zh: "使用所有可用的特征，以及由事件得出的通用特征：次数、距今多久、金额。按质量、稳定性、规模和可解释性比较多种方法和组数。"
                    + "不带 --as 时不写入任何内容；带 --as 时，在 covey.yaml 中加入特征和模型，为每组写一个人群，并运行工作区。若失败，一切恢复原状。"
            ),
            examples: [
                Example("covey discover", en: "show the proposal", zh: "查看分群方案"),
                Example(
                    "covey discover --as behaviour",
                    en: "make it traits and segments",
                    zh: "写为特征和人群"
                ),
                Example(
                    "covey discover --features orders,net_revenue --k 3-5",
                    en: "by two traits, three to five groups",
                    zh: "按两个特征分为三到五组"
                ),
            ]
        )
    }

    @Option(
        name: .customLong("as"),
        help: .spoken(
            "Write the groups under this name; otherwise the proposal is only shown.",
            "以此名称写入分群；默认只显示方案。",
            value: Bilingual(en: "name", zh: "名称")
        )
    )
    var name: String?

    @Option(
        help: .spoken(
            "The traits and features to use, by comma; otherwise all of use but other models' scores.",
            "使用哪些特征，以逗号分隔；默认使用除其他模型得分外的所有可用特征。",
            value: Bilingual(en: "names", zh: "特征名")
        )
    )
    var features: String?

    @Option(
        help: .spoken("Features to leave out, by comma.", "不使用的特征，以逗号分隔。", value: Bilingual(en: "names", zh: "特征名"))
    )
    var exclude: String?

    @Option(
        help: .spoken(
            "How many groups, or a range to choose from; 2-8 by default.",
            "组数，或供选择的范围；默认 2-8。",
            value: Bilingual(en: "n or n-m", zh: "个数或范围")
        )
    )
    var k: String?

    @Option(
        help: .spoken(
            "The smallest group, as a share or in customers; 2% by default.",
            "最小的组（占比或客户数）；默认 2%。",
            value: Bilingual(en: "share", zh: "占比")
        )
    )
    var minSize: String?

    @Option(
        help: .spoken(
            "A number that decides all chance; 1 by default.",
            "随机种子，默认为 1。",
            value: Bilingual(en: "n", zh: "数")
        )
    )
    var seed: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { .workspaceUnchanged }

    func run(in session: Session) async throws {
        var options: [FitOption: String] = [:]
        options[.k] = k
        options[.minSize] = minSize
        options[.seed] = seed
        let request = DiscoverGroups.Request(
            features: features.map(Self.names),
            excluded: exclude.map(Self.names) ?? [],
            options: options,
            name: name
        )
        let (proposal, zone) = try await session.open(.readWrite) { workspace in
            let discover = DiscoverGroups(workspace: workspace, context: session.context)
            return (try await discover.run(request), workspace.project.timeZone.value)
        }
        let screen = DiscoverScreen(proposal: proposal, zone: zone, session: session)
        session.isJSON ? try session.show([FitValueText.pretty(screen.object)]) : try screen.show()
    }

    private static func names(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
