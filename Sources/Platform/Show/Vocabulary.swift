import Domain
import Fitting
import Models
import ProjectFile
import Segments

/// What traits, and the values that models give, are called where people read them.
///
/// Rules, files and queries keep to the names; a person reads the title that the owner gave, or Covey's for what its
/// models add.
struct Vocabulary {
    private var titles: [String: Bilingual] = [:]
    /// Of traits whose values are names: from the stored value to what people call it.
    private var values: [String: [String: Bilingual]] = [:]

    init(_ project: Project) {
        for model in project.models {
            let name = model.name.value
            if case .fitted(let setting) = model.kind {
                titles.merge(Self.titles(of: setting, name)) { $1 }
                continue
            }
            let isOnly = project.models.count { $0.kind.isSameKind(as: model.kind) } == 1
            for (part, title) in model.kind.titles {
                let mark = isOnly ? Bilingual(verbatim: "") : Bilingual(en: " (\(name))", zh: "（\(name)）")
                titles[name + "." + part] = title + mark
            }
            if case .rfm(let setting) = model.kind { values[name + ".segment"] = setting.groupTitles }
        }
        titles[Project.listTrait] = Bilingual(en: "List membership", zh: "名单")
        for list in project.priorities {
            if let title = list.title { titles[list.name.value] = title }
            values[list.name.value] = [list.otherwise: list.shownOtherwise]
        }
        for trait in project.traits {
            if let title = trait.title { titles[trait.name.value] = title }
        }
    }

    /// Of the traits of a model of the library, by what their columns are called; with the model's name, for several may
    /// give the same.
    private static func titles(of setting: FittedModelSetting, _ name: String) -> [String: Bilingual] {
        let pairs = setting.outputs.compactMap { output -> (String, Bilingual)? in
            guard let title = PredictedColumnTitle.title(of: output.column.value) else { return nil }
            let mark = Bilingual(en: " (\(name))", zh: "（\(name)）")
            return (name + "." + output.trait.value, title + mark)
        }
        return Dictionary(pairs) { first, _ in first }
    }

    func title(of trait: String) -> Bilingual {
        titles[trait] ?? Bilingual(verbatim: trait)
    }

    /// A text as people call it; itself where it is no name of a model's.
    func shown(_ text: String, of trait: String) -> Bilingual {
        values[trait]?[text] ?? Bilingual(verbatim: text)
    }

    /// A definition as one plain sentence, with titles in place of names.
    func sentence(of definition: SegmentDefinition) -> Bilingual {
        Bilingual(
            en: definition.condition.map { told($0, in: .english) }.sentence(in: .english),
            zh: definition.condition.map { told($0, in: .chinese) }.sentence(in: .chinese)
        )
    }

    private func told(_ clause: Clause, in language: Language) -> Clause {
        guard case .trait(let name, let comparison) = clause else { return clause }
        return .trait(
            name: Self.inside(title(of: name)[language], language),
            Comparison(told(comparison.test, of: name, in: language), ignoringCase: comparison.ignoringCase)
        )
    }

    private func told(_ test: Comparison.Test, of trait: String, in language: Language) -> Comparison.Test {
        func told(_ literal: Literal) -> Literal {
            if case .text(let text) = literal { .text(shown(text, of: trait)[language]) } else { literal }
        }
        return switch test {
        case .relation(let relation, let literal): .relation(relation, told(literal))
        case .oneOf(let literals): .oneOf(literals.map(told))
        case .noneOf(let literals): .noneOf(literals.map(told))
        default: test
        }
    }

    /// A title as it stands inside an English sentence: `Net revenue` as `net revenue`, `RFM group` as it is.
    private static func inside(_ title: String, _ language: Language) -> String {
        guard language == .english, title.dropFirst().first?.isLowercase == true else { return title }
        return title.prefix(1).lowercased() + title.dropFirst()
    }
}

extension ModelSetting.Kind {
    fileprivate func isSameKind(as other: Self) -> Bool {
        switch (self, other) {
        case (.rfm, .rfm), (.simpleCLV, .simpleCLV): true
        case (.fitted(let one), .fitted(let two)): one.model.value == two.model.value
        case (.rfm, _), (.simpleCLV, _), (.fitted, _): false
        }
    }

    /// What the traits that a model adds are called, by the part of their name after the model's.
    fileprivate var titles: [(part: String, title: Bilingual)] {
        switch self {
        case .rfm:
            [
                ("recency", Bilingual(en: "RFM days since the last order", zh: "RFM 距上次购买天数")),
                ("frequency", Bilingual(en: "RFM orders", zh: "RFM 订单数")),
                ("monetary", Bilingual(en: "RFM amount", zh: "RFM 消费金额")),
                ("r", Bilingual(en: "RFM recency score", zh: "RFM 最近购买评分")),
                ("f", Bilingual(en: "RFM frequency score", zh: "RFM 频次评分")),
                ("m", Bilingual(en: "RFM amount score", zh: "RFM 金额评分")),
                ("score", Bilingual(en: "RFM scores", zh: "RFM 综合评分")),
                ("segment", Bilingual(en: "RFM group", zh: "RFM 客户群")),
            ]
        case .simpleCLV: [("value", Bilingual(en: "Customer lifetime value", zh: "客户终身价值"))]
        case .fitted: []
        }
    }
}

extension RFMSetting {
    /// What the groups of scores are called, by the name that the trait holds.
    var groupTitles: [String: Bilingual] {
        var titles: [String: Bilingual] = [:]
        for group in Models.RFMName.standard + [Models.RFMName.others] {
            titles[group.name] = Bilingual(en: group.name, zh: group.chinese)
        }
        if case .listed(let listed) = names {
            for group in listed { titles[group.name.value] = group.title ?? Bilingual(verbatim: group.name.value) }
        }
        return titles
    }
}
