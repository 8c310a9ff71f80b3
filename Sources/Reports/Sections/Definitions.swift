/// What the report's terms mean: said once, at its end.
struct Definition: Sendable {
    let term: String
    let meaning: String

    /// - Parameter hasOrders: whether the report speaks of orders.
    static func all(in notation: Notation, hasOrders: Bool) -> [Definition] {
        guard hasOrders else {
            let customer = notation.text("Someone whom a file names.", "文件中出现的每一位客户。")
            return [Definition(term: notation.text("Customer", "客户"), meaning: customer), jaccard(notation)]
        }
        return [
            Definition(
                term: notation.text("Customer", "客户"),
                meaning: notation.text(
                    "Someone with at least one order that is counted.",
                    "至少有一笔计入统计的订单。"
                )
            ),
            Definition(
                term: notation.text("Repeat rate", "复购率"),
                meaning: notation.text(
                    "The share of customers with two orders or more.",
                    "有两笔及以上订单的客户所占比例。"
                )
            ),
            Definition(
                term: notation.text("New, returning", "新客户、回头客"),
                meaning: notation.text(
                    "Customers who bought in a month: for the first time ever, or having bought before it.",
                    "当月购买的客户中，首次购买的为新客户，此前买过的为回头客。"
                )
            ),
            Definition(
                term: notation.text("Recency, frequency, value", "RFM"),
                meaning: notation.text(
                    "Days since the last order, number of orders, and revenue of a customer, each scored from 1 to 5.",
                    "客户的上次购买距今天数、订单数与消费金额，各按 1 至 5 评分。"
                )
            ),
            Definition(
                term: notation.text("Index", "指数"),
                meaning: notation.text(
                    "A segment’s measure over that of all customers, times 100. 150 is half as much again.",
                    "人群的数值除以全部客户的数值再乘 100。150 表示高出一半。"
                )
            ),
            jaccard(notation),
            Definition(
                term: notation.text("Retention", "留存"),
                meaning: notation.text(
                    "The share of those who first bought in one month who also bought in a given later month.",
                    "同月首购的客户在此后某月又购买的比例。"
                )
            ),
        ]
    }
    private static func jaccard(_ notation: Notation) -> Definition {
        Definition(
            term: notation.text("Jaccard index", "杰卡德系数"),
            meaning: notation.text(
                "Customers in both of two segments, over those in either.",
                "同属两个人群的客户数，除以属于其中任一人群的客户数。"
            )
        )
    }
}
