import Domain
import Models

/// The pictures of the report.
extension GroupsReport {
    var figures: [FitFigure] { [profileFigure, sizeFigure, scoreFigure].compactMap { $0 } }

    private var profileFigure: FitFigure {
        let parts = preparation.recipe.parts
        // Columns of numbers, and of each category the level that sets the group apart most.
        let columns = parts.map { title($0.name) }
        return FitFigure(
            Bilingual(en: "Profiles: standardised means", zh: "各组画像：标准化均值"),
            x: Bilingual(en: "Column", zh: "列"),
            y: Bilingual(en: "Group", zh: "组"),
            .heat(rows: names, columns: columns, values: found.profiles.map(\.standardised))
        )
    }

    private var sizeFigure: FitFigure {
        FitFigure(
            Bilingual(en: "Sizes of the groups", zh: "各组规模"),
            x: Bilingual(en: "Group", zh: "组"),
            y: Bilingual(en: "Share", zh: "占比"),
            .bars(
                categories: names,
                series: [(Bilingual(en: "Share", zh: "占比"), found.profiles.map(\.share))]
            )
        )
    }

    private var scoreFigure: FitFigure? {
        let methods = GroupingMethod.allCases.filter { method in found.candidates.contains { $0.method == method } }
        let series = methods.map { method -> FitFigure.Series in
            let own = found.candidates.filter { $0.method == method && !$0.isTooSmall }
            return .init(Self.methodName(method), x: own.map { Double($0.groups) }, y: own.map(\.score))
        }.filter { $0.x.count > 1 }
        guard !series.isEmpty else { return nil }
        return FitFigure(
            Bilingual(en: "Score of the candidates", zh: "候选方案得分"),
            x: Bilingual(en: "Groups", zh: "组数"),
            y: Bilingual(en: "Score", zh: "得分"),
            .lines(series)
        )
    }
}
