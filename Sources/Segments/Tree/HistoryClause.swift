package import Domain

/// What was recorded of a customer's membership in a segment: `was in segment "VIP" at 2026-01-01`, `entered segment "VIP"
/// in last 30 days`, `left segment "VIP" in this month as known at 2026-06-01`.
package struct HistoryClause: Sendable, Hashable {
    package var segment: String
    package var question: Question
    /// What is known at the end of that day or at that instant decides; where absent, what is known now.
    package var asKnownAt: WindowBound?

    package init(segment: String, _ question: Question, asKnownAt: WindowBound? = nil) {
        self.segment = segment
        self.question = question
        self.asKnownAt = asKnownAt
    }

    package enum Question: Sendable, Hashable {
        /// Membership at the end of that day, or at that instant.
        case member(at: WindowBound)
        case entered(Window)
        case left(Window)
    }
}
