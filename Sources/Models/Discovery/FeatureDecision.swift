/// What became of a column, and why.
package struct FeatureDecision: Sendable, Hashable, Codable {
    package enum Outcome: Sendable, Hashable, Codable {
        case number(NumberRecipe)
        case category(CategoryRecipe)
        /// Names or numbers customers or things, and describes nobody.
        case identifier
        /// One value has at least this share.
        case constant(share: Double)
        case mostlyMissing(share: Double)
        /// Says the same as another column that is kept; the larger magnitude of Pearson's and Spearman's correlation.
        case sameAs(String, correlation: Double)
        /// So many different texts that the frequent ones say nothing of most customers.
        case tooManyLevels(Int)
    }

    package var column: String
    package var outcome: Outcome

    package var isKept: Bool {
        switch outcome {
        case .number, .category: true
        default: false
        }
    }
}
