import ArgumentParser
import Domain
import Foundation
import Platform

/// The composition root: reads what surrounds the program once, and hands it to the command that was asked for.
@main
enum Program {
    static func main() async {
        // A reader that has seen enough, such as `head`, is no error: the program ends with it, quietly. Whoever
        // started the program may have had the signal ignored.
        signal(SIGPIPE, SIG_DFL)
        let surroundings = Surroundings(
            arguments: Array(CommandLine.arguments.dropFirst()),
            environment: ProcessInfo.processInfo.environment,
            executable: Bundle.main.executablePath ?? CommandLine.arguments[0],
            machine: Machine(
                cores: ProcessInfo.processInfo.activeProcessorCount,
                memory: ProcessInfo.processInfo.physicalMemory
            ),
            calledAs: CommandLine.arguments[0]
        )
        let status = await SpokenLanguage.$current.withValue(surroundings.language) {
            await Self.status(of: surroundings)
        }
        exit(status.rawValue)
    }

    private static func status(of surroundings: Surroundings) async -> ExitStatus {
        do {
            var command = try CoveyCommand.parseAsRoot(NegativeNumbers.joined(surroundings.arguments))
            guard let work = command as? any Command else {
                // A group of commands, or the parser's own `help`: both answer by throwing.
                try command.run()
                return .success
            }
            return await status(of: work, surroundings)
        } catch {
            return ParserAnswer(surroundings: surroundings).give(error)
        }
    }

    private static func status(of command: any Command, _ surroundings: Surroundings) async -> ExitStatus {
        let session = Session(surroundings, command.common)
        let interruption = Interruption()
        let work = Task { try await command.run(in: session) }
        let watches = interruption.watch { work.cancel() }
        defer { for watch in watches { watch.cancel() } }
        do {
            try await work.value
            session.progress.clear()
            return .success
        } catch {
            session.progress.clear()
            return session.report(failure(error, command, interruption))
        }
    }

    private static func failure(_ error: any Error, _ command: any Command, _ interruption: Interruption) -> Failure {
        switch error {
        case is CancellationError: return Failure(interruption.status, command.stopNote)
        case let after as AfterResult:
            var failure =
                (after.cause as? Stopped).map { Failure(interruption.status, $0.note) } ?? Failure(after.cause)
            failure.isAfterResult = true
            return failure
        default: return Failure(error)
        }
    }
}
