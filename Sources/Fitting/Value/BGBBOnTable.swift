package import Domain
package import Models

/// `covey fit bgbb`: purchases at occasions, such as months or years, of customers who may leave before any of them.
///
/// From a log of orders, an occasion is a whole day, week from Monday, month or year of the calendar by `--unit`; the one
/// of the first purchase is not counted, and one that is not over on the last day is left out.
package enum BGBBOnTable: PurchaseTableModel {
    package typealias Process = BGBB
    package typealias Fitted = FittedPurchases<BGBB>

    package static let name = "bgbb"
    package static let countsOccasions = true
    package static let purpose = Bilingual(
        en: "Whether customers buy in each month or year, and are still there (BG/BB).",
        zh: "客户在每月或每年是否购买、是否仍活跃（BG/BB）。"
    )
    package static let example =
        "covey fit bgbb donations.csv --customer donor_id --time given_at --unit year"
}
