import Domain
import Platform
import Synchronization

/// The line on the terminal that shows progress: redrawn in place, at most ten times a second, gone at the end.
///
/// Without a terminal it shows nothing.
final class ProgressBar: Sendable {
    private let output: Output
    private let language: Language
    private let isShown: Bool
    private let state = Mutex(State())

    private struct State {
        var activity: Bilingual?
        var activityStart = ContinuousClock.now
        var lastDrawn: ContinuousClock.Instant?
        var isOnScreen = false
    }

    init(on output: Output, language: Language, isQuiet: Bool) {
        self.output = output
        self.language = language
        isShown = output.isTerminal && !isQuiet
    }

    func show(_ progress: Progress) {
        guard isShown else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            if state.activity != progress.activity {
                state.activity = progress.activity
                state.activityStart = now
            } else if let last = state.lastDrawn, now - last < .milliseconds(100) {
                return
            }
            state.lastDrawn = now
            state.isOnScreen = true
            let elapsed = (now - state.activityStart) / .seconds(1)
            let line = ProgressLine(progress: progress, elapsed: elapsed, language: language)
            // Room for the "^C" that a terminal echoes; in a full line it would go on to the next, out of reach.
            write("\r" + line.text(width: (output.width ?? 80) - 3) + "\u{1B}[K")
        }
    }

    /// Takes the line off the screen.
    func clear() {
        state.withLock { state in
            guard state.isOnScreen else { return }
            state.isOnScreen = false
            write("\r\u{1B}[2K")
        }
    }

    /// Progress that cannot be shown is no reason to stop the work.
    private func write(_ text: String) {
        try? output.write(text)
    }
}
