import ArgumentParser
import Domain

/// Gives what the parser throws to the reader: help and versions, or a mistake in the command line.
struct ParserAnswer {
    var surroundings: Surroundings

    func give(_ error: any Error) -> ExitStatus {
        guard CoveyCommand.exitCode(for: error) == .success else { return mistake(error) }
        let output = Output(1, color: .auto, environment: surroundings.environment)
        var text = CoveyCommand.fullMessage(for: error, columns: HelpLayout.unbroken)
        if HelpLayout.isHelp(text) {
            text = HelpLayout(language: surroundings.language, width: output.textWidth).text(text)
        }
        do {
            try output.write(text + "\n")
            return .success
        } catch {
            return .inputOutput
        }
    }

    private func mistake(_ error: any Error) -> ExitStatus {
        let session = Session(surroundings, json: surroundings.wantsJSON)
        return session.report(Failure(UsageMistake(parserError: error, arguments: surroundings.arguments)))
    }
}
