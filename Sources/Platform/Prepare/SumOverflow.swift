package import Domain
package import Foundation

/// A number that its type cannot hold: almost always the slip of a finger, or one column read as another.
///
/// Left out it would make a customer look poor, so the run ends instead, and everything stays as it was before.
package enum SumOverflow: ExplainedError {
    /// Quantity times price of one row.
    case row(source: String, customer: String, order: String?, quantity: String, price: String)
    /// What the rows of one order add up to; `what` is `amount` or `quantity`.
    case order(source: String, customer: String, order: String, what: String, sum: Decimal)
    /// A trait, or the amount of a model, that is a sum. `others` more customers have the same trouble.
    case trait(name: String, customer: String, others: Int)
    /// What one customer's orders and returns add up to, returns counted as if they were orders.
    case revenue(customer: String, sum: Decimal)
    /// What all orders and returns add up to.
    case total(sum: Decimal, customer: String, share: Decimal)

    package var explanation: Bilingual {
        switch self {
        case .row(let source, let customer, let order, let quantity, let price):
            Bilingual(
                en: "Source “\(source)”, customer “\(customer)”\(order.map { ", order “\($0)”" } ?? ""): "
                    + "\(quantity) pieces at \(price) are more than an amount can hold.",
                zh: "数据源“\(source)”的客户“\(customer)”\(order.map { "，订单“\($0)”" } ?? "")："
                    + "\(quantity) 件，单价 \(price)，超出金额可容纳的范围。"
            )
        case .order(let source, let customer, let order, let what, let sum):
            Bilingual(
                en: "Source “\(source)”, customer “\(customer)”, order “\(order)”: its rows add up to \(what) "
                    + "\(Self.grouped(sum)), more than a sum can hold.",
                zh: "数据源“\(source)”的客户“\(customer)”，订单“\(order)”：各行的 \(what) 合计为 \(Self.grouped(sum))，超出可容纳的范围。"
            )
        case .trait(let name, let customer, let others):
            Bilingual(
                en: "Trait “\(name)”, customer “\(customer)”\(others > 0 ? " and \(others) more" : ""): "
                    + "the sum is more than a value can hold.",
                zh: "特征“\(name)”，客户“\(customer)”\(others > 0 ? "等 \(others + 1) 位" : "")：合计超出可容纳的范围。"
            )
        case .revenue(let customer, let sum):
            Bilingual(
                en: "Customer “\(customer)”: orders and returns come to \(Self.grouped(sum)), "
                    + "more than a sum can hold.",
                zh: "客户“\(customer)”：订单和退货金额合计 \(Self.grouped(sum))，超出可容纳的范围。"
            )
        case .total(let sum, let customer, let share):
            Bilingual(
                en: "All orders and returns come to \(Self.grouped(sum)), more than a sum can hold; "
                    + "customer “\(customer)” alone to \(Self.grouped(share)).",
                zh: "全部订单和退货金额合计 \(Self.grouped(sum))，超出可容纳的范围；仅客户“\(customer)”就有 \(Self.grouped(share))。"
            )
        }
    }

    /// In groups of three digits: numbers of this size are read by their length.
    private static func grouped(_ number: Decimal) -> String {
        let parts = "\(number)".split(separator: ".", maxSplits: 1).map(String.init)
        let whole = String(
            parts[0].reversed().enumerated().flatMap { $0 > 0 && $0 % 3 == 0 ? [",", $1] : [$1] }.reversed()
        )
        return ([whole] + parts.dropFirst()).joined(separator: ".")
    }

    package var advice: Bilingual? {
        Bilingual(
            en: "Correct the rows in the file, or leave them out by a rule below `clean` in covey.yaml: "
                + "rules: [{ name: Far too much, when: 'amount > 1000000000', do: remove }]",
            zh: "请在文件中更正这些行，或在 covey.yaml 的 clean 中用规则去掉："
                + "rules: [{ name: 金额过大, when: 'amount > 1000000000', do: remove }]"
        )
    }
}
