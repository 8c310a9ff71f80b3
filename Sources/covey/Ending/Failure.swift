import Domain
import Foundation
import Platform

/// How the program ends when it does not end well: a code, and what is said.
struct Failure {
    var status: ExitStatus
    var message: Bilingual
    var advice: Bilingual?

    /// Whether standard output has the result already, so that no error object may follow it.
    var isAfterResult = false

    init(_ error: any Error) {
        status = ExitStatus(error)
        if let explained = error as? any ExplainedError {
            message = explained.explanation
            advice = explained.advice
        } else {
            let reason = (error as NSError).localizedDescription
            message = Bilingual(en: "Something unexpected happened: \(reason)", zh: "发生意外错误：\(reason)")
        }
    }

    /// Stopped by a signal.
    init(_ status: ExitStatus, _ message: Bilingual) {
        self.status = status
        self.message = message
    }

    /// The lines for a person.
    func lines(in language: Language, style: Style) -> [String] {
        if status == .interrupted || status == .terminated { return [message[language]] }
        let word = Bilingual(en: "error: ", zh: "错误：")[language]
        let counsel = Bilingual(en: "advice: ", zh: "建议：")[language]
        return [style.bold(style.red(word)) + Self.safe(message[language])]
            + (advice.map { [style.bold(counsel) + Self.safe($0[language])] } ?? [])
    }

    /// The object for a machine, the whole of standard output: `{ "error": { "kind": "data", "exit": 65, … } }`.
    func json() throws -> String {
        struct Document: Encodable {
            var error: Body
        }
        struct Body: Encodable {
            var kind: String
            var exit: Int32
            var message: LocalText
            var advice: LocalText?
        }
        let body = Body(
            kind: status.word,
            exit: status.rawValue,
            message: LocalText(message),
            advice: advice.map { LocalText($0) }
        )
        return try Session.json(Document(error: body))
    }

    /// Messages quote data; line breaks are theirs to have, escape sequences are not.
    private static func safe(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { PlainText.of(String($0)) }
            .joined(separator: "\n")
    }
}

/// What went wrong after the result was shown.
struct AfterResult: Error {
    var cause: any Error

    init(_ cause: any Error) {
        self.cause = cause
    }
}

/// Work that was stopped by its user, and what that left behind.
struct Stopped: Error {
    var note: Bilingual
}
