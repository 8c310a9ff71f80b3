import ArgumentParser
import Domain
import Platform
import ProjectFile

/// `covey segment from-file FILE`: a segment of the customers that a file names.
struct SegmentFromFileCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment from-file",
            Bilingual(
                en: "Make a segment of the customers that a CSV or text file names.",
                zh: "用 CSV 或文本文件中的客户名单建立人群。"
            ),
            usage: Bilingual(
                en: "<file> --as <name> [--column <column>] [options]",
                zh: "<文件> --as <新人群名> [--column <列>] [选项]"
            ),
            details: Bilingual(
                en: "With a header or without, in any usual encoding. Lines that are blank, repeat a customer, or name "
                    + "nobody the workspace knows are counted; the last are kept, for they may become customers.",
                zh: "有无表头均可，支持常见编码。空行、重复的客户和工作区中没有的客户都会计数；最后一种会保留，日后可能成为客户。"
            ),
            examples: [
                Example("covey segment from-file vip.csv --as VIP", en: "one customer a line", zh: "每行一位客户"),
                Example(
                    "covey segment from-file survey.csv --column member --as \"Survey\"",
                    en: "one column of several",
                    zh: "取多列中的一列"
                ),
            ]
        )
    }

    @Argument(help: .spoken("The file.", "文件。", value: Bilingual(en: "file", zh: "文件")))
    var file: String

    @Option(
        name: .customLong("as"),
        help: .spoken("The new segment's name.", "新人群名。", value: Bilingual(en: "name", zh: "新人群名"))
    )
    var newName: String

    @Option(
        help: .spoken(
            "The column of customers by its heading or number; otherwise the one that is called so.",
            "客户所在的列（列名或列号）；默认按列名识别。",
            value: Bilingual(en: "column", zh: "列")
        )
    )
    var column: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { Bilingual(en: "Stopped; no segment was made.", zh: "已停止；没有生成人群。") }

    func run(in session: Session) async throws {
        let (outcome, zone) = try await session.open(.readWrite) { workspace in
            let making = SegmentFromFile(workspace: workspace, context: session.context)
            return (try await making.run(file, as: newName, column: column), workspace.project.timeZone.value)
        }
        let screen = MadeSegmentScreen(segment: outcome.segment, zone: zone, session: session)
        struct Document: Encodable {
            var segment: MadeSegmentScreen.Document
            var heading: String?
            var encoding: String
            var lines: Int
            var blankLines: Int
            var repeatedLines: Int
            var unknown: Int
            var unknownExamples: [String]
        }
        guard !session.isJSON else {
            return try session.show(
                json: Document(
                    segment: screen.document,
                    heading: outcome.heading,
                    encoding: outcome.encoding,
                    lines: outcome.lines,
                    blankLines: outcome.blankLines,
                    repeatedLines: outcome.repeatedLines,
                    unknown: outcome.unknown,
                    unknownExamples: outcome.unknownExamples
                )
            )
        }
        try session.show(screen.lines + [account(outcome, session)])
        try warn(outcome, session)
    }

    private func account(_ outcome: SegmentFromFile.Outcome, _ session: Session) -> String {
        func count(_ number: Int) -> String { Figures.grouped(Int64(number)) }
        let (lines, blank) = (count(outcome.lines), count(outcome.blankLines))
        let (again, unknown) = (count(outcome.repeatedLines), count(outcome.unknown))
        let heading = outcome.heading.map { PlainText.of($0) }
        let column =
            heading.map { session.text(", column “\($0)”", "，“\($0)”列") }
            ?? session.text(", no header", "，无表头")
        return session.text(
            "\(lines) lines (\(outcome.encoding)\(column)): \(again) repeated, \(blank) blank, \(unknown) no customers here",
            "\(lines) 行（\(outcome.encoding)\(column)）：重复 \(again)，空行 \(blank)，非本工作区客户 \(unknown)"
        )
    }

    private func warn(_ outcome: SegmentFromFile.Outcome, _ session: Session) throws {
        guard outcome.unknown > 0 else { return }
        let examples = outcome.unknownExamples.map { "“\($0)”" }
        try session.warn(
            Bilingual(
                en: "No customer here is called " + examples.joined(separator: ", ")
                    + (outcome.unknown > examples.count ? " and \(outcome.unknown - examples.count) more" : "")
                    + ". They stay in the list.",
                zh: "这里没有客户" + examples.joined(separator: "、")
                    + (outcome.unknown > examples.count ? "等 \(outcome.unknown) 个" : "") + "。它们仍保留在名单中。"
            )
        )
    }
}
