import ArgumentParser

/// A command by the words that lead to it, such as `covey fit kmeans`.
struct CommandPath {
    var words: [String]
    var command: any ParsableCommand.Type

    /// - Parameter text: the words with a space between them, the program's name first. Words that are no command are an
    ///   argument, and end the path.
    init(_ text: String) {
        words = ["covey"]
        command = CoveyCommand.self
        for word in text.split(separator: " ").dropFirst().map(String.init) {
            let next = command.configuration.subcommands.first { $0.configuration.commandName == word }
            guard let next else { return }
            words.append(word)
            command = next
        }
    }

    var text: String { words.joined(separator: " ") }

    /// The words that may follow; empty for a command that does something itself.
    var subcommands: [String] { command.configuration.subcommands.compactMap { $0.configuration.commandName } }

    /// The long options that the command's help lists. Those that it hides are for other commands.
    var options: [String] {
        let help = CoveyCommand.helpMessage(for: command, columns: HelpLayout.unbroken)
        return help.matches(of: /(?m)^ +(?:-[a-z]\S*, )*(--[a-z][a-z-]*)/).map { String($0.1) }
    }

    /// The first word after the path in a command line that is no option.
    func next(in arguments: [String]) -> String? {
        var rest = words.dropFirst()
        for argument in arguments where !argument.hasPrefix("-") {
            guard argument == rest.first else { return rest.isEmpty ? argument : nil }
            rest.removeFirst()
        }
        return nil
    }
}
