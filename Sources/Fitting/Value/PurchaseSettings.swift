import Domain
import Foundation
import Models

/// What is asked of a model of purchases beside its fit.
struct PurchaseSettings {
    /// How the uncertainty of the parameters is known.
    enum Method: String, CaseIterable {
        /// From the curvature of the likelihood; exact for many customers if the model is right.
        case asymptotic
        /// From 200 resamples of the customers.
        case bootstrap
    }

    /// How far ahead, in units of time.
    var horizon: Double
    /// Yearly.
    var discount: Double
    /// The share of revenue that is profit.
    var margin: Double
    /// Of intervals.
    var level: Double
    var method: Method
    /// The continuous discount rate of a unit of time.
    var rate: Double

    /// Defaults: a year ahead, as budgets are; 15 % a year, that of Fader, Hardie and Lee (2005); a margin of one, for
    /// revenue is what the data know; 95 %; asymptotic, which costs nothing.
    init(_ options: FitOptions, _ unit: PurchaseTimeUnit) throws(TableError) {
        horizon = try options.number(.horizon, in: 0...1e5, default: Self.year(unit))
        discount = try options.fraction(.discount, in: 0...10, default: 0.15)
        margin = try options.fraction(.margin, in: 0...1, default: 1)
        level = try options.fraction(.level, in: 0.5...0.999, default: 0.95)
        method = try options.choice(.method, default: .asymptotic)
        rate = log1p(discount) * unit.days / PurchaseTimeUnit.year.days
    }

    private static func year(_ unit: PurchaseTimeUnit) -> Double {
        switch unit {
        case .day: 365
        case .week: 52
        case .month: 12
        case .year: 1
        }
    }

    static let options: [FitOption] = [.horizon, .discount, .margin, .level, .method, .seed]
}
