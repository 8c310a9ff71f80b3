package import Models
package import Statistics

/// A saved model of purchases, and of spend where there were amounts.
package struct FittedPurchases<Process: PurchaseProcess>: Codable, Sendable {
    package var purchases: PurchaseModelFit<Process>
    /// `nil` without amounts, or where they cannot be modelled.
    package var spend: GammaGammaFit?
    /// Of the logarithms of the parameters of `purchases`, by the method asked for.
    package var covariance: Matrix?
    package var unit: PurchaseTimeUnit
}
