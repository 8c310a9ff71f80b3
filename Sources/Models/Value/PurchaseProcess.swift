import Foundation
package import Statistics

/// A model of when customers buy and when they leave, with positive parameters.
///
/// Times are in the unit of the histories that it was fitted to.
package protocol PurchaseProcess: Codable, Sendable, Hashable {
    /// As the paper names them, in its order.
    static var parameterNames: [String] { get }
    /// Which of the parameters are times, and grow with the number of units in which time is counted.
    static var timeParameters: [Bool] { get }
    /// Logarithms of the parameters, with times in mean ages, from which the search for the maximum sets out.
    static var starts: [[Double]] { get }

    init(logarithms: [Double])
    var logarithms: [Double] { get }

    /// ℓ of all customers, and its gradient by the logarithms of the parameters.
    static func logLikelihood(_ logarithms: [Double], _ counts: HistoryCounts) -> Slope

    /// P(alive): the probability that the customer is still one at the end of observation.
    func alive(_ history: PurchaseHistory) -> Double
    /// E[X(t)]: repeat purchases that a new customer is expected to make within a time.
    func expectedPurchases(within time: Double) -> Double
    /// E[Y(t) | x, t_x, T]: purchases expected within a time after the end of observation.
    func expectedPurchases(after history: PurchaseHistory, within time: Double) -> Double
    /// The same, each purchase worth exp(−rate·time) of one today.
    func discountedPurchases(after history: PurchaseHistory, within time: Double, rate: Double) -> Double
    /// P(X(t) = x) for x from 0 to `most`: how many repeat purchases a new customer makes within a time.
    func probabilities(upTo most: Int, within time: Double) -> [Double]
}

extension PurchaseProcess {
    package var parameters: [Double] { logarithms.map { exp($0) } }
}
