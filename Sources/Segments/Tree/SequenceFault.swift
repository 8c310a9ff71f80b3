package import Domain

/// What no sequence may be.
package enum SequenceFault: Sendable, Hashable {
    case tooManySteps
    case startsNegated
    case startsWithin
    /// A negated step between two positive ones that has a `within`.
    case withinBetween
}

extension EventSequence {
    /// The first step at fault, counted from 0, and why; `nil` where the sequence has a meaning.
    package var fault: (step: Int, reason: SequenceFault)? {
        guard steps.count <= Limits.sequenceSteps else { return (Limits.sequenceSteps, .tooManySteps) }
        guard let first = steps.first else { return nil }
        if first.negated { return (0, .startsNegated) }
        if first.within != nil { return (0, .startsWithin) }
        let lastPositive = steps.lastIndex { !$0.negated } ?? 0
        let between = steps.indices.first { $0 < lastPositive && steps[$0].negated && steps[$0].within != nil }
        return between.map { ($0, .withinBetween) }
    }
}

extension SequenceFault {
    package var explanation: Bilingual {
        switch self {
        case .tooManySteps:
            Bilingual(
                en: "a sequence has at most \(Limits.sequenceSteps) steps.",
                zh: "序列最多有 \(Limits.sequenceSteps) 步。"
            )
        case .startsNegated: Bilingual(en: "a sequence cannot begin with `not`.", zh: "序列的第一步不能是 `not`。")
        case .startsWithin:
            Bilingual(
                en: "the first step has no step before it that `within` could count from.",
                zh: "第一步之前没有步骤，不能写 `within`。"
            )
        case .withinBetween:
            Bilingual(
                en: "a `not` between two steps reaches from one to the other and takes no `within`.",
                zh: "两步之间的 `not` 涵盖其间全部时间，不能写 `within`。"
            )
        }
    }

    package var advice: Bilingual? {
        switch self {
        case .tooManySteps:
            Bilingual(
                en: "Leave steps out, or join two sequences by `and`.",
                zh: "请减少步骤，或用 `and` 连接两个序列。"
            )
        case .startsNegated:
            Bilingual(
                en: "Begin with what did happen; for what never did, write: did not \"…\".",
                zh: "请从发生过的事件开始；若要表示从未发生，请写：did not \"…\"。"
            )
        case .startsWithin:
            Bilingual(
                en: "Give the whole sequence a window: did sequence (…) in last 30 days.",
                zh: "请给整个序列加时间窗口：did sequence (…) in last 30 days。"
            )
        case .withinBetween:
            Bilingual(en: "Put `within` on the step that follows.", zh: "请把 `within` 写在后面的步骤上。")
        }
    }
}
