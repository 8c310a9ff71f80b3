import Domain
import Foundation

/// What a run says of a model, where there is something to say.
enum ModelRemark {
    /// - Parameter drift: the index of each input in this run.
    static func text(_ record: ModelRecord, _ drift: [(column: String, index: Double)]) -> Bilingual? {
        let moved = drift.filter { $0.index > record.driftLimit }
            .map { (title: PurchaseProfile.title(of: $0.column), index: String(format: "%.2f", $0.index)) }
        let inputs = Bilingual(
            en: moved.map { $0.title.english + " " + $0.index }.joined(separator: ", "),
            zh: moved.map { $0.title.chinese + " " + $0.index }.joined(separator: "、")
        )
        let name = record.name
        switch record.reason {
        case .failed:
            let why = record.failure ?? Bilingual(verbatim: "")
            return Bilingual(
                en: "The model \"\(name)\" could not be fitted anew, and the earlier fit was applied: \(why.english)",
                zh: "模型“\(name)”未能重新拟合，沿用了先前的拟合：\(why.chinese)"
            )
        case .refittedByDrift:
            return Bilingual(
                en: "The model \"\(name)\" was fitted anew, for its inputs have changed (PSI: \(inputs.english)).",
                zh: "模型“\(name)”的输入分布已变化（PSI：\(inputs.chinese)），已重新拟合。"
            )
        case .applied where !moved.isEmpty:
            return Bilingual(
                en: "The inputs of the model \"\(name)\" have changed since it was fitted (PSI: \(inputs.english)); "
                    + "`refit` in covey.yaml says when it is fitted anew.",
                zh: "模型“\(name)”的输入分布自拟合以来已变化（PSI：\(inputs.chinese)）；可在 covey.yaml 中用 refit 设定何时重新拟合。"
            )
        case .fitted, .refittedByAge, .applied: return nil
        }
    }
}
