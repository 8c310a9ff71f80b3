import Domain

/// How events lie in time, and what was recorded.
extension EnglishSentence {
    static func regularity(_ regularity: Regularity) -> String {
        let units = regularity.whole ? "the last \(regularity.of) whole " : "the past \(regularity.of) "
        let share = " events in at least \(regularity.atLeast) of " + units + regularity.unit.rawValue
        return named(regularity.events) + share + (regularity.of == 1 ? "" : "s")
            + condition(of: regularity.events.condition)
    }

    /// After “who”.
    static func change(_ change: ActivityChange) -> String {
        let events = named(change.events) + " events" + bracketed(change.events.condition)
        let (before, now) = (preceding(change.events.window), window(change.events.window))
        return switch change.kind {
        case .stopped: "have no \(events) \(now) but had some \(before)"
        case .resumed: "have \(events) \(now), had none \(before), and had some earlier"
        }
    }

    /// The window before this one.
    private static func preceding(_ window: Window) -> String {
        switch window {
        case .rolling(1, let unit): "in the \(unit.rawValue) before"
        case .rolling(let count, let unit): "in the \(self.count(count, unit)) before"
        case .current(let unit): self.window(.previous(unit))
        case .previous(.day): "the day before"
        case .previous(let unit): "the \(unit.rawValue) before"
        case .previousWhole(1, let unit): "in the whole \(unit.rawValue) before"
        case .previousWhole(let count, let unit): "in the \(count) whole \(unit.rawValue)s before"
        case .allTime, .absolute: "before"
        }
    }

    /// After “have”.
    static func sequence(_ sequence: EventSequence) -> String {
        var text = ""
        var negated: [SequenceStep] = []
        for step in sequence.steps {
            guard !step.negated else {
                negated.append(step)
                continue
            }
            text += text.isEmpty ? event(step) : ", then " + event(step) + within(step)
            if !negated.isEmpty { text += " with no " + joined(negated.map(event), with: "or") + " in between" }
            negated = []
        }
        for step in negated { text += ", then no " + event(step) + (step.within == nil ? " since" : within(step)) }
        let window = sequence.window == .allTime ? "" : " " + self.window(sequence.window)
        return "the sequence (" + text + ")" + window
    }

    private static func event(_ step: SequenceStep) -> String {
        named(EventSelector(step.names)) + bracketed(step.condition)
    }

    private static func within(_ step: SequenceStep) -> String {
        step.within.map { " within " + count($0.count, $0.unit) } ?? ""
    }

    /// After “who”.
    static func history(_ clause: HistoryClause, negated: Bool = false) -> String {
        let segment = "the segment “\(clause.segment)”"
        let question =
            switch clause.question {
            case .member(let bound): "were \(negated ? "not " : "")in \(segment) at " + moment(bound)
            case .entered(let window): (negated ? "did not enter " : "entered ") + segment + " " + self.window(window)
            case .left(let window): (negated ? "did not leave " : "left ") + segment + " " + self.window(window)
            }
        return question + (clause.asKnownAt.map { " (as known at " + moment($0) + ")" } ?? "")
    }

    private static func moment(_ bound: WindowBound) -> String {
        switch bound {
        case .date(let date): "the end of \(date)"
        case .instant(let instant): instant.literalText
        }
    }

    private static func condition(of condition: EventCondition?) -> String {
        condition.map { " where " + self.condition($0) } ?? ""
    }

    private static func bracketed(_ condition: EventCondition?) -> String {
        condition.map { " (where " + self.condition($0) + ")" } ?? ""
    }
}
