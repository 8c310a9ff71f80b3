import ArgumentParser
import Domain
import Foundation
import Platform
import ProjectFile

/// `covey segment profile NAME`: what sets the members apart.
struct SegmentProfileCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment profile",
            Bilingual(
                en: "Say what sets the members of a segment apart, and which rules find them.",
                zh: "说明人群成员与其他客户的差异，并给出能找到他们的规则。"
            ),
            usage: Bilingual(en: "<condition or name> [options]", zh: "<条件或人群名> [选项]"),
            details: Bilingual(
                en:
                    "Traits are compared by effect size, with intervals at 95 %. The rules are leaves of a decision tree over "
                    + "the traits, written in the segment language and counted by it; --as keeps them as a segment. What a "
                    + "model says is left out where the segment rests on the same model.",
                zh: "特征按效应量比较，并给出 95% 置信区间。规则是特征决策树的叶节点，用人群语言写成并据此计数；--as 可保存为人群。"
                    + "如果人群本身依据某个模型，则不使用该模型的输出。"
            ),
            examples: [
                Example("covey segment profile champions", en: "what is special about them", zh: "他们有何特别"),
                Example(
                    "covey segment profile 'cluster.k5 = 2' --depth 2 --as \"Group 2 by rule\"",
                    en: "a group of a model as a rule of at most two conditions",
                    zh: "把模型的一个分组写成最多两个条件的规则"
                ),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "A segment's name, or a condition.",
            "人群名或条件。",
            value: Bilingual(en: "condition or name", zh: "条件或人群名")
        )
    )
    var text: String

    @Option(
        help: .spoken(
            "The only traits to look at, by comma.",
            "只使用这些特征，以逗号分隔。",
            value: Bilingual(en: "traits", zh: "特征")
        )
    )
    var features: String?

    @Option(
        help: .spoken(
            "Traits to leave out, by comma.",
            "不使用这些特征，以逗号分隔。",
            value: Bilingual(en: "traits", zh: "特征")
        )
    )
    var exclude: String?

    @Option(help: .spoken("The most conditions of a rule.", "规则的最多条件数。", value: Bilingual(en: "n", zh: "数")))
    var depth = 3

    @Option(help: .spoken("Decides the cross-validation.", "决定交叉验证的随机种子。", value: Bilingual(en: "n", zh: "数")))
    var seed: UInt64 = 1

    @Option(
        name: .customLong("as"),
        help: .spoken(
            "Keep the rules as a segment of this name.",
            "把规则保存为该名称的人群。",
            value: Bilingual(en: "name", zh: "新人群名")
        )
    )
    var newName: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        guard (1...8).contains(depth) else {
            throw UsageMistake(Bilingual(en: "--depth is from 1 to 8.", zh: "--depth 应为 1 到 8。"))
        }
        let wish = ProfileSegment.Wish(
            text: text,
            features: features.map(Self.names),
            excluded: exclude.map(Self.names) ?? [],
            depth: depth,
            seed: seed,
            newName: newName
        )
        let (outcome, zone) = try await session.open(newName == nil ? .readOnly : .readWrite) { workspace in
            let profiling = ProfileSegment(workspace: workspace, context: session.context)
            return (try await profiling.run(wish), workspace.project.timeZone.value)
        }
        let notice = StaleNotice(session: session)
        try notice.warn(
            Bilingual(en: "Compared by what the last run found, which is out of date", zh: "比较依据的是上次运行的结果，已过期"),
            outcome.stale
        )
        let screen = ProfileScreen(outcome: outcome, zone: zone, session: session)
        session.isJSON ? try session.show(json: screen.document(text, notice)) : try screen.show()
    }

    private static func names(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
