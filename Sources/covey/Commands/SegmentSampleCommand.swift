import ArgumentParser
import Domain
import Foundation
import Platform
import ProjectFile

/// `covey segment sample NAME`: members drawn by lot.
struct SegmentSampleCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment sample",
            Bilingual(
                en: "Draw members of a segment by lot, from each stratum its part.",
                zh: "从人群中随机抽取成员，可按特征分层。"
            ),
            usage: Bilingual(
                en: "<condition or name> (--size <n> | --share <percent>) --seed <text> [--by <traits>] [options]",
                zh: "<条件或人群名> (--size <人数> | --share <百分比>) --seed <种子> [--by <特征>] [选项]"
            ),
            details: Bilingual(
                en:
                    "The same seed draws the same customers. Strata get their part of the sample by largest remainders; "
                    + "a missing value is a stratum of its own. Without --as or --output nothing is kept.",
                zh: "相同的种子抽到相同的客户。各层按最大余数法分配人数；缺失值自成一层。不写 --as 或 --output 则不保存。"
            ),
            examples: [
                Example(
                    "covey segment sample champions --size 1000 --by country --seed may --as \"Test group\"",
                    en: "kept as a segment",
                    zh: "保存为人群"
                ),
                Example(
                    "covey segment sample 'orders >= 1' --share 10% --seed may -o sample.csv",
                    en: "as a file",
                    zh: "保存为文件"
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

    @Option(help: .spoken("How many customers.", "抽取人数。", value: Bilingual(en: "n", zh: "人数")))
    var size: Int?

    @Option(
        help: .spoken(
            "Which part of the segment, such as 10%.",
            "抽取比例，例如 10%。",
            value: Bilingual(en: "percent", zh: "百分比")
        )
    )
    var share: String?

    @Option(
        help: .spoken(
            "Traits whose values make the strata, separated by commas.",
            "用于分层的特征，以逗号分隔。",
            value: Bilingual(en: "traits", zh: "特征")
        )
    )
    var by: String?

    @Flag(help: .spoken("The same number from each stratum.", "每层抽取相同人数。"))
    var equal = false

    @Option(
        help: .spoken(
            "Any text; it decides who is drawn.",
            "任意文本，决定抽到哪些客户。",
            value: Bilingual(en: "text", zh: "种子")
        )
    )
    var seed: String

    @Option(
        name: .customLong("as"),
        help: .spoken(
            "Keep them as a segment of this name.",
            "保存为该名称的人群。",
            value: Bilingual(en: "name", zh: "新人群名")
        )
    )
    var newName: String?

    @Option(
        name: [.short, .long],
        help: .spoken("Write them to a CSV file.", "写入 CSV 文件。", value: Bilingual(en: "file", zh: "文件"))
    )
    var output: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { Bilingual(en: "Stopped; nothing was drawn.", zh: "已停止；没有抽样。") }

    func run(in session: Session) async throws {
        let wish = SampleSegment.Wish(
            text: text,
            size: try stated(),
            traits: by?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? [],
            isEqual: equal,
            seed: seed
        )
        if let output { try OutputPath.check(output) }
        let (outcome, zone) = try await session.open(newName == nil ? .readOnly : .readWrite) { workspace in
            if let output { try workspace.checkOutput(output) }
            let sampling = SampleSegment(workspace: workspace, context: session.context)
            return (try await sampling.run(wish, as: newName, to: output), workspace.project.timeZone.value)
        }
        let notice = StaleNotice(session: session)
        try notice.warn(
            Bilingual(en: "Drawn from what the last run found, which is out of date", zh: "抽样依据的是上次运行的结果，已过期"),
            outcome.stale
        )
        let screen = SampleScreen(outcome: outcome, path: output, zone: zone, session: session)
        session.isJSON ? try session.show(json: screen.document(notice)) : try screen.show()
    }

    private func stated() throws -> SampleSegment.Size {
        switch (size, share) {
        case (let size?, nil) where size >= 1: return .count(size)
        case (nil, let text?):
            if let share = Share(text), share.fraction > 0 { return .share(share.fraction) }
        default: break
        }
        throw UsageMistake(
            Bilingual(
                en: "State either --size, a number from 1, or --share, such as 10%.",
                zh: "请写 --size（不小于 1 的数）或 --share（如 10%），二者选一。"
            )
        )
    }
}
