import ArgumentParser
import Domain
import Platform

/// The language in which the parser puts its help together.
///
/// ArgumentParser asks the *types* of commands for their texts, so the language cannot be handed to it as an argument.
/// The composition root binds it once, around everything.
enum SpokenLanguage {
    @TaskLocal static var current: Language = .english
}

extension Bilingual {
    /// The text in the language that is bound.
    var spoken: String { self[SpokenLanguage.current] }
}

extension ArgumentHelp {
    static func spoken(_ english: String, _ chinese: String, value: Bilingual? = nil) -> ArgumentHelp {
        ArgumentHelp(Bilingual(en: english, zh: chinese).spoken, valueName: value?.spoken)
    }
}

/// A command line to copy, and what it does.
struct Example {
    var command: Bilingual
    var meaning: Bilingual

    init(_ command: Bilingual, _ meaning: Bilingual) {
        self.command = command
        self.meaning = meaning
    }

    init(_ command: String, en: String, zh: String) {
        self.init(Bilingual(verbatim: command), Bilingual(en: en, zh: zh))
    }
}

enum CommandHelp {
    static var examplesHeading: String { Bilingual(en: "EXAMPLES:", zh: "示例：").spoken }
}

extension CommandConfiguration {
    /// A command's help in the language that is bound.
    ///
    /// - Parameters:
    ///   - usage: what follows the command's name, without the common options.
    ///   - details: paragraphs below the abstract.
    static func spoken(
        _ name: String,
        _ abstract: Bilingual,
        usage: Bilingual,
        details: Bilingual? = nil,
        examples: [Example],
        subcommands: [any ParsableCommand.Type] = []
    ) -> CommandConfiguration {
        let heading = CommandHelp.examplesHeading
        let lines = examples.map { "  \($0.command.spoken)\n      \($0.meaning.spoken)" }
        let paragraphs = [details?.spoken, heading + "\n" + lines.joined(separator: "\n")]
        return CommandConfiguration(
            commandName: name.split(separator: " ").last.map(String.init),
            abstract: abstract.spoken,
            usage: name + " " + usage.spoken,
            discussion: paragraphs.compactMap(\.self).joined(separator: "\n\n"),
            version: name == "covey" ? Product.version : "",
            subcommands: subcommands
        )
    }
}
