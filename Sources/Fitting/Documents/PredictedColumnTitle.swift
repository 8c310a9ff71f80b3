package import Domain

/// What people call the columns of predictions, where they become traits.
package enum PredictedColumnTitle {
    /// `nil` for a column that only one model knows.
    package static func title(of column: String) -> Bilingual? {
        switch column {
        case "alive": Bilingual(en: "Probability of still being a customer", zh: "仍为客户的概率")
        case "expectedPurchases": Bilingual(en: "Expected purchases", zh: "预期购买次数")
        case "expectedPurchasesLow": Bilingual(en: "Expected purchases, lower end", zh: "预期购买次数下限")
        case "expectedPurchasesHigh": Bilingual(en: "Expected purchases, upper end", zh: "预期购买次数上限")
        case "expectedSpend": Bilingual(en: "Expected spend at a purchase", zh: "预期每次购买金额")
        case "clv": Bilingual(en: "Expected customer value", zh: "预期客户价值")
        case "group", "class": Bilingual(en: "Group", zh: "分组")
        case "name", "name_zh": Bilingual(en: "Name of the group", zh: "分组名称")
        case "confidence": Bilingual(en: "Confidence of the group", zh: "分组把握")
        case "probability": Bilingual(en: "Probability", zh: "概率")
        case "prediction": Bilingual(en: "Prediction", zh: "预测值")
        case "risk": Bilingual(en: "Risk", zh: "风险")
        case "survival": Bilingual(en: "Probability of staying", zh: "留存概率")
        case "uplift": Bilingual(en: "Uplift by a campaign", zh: "干预带来的增益")
        case "leaf": Bilingual(en: "Leaf of the tree", zh: "决策树叶节点")
        case "distance": Bilingual(en: "Distance from the centre", zh: "到中心的距离")
        default: numbered(column)
        }
    }

    /// `reason1`, `item2`, `score2`.
    private static func numbered(_ column: String) -> Bilingual? {
        let digits = String(column.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
        guard !digits.isEmpty else { return nil }
        switch column.dropLast(digits.count) {
        case "reason": return Bilingual(en: "Reason \(digits)", zh: "原因 \(digits)")
        case "item": return Bilingual(en: "Suggestion \(digits)", zh: "推荐 \(digits)")
        case "score": return Bilingual(en: "Score of suggestion \(digits)", zh: "推荐 \(digits) 的得分")
        case "probability": return Bilingual(en: "Probability of group \(digits)", zh: "属于分组 \(digits) 的概率")
        default: return nil
        }
    }
}
