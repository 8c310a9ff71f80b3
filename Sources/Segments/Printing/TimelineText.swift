import Domain

/// The text of statements on how events lie in time, and on what was recorded.
extension SegmentPrinter {
    static func regularity(_ regularity: Regularity) -> String {
        let units = (regularity.whole ? "whole " : "") + self.units(regularity.unit, regularity.of)
        let frequency = " in at least \(regularity.atLeast) of last \(regularity.of) " + units
        return "did " + eventNames(regularity.events.names) + frequency
            + whereText(regularity.events.condition, followed: false)
    }

    static func sequence(_ sequence: EventSequence) -> String {
        "did sequence (" + sequence.steps.map(step).joined(separator: " then ") + ")" + window(sequence.window)
    }

    private static func step(_ step: SequenceStep) -> String {
        (step.negated ? "not " : "") + eventNames(step.names) + (step.within.map { " within " + text(of: $0) } ?? "")
            + whereText(step.condition, followed: false)
    }

    package static func text(of span: TimeSpan) -> String {
        "\(span.count) \(units(span.unit, span.count))"
    }

    static func history(_ clause: HistoryClause) -> String {
        let segment = "segment " + TextLiteral.quoted(clause.segment)
        let question =
            switch clause.question {
            case .member(let bound): "was in \(segment) at " + text(of: bound)
            case .entered(let window): "entered " + segment + self.window(window)
            case .left(let window): "left " + segment + self.window(window)
            }
        return question + (clause.asKnownAt.map { " as known at " + text(of: $0) } ?? "")
    }
}
