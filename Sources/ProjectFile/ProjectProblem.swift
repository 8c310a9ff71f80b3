package import Domain

/// One thing in `covey.yaml` that has to change before the file can be used.
package struct ProjectProblem: Sendable, Hashable {
    package var position: SourcePosition
    /// What was found, and why it cannot stay. Without a full stop.
    package var statement: Bilingual
    /// What may stand there.
    package var allowed: Bilingual?
    /// The known name that the one found most likely meant.
    package var nearest: String?

    package init(
        at position: SourcePosition,
        _ statement: Bilingual,
        allowed: Bilingual? = nil,
        nearest: String? = nil
    ) {
        self.position = position
        self.statement = statement
        self.allowed = allowed
        self.nearest = nearest
    }

    /// The whole message, without file, line and column.
    package var message: Bilingual {
        var text = statement + Bilingual(en: ".", zh: "。")
        if let allowed {
            text = text + Bilingual(en: " Allowed here: ", zh: "这里可以写：") + allowed + Bilingual(en: ".", zh: "。")
        }
        if let nearest {
            text = text + Bilingual(en: " Did you mean `\(nearest)`?", zh: "您是否要写 `\(nearest)`？")
        }
        return text
    }
}

/// Why a `covey.yaml` cannot be used: everything that is wrong in it, from top to bottom.
package struct ProjectFileError: ExplainedError, Hashable {
    /// The file's path as it was given.
    package let path: String
    /// At least one, in order of position; none twice.
    package let problems: [ProjectProblem]

    init(path: String, problems: [ProjectProblem]) {
        self.path = path
        var seen: Set<ProjectProblem> = []
        let distinct = problems.filter { seen.insert($0).inserted }
        // Sorting by (position, order of discovery) keeps the answer the same from run to run.
        self.problems = distinct.enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element)
    }

    /// One line for each problem: `path:line:column: message`.
    package var explanation: Bilingual {
        func lines(_ language: Language) -> String {
            problems.map { problem in
                let place = "\(path):\(problem.position.line):\(problem.position.column)"
                return place + (language == .english ? ": " : "：") + problem.message[language]
            }.joined(separator: "\n")
        }
        return Bilingual(en: lines(.english), zh: lines(.chinese))
    }
}

/// Gathers the problems of one file while it is read, so that its author sees all of them at once.
final class ProblemCollector {
    private(set) var problems: [ProjectProblem] = []

    func report(
        at position: SourcePosition,
        _ statement: Bilingual,
        allowed: Bilingual? = nil,
        nearest: String? = nil
    ) {
        problems.append(ProjectProblem(at: position, statement, allowed: allowed, nearest: nearest))
    }
}
