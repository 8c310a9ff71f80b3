import Domain
import Foundation
import TestSupport
import Testing

@testable import covey

struct HelpTests {
    static let commands: [[String]] = [
        [], ["init"], ["import"], ["run"], ["segment"], ["segment", "list"], ["segment", "count"],
        ["segment", "export"], ["segment", "refresh"], ["segment", "show"], ["segment", "diff"],
        ["segment", "migration"], ["customer"], ["customer", "show"], ["report"], ["query"],
        ["doctor"], ["segment", "profile"], ["fit"], ["predict"], ["experiment"], ["experiment", "size"],
        ["experiment", "looks"], ["discover"],
    ]

    private func help(_ command: [String], _ language: Language, columns: String = "80") async throws -> String {
        let process = try Covey.start(
            command + ["--help"],
            in: FileManager.default.temporaryDirectory,
            environment: Covey.environment(language, ["COLUMNS": columns])
        )
        let outcome = try await process.outcome()
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        return outcome.output
    }

    @Test(arguments: commands, Language.allCases)
    func everyCommandHasHelpWithAnExample(command: [String], language: Language) async throws {
        let text = try await help(command, language)
        let examples = language == .english ? "EXAMPLES:\n  covey " : "示例：\n  covey "
        let usage = (language == .english ? "USAGE: " : "用法：") + (["covey"] + command).joined(separator: " ")
        #expect(text.contains(examples))
        #expect(text.contains(usage))
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
    }

    @Test(arguments: commands)
    func helpInChineseHasNoEnglishLeft(command: [String]) async throws {
        let text = try await help(command, .chinese)
        let english = [
            "OVERVIEW", "USAGE", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", "EXAMPLES", "Show ", "default", "values:",
            "See '",
            "<subcommand>", "Error", "[options]",
        ]
        for word in english { #expect(!text.contains(word), "\(word) in:\n\(text)") }
    }

    @Test func everyCommandIsInTheReference() throws {
        for name in ["commands.md", "commands.zh.md"] {
            let page = try Repository.text("docs/" + name)
            for command in Self.commands where !command.isEmpty && command != ["segment"] && command != ["customer"] {
                #expect(page.contains("covey " + command.joined(separator: " ")), "\(command) in \(name)")
            }
            for status in ExitStatus.allCases {
                #expect(page.contains("| \(status.rawValue) | `\(status.word)` |"), "\(status) in \(name)")
            }
        }
    }

    @Test func theVersionIsOneLine() async throws {
        let outcome = try await Covey.run("--version", in: FileManager.default.temporaryDirectory)
        #expect(outcome.code == 0)
        #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test(arguments: [
        (["rnu"], "covey run", "covey run"), (["run", "--jsn"], "--json", "--json"),
        (["segment", "count"], "Missing expected argument", "缺少参数"),
        (["run", "--color", "red"], "is invalid", "不能用于"), (["run", "a", "b"], "unexpected arguments", "多余的参数"),
        (["customer", "show", "x", "--events"], "Missing value", "缺少值"),
    ])
    func aMistypedCommandLineIsExplainedInBothLanguages(words: [String], english: String, chinese: String) async throws
    {
        let folder = FileManager.default.temporaryDirectory
        for (language, text) in [(Language.english, english), (.chinese, chinese)] {
            let process = try Covey.start(words, in: folder, environment: Covey.environment(language))
            let outcome = try await process.outcome()
            #expect(outcome.code == 64)
            #expect(outcome.errors.contains(text), "\(outcome.errors)")
            #expect(outcome.errors.hasPrefix(language == .english ? "error: " : "错误："))
            #expect(outcome.output.isEmpty)
        }
    }

    @Test func aMistypedCommandLineIsToldInJSONWhereJSONIsWanted() async throws {
        let outcome = try await Covey.run("run", "--jsn", "--json", in: FileManager.default.temporaryDirectory)
        let error = try #require(try outcome.json()["error"] as? [String: Any])
        #expect(error["kind"] as? String == "usage")
        #expect(error["exit"] as? Int == 64)
        let message = try #require(error["message"] as? [String: String])
        #expect(message["zh"]?.contains("没有选项") == true)
    }
}
