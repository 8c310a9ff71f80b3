import Domain
import Foundation
import Models
import Statistics

/// How many repeat buyers spend how much on average, and how many the model expects to.
struct SpendFigure {
    private let fit: GammaGammaFit
    private let spends: SpendCounts

    init(_ fit: GammaGammaFit, _ spends: SpendCounts) {
        self.fit = fit
        self.spends = spends
    }

    /// Classes of one width, the last open; twelve are read at a glance.
    private static let classes = 12

    var figure: FitFigure {
        let edges = self.edges
        var (actual, expected) = (
            [Double](repeating: 0, count: edges.count), [Double](repeating: 0, count: edges.count)
        )
        for index in 0..<spends.count {
            let place = edges.lastIndex { $0 <= spends.mean[index] } ?? 0
            actual[place] += spends.customers[index]
        }
        // Customers of one number of purchases have one distribution of their mean.
        var index = 0
        while index < spends.count {
            let x = spends.frequency[index]
            var customers = 0.0
            while index < spends.count, spends.frequency[index] == x {
                customers += spends.customers[index]
                index += 1
            }
            let shares = edges.map { share(below: $0, x) } + [1]
            for place in edges.indices { expected[place] += customers * max(0, shares[place + 1] - shares[place]) }
        }
        return FitFigure(
            Bilingual(en: "Mean spend of repeat buyers", zh: "复购客户的平均消费"),
            x: Bilingual(en: "From", zh: "起始金额"),
            y: Bilingual(en: "Customers", zh: "客户数"),
            .bars(
                categories: edges.map { Bilingual(verbatim: DataTable.text(($0 * 100).rounded() / 100)) },
                series: [
                    (Bilingual(en: "Actual", zh: "实际"), actual), (Bilingual(en: "Expected", zh: "预计"), expected),
                ]
            )
        )
    }

    /// From zero to the value that nineteen in twenty stay below.
    private var edges: [Double] {
        var pairs = spends.mean.indices.map { (spends.mean[$0], spends.customers[$0]) }
        pairs.sort { $0.0 < $1.0 }
        var (sum, high) = (0.0, pairs.last?.0 ?? 1)
        for (mean, customers) in pairs {
            sum += customers
            if sum >= 0.95 * spends.total {
                high = mean
                break
            }
        }
        return (0..<Self.classes).map { high * Double($0) / Double(Self.classes - 1) }
    }

    /// The mean of x purchases is γ·B/(x·(1 − B)) with B ~ Beta(px, q), as ν·x·mean ~ Gamma(px, 1) and ν ~ Gamma(q, γ).
    private func share(below amount: Double, _ x: Double) -> Double {
        guard amount > 0 else { return 0 }
        let model = fit.model
        return regularizedBeta(x * amount / (model.gamma + x * amount), model.p * x, model.q)
    }
}
