package import Domain

/// Which rows of a source are not taken as they are.
package struct CleaningPolicy: Sendable, Hashable {
    package var repeatedRows: RepeatedRows
    package var missingCustomer: MissingCustomer
    /// How cancelled orders are known; only for orders.
    package var cancelled: CancellationRule?
    /// Applied in this order.
    package var rules: [CleaningRule]

    package static let standard = CleaningPolicy(
        repeatedRows: .remove,
        missingCustomer: .remove,
        cancelled: nil,
        rules: []
    )
}

/// What happens to a row that equals an earlier one in every column.
package enum RepeatedRows: String, Sendable, Hashable, CaseIterable {
    case remove, keep
}

/// What happens to a row that does not say whose it is.
package enum MissingCustomer: String, Sendable, Hashable, CaseIterable {
    /// It is removed, and counted under that reason.
    case remove
    /// It is a reject, and counts towards the limit of rejects.
    case refuse

    /// Texts that exports write where there is no customer; a customer column that holds one is empty there.
    package static let words = ["NULL", "null", "\\N", "N/A", "n/a", "NaN", "nan", "None", "none", "-"]
}

/// How cancelled orders are known and what they become.
package struct CancellationRule: Sendable, Hashable {
    package enum Treatment: String, Sendable, Hashable, CaseIterable {
        /// They become returns.
        case asReturn = "return"
        case remove
        /// They stay orders.
        case keep
    }

    /// A condition on the row's roles and properties, not parsed here.
    package var condition: Located<String>
    package var treatment: Treatment
}

/// Rows that are left out under a name of their own.
package struct CleaningRule: Sendable, Hashable {
    package enum Action: String, Sendable, Hashable, CaseIterable {
        /// The row is kept aside with the rule's name as its reason.
        case remove
    }

    package var name: Bilingual
    /// A condition on the row's roles and properties, not parsed here.
    package var condition: Located<String>
    package var action: Action
}

/// How many unusable rows an import bears before it fails.
package enum RejectLimit: Sendable, Hashable {
    case share(Share)
    case count(Int)

    /// `at most 10%`.
    package static let standard = RejectLimit.share(Share(fraction: 0.1))

    /// Whether `rejected` of `total` rows are too many.
    package func isExceeded(rejected: Int, of total: Int) -> Bool {
        switch self {
        case .share(let share): Double(rejected) > share.fraction * Double(total)
        case .count(let count): rejected > count
        }
    }

    /// Reads `at most 5%`, `at most 100 rows`, `at most 1 row`.
    init?(_ text: String) {
        guard text.hasPrefix("at most ") else { return nil }
        let rest = String(text.dropFirst("at most ".count)).trimmed
        if let share = Share(rest) {
            self = .share(share)
            return
        }
        let words = rest.split(separator: " ")
        guard words.count == 2, words[1] == "rows" || words[1] == "row", let count = Int(words[0]), count >= 0 else {
            return nil
        }
        self = .count(count)
    }
}
