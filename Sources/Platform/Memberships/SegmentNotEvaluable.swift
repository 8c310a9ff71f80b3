package import Domain

/// A segment, or a condition that refers to one, that cannot be evaluated as things stand: what it would find were wrong.
package struct SegmentNotEvaluable: ExplainedError, Hashable {
    package var name: String
    package var reason: Bilingual

    package var explanation: Bilingual {
        Bilingual(en: "“\(name)” cannot be evaluated: ", zh: "无法计算“\(name)”：") + reason
    }

    package var advice: Bilingual? {
        Bilingual(en: "Run: covey segment check", zh: "请运行：covey segment check")
    }
}
