import Platform

/// Three commands to try after a run, made of names that this workspace has.
struct NextCommands {
    var summary: RunSummary
    var session: Session

    /// By one space, for those of the demo just fit a line of 80.
    var lines: [String] {
        let commands = [
            "\(session.program) segment list", second, "\(session.program) query 'select * from traits limit 5'",
        ]
        return commands.map { " " + $0 + session.workspaceOption }
    }

    /// The largest segment as a file, or else a count.
    private var second: String {
        let largest = summary.segments.max { ($0.size, $1.name) < ($1.size, $0.name) }
        if let largest, largest.size > 0 {
            return "\(session.program) segment export " + ShellWord.quoted(largest.name)
        }
        if let number = summary.traits.first(where: { $0.type == "integer" || $0.type == "number" }) {
            return "\(session.program) segment count " + ShellWord.quoted("\(number.name) >= 2")
        }
        return "\(session.program) doctor"
    }
}
