import Domain
import Platform

/// What the program is started with, read once.
struct Surroundings: Sendable {
    var arguments: [String]
    var environment: [String: String]
    /// The path of the program itself.
    var executable: String
    var machine: Machine

    /// How the program was called.
    var calledAs = "covey"

    /// How commands that the reader may copy call the program: by the relative path that he used himself, as in
    /// `.build/release/covey`, else by its name.
    var programName: String {
        calledAs.contains("/") && !calledAs.hasPrefix("/") ? ShellWord.quoted(calledAs) : "covey"
    }

    /// The language of `--language`, where it names one that is known.
    ///
    /// It is needed before the command line is parsed, because help and mistakes are told in it.
    var statedLanguage: Language? {
        for (index, argument) in arguments.enumerated() {
            if argument == "--language", index + 1 < arguments.count { return Language(rawValue: arguments[index + 1]) }
            if argument.hasPrefix("--language=") { return Language(rawValue: String(argument.dropFirst(11))) }
        }
        return nil
    }

    var language: Language { statedLanguage ?? Self.language(of: environment) }

    /// Whether `--json` is among the arguments, for mistakes in the others.
    var wantsJSON: Bool { arguments.contains("--json") }

    /// The language of messages by POSIX: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set and not empty.
    ///
    /// As in GNU gettext, `LANGUAGE` lists languages that go before it, unless the locale is `C`.
    static func language(of environment: [String: String]) -> Language {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
        guard let locale = names.first(where: { !$0.isEmpty }), locale != "C", locale != "POSIX" else {
            return .english
        }
        for name in (environment["LANGUAGE"] ?? "").split(separator: ":") {
            let language = Language(localeName: String(name))
            if language != .english || name.lowercased().hasPrefix("en") { return language }
        }
        return Language(localeName: locale)
    }
}
