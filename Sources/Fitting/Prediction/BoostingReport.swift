import Domain
import Models
import Statistics

/// What a document says of boosted trees beside the quality of their predictions.
struct BoostingReport {
    var model: FittedBoosting
    var settings: Boosting
    var features: FeatureDesign

    /// Rows whose Shapley values importance is averaged over: enough for three digits.
    private static let importanceRows = 20_000

    /// Adds what the trees are, and how much each feature moves predictions of the design's rows.
    func add(_ design: Matrix, to document: inout FitDocument) throws {
        let importance = Reasons.importance(try model.contributions(sample(design)), features)
        addImportance(importance, to: &document)
        document.own += fields
    }

    private func sample(_ design: Matrix) -> Matrix {
        guard design.rows > Self.importanceRows else { return design }
        let keys = ContentOrder.keys(
            design,
            names: features.names,
            target: [Double](repeating: 0, count: design.rows),
            seed: settings.seed
        )
        return design.selecting(rows: Array(ContentOrder.order(keys).prefix(Self.importanceRows)))
    }

    private func addImportance(_ importance: [(name: String, value: Double)], to document: inout FitDocument) {
        let unit =
            model.isLogistic ? Bilingual(en: "Log-odds", zh: "对数优势") : Bilingual(en: "Target's unit", zh: "目标的单位")
        document.own.append(Reasons.field(importance))
        document.tables.append(
            Reasons.table(
                importance,
                caption: Bilingual(
                    en: "The mean of the absolute exact Shapley values: how far a feature moves a prediction, in "
                        + (model.isLogistic ? "log-odds." : "the target's unit."),
                    zh: "精确 Shapley 值绝对值的平均：该特征平均使预测移动多少（单位：\(unit.chinese)）。"
                )
            )
        )
        document.figures.append(Reasons.figure(importance, unit: unit))
        if importance.allSatisfy({ $0.value == 0 }) {
            document.notes.append(
                Bilingual(
                    en:
                        "No split of any column predicts better than the average, so everybody gets the same prediction.",
                    zh: "没有任何列的划分能优于平均值，因此所有客户的预测相同。"
                )
            )
        }
    }

    private var fields: [FitField] {
        let calibration =
            switch model.calibration {
            case .none: "none"
            case .platt: "platt"
            case .isotonic: "isotonic"
            }
        return [
            FitField("objective", .text(model.isLogistic ? "probability" : "number")),
            FitField("trees", .integer(model.rounds)), FitField("mostTrees", .integer(settings.trees)),
            FitField("depth", .integer(settings.depth)), FitField("rate", .number(settings.rate)),
            FitField("stoppingRows", .integer(model.validationRows)),
            FitField("stoppingLoss", .number(model.validationLoss)), FitField("calibration", .text(calibration)),
        ]
    }
}
