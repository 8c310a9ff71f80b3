import Domain
import Fitting
import Foundation

/// The figures that models give to the report, with numbers as plausible as they are invented.
enum SampleFigures {
    private static func text(_ english: String, _ chinese: String) -> Bilingual { Bilingual(en: english, zh: chinese) }

    private static let actual = text("Actual", "实际")
    private static let expected = text("Expected", "预期")

    static let tracking: FitFigure = {
        let weeks = (1...78).map(Double.init)
        let line = weeks.map { 5_400 * (1 - exp(-$0 / 62)) }
        return FitFigure(
            text("Cumulative repeat purchases, actual and expected", "累计复购次数：实际与预期"),
            x: text("Week", "周"),
            y: text("Cumulative repeat purchases", "累计复购次数"),
            .lines([
                .init(actual, x: weeks, y: zip(weeks, line).map { $1 * (1 + 0.04 * sin($0 / 9)) }),
                .init(expected, x: weeks, y: line),
            ])
        )
    }()

    static let conditional = FitFigure(
        text("Purchases held out, by purchases before", "按此前购买次数看留出期购买"),
        x: text("Purchases before", "此前购买次数"),
        y: text("Mean purchases", "平均购买次数"),
        .lines([
            .init(actual, x: (0...7).map(Double.init), y: [0.24, 0.7, 1.39, 1.56, 2.53, 2.95, 3.86, 6.36]),
            .init(expected, x: (0...7).map(Double.init), y: [0.23, 0.52, 1.04, 1.52, 2.16, 2.77, 3.37, 6.16]),
        ])
    )

    static let reliability = FitFigure(
        text("Reliability", "概率校准"),
        x: text("Predicted probability", "预测概率"),
        y: text("Observed share", "实际比例"),
        .lines([
            .init(
                text("Customers", "客户"),
                x: [0.02, 0.06, 0.11, 0.18, 0.26, 0.36, 0.46, 0.57, 0.68, 0.78],
                y: [0.01, 0.05, 0.13, 0.17, 0.29, 0.33, 0.48, 0.55, 0.64, 0.81],
                band: (
                    low: [0, 0.03, 0.1, 0.14, 0.25, 0.29, 0.43, 0.5, 0.59, 0.75],
                    high: [0.02, 0.07, 0.16, 0.2, 0.33, 0.37, 0.53, 0.6, 0.69, 0.86]
                )
            )
        ]),
        hasDiagonal: true
    )

    static let gain: FitFigure = {
        let x = (0...20).map { Double($0) / 20 }
        return FitFigure(
            text("Cumulative gain", "累积增益"),
            x: text("Share of customers, riskiest first", "客户占比（风险由高到低）"),
            y: text("Share of leavers found", "覆盖的流失客户占比"),
            .lines([.init(text("Model", "模型"), x: x, y: x.map { pow($0, 0.45) })]),
            hasDiagonal: true
        )
    }()

    static let lift = FitFigure(
        text("Lift by tenth", "各十分位的提升度"),
        x: text("Tenth, riskiest first", "十分位（风险由高到低）"),
        y: text("Lift", "提升度"),
        .bars(
            categories: (1...10).map { Bilingual(verbatim: String($0)) },
            series: [(text("Lift", "提升度"), [2.83, 2.11, 1.64, 1.2, 0.87, 0.58, 0.36, 0.22, 0.12, 0.05])]
        )
    )

    static let importance = FitFigure(
        text("What weighs most", "各变量的重要性"),
        x: text("Feature", "变量"),
        y: text("Mean absolute contribution", "平均绝对贡献"),
        .bars(
            categories: [
                "Contract=Two year", "tenure", "InternetService=Fiber optic", "PaymentMethod=Electronic check",
                "TotalCharges", "OnlineSecurity", "TechSupport", "PaperlessBilling", "SeniorCitizen",
            ].map { Bilingual(verbatim: $0) },
            series: [(text("Contribution", "贡献"), [0.81, 0.74, 0.52, 0.31, 0.28, 0.21, 0.19, 0.12, 0.06])]
        )
    )

    static let choice = FitFigure(
        text("Choice of the number of clusters", "聚类个数的选择"),
        x: text("Clusters", "聚类个数"),
        y: text("Silhouette", "轮廓系数"),
        .lines([
            .init(
                text("Silhouette", "轮廓系数"),
                x: (2...10).map(Double.init),
                y: [0.41, 0.44, 0.46, 0.52, 0.49, 0.45, 0.42, 0.4, 0.39]
            )
        ])
    )

