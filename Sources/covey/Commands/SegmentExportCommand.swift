import ArgumentParser
import Domain
import Foundation
import Platform
import ProjectFile

/// `covey segment export NAME`: the members of a segment as a file.
struct SegmentExportCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment export",
            Bilingual(
                en: "Write the members of a segment, with their traits, to a file.",
                zh: "把人群成员及其特征导出为文件。"
            ),
            usage: Bilingual(
                en:
                    "<name> [--output <file>] [--format <format>] [--columns <list>] [--as-of <date>] [--raw] [options]",
                zh: "<人群名> [--output <文件>] [--format <格式>] [--columns <列>] [--as-of <日期>] [--raw] [选项]"
            ),
            details: Bilingual(
                en: "A file that is there already is replaced, when the new one is complete. In CSV, texts that a "
                    + "spreadsheet would run as a formula begin with an apostrophe; other formats hold them as they are.",
                zh: "已有的文件会在新文件写完之后被替换。CSV 中会被表格软件当作公式的文本前加一个撇号；其他格式保持原样。"
            ),
            examples: [
                Example(
                    "covey segment export champions",
                    en: "champions.csv, for a spreadsheet",
                    zh: "生成 champions.csv，可用表格软件打开"
                ),
                Example(
                    "covey segment export champions --columns country,orders -o top.parquet",
                    en: "two of the traits, as Parquet",
                    zh: "只导出两个特征，Parquet 格式"
                ),
            ]
        )
    }

    @Argument(help: .spoken("The segment's name.", "人群名。", value: Bilingual(en: "name", zh: "人群名")))
    var name: String

    @Option(
        name: [.short, .long],
        help: .spoken(
            "Where to write; otherwise the segment's name in the current folder.",
            "输出文件；默认为当前文件夹中以人群命名的文件。",
            value: Bilingual(en: "file", zh: "文件")
        )
    )
    var output: String?

    @Option(
        help: .spoken(
            "The file's format; otherwise by the name of the output, or csv.",
            "文件格式；默认按输出文件名，否则为 csv。",
            value: Bilingual(en: "format", zh: "格式")
        )
    )
    var format: ExportSegment.Format?

    @Option(
        help: .spoken(
            "Traits to write, separated by commas; otherwise all of them.",
            "要导出的特征，以逗号分隔；默认全部。",
            value: Bilingual(en: "list", zh: "列")
        )
    )
    var columns: String?

    @Flag(
        help: .spoken(
            "Write texts in CSV as they are, for programs that run no formulas.",
            "CSV 中的文本保持原样，供不会执行公式的程序使用。"
        )
    )
    var raw = false

    @OptionGroup var past: AsOfOption

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { Bilingual(en: "Stopped; no file was written.", zh: "已停止；没有生成文件。") }

    func run(in session: Session) async throws {
        let format = format ?? byName ?? .csv
        let path = output ?? name.replacing("/", with: "_") + "." + format.rawValue
        try OutputPath.check(path)
        let traits = columns?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let (outcome, zone) = try await session.open(.readOnly) { workspace in
            try workspace.checkOutput(path)
            let exporting = ExportSegment(workspace: workspace)
            let zone = workspace.project.timeZone.value
            let outcome = try await exporting.run(
                name,
                to: path,
                format: format,
                traits: traits,
                isRaw: raw,
                asOf: past.asOf?.instant(in: zone),
                context: session.context
            )
            return (outcome, zone)
        }
        let notice = StaleNotice(session: session)
        try notice.warn(subject, outcome.stale)
        if past.asOf != nil { try session.remark(AsOfOption.remark(outcome.currentTraits)) }
        struct Document: Encodable {
            var segment: String
            var path: String
            var format: String
            var members: Int64
            var asOf: String
            var currentTraits: [String]?
            var stale: LocalText?
        }
        if session.isJSON {
            return try session.show(
                json: Document(
                    segment: name,
                    path: path,
                    format: format.rawValue,
                    members: outcome.members,
                    asOf: CellText.instant(outcome.asOf, zone),
                    currentTraits: past.asOf == nil ? nil : outcome.currentTraits,
                    stale: notice.document(outcome.stale)
                )
            )
        }
        let members = outcome.members
        let count = Figures.grouped(members)
        try session.show([
            session.text(
                "\(count) \(members == 1 ? "customer" : "customers") written to \(path)",
                "已导出 \(count) 位客户到 \(path)"
            )
        ])
    }

    private var subject: Bilingual {
        Bilingual(en: "The exported members of “\(name)” are out of date", zh: "导出的“\(name)”成员已过期")
    }

    private var byName: ExportSegment.Format? {
        output.flatMap { ExportSegment.Format(rawValue: URL(fileURLWithPath: $0).pathExtension.lowercased()) }
    }
}
