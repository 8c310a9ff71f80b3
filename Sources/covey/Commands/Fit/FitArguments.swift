import ArgumentParser
import Domain
import Fitting

/// Every option that a model may have; the help of a model shows those that it has.
struct FitArguments<Model: TableModel>: ParsableArguments {
    @Option(help: .of(.columns, Model.self)) var columns: String?
    @Option(help: .of(.target, Model.self)) var target: String?
    @Option(help: .of(.positive, Model.self)) var positive: String?
    @Option(help: .of(.features, Model.self)) var features: String?
    @Option(help: .of(.customer, Model.self)) var customer: String?
    @Option(help: .of(.time, Model.self)) var time: String?
    @Option(help: .of(.amount, Model.self)) var amount: String?
    @Option(help: .of(.item, Model.self)) var item: String?
    @Option(help: .of(.treatment, Model.self)) var treatment: String?
    @Option(help: .of(.group, Model.self)) var group: String?
    @Option(help: .of(.denominator, Model.self)) var denominator: String?
    @Option(help: .of(.covariate, Model.self)) var covariate: String?
    @Option(help: .of(.control, Model.self)) var control: String?
    @Option(help: .of(.shares, Model.self)) var shares: String?
    @Option(help: .of(.effect, Model.self)) var effect: String?
    @Option(help: .of(.frequency, Model.self)) var frequency: String?
    @Option(help: .of(.recency, Model.self)) var recency: String?
    @Option(help: .of(.age, Model.self)) var age: String?
    @Option(help: .of(.k, Model.self)) var k: String?
    @Option(help: .of(.classes, Model.self)) var classes: String?
    @Option(help: .of(.starts, Model.self)) var starts: String?
    @Option(help: .of(.depth, Model.self)) var depth: String?
    @Option(help: .of(.trees, Model.self)) var trees: String?
    @Option(help: .of(.folds, Model.self)) var folds: String?
    @Option(help: .of(.bins, Model.self)) var bins: String?
    @Option(help: .of(.top, Model.self)) var top: String?
    @Option(help: .of(.neighbours, Model.self)) var neighbours: String?
    @Option(help: .of(.factors, Model.self)) var factors: String?
    @Option(help: .of(.minSize, Model.self)) var minSize: String?
    @Option(help: .of(.minSupport, Model.self)) var minSupport: String?
    @Option(help: .of(.minConfidence, Model.self)) var minConfidence: String?
    @Option(help: .of(.minLift, Model.self)) var minLift: String?
    @Option(help: .of(.minItems, Model.self)) var minItems: String?
    @Option(help: .of(.maxItems, Model.self)) var maxItems: String?
    @Option(help: .of(.dateFormat, Model.self)) var dateFormat: String?
    @Option(help: .of(.timeZone, Model.self)) var timeZone: String?
    @Option(help: .of(.until, Model.self)) var until: String?
    @Option(help: .of(.unit, Model.self)) var unit: String?
    @Option(help: .of(.horizon, Model.self)) var horizon: String?
    @Option(help: .of(.discount, Model.self)) var discount: String?
    @Option(help: .of(.margin, Model.self)) var margin: String?
    @Option(help: .of(.lifespan, Model.self)) var lifespan: String?
    @Flag(name: [.long, .customLong("standardize")], help: .of(.standardise, Model.self))
    var standardise = false

    @Option(help: .of(.covariance, Model.self)) var covariance: String?
    @Option(help: .of(.linkage, Model.self)) var linkage: String?
    @Option(help: .of(.distance, Model.self)) var distance: String?
    @Option(help: .of(.method, Model.self)) var method: String?
    @Option(help: .of(.criterion, Model.self)) var criterion: String?
    @Option(help: .of(.binning, Model.self)) var binning: String?
    @Option(help: .of(.ties, Model.self)) var ties: String?
    @Option(help: .of(.monetary, Model.self)) var monetary: String?
    @Option(help: .of(.rate, Model.self)) var rate: String?
    @Option(help: .of(.penalty, Model.self)) var penalty: String?
    @Option(help: .of(.holdout, Model.self)) var holdout: String?
    @Option(help: .of(.seed, Model.self)) var seed: String?
    @Option(help: .of(.level, Model.self)) var level: String?

    /// What was given. Options that the model does not have are in it too, for the use case to refuse by name.
    var options: FitOptions {
        let given: [FitOption: String?] = [
            .columns: columns,
            .target: target,
            .positive: positive,
            .features: features,
            .customer: customer,
            .time: time,
            .amount: amount,
            .item: item,
            .treatment: treatment,
            .group: group,
            .denominator: denominator,
            .covariate: covariate,
            .control: control,
            .shares: shares,
            .effect: effect,
            .frequency: frequency,
            .recency: recency,
            .age: age,
            .k: k,
            .classes: classes,
            .starts: starts,
            .depth: depth,
            .trees: trees,
            .folds: folds,
            .bins: bins,
            .top: top,
            .neighbours: neighbours,
            .factors: factors,
            .minSize: minSize,
            .minSupport: minSupport,
            .minConfidence: minConfidence,
            .minLift: minLift,
            .minItems: minItems,
            .maxItems: maxItems,
            .dateFormat: dateFormat,
            .timeZone: timeZone,
            .until: until,
            .unit: unit,
            .horizon: horizon,
            .discount: discount,
            .margin: margin,
            .lifespan: lifespan,
            .standardise: standardise ? "true" : nil,
            .covariance: covariance,
            .linkage: linkage,
            .distance: distance,
            .method: method,
            .criterion: criterion,
            .binning: binning,
            .ties: ties,
            .monetary: monetary,
            .rate: rate,
            .penalty: penalty,
            .holdout: holdout,
            .seed: seed,
            .level: level,
        ]
        return FitOptions(model: Model.name, given.compactMapValues(\.self))
    }
}

extension ArgumentHelp {
    /// The help of an option; hidden where a model does not have it.
    fileprivate static func of<Model: TableModel>(_ option: FitOption, _: Model.Type) -> ArgumentHelp {
        let words = Model.choices[option].map { words in
            Bilingual(en: " One of: \(words.joined(separator: ", ")).", zh: "可选：\(words.joined(separator: "、"))。")
        }
        return ArgumentHelp(
            (words.map { option.meaning + $0 } ?? option.meaning).spoken,
            valueName: option.placeholder.spoken,
            visibility: Model.fileOptions.contains(option) ? .default : .hidden
        )
    }
}
