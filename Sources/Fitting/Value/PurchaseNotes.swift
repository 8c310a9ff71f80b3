import Domain
import Foundation
import Models

/// What to say of estimates that are weak.
enum PurchaseNotes {
    static func edge(_ estimate: LikelihoodEstimate, _ names: [String]) -> Bilingual {
        let list = names.joined(separator: ", ")
        return Bilingual(
            en: """
                The data do not determine every one of \(list): the likelihood rises towards zero or infinity, and there \
                are no standard errors. Predictions may still be of use; the parameters by themselves are not.
                """,
            zh: "数据不足以确定全部参数（\(list)）：似然在趋于零或无穷时仍在上升，因此没有标准误。预测结果仍可参考，但不宜解读参数本身。"
        )
    }

    static func weak(_ estimate: LikelihoodEstimate, _ names: [String]) -> [Bilingual] {
        if estimate.isAtEdge { return [edge(estimate, names)] }
        guard estimate.covariance == nil else { return [] }
        return [
            Bilingual(
                en: "The likelihood is too flat for standard errors and intervals.",
                zh: "似然过于平坦，无法给出标准误和区间。"
            )
        ]
    }
}
