import ArgumentParser
import Domain
import Foundation

/// A command line that is not understood.
struct UsageMistake: ExplainedError {
    var explanation: Bilingual
    var advice: Bilingual?

    init(_ explanation: Bilingual, advice: Bilingual? = nil) {
        self.explanation = explanation
        self.advice = advice
    }

    /// What ArgumentParser reports, in both languages.
    init(parserError error: any Error) {
        let message = CoveyCommand.message(for: error)
        if let name = message.wholeMatch(of: /Unexpected argument '(.*)'/)?.1, Self.command(of: error) == "covey" {
            self = .unknownCommand(String(name))
            return
        }
        explanation = Bilingual(
            en: message.hasSuffix(".") || message.hasSuffix("?") ? message : message + ".",
            zh: Self.chinese(message)
        )
        advice = Self.advice(command: Self.command(of: error))
    }

    private static func unknownCommand(_ name: String) -> UsageMistake {
        let names = CoveyCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
        let nearest = NearestName.of(name, among: names)
        return UsageMistake(
            Bilingual(en: "There is no command “\(name)”.", zh: "没有命令“\(name)”。"),
            advice: nearest.map { Bilingual(en: "Did you mean “covey \($0)”?", zh: "您是否要写“covey \($0)”？") }
                ?? advice(command: "covey")
        )
    }

    private static func advice(command: String) -> Bilingual {
        Bilingual(en: "\(command) --help explains it, with an example.", zh: "\(command) --help 有说明和示例。")
    }

    /// The command that the parser was in, from its last line: `See 'covey run --help' for more information.`
    private static func command(of error: any Error) -> String {
        let text = CoveyCommand.fullMessage(for: error, columns: HelpLayout.unbroken)
        return text.firstMatch(of: /See '(.*?) --help' for more information/).map { String($0.1) } ?? "covey"
    }

    // swift-format-ignore
    private static func chinese(_ message: String) -> String {
        message
            .replacing(/Unknown option '(.*?)'\. Did you mean '(.*?)'\?/) { "没有选项“\($0.1)”。您是否要写“\($0.2)”？" }
            .replacing(/Unknown option '(.*?)'/) { "没有选项“\($0.1)”。" }
            .replacing(/Missing value for '(.*?)'/) { "“\($0.1)”缺少值。" }
            .replacing(/Missing expected argument '(.*?)'/) { "缺少参数“\($0.1)”。" }
            .replacing(/Missing one of: '(.*)'/) { "缺少其中之一：“\($0.1)”。" }
            .replacing(/Unexpected argument '(.*?)'/) { "多余的参数“\($0.1)”。" }
            .replacing(/(\d+) unexpected arguments: '(.*)'/) { "有 \($0.1) 个多余的参数：“\($0.2)”。" }
            .replacing(/The option '(.*?)' does not take any value, but '(.*?)' was specified\./) { "选项“\($0.1)”不带值，却写了“\($0.2)”。" }
            .replacing(/The value '(.*?)' is invalid for '(.*?)'/) { "值“\($0.1)”不能用于“\($0.2)”" }
            .replacing(/\. Please provide one of (.*)\./) { "。可选：" + $0.1.replacing("'", with: "").replacing(" and ", with: "、").replacing(" or ", with: "、").replacing(", ", with: "、") + "。" }
            .replacing(/Invalid option: (.*)/) { "选项写法不对：\($0.1)" }
            .replacing("Missing required subcommand.", with: "缺少命令。")
    }
}
