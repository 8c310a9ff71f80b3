import Domain
import Foundation

/// How close predicted numbers are to the real ones.
struct NumberQuality {
    private var predictions: [Double]
    private var actual: [Double]

    init(_ predictions: [Double], _ actual: [Double]) {
        self.predictions = predictions
        self.actual = actual
    }

    /// Root of the mean squared error, in the target's unit.
    var rootMeanSquare: Double {
        (zip(predictions, actual).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(actual.count)).squareRoot()
    }

    var meanAbsolute: Double {
        zip(predictions, actual).reduce(0) { $0 + ($1.0 - $1.1).magnitude } / Double(actual.count)
    }

    /// 1 − squared error / squared error of the mean; below zero where the mean predicts better.
    var rSquared: Double? {
        let mean = actual.reduce(0, +) / Double(actual.count)
        let total = actual.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        guard total > 0 else { return nil }
        return 1 - rootMeanSquare * rootMeanSquare * Double(actual.count) / total
    }

    func add(to document: inout FitDocument) {
        guard !actual.isEmpty else { return }
        document.own += [
            FitField("rmse", .number(rootMeanSquare)), FitField("mae", .number(meanAbsolute)),
            FitField("validatedRSquared", rSquared.map { .number($0) } ?? .null),
        ]
        document.tables.append(
            FitTable(
                Bilingual(en: "Quality", zh: "预测质量"),
                headings: [Bilingual(en: "Measure", zh: "指标"), Bilingual(en: "Value", zh: "数值")],
                rows: [
                    [.text(Bilingual(en: "Rows", zh: "行数")), .integer(actual.count)],
                    [.text(Bilingual(en: "Root mean squared error", zh: "均方根误差")), .number(rootMeanSquare)],
                    [.text(Bilingual(en: "Mean absolute error", zh: "平均绝对误差")), .number(meanAbsolute)],
                    [.text(Bilingual(en: "R² of the check", zh: "验证 R²")), rSquared.map { .number($0) } ?? .missing],
                ]
            )
        )
        document.figures.append(figure)
        if actual.count < Validation.fewestNumbers {
            document.notes.append(
                Bilingual(
                    en: "The quality is measured on \(actual.count) rows only, so it is uncertain.",
                    zh: "用于检验的数据只有 \(actual.count) 行，质量指标并不稳定。"
                )
            )
        }
    }

    /// Mean prediction and mean value of ten equal groups by prediction.
    private var figure: FitFigure {
        let order = predictions.indices.sorted { (predictions[$0], actual[$0]) < (predictions[$1], actual[$1]) }
        let groups = min(10, order.count)
        var x: [Double] = []
        var y: [Double] = []
        for group in 0..<groups {
            let part = order[group * order.count / groups..<(group + 1) * order.count / groups]
            x.append(part.reduce(0) { $0 + predictions[$1] } / Double(part.count))
            y.append(part.reduce(0) { $0 + actual[$1] } / Double(part.count))
        }
        return FitFigure(
            Bilingual(en: "Predicted and actual", zh: "预测与实际"),
            x: Bilingual(en: "Mean prediction", zh: "平均预测值"),
            y: Bilingual(en: "Mean value", zh: "平均实际值"),
            .lines([FitFigure.Series(Bilingual(en: "Tenths", zh: "十分位"), x: x, y: y)]),
            hasDiagonal: true
        )
    }
}
