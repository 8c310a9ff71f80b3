import ArgumentParser
import Domain

/// `covey segment`: the commands about segments.
struct SegmentCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment",
            Bilingual(
                en: "List, show, refresh, check, count, explain, compare, combine, draw and export segments.",
                zh: "列出、查看、刷新、检查、计数、解释、比较、组合、抽样和导出人群。"
            ),
            usage: Bilingual(en: "<command> [options]", zh: "<命令> [选项]"),
            examples: [
                Example("covey segment list", en: "all segments and their sizes", zh: "全部人群及其人数")
            ],
            subcommands: [
                SegmentListCommand.self, SegmentCheckCommand.self, SegmentFormatCommand.self, SegmentCountCommand.self,
                SegmentExplainCommand.self, SegmentHistoryCommand.self, SegmentOverlapCommand.self,
                SegmentExportCommand.self, SegmentRefreshCommand.self, SegmentShowCommand.self, SegmentDiffCommand.self,
                SegmentMigrationCommand.self, SegmentCombineCommand.self, SegmentSnapshotCommand.self,
                SegmentFromFileCommand.self, SegmentSampleCommand.self, SegmentPrioritiesCommand.self,
                SegmentProfileCommand.self,
            ]
        )
    }
}
