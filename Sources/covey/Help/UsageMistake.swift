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
    ///
    /// - Parameter arguments: what was given to the program, without its name.
    init(parserError error: any Error, arguments: [String]) {
        let message = CoveyCommand.message(for: error)
        let path = CommandPath(Self.command(of: error))
        if let mistake = Self.unknownCommand(path, arguments) {
            self = mistake
        } else if let option = message.firstMatch(of: /^Unknown option '(-.*?)'/)?.1 {
            self = .unknownOption(String(option), path)
        } else {
            explanation = Bilingual(
                en: message.hasSuffix(".") || message.hasSuffix("?") ? message : message + ".",
                zh: Self.chinese(message)
            )
            advice = Self.advice(path)
        }
    }

    /// A word where a command is expected; the parser would complain of what follows it.
    private static func unknownCommand(_ path: CommandPath, _ arguments: [String]) -> UsageMistake? {
        let names = path.subcommands
        guard !names.isEmpty, let name = path.next(in: arguments), !names.contains(name), name != "help" else {
            return nil
        }
        let explanation =
            path.words.last == "fit"
            ? Bilingual(en: "There is no model “\(name)”.", zh: "没有模型“\(name)”。")
            : Bilingual(en: "There is no command “\(name)”.", zh: "没有命令“\(name)”。")
        let nearest = NearestName.of(name, among: names).map { "\(path.text) \($0)" }
        return UsageMistake(explanation, advice: nearest.map(Bilingual.didYouMean) ?? advice(path))
    }

    /// The nearest of the options that the command has, and not of those that it only knows in order to refuse them.
    private static func unknownOption(_ option: String, _ path: CommandPath) -> UsageMistake {
        UsageMistake(
            Bilingual(en: "Unknown option '\(option)'.", zh: "没有选项“\(option)”。"),
            advice: NearestName.of(option, among: path.options).map(Bilingual.didYouMean) ?? advice(path)
        )
    }

    private static func advice(_ path: CommandPath) -> Bilingual {
        let command = path.text
        return path.words.last == "fit"
            ? Bilingual(
                en: "\(command) --help lists all models, with an example of each.",
                zh: "\(command) --help 列出全部模型和示例。"
            )
            : Bilingual(en: "\(command) --help explains it, with an example.", zh: "\(command) --help 有说明和示例。")
    }

    /// The command that the parser was in, from its last line: `See 'covey run --help' for more information.`
    private static func command(of error: any Error) -> String {
        let text = CoveyCommand.fullMessage(for: error, columns: HelpLayout.unbroken)
        return text.firstMatch(of: /See '(.*?) --help' for more information/).map { String($0.1) } ?? "covey"
    }

    // swift-format-ignore
    private static func chinese(_ message: String) -> String {
        message
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
