import Domain
import Models
import Statistics

/// How a fitted model is checked on rows that it has not seen.
enum Validation {
    case crossValidation(folds: Int)
    case holdout(share: Double)
    /// The last share of rows by time.
    case latest(share: Double)
    /// On the rows that it was fitted to.
    case none

    /// A fifth is held out: the usual part, with which the rest is still most of the data.
    static let usualShare = 0.2
    /// Five folds: nearly the whole data is learned from, at five times the cost (Hastie, Tibshirani and Friedman, The
    /// Elements of Statistical Learning, section 7.10).
    static let usualFolds = 5
    /// Outcomes of the rarer kind, held out, with which the standard error of AUC is about 0.03 (Hanley and McNeil,
    /// Radiology 143, 1982: .034 at an area of .75 with a hundred of both kinds, less with more of the other).
    static let fewestOfOutcome = 100
    /// Numbers held out, with which the root mean squared error is known to about a twentieth: 1/√(2·200).
    static let fewestNumbers = 200

    /// `--holdout none`, a share, or what the model does of itself.
    init(_ options: FitOptions, usual: Validation) throws(TableError) {
        let isTimed = options.text(.time) != nil
        if options.text(.holdout) == "none" {
            self = .none
        } else if let share = try options.number(.holdout, in: 0.01...0.9) {
            self = isTimed ? .latest(share: share) : .holdout(share: share)
        } else if isTimed {
            self = .latest(share: Self.usualShare)
        } else if let folds = try options.integer(.folds, in: 2...50) {
            self = .crossValidation(folds: folds)
        } else {
            self = usual
        }
    }

    /// Whether a share of the rows holds enough to measure by.
    ///
    /// - Parameter strata: the outcome of each row, or one value for all where numbers are predicted.
    static func isEnough(_ strata: [Bool], share: Double) -> Bool {
        let positives = strata.count { $0 }
        let rare = min(positives, strata.count - positives)
        return rare > 0
            ? Double(rare) * share >= Double(fewestOfOutcome)
            : Double(strata.count) * share >= Double(fewestNumbers)
    }

    /// Which rows are predicted by a model that was fitted to the others: a part number for each row, −1 for rows that
    /// are only learned from.
    ///
    /// - Parameter times: of the rows, for a split by time.
    /// - Returns: `nil` for no validation, or where a part would have no rows of both outcomes to learn from.
    func parts(keys: [UInt64], strata: [Bool], times: [Double]?) -> [Int]? {
        let rare = min(strata.count { $0 }, strata.count { !$0 })
        let isOneStratum = rare == 0
        switch self {
        case .none: return nil
        case .crossValidation(let wanted):
            let folds = min(wanted, isOneStratum ? strata.count : rare)
            guard folds > 1 else { return nil }
            return ContentOrder.folds(folds, keys: keys, strata: strata)
        case .holdout(let share):
            guard isOneStratum ? strata.count > 1 : rare > 1 else { return nil }
            return ContentOrder.holdout(share, keys: keys, strata: strata).map { $0 ? 0 : -1 }
        case .latest(let share):
            guard let times else { return nil }
            let held = ContentOrder.latest(share, times: times)
            let learned = zip(held, strata).filter { !$0.0 }.map(\.1)
            guard held.contains(true), learned.contains(true), isOneStratum || learned.contains(false) else {
                return nil
            }
            return held.map { $0 ? 0 : -1 }
        }
    }

    /// What predictions of each held-out row, by models fitted to the other parts, come to.
    ///
    /// - Returns: the rows, ascending, and a prediction for each.
    static func predict(
        _ design: Matrix,
        parts: [Int],
        _ fitAndPredict: (_ training: [Int], _ asked: Matrix) throws -> [Double]
    ) rethrows -> (rows: [Int], predictions: [Double]) {
        var predictions = [Double](repeating: .nan, count: parts.count)
        for part in 0...(parts.max() ?? 0) {
            let asked = parts.indices.filter { parts[$0] == part }
            let training = parts.indices.filter { parts[$0] != part }
            for (row, value) in zip(asked, try fitAndPredict(training, design.selecting(rows: asked))) {
                predictions[row] = value
            }
        }
        let rows = parts.indices.filter { parts[$0] >= 0 }
        return (rows, rows.map { predictions[$0] })
    }

    /// The document's `validation`.
    func field(parts: [Int]?) -> FitField {
        guard let parts else { return FitField("validation", .object([FitField("method", .text("none"))])) }
        let rows = FitField("rows", .integer(parts.count { $0 >= 0 }))
        switch self {
        case .crossValidation:
            let folds = FitField("folds", .integer((parts.max() ?? 0) + 1))
            return FitField("validation", .object([FitField("method", .text("cross-validation")), folds, rows]))
        case .latest: return FitField("validation", .object([FitField("method", .text("latest")), rows]))
        default: return FitField("validation", .object([FitField("method", .text("holdout")), rows]))
        }
    }

    /// On which rows the figures are.
    func note(parts: [Int]?) -> Bilingual {
        guard let parts else {
            return Bilingual(
                en:
                    "The quality is measured on the rows that the model was fitted to, so new rows will be predicted worse.",
                zh: "质量指标在拟合所用的数据上计算，对新数据的预测会更差。"
            )
        }
        let held = parts.count { $0 >= 0 }
        switch self {
        case .crossValidation:
            let folds = (parts.max() ?? 0) + 1
            return Bilingual(
                en: "The quality is measured by \(folds)-fold cross-validation: each row is predicted by a model that "
                    + "has not seen it. The model itself is fitted to all rows.",
                zh: "质量指标由 \(folds) 折交叉验证得出：每行都由未见过它的模型预测。模型本身用全部数据拟合。"
            )
        case .latest:
            return Bilingual(
                en:
                    "The quality is measured on the latest \(held) rows, predicted by a model of the earlier ones. The model "
                    + "itself is fitted to all rows.",
                zh: "质量指标在时间最近的 \(held) 行上计算，由较早的数据拟合的模型预测。模型本身用全部数据拟合。"
            )
        default:
            return Bilingual(
                en:
                    "The quality is measured on \(held) rows held out, predicted by a model of the others. The model itself "
                    + "is fitted to all rows.",
                zh: "质量指标在留出的 \(held) 行上计算，由其余数据拟合的模型预测。模型本身用全部数据拟合。"
            )
        }
    }

    /// The column of `--time` as numbers, for a split by time.
    static func times(_ table: DataTable, _ options: FitOptions, rows: [Int]) throws -> [Double]? {
        guard let name = options.text(.time) else { return nil }
        if case .instants(let instants) = try table.column(name).values {
            // A row without a time is learned from, and never held out.
            return rows.map { instants[$0].map { Double($0.microseconds) } ?? -.infinity }
        }
        let numbers = try table.numbers(name)
        return rows.map { numbers[$0].isNaN ? -.infinity : numbers[$0] }
    }
}
