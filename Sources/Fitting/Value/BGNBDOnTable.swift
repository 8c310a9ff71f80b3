package import Domain
package import Models

/// `covey fit bgnbd`: purchases of customers who may leave after any purchase.
package enum BGNBDOnTable: PurchaseTableModel {
    package typealias Process = BGNBD
    package typealias Fitted = FittedPurchases<BGNBD>

    package static let name = "bgnbd"
    package static let purpose = Bilingual(
        en: "When customers buy, and whether they are still there (BG/NBD).",
        zh: "客户何时购买、是否仍活跃（BG/NBD）。"
    )
    package static let example =
        "covey fit bgnbd orders.csv --customer customer_id --time ordered_at --amount amount --until 2026-06-30"
}
