import ArgumentParser
import Domain

/// `covey segment`: the commands about segments.
struct SegmentCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment",
            Bilingual(en: "List, count and export segments.", zh: "列出、计数和导出人群。"),
            usage: Bilingual(en: "<command> [options]", zh: "<命令> [选项]"),
            examples: [
                Example("covey segment list", en: "all segments and their sizes", zh: "全部人群及其人数")
            ],
            subcommands: [SegmentListCommand.self, SegmentCountCommand.self, SegmentExportCommand.self]
        )
    }
}
