/// What can be said to a model, by the name of its option on the command line and of its key in `covey.yaml`.
package enum FitOption: String, Sendable, Hashable, CaseIterable, Codable {
    // Columns.
    case columns, target, positive, features, customer, time, amount, item, treatment, group, denominator, covariate
    // Groups of an experiment.
    case control, shares, effect
    /// Summaries per customer in place of a log of orders.
    case frequency, recency, age
    // Sizes.
    case k, classes, starts, depth, trees, folds, bins, top, neighbours, factors
    case minSize = "min-size"
    case minSupport = "min-support"
    case minConfidence = "min-confidence"
    case minLift = "min-lift"
    case minItems = "min-items"
    case maxItems = "max-items"
    /// How the file writes its dates.
    case dateFormat = "date-format"
    /// In which zone its days begin.
    case timeZone = "time-zone"
    // Time and money.
    case until, unit, horizon, discount, margin, lifespan
    // Ways of doing it.
    case standardise, covariance, linkage, distance, method, criterion, binning, ties, monetary, rate, penalty
    case holdout, seed, level

    /// Options that are said without a value.
    package var isFlag: Bool { self == .standardise }
}
