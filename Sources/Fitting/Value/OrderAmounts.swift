import Domain
import Models

/// Orders of zero and below, by the one rule of all models of purchases.
///
/// An order below zero is a return and no purchase: nobody bought on that day, and nobody is a customer for it. Where
/// money is added up (`clv`, and `rfm` by the total) returns are taken off it; of the numbers and the sizes of purchases
/// they say nothing. An order of zero is a purchase, and says nothing of the size of one to the models that hold that to
/// be above zero.
struct OrderAmounts {
    /// Orders below zero.
    var returns = 0
    /// Of those, the ones that no model can take off, since their customers have no purchase.
    var orphans = 0
    /// Orders of zero.
    var free = 0

    /// What a model does with amounts.
    enum Use {
        /// It models the size of a purchase, which is above zero.
        case size
        /// It takes the mean, the median or the maximum of purchases.
        case average
        /// It adds up what was spent.
        case total
    }

    func notes(_ use: Use) -> [Bilingual] {
        var notes: [Bilingual] = []
        if returns > 0 { notes.append(returnsNote(use)) }
        if free > 0 { notes.append(freeNote(use)) }
        return notes
    }

    private func returnsNote(_ use: Use) -> Bilingual {
        let done =
            switch use {
            case .size, .average: Bilingual(en: "were left out", zh: "未计入")
            case .total where orphans == 0:
                Bilingual(en: "were taken off what their customers spent", zh: "已从客户的消费中扣除")
            case .total:
                Bilingual(
                    en:
                        "were taken off what their customers spent, but for \(orphans) of customers without a purchase, "
                        + "which were left out",
                    zh: "已从客户的消费中扣除，其中 \(orphans) 笔的客户没有购买记录，未计入"
                )
            }
        return Bilingual(
            en:
                "Orders below zero: \(returns). They are returns, which are no purchases, and \(done.english). What was "
                + "returned still counts as a purchase; where it should not, take both out of the data.",
            zh: "金额为负的订单：\(returns) 笔，视为退货，不计为购买，\(done.chinese)。被退的订单仍计为一次购买；如不应计入，请从数据中将两者一并删除。"
        )
    }

    private func freeNote(_ use: Use) -> Bilingual {
        let said =
            switch use {
            case .size: Bilingual(en: "say nothing of spend", zh: "不参与消费金额的估计")
            case .average: Bilingual(en: "their amount as zero", zh: "其金额按零计算")
            case .total: Bilingual(en: "add nothing to what was spent", zh: "不增加消费金额")
            }
        return Bilingual(
            en:
                "Orders of zero: \(free). They count as purchases and \(said.english); where they are no purchases, take "
                + "them out of the data.",
            zh: "金额为零的订单：\(free) 笔，计为购买，\(said.chinese)；如不属于购买，请从数据中删除。"
        )
    }

    /// Of a row for each customer: repeat buyers whose amount cannot be what a purchase is worth.
    static func summaries(zero: Int, below: Int) -> [Bilingual] {
        guard zero + below > 0 else { return [] }
        return [
            Bilingual(
                en:
                    "Repeat buyers with an amount of zero: \(zero), below zero: \(below). A purchase is worth more than "
                    + "nothing, so they say nothing of spend; where returns were taken off, give the mean amount without them.",
                zh: "平均金额为零的复购客户：\(zero) 位，为负的：\(below) 位。购买金额应大于零，因此他们不参与消费金额的估计；"
                    + "如果金额已扣除退货，请改用不含退货的平均金额。"
            )
        ]
    }

    /// Where there are returns and no purchase.
    func noPurchase(_ column: String) -> ModelError {
        .unusable(
            Bilingual(
                en: "All \(returns) usable amounts of column \"\(column)\" are below zero: returns, and no purchase.",
                zh: "列“\(column)”中可用的 \(returns) 个金额均为负：只有退货，没有购买。"
            ),
            advice: Self.otherAmounts
        )
    }

    /// Where nothing was paid for any purchase, and a model is to say how much is.
    static func nothingPaid(_ column: String) -> ModelError {
        .unusable(
            Bilingual(
                en: "No amount of column \"\(column)\" is above zero, and spend is.",
                zh: "列“\(column)”中没有大于零的金额，无法估计消费金额。"
            ),
            advice: otherAmounts
        )
    }

    private static var otherAmounts: Bilingual {
        Bilingual(
            en: "Choose another column of amounts, or turn the sign where purchases are written below zero.",
            zh: "请换一个金额列；如果购买被记为负数，请将符号取反。"
        )
    }
}
