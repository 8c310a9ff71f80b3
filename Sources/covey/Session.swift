import Domain
import Foundation
import Platform
import ProjectFile
import Warehouse

/// Everything that a command needs besides its own options: where to write, in which language, and the workspace.
struct Session: Sendable {
    var language: Language
    /// The language of `--language`; `nil` where it is only the locale's.
    var statedLanguage: Language?
    var environment: [String: String]
    var machine: Machine
    /// The workspace's folder.
    var directory: String
    var isJSON: Bool
    var isQuiet: Bool
    /// Results.
    var output: Output
    /// Remarks, progress and errors.
    var notices: Output
    /// How commands that the reader may copy call the program.
    var program: String
    var progress: ProgressBar
    var context: RunContext

    init(_ surroundings: Surroundings, _ options: CommonOptions) {
        self.init(
            surroundings,
            directory: Self.withoutTrailingSlash(options.workspace),
            json: options.json,
            isQuiet: options.quiet,
            color: options.color
        )
    }

    init(
        _ surroundings: Surroundings,
        directory: String = ".",
        json: Bool,
        isQuiet: Bool = false,
        color: ColorChoice = .auto
    ) {
        let language = surroundings.language
        self.language = language
        program = surroundings.programName
        statedLanguage = surroundings.statedLanguage
        environment = surroundings.environment
        machine = surroundings.machine
        self.directory = directory
        isJSON = json
        self.isQuiet = isQuiet
        output = Output(1, color: color, environment: surroundings.environment)
        notices = Output(2, color: color, environment: surroundings.environment)
        let progress = ProgressBar(on: notices, language: language, isQuiet: isQuiet)
        self.progress = progress
        context = RunContext(
            clock: { Instant(Date()) },
            language: language,
            dependencyFolders: LibrarySearch.dependencyFolders(
                environment: surroundings.environment,
                executable: surroundings.executable
            ),
            sparkToken: surroundings.environment[SparkSetting.tokenVariable].flatMap { $0.isEmpty ? nil : $0 },
            progress: { progress.show($0) }
        )
    }

    private static func withoutTrailingSlash(_ path: String) -> String {
        var path = path.isEmpty ? "." : path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// Opens the workspace for `body` and closes it whatever happens.
    func open<Success>(
        _ access: Workspace.Access,
        _ body: (Workspace) async throws -> Success
    ) async throws -> Success {
        try await Workspace.with(directory, access: access, context: context, body)
    }
}

// MARK: - Saying things

extension Session {
    func text(_ text: Bilingual) -> String { text[language] }

    func text(_ english: @autoclosure () -> String, _ chinese: @autoclosure () -> String) -> String {
        language == .english ? english() : chinese()
    }

    /// Lines of results, for a person.
    func show(_ lines: [String]) throws {
        progress.clear()
        try output.write(lines: lines)
    }

    /// The result for a machine: the whole of standard output.
    func show(json document: some Encodable) throws {
        progress.clear()
        try output.write(Self.json(document) + "\n")
    }

    static func json(_ document: some Encodable) throws -> String {
        String(decoding: try RunSummary.encoder(pretty: true).encode(document), as: UTF8.self)
    }

    /// Something to know that is no result.
    func remark(_ text: Bilingual) throws {
        guard !isQuiet else { return }
        progress.clear()
        let word = notices.style.bold(self.text("note: ", "提示："))
        try notices.write(word + PlainText.of(text[language]) + "\n")
    }

    /// Something that the result must not be used without knowing; said also where remarks are not wanted.
    func warn(_ text: Bilingual) throws {
        progress.clear()
        let word = notices.style.bold(notices.style.yellow(self.text("warning: ", "警告：")))
        try notices.write(word + PlainText.of(text[language]) + "\n")
    }

    /// Says why the program ends, and gives the code to end with.
    func report(_ failure: Failure) -> ExitStatus {
        do {
            try notices.write(lines: failure.lines(in: language, style: notices.style))
            if isJSON, !failure.isAfterResult { try output.write(try failure.json() + "\n") }
        } catch {
            // There is nobody left to tell; the exit code still says it.
        }
        return failure.status
    }

    /// `-w DIR` for commands that the reader may copy; nothing for the folder where he is. The short form, so that a
    /// command fits on a line of a small terminal.
    var workspaceOption: String {
        directory == "." ? "" : " -w " + ShellWord.quoted(directory)
    }
}
