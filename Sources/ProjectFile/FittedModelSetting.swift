/// A model of the library that is fitted to the customers: by traits of theirs, or by what they bought.
package struct FittedModelSetting: Sendable, Hashable {
    /// A trait that the model adds, and the column of its predictions that fills it.
    package struct Output: Sendable, Hashable {
        /// What follows the model's name and a point.
        package var trait: Located<String>
        package var column: Located<String>
    }

    /// A further word to the model, such as `k: 5`.
    package struct Option: Sendable, Hashable {
        package var name: Located<String>
        package var value: Located<String>
    }

    /// Which model, as `covey fit` names it.
    package var model: Located<String>
    /// The event that is a purchase, for models of purchases.
    package var orders: Located<String>?
    /// The property of its money.
    package var amount: Located<String>?
    /// The property of what was bought.
    package var item: Located<String>?
    /// The property that tells baskets apart, for models of baskets; `nil`: all that a customer bought is one.
    package var basket: Located<String>?
    /// Traits that the model looks at, for models of traits.
    package var features: [Located<String>]
    /// The trait that is the outcome.
    package var target: Located<String>?
    package var options: [Option]
    /// Empty: every column of the predictions, under its own name.
    package var outputs: [Output]
    /// How old a fit may grow before a run fits anew; `nil`: every run fits, but groupings are kept.
    package var refit: Located<TimeSpan>?
    /// The population stability index of an input above which a run fits anew before its time.
    package var driftLimit: Double

    /// Above 0.25 a population is commonly held to be another one (Siddiqi, Credit Risk Scorecards, 2006).
    package static let usualDriftLimit = 0.25

    /// The models of purchases: they take `orders`, and no features.
    package static let purchaseModels = [
        "clv", "bgnbd", "paretonbd", "gammagamma", "nbd", "bgbb", "recommend", "itemsets", "rules",
    ]
    /// The models of traits: they take `features`, but for those that only take traits by name.
    package static let traitModels = [
        "groups", "kmeans", "kprototypes", "kmedoids", "mixture", "hierarchical", "density", "latentclass", "tree",
        "logistic", "linear", "boosting", "cox", "kaplanmeier", "uplift",
    ]
    /// The models of traits whose inputs are the ones that `time`, `target` and `group` name.
    package static let modelsWithoutFeatures = ["kaplanmeier"]
    /// The models of what is bought together: they take `basket`.
    package static let basketModels = ["itemsets", "rules"]
    /// The models that speak of all customers together, and have nothing to say of one.
    package static let modelsWithoutTraits = ["itemsets"]
    /// The models whose groups have no names but numbers, which another fit gives to other groups.
    package static let groupingModels = [
        "groups", "kmeans", "kprototypes", "kmedoids", "mixture", "hierarchical", "density", "latentclass",
    ]
    package static let models = purchaseModels + traitModels

    /// The keys that a model cannot do without beside `orders` or `features`, each with an example.
    package static func requiredKeys(of model: String) -> [(key: String, example: String)] {
        switch model {
        case "clv", "gammagamma": [("amount", "amount: revenue")]
        case "recommend", "itemsets", "rules": [("item", "item: product")]
        case "cox", "kaplanmeier": [("time", "time: tenure"), ("target", "target: churned")]
        case "logistic", "linear", "boosting", "tree": [("target", "target: churned")]
        case "uplift": [("target", "target: bought"), ("treatment", "treatment: mailed")]
        default: []
        }
    }

    /// The keys that go to the model as they are, as `covey fit` names its options.
    package static let optionKeys = [
        "positive", "k", "classes", "starts", "depth", "trees", "folds", "top", "neighbours", "factors", "min-size",
        "unit", "horizon", "discount", "margin", "standardise", "covariance", "linkage", "distance", "method",
        "criterion", "ties", "rate", "penalty", "holdout", "seed", "level", "time", "treatment", "control", "group",
        "bins", "lifespan", "min-support", "min-confidence", "min-lift", "min-items", "max-items",
    ]
}
