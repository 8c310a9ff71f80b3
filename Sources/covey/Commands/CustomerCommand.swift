import ArgumentParser
import Domain

/// `covey customer`: the commands about single customers.
struct CustomerCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey customer",
            Bilingual(en: "Look at single customers.", zh: "查看单个客户。"),
            usage: Bilingual(en: "<command> [options]", zh: "<命令> [选项]"),
            examples: [
                Example("covey customer show 12347", en: "all that is known of customer 12347", zh: "客户 12347 的全部信息")
            ],
            subcommands: [CustomerShowCommand.self]
        )
    }
}
