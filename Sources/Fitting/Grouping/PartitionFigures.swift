import Domain
import Models
import Statistics

/// The figures of the report.
extension PartitionReport {
    func figures(standardised: Matrix) -> [FitFigure] {
        let heat = standardised.columns > 0 ? [heat(standardised)] : []
        return choiceFigures + [sizeFigure] + heat
    }

    private var sizeFigure: FitFigure {
        FitFigure(
            Bilingual(en: "Sizes of the groups", zh: "各组规模"),
            x: Bilingual(en: "Group", zh: "组"),
            y: Bilingual(en: "Rows", zh: "行数"),
            .bars(
                categories: sizes.indices.map(Self.group),
                series: [(Bilingual(en: "Rows", zh: "行数"), sizes.map(Double.init))]
            )
        )
    }

    private func heat(_ standardised: Matrix) -> FitFigure {
        FitFigure(
            Bilingual(en: "Centres in standard deviations from the mean", zh: "各组中心（偏离总体均值的标准差数）"),
            x: Bilingual(en: "Column", zh: "列"),
            y: Bilingual(en: "Group", zh: "组"),
            .heat(
                rows: sizes.indices.map(Self.group),
                columns: columns.prefix(standardised.columns).map(Bilingual.init(verbatim:)),
                values: (0..<standardised.rows).map { Array(standardised.row($0)) }
            )
        )
    }

    private var choiceFigures: [FitFigure] {
        guard let choice, choice.candidates.count > 1 else { return [] }
        let groups = Bilingual(en: "Groups", zh: "组数")
        let curve: (Bilingual, (ChoiceOfGroups.Candidate) -> Double?) -> FitFigure? = { name, value in
            let points = choice.candidates.compactMap { one in value(one).map { (Double(one.groups), $0) } }
            guard points.count > 1 else { return nil }
            let series = FitFigure.Series(name, x: points.map(\.0), y: points.map(\.1))
            return FitFigure(
                Bilingual(en: "How many groups: ", zh: "组数选择：") + name,
                x: groups,
                y: name,
                .lines([series])
            )
        }
        let figures = [
            curve(Bilingual(en: "mean silhouette", zh: "平均轮廓系数"), \.silhouette), curve(costName, \.cost),
            choice.criterion == .gap ? curve(Bilingual(verbatim: "Gap"), \.gap) : nil,
            choice.criterion == .calinskiHarabasz
                ? curve(Bilingual(en: "Caliński–Harabasz ratio", zh: "Caliński–Harabasz 指数"), \.calinskiHarabasz) : nil,
        ]
        return figures.compactMap { $0 }
    }
}
