import ArgumentParser
import Domain

/// `covey experiment`: planning of experiments.
struct ExperimentCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey experiment",
            Bilingual(
                en: "Plan an experiment: how many customers it needs, and when it may be ended early.",
                zh: "规划实验：需要多少客户，何时可以提前结束。"
            ),
            usage: Bilingual(en: "<command> [options]", zh: "<命令> [选项]"),
            details: Bilingual(
                en:
                    "What an experiment found is told by covey fit experiment, and who is moved by a campaign by covey fit uplift.",
                zh: "实验结果用 covey fit experiment 分析；哪些客户会被活动打动用 covey fit uplift 分析。"
            ),
            examples: [
                Example(
                    "covey experiment size --from 5% --to 6%",
                    en: "customers needed to see a share rise from 5 % to 6 %",
                    zh: "要看出转化率从 5% 升到 6% 需要多少客户"
                )
            ],
            subcommands: [ExperimentSizeCommand.self, ExperimentLooksCommand.self]
        )
    }
}
