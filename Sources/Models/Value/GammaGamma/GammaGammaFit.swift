import Domain
import Foundation
import Statistics

/// A gamma-gamma model fitted by maximum likelihood.
package struct GammaGammaFit: Sendable, Hashable, Codable {
    package var model: GammaGamma
    package var estimate: LikelihoodEstimate

    /// Purchases that vary as much as an exponential within a customer, purchases that vary less, and customers who
    /// differ little. Amounts are in geometric means.
    private static let starts: [[Double]] = [[1, 3, 2], [6, 4, 0.5], [2, 10, 5]].map { $0.map(log) }

    /// - Throws: `ModelError.tooFewRows` below ten repeat buyers, `ModelError.constantColumn` where all spend the same,
    ///   `ModelError.didNotConverge`.
    package init(_ spends: SpendCounts) throws(ModelError) {
        guard spends.total >= 10 else { throw .tooFewRows(needed: 10, found: Int(spends.total)) }
        guard Set(spends.mean).count > 1 else { throw .constantColumn("amount") }
        var sum = 0.0
        for index in 0..<spends.count { sum += spends.customers[index] * log(spends.mean[index]) }
        let unit = sum / spends.total
        estimate = try LikelihoodSearch().maximise(from: Self.starts, shift: [0, 0, unit], customers: spends.total) {
            GammaGamma.logLikelihood($0, spends)
        }
        model = GammaGamma(logarithms: estimate.logarithms)
    }

    /// The correlation of the number of purchases with their mean over repeat buyers, by Pearson and Bravais: the model
    /// takes it to be none. `nil` where either does not vary.
    package static func correlation(_ spends: SpendCounts) -> Double? {
        guard spends.total > 0 else { return nil }
        var (sumX, sumM) = (0.0, 0.0)
        for index in 0..<spends.count {
            sumX += spends.customers[index] * spends.frequency[index]
            sumM += spends.customers[index] * spends.mean[index]
        }
        let (meanX, meanM) = (sumX / spends.total, sumM / spends.total)
        var (xx, mm, xm) = (0.0, 0.0, 0.0)
        for index in 0..<spends.count {
            let (x, m) = (spends.frequency[index] - meanX, spends.mean[index] - meanM)
            xx += spends.customers[index] * x * x
            mm += spends.customers[index] * m * m
            xm += spends.customers[index] * x * m
        }
        let size = (xx * mm).squareRoot()
        return size > 0 && size.isFinite ? xm / size : nil
    }
}
