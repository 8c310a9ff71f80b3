package import Domain
package import Models

/// `covey fit paretonbd`: purchases of customers who may leave at any time.
package enum ParetoNBDOnTable: PurchaseTableModel {
    package typealias Process = ParetoNBD
    package typealias Fitted = FittedPurchases<ParetoNBD>

    package static let name = "paretonbd"
    package static let purpose = Bilingual(
        en: "When customers buy, and whether they are still there (Pareto/NBD).",
        zh: "客户何时购买、是否仍活跃（Pareto/NBD）。"
    )
    package static let example =
        "covey fit paretonbd orders.csv --customer customer_id --time ordered_at --amount amount --until 2026-06-30"
}
