import Domain

/// How events lie in time, and what was recorded.
extension ChineseSentence {
    static func regularity(_ regularity: Regularity) -> String {
        let units =
            regularity.whole
            ? "最近 \(regularity.of) 个完整自然\(whole(regularity.unit))" : "最近 \(regularity.of) \(measured(regularity.unit))"
        return units + "中至少有 \(regularity.atLeast) \(measured(regularity.unit))有过" + named(regularity.events)
            + condition(of: regularity.events)
    }

    static func change(_ change: ActivityChange) -> String {
        let events = named(change.events) + condition(of: change.events)
        let (before, now) = (preceding(change.events.window), window(change.events.window))
        return switch change.kind {
        case .stopped: now + "没有" + events + "，但" + before + "有过"
        case .resumed: now + "又有" + events + "，" + before + "没有，更早之前有过"
        }
    }

    /// The window before this one.
    private static func preceding(_ window: Window) -> String {
        switch window {
        case .rolling(let count, let unit): "再往前 \(count) \(measured(unit))内"
        case .current(let unit): self.window(.previous(unit))
        case .previous(.day): "前天"
        case .previous(.year): "前年"
        case .previous(.minute): "前一分钟"
        case .previous(.hour): "前一小时"
        case .previous(let unit): "上上" + whole(unit)
        case .previousWhole(let count, let unit): "再往前 \(count) 个完整自然\(whole(unit))内"
        case .allTime, .absolute: "此前"
        }
    }

    static func sequence(_ sequence: EventSequence) -> String {
        var text = ""
        var negated: [SequenceStep] = []
        for step in sequence.steps {
            guard !step.negated else {
                negated.append(step)
                continue
            }
            text +=
                text.isEmpty ? "先有" + event(step) : "，" + (within(step).map { "随后 " + $0 } ?? "之后") + "有" + event(step)
            if !negated.isEmpty { text += "（其间没有" + negated.map(event).joined(separator: "或") + "）" }
            negated = []
        }
        for step in negated { text += within(step).map { "，此后 " + $0 + "没有" + event(step) } ?? "，此后再没有" + event(step) }
        let window = sequence.window == .allTime ? "" : self.window(sequence.window)
        return window + text
    }

    private static func event(_ step: SequenceStep) -> String {
        named(EventSelector(step.names)) + (step.condition.map { "（\(condition($0))）" } ?? "")
    }

    private static func within(_ step: SequenceStep) -> String? {
        step.within.map { "\($0.count) \(measured($0.unit))内" }
    }

    static func history(_ clause: HistoryClause, negated: Bool = false) -> String {
        let segment = "人群“\(clause.segment)”"
        let not = negated ? "没有" : ""
        let question =
            switch clause.question {
            case .member(let bound): moment(bound) + (negated ? "不属于" : "属于") + segment
            case .entered(.allTime): not + "进入过" + segment
            case .entered(let window): self.window(window) + not + "进入过" + segment
            case .left(.allTime): not + "离开过" + segment
            case .left(let window): self.window(window) + not + "离开过" + segment
            }
        return question + (clause.asKnownAt.map { "（以 " + moment($0) + "的记录为准）" } ?? "")
    }

    private static func moment(_ bound: WindowBound) -> String {
        switch bound {
        case .date(let date): "\(date) 结束时"
        case .instant(let instant): "\(instant.literalText) 时"
        }
    }
}
