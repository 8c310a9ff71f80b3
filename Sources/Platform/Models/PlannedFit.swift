import Domain
import Fitting
import Foundation
import ProjectFile

/// A model of the library as the project states it: checked against what the model takes.
struct PlannedFit {
    var name: String
    var setting: FittedModelSetting
    var model: any TableModel.Type
    var path: String
    var position: SourcePosition
    /// What the project says to the model, without what only a run knows.
    private var stated: FitOptions

    /// The columns of the table that a model of purchases gets.
    static let customer = "customer"
    static let time = "time"
    static let amount = "amount"
    static let item = "item"
    static let basket = "basket"
    static let group = "group"

    /// - Throws: `WorkspaceError.definition` where the model has no such option.
    init(_ setting: FittedModelSetting, name: Located<String>, path: String) throws {
        self.setting = setting
        self.name = name.value
        self.path = path
        position = name.position
        guard let model = ModelCatalog.model(named: setting.model.value) else {
            throw WorkspaceError.definition(
                SavedModelError.unknownModel(setting.model.value),
                in: path,
                at: setting.model.position
            )
        }
        self.model = model
        stated = try Self.options(setting, model, path)
    }

    /// All models of the library that a project names, in its order.
    static func all(of project: Project) throws -> [PlannedFit] {
        try project.models.compactMap { model in
            guard case .fitted(let setting) = model.kind else { return nil }
            return try PlannedFit(setting, name: model.name, path: project.path)
        }
    }

    private static func options<Model: TableModel>(
        _ setting: FittedModelSetting,
        _ model: Model.Type,
        _ path: String
    ) throws -> FitOptions {
        var options = FitOptions(model: Model.name)
        for option in setting.options {
            guard let known = FitOption(rawValue: option.name.value) else { continue }
            try check(known, of: model, path, option.name.position)
            options.texts[known] = option.value.value
        }
        if !setting.features.isEmpty {
            let list: FitOption = Model.options.contains(.features) ? .features : .columns
            options.texts[list] = setting.features.map(\.value).joined(separator: ",")
        }
        for (option, stated) in [(FitOption.target, setting.target), (.amount, setting.amount), (.item, setting.item)] {
            if let stated { try check(option, of: model, path, stated.position) }
        }
        options.texts[.target] = setting.target?.value
        if setting.orders != nil { state(setting, Model.options, &options) }
        return options
    }

    /// Says to a model of purchases which columns of their table are which.
    private static func state(_ setting: FittedModelSetting, _ known: [FitOption], _ options: inout FitOptions) {
        options.texts[.customer] = setting.basket == nil ? customer : basket
        if known.contains(.time) { options.texts[.time] = time }
        options.texts[.amount] = setting.amount.map { _ in amount }
        options.texts[.item] = setting.item.map { _ in item }
        if options.texts[.group] != nil { options.texts[.group] = group }
    }

    private static func check<Model: TableModel>(
        _ option: FitOption,
        of _: Model.Type,
        _ path: String,
        _ position: SourcePosition
    ) throws {
        guard !Model.options.contains(option) else { return }
        throw WorkspaceError.definition(TableError.optionUnknown(option, model: Model.name), in: path, at: position)
    }

    /// What goes to the model in a run.
    ///
    /// - Parameter today: the day of the run's "now" in the workspace's zone, which models of purchases may know of.
    func options(today: CalendarDate) -> FitOptions {
        var options = stated
        if setting.orders != nil, Self.options(of: model).contains(.until) { options.texts[.until] = today.description }
        return options
    }

    private static func options<Model: TableModel>(of _: Model.Type) -> [FitOption] { Model.options }

    /// What the predictions of a run are asked for beside what the fit was told: those of a model of baskets are of
    /// customers, each of whom holds all that they bought.
    var predicting: FitOptions {
        setting.basket == nil ? FitOptions() : FitOptions(model: setting.model.value, [.customer: Self.customer])
    }

    /// The property of purchases by whose values a model of purchases tells groups apart.
    var groupProperty: Located<String>? {
        setting.orders.flatMap { _ in setting.options.first { $0.name.value == FitOption.group.rawValue }?.value }
    }

    /// The traits that the model looks at, the outcome and further columns among them.
    var traits: [Located<String>] {
        var columns = setting.features + [setting.target].compactMap(\.self)
        for option in setting.options where FitOption(rawValue: option.name.value)?.isColumn == true {
            columns.append(option.value)
        }
        return columns
    }

    /// Points at the model in the project.
    func error(_ error: any ExplainedError) -> WorkspaceError {
        .definition(
            path: path,
            position: position,
            reason: Bilingual(en: "The model \"\(name)\": ", zh: "模型“\(name)”：") + error.explanation,
            advice: error.advice
        )
    }
}
