package import Domain
import Foundation
package import Models
import Statistics

/// Groups of customers that are found by themselves: `groups`.
package enum GroupsOnTable: TableModel {
    /// What is saved: how columns become comparable, the groups, and what they are called.
    package struct Fitted: Sendable, Hashable, Codable {
        package var recipe: FeatureRecipe
        package var method: GroupingMethod
        package var grouping: FittedGrouping
        /// The number from 0 of each group of `grouping`.
        package var numberOf: [Int]
        /// By number.
        package var names: [Bilingual]
    }

    package static let name = "groups"
    package static let purpose = Bilingual(
        en: "Segment automatically: prepare the columns, try several methods and sizes, name the best groups",
        zh: "自动分群：整理各列，尝试多种方法和组数，为最优分组命名"
    )
    package static let example = "covey fit groups customers.csv --k 3-6"
    package static let options: [FitOption] = [.features, .k, .minSize, .method, .seed]

    /// More groups than that are no segments.
    package static let mostGroups = 50
    static let allowedSizes = 2...mostGroups

    package static var choices: [FitOption: [String]] {
        [.method: FitOptions.words(of: GroupingMethod.self)]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: Fitted, document: FitDocument
    ) {
        let input = try GroupInput(table, options.list(.features))
        var search = GroupSearch(seed: try options.seed)
        search.sizes = try options.range(.k, in: allowedSizes) ?? search.sizes
        search.leastShare = try leastShare(options, rows: input.rows.count) ?? search.leastShare
        search.methods = try method(options).map { [$0] }
        let preparation = try FeaturePreparation(input.columns)
        let found = try search.run(input.columns, preparation)
        let names = GroupNames(profiles: found.profiles, correlations: found.correlations, title: table.title).names()
        let fitted = Fitted(
            recipe: preparation.recipe,
            method: found.best.method,
            grouping: found.fitted,
            numberOf: found.numberOf,
            names: names
        )
        let report = GroupsReport(
            search: search,
            preparation: preparation,
            found: found,
            names: names,
            input: input,
            title: table.title
        )
        return (fitted, report.document())
    }

    private static func method(_ options: FitOptions) throws -> GroupingMethod? {
        options.text(.method) == nil ? nil : try options.choice(.method, default: GroupingMethod.kmeans)
    }

    /// A share (`0.02`, `2%`) or a number of rows (`50`).
    private static func leastShare(_ options: FitOptions, rows: Int) throws -> Double? {
        guard let text = options.text(.minSize) else { return nil }
        let isPercent = text.hasSuffix("%")
        let number = Double(isPercent ? String(text.dropLast()).trimmingCharacters(in: .whitespaces) : text)
        if let number, number >= 0, number.isFinite {
            let share = isPercent ? number / 100 : number < 1 ? number : number / Double(max(1, rows))
            if share <= 0.5 { return share }
        }
        throw TableError.optionInvalid(
            .minSize,
            value: text,
            expected: Bilingual(
                en: "a share such as 2% or 0.02, or a number of rows, of at most half of all",
                zh: "应为 2% 或 0.02 这样的占比，或行数，且不超过总数的一半"
            )
        )
    }

    /// `group` from 1, its `name` in English and, as `name_zh`, in Chinese, and the `confidence` from 0 to 1; nothing for
    /// a row of which no value is known.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let columns = try fitted.recipe.parts.map { part -> FeatureColumn in
            switch part {
            case .number(let recipe): FeatureColumn(recipe.name, .numbers(try table.numbers(recipe.name)))
            case .category(let recipe):
                FeatureColumn(recipe.name, GroupInput.values(try table.categories(recipe.name)))
            }
        }
        let isKnown = (0..<table.rowCount).map { row in columns.contains { !$0.isMissing(row) } }
        let (groups, confidences) = fitted.grouping.assign(fitted.recipe.rows(columns))
        let numbers = groups.indices.map { isKnown[$0] ? fitted.numberOf[groups[$0]] : nil }
        let codes = numbers.map { $0.map { Int32($0) } ?? -1 }
        return [
            DataColumn("group", numbers: numbers.map { $0.map { Double($0 + 1) } ?? .nan }),
            DataColumn("name", .categories(codes: codes, levels: fitted.names.map(\.english))),
            DataColumn("name_zh", .categories(codes: codes, levels: fitted.names.map(\.chinese))),
            DataColumn("confidence", numbers: confidences.indices.map { isKnown[$0] ? confidences[$0] : .nan }),
        ]
    }
}

/// The columns of a table as groups are looked for in.
struct GroupInput {
    var columns: [FeatureColumn]
    /// The rows of the table of which a value is known.
    var rows: [Int]
    var rowCount: Int
    /// Columns that are times, which are passed over.
    var times: [String]
    var areNamed: Bool

    /// - Throws: `TableError.noColumn`; `.timeInNumbers` for a time that was named; `ModelError.tooFewRows`.
    init(_ table: DataTable, _ named: [String]?) throws {
        areNamed = named != nil
        rowCount = table.rowCount
        times = []
        var seen: Set<String> = []
        var columns: [FeatureColumn] = []
        for name in named ?? table.columns.map(\.name) where seen.insert(name).inserted {
            switch try table.column(name).values {
            case .numbers: columns.append(FeatureColumn(name, .numbers(try table.numbers(name))))
            case .categories: columns.append(FeatureColumn(name, Self.values(try table.categories(name))))
            case .instants where named == nil: times.append(name)
            case .instants: throw TableError.timeInNumbers(column: name)
            }
        }
        rows = (0..<table.rowCount).filter { row in columns.contains { !$0.isMissing(row) } }
        guard rows.count >= 2 else { throw ModelError.tooFewRows(needed: 2, found: rows.count) }
        let known = rows
        self.columns = known.count == table.rowCount ? columns : columns.map { $0.selecting(rows: known) }
    }

    static func values(_ categories: (codes: [Int32], levels: [String])) -> FeatureColumn.Values {
        .categories(codes: categories.codes, levels: categories.levels)
    }
}
