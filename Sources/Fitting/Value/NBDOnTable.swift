package import Domain
package import Models

/// `covey fit nbd`: purchases of customers who never leave.
package enum NBDOnTable: PurchaseTableModel {
    package typealias Process = NBD
    package typealias Fitted = FittedPurchases<NBD>

    package static let name = "nbd"
    package static let purpose = Bilingual(
        en: "When customers buy who never leave (NBD), as a yardstick.",
        zh: "不流失客户的购买规律（NBD），作为对照基准。"
    )
    package static let example =
        "covey fit nbd orders.csv --customer customer_id --time ordered_at --amount amount --until 2026-06-30"
}
