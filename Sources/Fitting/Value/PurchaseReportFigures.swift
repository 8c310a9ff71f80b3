import Domain
import Models

extension PurchaseReport {
    var figures: [FitFigure] {
        [frequencyFigure] + (tracking.map(trackingFigures) ?? []) + (holdout == nil ? [] : [conditionalFigure])
    }

    private var actualName: Bilingual { Bilingual(en: "Actual", zh: "实际") }
    private var expectedName: Bilingual { Bilingual(en: "Expected", zh: "预计") }

    private var frequencyFigure: FitFigure {
        FitFigure(
            Bilingual(en: "Customers by repeat purchases", zh: "按复购次数划分的客户数"),
            x: Bilingual(en: "Repeat purchases", zh: "复购次数"),
            y: Bilingual(en: "Customers", zh: "客户数"),
            .bars(
                categories: frequencies.actual.indices.map(frequencyName),
                series: [
                    (actualName, frequencies.actual.map(Double.init)), (expectedName, frequencies.expected),
                ]
            )
        )
    }

    private func trackingFigures(_ tracking: TrackedPurchases) -> [FitFigure] {
        guard tracking.times.count > 1 else { return [] }
        let time = Bilingual(
            en: "Time in \(reading.unit.plural.english)",
            zh: "时间（\(reading.unit.plural.chinese)）"
        )
        let purchases = Bilingual(en: "Repeat purchases", zh: "复购次数")
        func figure(_ title: Bilingual, _ actual: [Int], _ expected: [Double]) -> FitFigure {
            FitFigure(
                title,
                x: time,
                y: purchases,
                .lines([
                    FitFigure.Series(actualName, x: tracking.times, y: actual.map(Double.init)),
                    FitFigure.Series(expectedName, x: tracking.times, y: expected),
                ])
            )
        }
        return [
            figure(
                Bilingual(en: "Cumulative repeat purchases", zh: "累计复购次数"),
                tracking.actual,
                tracking.expected
            ),
            figure(
                Bilingual(en: "Repeat purchases over time", zh: "各期复购次数"),
                tracking.actualSteps,
                tracking.expectedSteps
            ),
        ]
    }

    private var conditionalFigure: FitFigure {
        let places = holdout?.customers.indices.map(Double.init) ?? []
        return FitFigure(
            Bilingual(en: "Purchases after the fit, by purchases before", zh: "留出期平均购买次数（按拟合期复购次数）"),
            x: Bilingual(en: "Repeat purchases in the fit (the last: or more)", zh: "拟合期复购次数（最后一组含更多次）"),
            y: Bilingual(en: "Mean purchases after", zh: "留出期平均购买次数"),
            .lines([
                FitFigure.Series(actualName, x: places, y: holdout?.actualMean ?? []),
                FitFigure.Series(expectedName, x: places, y: holdout?.expectedMean ?? []),
            ])
        )
    }
}
