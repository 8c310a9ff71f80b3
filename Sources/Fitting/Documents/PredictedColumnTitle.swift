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
        case "low": Bilingual(en: "Interval, lower end", zh: "区间下限")
        case "high": Bilingual(en: "Interval, upper end", zh: "区间上限")
        case "risk": Bilingual(en: "Risk", zh: "风险")
        case "riskLow": Bilingual(en: "Risk, lower end", zh: "风险下限")
        case "riskHigh": Bilingual(en: "Risk, upper end", zh: "风险上限")
        case "survival": Bilingual(en: "Probability of staying", zh: "留存概率")
        case "frequency": Bilingual(en: "Repeat purchases", zh: "复购次数")
        case "recency": Bilingual(en: "Time from the first purchase to the last", zh: "首次至最近一次购买的时长")
        case "age": Bilingual(en: "Time since the first purchase", zh: "首次购买至今的时长")
        case "meanSpend": Bilingual(en: "Mean spend at a repeat purchase", zh: "复购的平均消费")
        case "orderDays": Bilingual(en: "Days with an order", zh: "有订单的天数")
        case "revenue": Bilingual(en: "Revenue", zh: "收入")
        case "observedYears": Bilingual(en: "Years since the first purchase", zh: "首次购买至今的年数")
        case "survivalLow": Bilingual(en: "Probability of staying, lower end", zh: "留存概率下限")
        case "survivalHigh": Bilingual(en: "Probability of staying, upper end", zh: "留存概率上限")
        case "median": Bilingual(en: "Median time of staying", zh: "中位留存时长")
        case "medianLow": Bilingual(en: "Median time of staying, lower end", zh: "中位留存时长下限")
        case "medianHigh": Bilingual(en: "Median time of staying, upper end", zh: "中位留存时长上限")
        case "uplift": Bilingual(en: "Uplift by a campaign", zh: "干预带来的增益")
        case "leaf": Bilingual(en: "Leaf of the tree", zh: "决策树叶节点")
        case "distance": Bilingual(en: "Distance from the centre", zh: "到中心的距离")
        default: numbered(column)
        }
    }

    /// `reason1`, `item2`, `score2`, `suggestion1`.
    private static func numbered(_ column: String) -> Bilingual? {
        let digits = String(column.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
        guard !digits.isEmpty else { return nil }
        switch column.dropLast(digits.count) {
        case "reason": return Bilingual(en: "Reason \(digits)", zh: "原因 \(digits)")
        case "item": return Bilingual(en: "Suggestion \(digits)", zh: "推荐 \(digits)")
        case "score": return Bilingual(en: "Score of suggestion \(digits)", zh: "推荐 \(digits) 的得分")
        case "suggestion": return Bilingual(en: "Next product \(digits)", zh: "下一个商品 \(digits)")
        case "confidence":
            return Bilingual(en: "Confidence of next product \(digits)", zh: "下一个商品 \(digits) 的置信度")
        case "lift": return Bilingual(en: "Lift of next product \(digits)", zh: "下一个商品 \(digits) 的提升度")
        case "probability": return Bilingual(en: "Probability of group \(digits)", zh: "属于分组 \(digits) 的概率")
        default: return nil
        }
    }
}
