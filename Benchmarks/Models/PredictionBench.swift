import Foundation
import Models
import Statistics

extension Bench {
    /// A model of prediction, from columns in memory to estimates. The file holds little-endian doubles, row by row: the
    /// features, the outcome (0 or 1) and a duration; `peers/prediction.py` makes it.
    static let prediction = Bench(name: "prediction", usage: "MODEL FILE COLUMNS [RUNS]") { arguments in
        guard arguments.count >= 3, let columns = Int(arguments[2]) else { throw WrongArguments() }
        let values = try Data(contentsOf: URL(fileURLWithPath: arguments[1])).withUnsafeBytes {
            Array($0.bindMemory(to: Double.self))
        }
        let rows = values.count / (columns + 2)
        var design = Matrix(rows: rows, columns: columns)
        for row in 0..<rows {
            for column in 0..<columns {
                design.elements[row * columns + column] = values[row * (columns + 2) + column]
            }
        }
        let outcomes = (0..<rows).map { values[$0 * (columns + 2) + columns] > 0.5 }
        let times = (0..<rows).map { values[$0 * (columns + 2) + columns + 1] }
        let runs = arguments.count > 3 ? Int(arguments[3]) ?? 3 : 3
        let names = (0..<columns).map { "x\($0)" }
        let (seconds, answer) = try shortest(of: runs) {
            try fit(arguments[0], design, names, outcomes, times)
        }
        return Measured(seconds: seconds, answer: answer)
    }

    private static func fit(
        _ model: String,
        _ design: Matrix,
        _ names: [String],
        _ outcomes: [Bool],
        _ times: [Double]
    ) throws -> [String: Double] {
        switch model {
        case "linear":
            let fitted = try Linear().fit(design, names: names, target: times)
            return ["x0": fitted.coefficients[1].estimate]
        case "logistic":
            let fitted = try Logistic().fit(design, names: names, target: outcomes)
            return ["x0": fitted.coefficients[1].estimate, "deviance": fitted.deviance]
        case "cox":
            let data = try SurvivalTimes(times: times, events: outcomes)
            let fitted = try Cox().fit(design, names: names, data: data)
            return ["x0": fitted.coefficients[0].estimate, "concordance": fitted.concordance ?? 0]
        case "kaplanmeier":
            let data = try SurvivalTimes(times: times, events: outcomes)
            return ["median": KaplanMeier().fit(data).median ?? 0]
        case "boosting":
            let fitted = try Boosting(trees: 100).fit(design, names: names, target: outcomes)
            return ["loss": fitted.validationLoss, "trees": Double(fitted.rounds)]
        case "auc":
            return ["auc": RankingQuality.rocAUC(design.column(0), outcomes) ?? 0]
        default: throw WrongArguments()
        }
    }
}
