import ArgumentParser
import Domain

/// `covey`: all commands.
struct CoveyCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey",
            Bilingual(
                en: "Finds the groups in a company's customers, and says what each is worth.",
                zh: "群像：从客户数据中找出人群，并算出各自的价值。"
            ),
            usage: Bilingual(en: "<command> [options]", zh: "<命令> [选项]"),
            examples: [
                Example(
                    Bilingual(en: "covey init orders.csv", zh: "covey init 订单.csv"),
                    Bilingual(en: "start a workspace from a file of orders", zh: "用订单文件新建工作区")
                ),
                Example(
                    "covey run",
                    en: "import, clean, compute everything, and write the report",
                    zh: "导入、清洗、计算，并生成报告"
                ),
                Example(
                    "covey segment count 'orders >= 3'",
                    en: "how many customers ordered three times or more",
                    zh: "下单三次以上的客户有多少"
                ),
            ],
            subcommands: [
                InitCommand.self, ImportCommand.self, RunCommand.self, DiscoverCommand.self, SegmentCommand.self,
                CustomerCommand.self, ReportCommand.self, FitCommand.self, PredictCommand.self, ExperimentCommand.self,
                QueryCommand.self, DoctorCommand.self,
            ]
        )
    }
}
