package import Domain

/// Parts of the language that this version does not have. Their words are kept free and are refused by name.
package enum ReservedFeature: String, Sendable, Hashable, CaseIterable {
    /// `did sequence ("A" then "B" within 1 day)`
    case sequence
    /// `did "A" in at least 3 of last 5 weeks`
    case regularity
    /// `stopped "A" in last 30 days`
    case stopped
    /// `resumed "A" in last 30 days`
    case resumed
    /// `was in segment "S" at 2026-01-01T00:00Z`, `entered segment "S" in this month`, `left segment "S" in this month`
    case history
    /// `birthday anniversary in next 7 days`
    case anniversary
    /// `email matches ".*@example\\.com"`
    case pattern

    package var title: Bilingual {
        switch self {
        case .sequence: Bilingual(en: "`did sequence` (events in an order)", zh: "`did sequence`（按顺序发生的事件）")
        case .regularity: Bilingual(en: "`in at least k of last n` (regularity)", zh: "`in at least k of last n`（规律性）")
        case .stopped: Bilingual(en: "`stopped`", zh: "`stopped`（停止）")
        case .resumed: Bilingual(en: "`resumed`", zh: "`resumed`（恢复）")
        case .history:
            Bilingual(
                en: "the history of segments (`was in`, `entered`, `left`)",
                zh: "人群历史（`was in`、`entered`、`left`）"
            )
        case .anniversary: Bilingual(en: "`anniversary`", zh: "`anniversary`（周年）")
        case .pattern: Bilingual(en: "`matches` (regular expressions)", zh: "`matches`（正则表达式）")
        }
    }
}
