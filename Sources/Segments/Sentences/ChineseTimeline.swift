import Domain

/// How events lie in time, and what was recorded.
extension ChineseSentence {
    static func regularity(_ regularity: Regularity) -> String {
        let units =
            regularity.whole
            ? "之前 \(regularity.of) 个完整\(whole(regularity.unit))" : "最近 \(regularity.of) \(measured(regularity.unit))"
        return units + "中至少有 \(regularity.atLeast) \(measured(regularity.unit))有过" + named(regularity.events)
            + condition(of: regularity.events)
    }

    static func change(_ change: ActivityChange) -> String {
        let events = named(change.events) + condition(of: change.events)
        let (before, now) = (preceding(change.events.window), window(change.events.window))
        return switch change.kind {
        case .stopped: before + "有过" + events + "，" + now + "没有"
        case .resumed: now + "有过" + events + "，" + before + "没有，更早有过"
        }
    }

    /// The window before this one.
    private static func preceding(_ window: Window) -> String {
        switch window {
        case .rolling(let count, let unit): "再往前 \(count) \(measured(unit))内"
        case .current(let unit): self.window(.previous(unit))
        case .previous(.day): "前天"
        case .previous(.year): "前年"
        case .previous(.minute): "再往前 1 个完整分钟内"
        case .previous(.hour): "再往前 1 个完整小时内"
        case .previous(let unit): "上上" + whole(unit)
        case .previousWhole(let count, let unit): "再往前 \(count) 个完整\(whole(unit))内"
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
            text += text.isEmpty ? event(step) : "，" + (within(step) ?? "之后") + "又有" + event(step)
            if !negated.isEmpty { text += "（其间没有" + negated.map(event).joined(separator: "、也没有") + "）" }
            negated = []
        }
        for step in negated { text += within(step).map { "，此后 " + $0 + "没有" + event(step) } ?? "，此后再没有" + event(step) }
        let window = sequence.window == .allTime ? "" : self.window(sequence.window)
        return window + "依次有过" + text
    }

    private static func event(_ step: SequenceStep) -> String {
        let events = EventSelector(step.names, where: step.condition)
        return named(events) + condition(of: events)
    }

    private static func within(_ step: SequenceStep) -> String? {
        step.within.map { "\($0.count) \(measured($0.unit))内" }
    }

    static func history(_ clause: HistoryClause) -> String {
        let segment = "人群“\(clause.segment)”"
        let question =
            switch clause.question {
            case .member(let bound): moment(bound) + "属于" + segment
            case .entered(.allTime): "进入过" + segment
            case .entered(let window): self.window(window) + "进入过" + segment
            case .left(.allTime): "离开过" + segment
            case .left(let window): self.window(window) + "离开过" + segment
            }
        return question + (clause.asKnownAt.map { "（以" + moment($0) + "的记录为准）" } ?? "")
    }

    private static func moment(_ bound: WindowBound) -> String {
        switch bound {
        case .date(let date): "截至 \(date) 当天结束时"
        case .instant(let instant): "截至 \(instant.literalText) "
        }
    }
}
