package import Domain
package import Models
import Statistics

/// Latent classes of survey answers: `latentclass`.
package enum LatentClassOnTable: TableModel {
    package typealias Fitted = FittedLatentClasses

    package static let name = "latentclass"
    package static let purpose = Bilingual(
        en: "Latent class analysis of survey answers: types of people who answer alike",
        zh: "问卷答案的潜在类别分析：找出回答方式相近的人群类型"
    )
    package static let example = "covey fit latentclass answers.csv --columns A,B,C,D --classes 1-6"
    package static let options: [FitOption] = [.columns, .classes, .starts, .seed]

    /// Columns with more answers than this are numbers or texts rather than answers to a question, so that they are not
    /// taken unless they are named. Scales have up to 11 points, with one more for "no opinion".
    static let mostLevels = 12

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: FittedLatentClasses, document: FitDocument
    ) {
        let columns = try options.list(.columns) ?? questions(of: table)
        let patterns = try AnswerPatterns(
            columns.map { name in
                let (codes, levels) = try table.categories(name)
                return AnswerPatterns.Item(name, codes: codes, levels: levels)
            }
        )
        let wanted = try options.range(.classes, in: 1...50) ?? 1...min(6, patterns.patternCount)
        var model = LatentClassModel(classes: wanted.lowerBound, seed: try options.seed)
        model.starts = try options.integer(.starts, in: 1...10_000, default: model.starts)
        var tried: [FittedLatentClasses] = []
        for classes in wanted {
            model.classes = classes
            tried.append(try model.fit(patterns))
        }
        let best = tried.min { ($0.bic, $0.classes) < ($1.bic, $1.classes) }!
        var report = LatentClassReport(best, patterns, tried: tried)
        report.columnsWereChosen = options.list(.columns) == nil
        report.rows = table.rowCount
        return (best, report.document(seed: model.seed))
    }

    /// The columns that look like questions: 2…12 different answers.
    private static func questions(of table: DataTable) throws -> [String] {
        try table.columns.filter { column in
            if case .instants = column.values { return false }
            let codes = try table.categories(column.name).codes
            return (2...mostLevels).contains(Set(codes.filter { $0 >= 0 }).count)
        }.map(\.name)
    }

    /// The class, the probability of it and of each other one. A row without a known answer has none.
    package static func predict(_ fitted: FittedLatentClasses, _ table: DataTable, _ options: FitOptions) throws
        -> [DataColumn]
    {
        let codes = try zip(fitted.items, fitted.levels).map { name, levels in
            let given = try table.categories(name)
            let known = given.levels.map { level in Int32(levels.firstIndex(of: level) ?? -1) }
            return given.codes.map { $0 < 0 ? -1 : known[Int($0)] }
        }
        let posteriors = fitted.posteriors(codes)
        return MembershipColumns.of(posteriors, group: "class") { row in codes.contains { $0[row] >= 0 } }
    }
}
