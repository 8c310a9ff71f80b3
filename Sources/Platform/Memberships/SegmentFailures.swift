import Domain
import Segments

/// Which segments cannot be evaluated, and why.
struct SegmentFailures {
    private(set) var reasons: [String: Bilingual] = [:]
    private let definitions: [String: SegmentDefinition]

    /// Finds those whose definition does not fit the workspace any more, such as one that speaks of a trait that was taken out,
    /// and those that name one of these.
    init(_ definitions: Definitions, _ schema: Schema) {
        self.definitions = definitions.segmentsByName
        let problems = Dictionary(grouping: definitions.segmentProblems(schema), by: \.name)
        for (name, problems) in problems {
            guard let first = problems.first?.problem else { continue }
            let more = problems.count - 1
            let reason = first.advice.map { first.explanation + Bilingual(en: " ", zh: "") + $0 } ?? first.explanation
            reasons[name] =
                more == 0
                ? reason
                : reason + Bilingual(en: " (and \(more) more)", zh: "（另有 \(more) 处）")
        }
        spread()
    }

    /// Finds those that an evaluator refuses.
    mutating func add(_ wanted: [SegmentDefinition], _ evaluator: ReferenceEvaluator) {
        for definition in wanted where reasons[definition.name] == nil {
            do throws(EvaluationError) {
                _ = try evaluator.predicate(for: definition)
            } catch {
                reasons[definition.name] = error.explanation
            }
        }
        spread()
    }

    /// Why a definition cannot be evaluated, whether it is one of the workspace or a new one; `nil` where it can.
    func reason(of definition: SegmentDefinition) -> Bilingual? {
        if definitions[definition.name] == definition { return reasons[definition.name] }
        let named = definition.condition.atoms.compactMap(\.segmentName).first { reasons[$0] != nil }
        return named.map(Self.refers)
    }

    private static func refers(to name: String) -> Bilingual {
        Bilingual(en: "It refers to “\(name)”, which could not be refreshed.", zh: "它引用的人群“\(name)”无法刷新。")
    }

    /// One more, found by whoever evaluates.
    mutating func add(_ name: String, _ reason: Bilingual) {
        reasons[name] = reason
        spread()
    }

    /// Whoever names a segment that cannot be evaluated cannot be evaluated either.
    private mutating func spread() {
        var isDone = false
        while !isDone {
            isDone = true
            for (name, definition) in definitions where reasons[name] == nil {
                let named = definition.condition.atoms.compactMap(\.segmentName).first { reasons[$0] != nil }
                guard let named else { continue }
                reasons[name] = Self.refers(to: named)
                isDone = false
            }
        }
    }
}
