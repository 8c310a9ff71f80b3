package import Domain

/// A refresh after which some segments have the members of an earlier one.
package struct SegmentsNotRefreshed: ExplainedError, Hashable {
    package var names: [String]

    package init(names: [String]) {
        self.names = names
    }

    package var explanation: Bilingual {
        let english = names.map { "“\($0)”" }.joined(separator: ", ")
        let chinese = names.map { "“\($0)”" }.joined(separator: "、")
        return Bilingual(
            en: "\(names.count == 1 ? "One segment" : "\(names.count) segments") could not be refreshed: \(english). "
                + "What was known of \(names.count == 1 ? "it" : "them") before is kept.",
            zh: "有 \(names.count) 个人群无法刷新：\(chinese)。仍保留此前的成员。"
        )
    }

    package var advice: Bilingual? {
        Bilingual(en: "Run: covey segment check", zh: "请运行：covey segment check")
    }
}
