import ArgumentParser
import Domain
import Platform

/// `covey segment check`: whether definitions can be read, and speak of what is there.
struct SegmentCheckCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment check",
            Bilingual(
                en: "Check all segments, or one condition: every mistake with its place.",
                zh: "检查全部人群或一个条件，逐一指出错误及其位置。"
            ),
            usage: Bilingual(en: "[<condition or name>] [options]", zh: "[<条件或人群名>] [选项]"),
            details: Bilingual(en: "Nothing is evaluated or changed.", zh: "不计算，也不修改任何内容。"),
            examples: [
                Example("covey segment check", en: "every file of segments", zh: "全部人群文件"),
                Example(
                    "covey segment check 'orders >= 3 and country in (\"France\", \"Spain\")'",
                    en: "what a condition means, in a sentence",
                    zh: "用一句话说明条件的含义"
                ),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "A condition, or the name of a segment; otherwise all segments.",
            "条件或人群名；默认全部人群。",
            value: Bilingual(en: "condition or name", zh: "条件或人群名")
        )
    )
    var text: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        let notice = StaleNotice(session: session)
        let (checked, stale) = try await session.open(.readOnly) { workspace in
            let checking = CheckSegments(workspace: workspace)
            return (try await checking.run(text), try await checking.stale())
        }
        try notice.warn(
            Bilingual(en: "Checked against what the last run found, which is out of date", zh: "检查依据的是上次运行的结果，已过期"),
            stale
        )
        struct Document: Encodable {
            struct Segment: Encodable {
                var name: String
                var path: String
                var sentence: LocalText
            }
            var segments: [Segment]
            var stale: LocalText?
        }
        if session.isJSON {
            return try session.show(
                json: Document(
                    segments: checked.map {
                        Document.Segment(name: $0.name, path: $0.path, sentence: LocalText($0.sentence))
                    },
                    stale: notice.document(stale)
                )
            )
        }
        if text != nil {
            let sentences = checked.map { PlainText.of($0.sentence[session.language]) }
            return try session.show(sentences.flatMap { TextWrapping.lines($0, width: session.output.textWidth) })
        }
        let count = checked.count
        try session.show([
            session.text("\(count) \(count == 1 ? "segment" : "segments"), no mistakes", "\(count) 个人群，没有错误")
        ])
    }
}
