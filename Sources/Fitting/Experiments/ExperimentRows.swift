import Domain
import Models
import Statistics

/// The outcomes of both groups of an experiment.
struct ExperimentRows {
    enum Outcome {
        /// Yes (1) or no (0).
        case share
        case mean
        /// Sums over sums, such as revenue per order.
        case ratio
    }

    var kind: Outcome
    var treatment: TreatmentColumn
    /// Of treated and untreated customers.
    var outcomes: (treated: [Double], control: [Double]) = ([], [])
    var denominators: (treated: [Double], control: [Double]) = ([], [])
    var covariates: (treated: [Double], control: [Double]) = ([], [])
    var hasCovariate: Bool
    var notes: [Bilingual] = []

    var count: Int { outcomes.treated.count + outcomes.control.count }

    /// - Throws: `TableError`, `ModelError`.
    init(_ table: DataTable, _ options: FitOptions) throws {
        treatment = try TreatmentColumn(table, try options.required(.treatment))
        notes.append(treatment.note)
        let target = try options.required(.target)
        let denominator = try options.text(.denominator).map { try table.numbers($0) }
        let covariate = try options.text(.covariate).map { try table.numbers($0) }
        hasCovariate = covariate != nil
        let outcome = try Self.outcome(table, target, options, hasDenominator: denominator != nil)
        kind = denominator != nil ? .ratio : outcome.isShare ? .share : .mean
        if let note = outcome.note { notes.append(note) }
        for row in 0..<table.rowCount {
            let others = [outcome.values[row], denominator?[row] ?? 0, covariate?[row] ?? 0]
            guard let isTreated = treatment.values[row], !others.contains(where: \.isNaN) else { continue }
            Self.append(others[0], isTreated, to: &outcomes)
            Self.append(others[1], isTreated, to: &denominators)
            Self.append(others[2], isTreated, to: &covariates)
        }
        for group in [outcomes.treated, outcomes.control] where group.count < 2 {
            throw ModelError.tooFewRows(needed: 2, found: group.count)
        }
    }

    private static func append(
        _ value: Double,
        _ isTreated: Bool,
        to lists: inout (treated: [Double], control: [Double])
    ) {
        if isTreated { lists.treated.append(value) } else { lists.control.append(value) }
    }

    /// Numbers as they are, unless `--positive` says what counts as yes or there are only zeros and ones.
    private static func outcome(
        _ table: DataTable,
        _ target: String,
        _ options: FitOptions,
        hasDenominator: Bool
    ) throws -> (values: [Double], isShare: Bool, note: Bilingual?) {
        if options.text(.positive) == nil, case .numbers = try table.column(target).values {
            let numbers = try table.numbers(target)
            let isShare = numbers.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 }
            return (numbers, isShare && !hasDenominator, nil)
        }
        let (codes, levels) = try table.categories(target)
        let positive = try options.text(.positive) ?? Self.yes(levels, target)
        guard let code = levels.firstIndex(of: positive) else {
            throw TableError.optionInvalid(
                .positive,
                value: positive,
                expected: Bilingual(
                    en: "it is one of \(levels.prefix(12).joined(separator: ", "))",
                    zh: "可选值为 \(levels.prefix(12).joined(separator: "、"))"
                )
            )
        }
        let values = codes.map { $0 < 0 ? Double.nan : Int($0) == code ? 1 : 0 }
        let note = Bilingual(
            en: "\"\(positive)\" of column \"\(target)\" counts as yes.",
            zh: "列“\(target)”的“\(positive)”视为“是”。"
        )
        return (values, true, note)
    }

    private static func yes(_ levels: [String], _ target: String) throws -> String {
        let words: Set<String> = ["yes", "y", "true", "t", "1", "是", "有", "真", "converted", "转化"]
        let found = levels.filter { words.contains($0.lowercased()) }
        guard levels.count == 2, found.count == 1 else {
            throw TableError.optionMissing(.positive, model: ExperimentOnTable.name)
        }
        return found[0]
    }
}
