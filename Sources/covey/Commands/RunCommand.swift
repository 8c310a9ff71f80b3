import ArgumentParser
import Domain
import Platform

/// `covey run`: everything, from the files to the report.
struct RunCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey run",
            Bilingual(
                en: "Do everything: import, clean, compute traits, models and segments, and write the report.",
                zh: "完成全部步骤：导入、清洗、计算特征、模型和人群，并生成报告。"
            ),
            usage: Bilingual(en: "[--no-report] [options]", zh: "[--no-report] [选项]"),
            details: Bilingual(
                en:
                    "Files that have not changed are not read again. What is computed is replaced all at once: a run that "
                    + "fails or is stopped leaves the results of the one before.",
                zh: "没有变化的文件不会重新读取。计算结果一次性替换：运行失败或被停止时，保留上一次的结果。"
            ),
            examples: [
                Example("covey run", en: "the workspace in the current folder", zh: "运行当前文件夹中的工作区"),
                Example(
                    "covey run --workspace shop --json",
                    en: "another one, with the whole summary as JSON",
                    zh: "运行另一个工作区，以 JSON 输出完整摘要"
                ),
            ]
        )
    }

    @Flag(name: .long, help: .spoken("Write no report.", "不生成报告。"))
    var noReport = false

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { .workspaceUnchanged }

    func run(in session: Session) async throws {
        let (screen, failure) = try await session.open(.readWrite) { workspace in
            let summary = try await RunWorkspace(workspace: workspace, context: session.context).run()
            var screen = RunScreen(summary: summary, project: workspace.project, session: session)
            do {
                if !noReport {
                    let writing = ReportWriting(workspace: workspace, session: session)
                    screen.summary.report = try await writing.write().path
                }
                return (screen, nil as (any Error)?)
            } catch is CancellationError {
                return (screen, Self.stoppedBeforeReport)
            } catch {
                // The results stand; only their report is missing.
                return (screen, error)
            }
        }
        session.isJSON ? try session.show(json: screen.summary) : try session.show(screen.lines())
        if let failures = screen.summary.failures, !failures.isEmpty {
            try RefreshFailures(session: session).warn(failures.map { ($0.name, $0.reason.bilingual) })
        }
        if let failure { throw AfterResult(failure) }
        if let failures = screen.summary.failures, !failures.isEmpty {
            throw AfterResult(SegmentsNotRefreshed(names: failures.map(\.name)))
        }
    }

    private static var stoppedBeforeReport: Stopped {
        Stopped(note: Bilingual(en: "Stopped; the results are kept, no report was written.", zh: "已停止；结果已保存，没有生成报告。"))
    }
}
