import Domain
import Models
import Statistics

/// The outcomes of all groups of an experiment.
struct ExperimentRows {
    enum Outcome {
        /// Yes (1) or no (0).
        case share
        case mean
        /// Sums over sums, such as revenue per order.
        case ratio
    }

    /// What is known of the customers of one group.
    struct Group {
        var name: String
        var outcomes: [Double] = []
        /// Zeros where the outcome is no ratio.
        var denominators: [Double] = []
        /// Zeros without `--covariate`.
        var covariates: [Double] = []
    }

    var kind: Outcome
    /// The control group first.
    var groups: [Group]
    var hasCovariate: Bool
    /// Rows without a group, a customer or a value that is needed.
    var rowsLeftOut: Int
    var notes: [Bilingual] = []

    var count: Int { groups.reduce(0) { $0 + $1.outcomes.count } }
    var control: Group { groups[0] }
    var treatments: ArraySlice<Group> { groups.dropFirst() }

    /// - Throws: `TableError`, `ModelError`.
    init(_ table: DataTable, _ options: FitOptions) throws {
        let column = try options.required(.treatment)
        let naming = try ExperimentGroups(table, column, control: options.text(.control))
        notes.append(naming.note)
        let target = try options.required(.target)
        guard target != column else { throw Self.sameColumn(target) }
        let denominator = try options.text(.denominator).map { try table.numbers($0) }
        let covariate = try options.text(.covariate).map { try table.numbers($0) }
        hasCovariate = covariate != nil
        let outcome = try ExperimentOutcome(table, target, options, hasDenominator: denominator != nil)
        kind = denominator != nil ? .ratio : outcome.isShare ? .share : .mean
        if let note = outcome.note { notes.append(note) }
        let customers = try ExperimentCustomers(
            table,
            customers: options.text(.customer),
            groupOf: naming.groupOf,
            outcomes: outcome.values,
            denominators: denominator,
            covariates: covariate,
            isShare: kind == .share
        )
        rowsLeftOut = table.rowCount - customers.rowCount
        groups = naming.names.map { Group(name: $0) }
        for (index, group) in customers.groups.enumerated() {
            groups[group].outcomes.append(customers.outcomes[index])
            groups[group].denominators.append(customers.denominators[index])
            groups[group].covariates.append(customers.covariates[index])
        }
        for group in groups where group.outcomes.count < 2 { throw Self.tooSmall(group) }
    }

    private static func tooSmall(_ group: Group) -> ModelError {
        .unusable(
            Bilingual(
                en:
                    "Group \"\(group.name)\" has \(group.outcomes.count) customers with an outcome, and at least 2 are needed.",
                zh: "组“\(group.name)”中有结果的客户只有 \(group.outcomes.count) 位，至少需要 2 位。"
            ),
            advice: Bilingual(
                en: "Leave the rows of this group out, or complete their values.",
                zh: "请去掉该组的行，或补全其取值。"
            )
        )
    }

    private static func sameColumn(_ name: String) -> ModelError {
        .unusable(
            Bilingual(
                en: "Column \"\(name)\" cannot be both the outcome and the group.",
                zh: "列“\(name)”不能既是结果又是分组。"
            ),
            advice: Bilingual(
                en: "Name the outcome with --target and the groups with --treatment.",
                zh: "请用 --target 指明结果，用 --treatment 指明分组。"
            )
        )
    }
}

/// The outcome of each row as a number: as it stands, or 1 for yes and 0 for no.
struct ExperimentOutcome {
    /// Not-a-number where it is missing.
    var values: [Double]
    var isShare: Bool
    var note: Bilingual?

    private static let yes: Set<String> = ["yes", "y", "true", "t", "1", "是", "有", "真", "converted", "转化"]

    /// Numbers as they are, unless `--positive` says what counts as yes or there are only zeros and ones.
    init(_ table: DataTable, _ target: String, _ options: FitOptions, hasDenominator: Bool) throws {
        if options.text(.positive) == nil, case .numbers = try table.column(target).values {
            values = try table.numbers(target)
            isShare = !hasDenominator && values.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 }
            return
        }
        let (codes, levels) = try table.categories(target)
        let positive = try options.text(.positive) ?? Self.positive(levels)
        guard let code = levels.firstIndex(of: positive) else {
            throw TableError.valueUnknown(.positive, value: positive, column: target, known: levels)
        }
        values = codes.map { $0 < 0 ? .nan : Int($0) == code ? 1 : 0 }
        isShare = true
        note = Bilingual(
            en: "\"\(positive)\" of column \"\(target)\" counts as yes.",
            zh: "列“\(target)”的“\(positive)”视为“是”。"
        )
    }

    private static func positive(_ levels: [String]) throws -> String {
        let found = levels.filter { yes.contains($0.lowercased()) }
        guard levels.count == 2, found.count == 1 else {
            throw TableError.optionMissing(.positive, model: ExperimentOnTable.name)
        }
        return found[0]
    }
}