    static let sizes = FitFigure(
        text("Customers in each cluster", "各聚类的客户数"),
        x: text("Cluster", "聚类"),
        y: text("Customers", "客户数"),
        .bars(
            categories: (1...5).map { Bilingual(verbatim: String($0)) },
            series: [(text("Customers", "客户数"), [3_104, 2_411, 1_672, 980, 475])]
        )
    )

    private static func waves(rows: Int, columns: Int) -> [[Double]] {
        (0..<rows).map { row in
            (0..<columns).map { column -> Double in
                let phase = Double(row * columns + column) * 1.7
                return 2.4 * sin(phase)
            }
        }
    }

    static let centroids = FitFigure(
        text("Profiles of the clusters", "聚类画像"),
        x: text("Measure", "指标"),
        y: text("Cluster", "聚类"),
        .heat(
            rows: (1...5).map { text("Cluster \($0)", "第 \($0) 类") },
            columns: [
                text("Days since the last order", "距上次购买天数"), text("Orders", "订单数"), text("Revenue", "消费金额"),
                text("Average order", "客单价"), text("Share of returns", "退货率"), text("Products bought", "购买商品数"),
                text("Share bought on weekends", "周末购买占比"), text("Share with a coupon", "用券占比"),
            ],
            values: waves(rows: 5, columns: 8)
        )
    )

    static func product(_ number: Int) -> String {
        let products = [
            "Longjing green tea", "Tieguanyin oolong", "Jasmine pearls", "Aged white tea", "Travel cup", "Gaiwan set",
            "Tea tray of bamboo", "Osmanthus cakes", "Filter bags", "Gift box, large", "Pu’er brick", "Rock sugar",
            "龙井茶礼盒", "紫砂壶", "茉莉花茶", "桂花糕", "Kettle", "Glass pitcher", "Tea towel", "Honey",
        ]
        return products[number % products.count]
    }

    /// Every third leads to the same product.
    private static func rule(_ number: Int) -> (from: Int, to: Int, weight: Double) {
        let to = number % 3 == 0 ? 1 : (number * 11 + 3) % 20
        return (from: number * 7 % 20, to: to, weight: 1 - Double(number) / 32)
    }

    static let network = FitFigure(
        text("Which products lead to which", "商品关联网络"),
        x: text("If", "前项"),
        y: text("Then", "后项"),
        .network(
            nodes: (0..<20).map { (name: product($0), weight: 1 / (1 + Double($0) / 4)) },
            links: (0..<30).map(rule)
        )
    )

    static let survival: FitFigure = {
        func group(_ name: String, _ rate: Double) -> FitFigure.Series {
            let months = (0...72).map(Double.init)
            let y = months.map { exp(-rate * $0) }
            let margin = months.map { 0.0011 * $0.squareRoot() * 8 }
            return FitFigure.Series(
                Bilingual(verbatim: name),
                x: months,
                y: y,
                band: (low: zip(y, margin).map { max(0, $0 - $1) }, high: zip(y, margin).map { min(1, $0 + $1) })
            )
        }
        return FitFigure(
            text("Share who have stayed", "留存比例"),
            x: text("Months", "月数"),
            y: text("Share who have stayed", "留存比例"),
            .steps([group("Month-to-month", 0.021), group("One year", 0.0045), group("Two year", 0.0011)])
        )
    }()

    static let responses = FitFigure(
        text("Answers by class", "各类别的回答概率"),
        x: text("Class", "类别"),
        y: text("Answer", "回答"),
        .heat(
            rows: (1...9).map { text("Question \($0): agree", "问题 \($0)：同意") },
            columns: (1...3).map { text("Class \($0)", "第 \($0) 类") },
            values: waves(rows: 9, columns: 3).map { row in row.map { abs($0) / 2.4 } }
        )
    )

    static let qini: FitFigure = {
        let x = (0...10).map { Double($0) / 10 }
        return FitFigure(
            text("Qini curve", "Qini 曲线"),
            x: text("Share of customers contacted", "触达客户占比"),
            y: text("Extra purchases", "增量购买"),
            .lines([.init(text("Model", "模型"), x: x, y: x.map { 420 * $0 + 900 * $0 * (1 - $0) })]),
            hasDiagonal: true
        )
    }()
}
