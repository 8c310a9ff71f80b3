package import Domain
package import Models

/// Profiles of groups as tables and JSON, for every document that has groups to describe.
extension ProfileVariable {
    /// - Returns: `nil` for a column of times, or one without a value.
    package init?(_ column: DataColumn) {
        switch column.values {
        case .numbers(let numbers):
            guard numbers.contains(where: { !$0.isNaN }) else { return nil }
            self.init(column.name, numbers: numbers)
        case .categories(let codes, let levels):
            guard codes.contains(where: { $0 >= 0 }) else { return nil }
            self.init(column.name, codes: codes, levels: levels)
        case .instants: return nil
        }
    }
}

extension SegmentProfile {
    /// The largest differences as a table.
    ///
    /// - Parameter count: ten by default, as many as are read.
    package func table(_ title: Bilingual, first count: Int = 10) -> FitTable {
        FitTable(
            title,
            headings: [
                Bilingual(en: "Variable", zh: "变量"), Bilingual(en: "This group", zh: "本组"),
                Bilingual(en: "The rest", zh: "其他"), Bilingual(en: "Difference", zh: "差值"),
                Bilingual(en: "Lower end", zh: "下限"), Bilingual(en: "Upper end", zh: "上限"),
                Bilingual(en: "Effect size", zh: "效应量"), Bilingual(en: "Adjusted p", zh: "校正后 p 值"),
            ],
            rows: traits.prefix(count).map { trait in
                let isShare = trait.category != nil
                let values = [trait.memberValue, trait.otherValue, trait.difference, trait.low, trait.high]
                return [.name(trait.label)] + values.map { isShare ? .share($0) : .number($0, digits: 4) }
                    + [.number(trait.effect, digits: 3), .pValue(trait.adjustedPValue)]
            },
            caption: Bilingual(
                en: "Means of numbers with Hedges's g, shares of categories with Cohen's h: 0.2 is a small difference, "
                    + "0.5 a medium and 0.8 a large one. p values are adjusted by Benjamini and Hochberg.",
                zh: "数值变量比较均值（Hedges g），类别变量比较占比（Cohen h）：0.2 为小差异，0.5 为中等，0.8 为大。"
                    + "p 值按 Benjamini–Hochberg 方法校正。"
            )
        )
    }

    /// The largest differences as JSON.
    package func field(_ name: String = "traits", first count: Int = 10) -> FitField {
        FitField(name, .list(traits.prefix(count).map(\.object)))
    }
}

extension SegmentTrait {
    /// `tenure`, or `contract=Two year`.
    package var label: String { category.map { "\(variable)=\($0)" } ?? variable }

    fileprivate var object: FitValue {
        var fields = [FitField("variable", .text(variable))]
        if let category { fields.append(FitField("category", .text(category))) }
        fields += [
            FitField("value", .number(memberValue)), FitField("restValue", .number(otherValue)),
            FitField("difference", .number(difference)), FitField("low", .number(low)), FitField("high", .number(high)),
            FitField("effect", .number(effect)), FitField("effectLow", .number(effectLow)),
            FitField("effectHigh", .number(effectHigh)),
        ]
        if let lift { fields.append(FitField("lift", .number(lift))) }
        return .object(
            fields + [
                FitField("pValue", .number(pValue)), FitField("adjustedPValue", .number(adjustedPValue)),
            ]
        )
    }
}
