import Domain
import Foundation
package import Statistics

/// Cox's proportional hazards: the rate of leaving at t is h₀(t)·e^(Σ bⱼ·xⱼ), h₀ free (Cox, JRSS B 34, 1972).
package struct Cox: Sendable, Hashable, Codable {
    /// How customers who leave at the same time are treated.
    package enum Ties: String, Sendable, Hashable, Codable, CaseIterable {
        /// Efron (JASA 72, 1977): close to the exact likelihood even where many leave in one month, and R's default;
        /// therefore the default.
        case efron
        /// Breslow (Biometrics 30, 1974): simpler, and too near zero where there are many ties; to compare with
        /// programs that have only this.
        case breslow
    }

    package var ties: Ties
    /// λ in ℓ − ½·λ·Σ(bⱼ·sⱼ)², sⱼ the columns' standard deviations. 0, the default, is maximum partial likelihood.
    package var penalty: Double
    /// 0.95 is what readers expect.
    package var level: Double
    /// Newton's method settles within ten where a maximum exists.
    static let iterations = 50
    static let tolerance = 1e-8

    package init(ties: Ties = .efron, penalty: Double = 0, level: Double = 0.95) {
        self.ties = ties
        self.penalty = penalty
        self.level = level
    }

    /// - Parameters:
    ///   - design: a row for each customer.
    ///   - names: of the design's columns.
    /// - Throws: `tooFewRows` unless there are more events than columns are used, `notFinite`, `constantColumn` where
    ///   every column is constant, `unusable` where nobody left or a column foretells who leaves without an error.
    /// - Complexity: O(*n* log *n* + *n* *p*²) for each of about six iterations.
    package func fit(_ design: Matrix, names: [String], data: SurvivalTimes) throws(ModelError) -> FittedCox {
        precondition(names.count == design.columns && data.count == design.rows)
        try design.checkFinite(names)
        guard penalty >= 0, penalty.isFinite else {
            throw .invalidSetting(
                "penalty",
                value: String(penalty),
                expected: Bilingual(en: "it is a number from 0", zh: "应为不小于 0 的数")
            )
        }
        guard data.eventCount > 0 else { throw Self.nobodyLeft }
        let scale = ColumnScale(design)
        let varying = names.indices.filter { scale.spreads[$0] > 0 }
        guard !varying.isEmpty else { throw .constantColumn(names.first ?? "") }
        guard design.rows > varying.count else { throw .tooFewRows(needed: varying.count + 1, found: design.rows) }
        let order = Array(data.order.reversed())
        let sorted = design.selecting(rows: order)
        let zeros = [Double](repeating: 0, count: design.rows)
        let kept = LeastSquares(scale.standardised(sorted, columns: varying), zeros).kept.map { varying[$0] }
        let likelihood = CoxLikelihood(
            design: scale.standardised(sorted, columns: kept),
            times: order.map { data.times[$0] },
            events: order.map { data.events[$0] },
            ties: ties,
            penalty: penalty
        )
        let (theta, start, end) = try maximise(likelihood, names: kept.map { names[$0] })
        return FittedCox(
            self,
            likelihood,
            theta: theta,
            start: start,
            end: end,
            names: names,
            kept: kept,
            scale: scale
        )
    }

    private func maximise(_ likelihood: CoxLikelihood, names: [String]) throws(ModelError)
        -> (theta: [Double], start: CoxLikelihood.Point, end: CoxLikelihood.Point)
    {
        var theta = [Double](repeating: 0, count: names.count)
        guard let start = likelihood.evaluate(theta) else { throw .didNotConverge(iterations: 0) }
        var point = start
        for iteration in 0..<Self.iterations {
            guard let factor = Cholesky(point.information) else { throw Self.uninformative(names) }
            let step = factor.solve(point.gradient)
            let length = step.reduce(0) { max($0, $1.magnitude) }
            if iteration >= 3, penalty == 0, length > Self.tolerance, likelihood.isMonotone(step) {
                let largest = length
                throw Self.monotone(names.indices.filter { step[$0].magnitude > 1e-3 * largest }.map { names[$0] })
            }
            var share = 1.0
            var next = zip(theta, step).map { $0 + share * $1 }
            var reached = likelihood.evaluate(next)
            while share > 1e-8,
                reached.map({ $0.penalised < point.penalised - 1e-12 * point.penalised.magnitude }) ?? true
            {
                share /= 2
                next = zip(theta, step).map { $0 + share * $1 }
                reached = likelihood.evaluate(next)
            }
            guard let reached else { break }
            (theta, point) = (next, reached)
            if length * share < Self.tolerance { return (theta, start, point) }
        }
        throw .didNotConverge(iterations: Self.iterations)
    }

    private static var nobodyLeft: ModelError {
        .unusable(
            Bilingual(
                en: "Nobody left in these rows, so nothing can be learned about when customers leave.",
                zh: "这些数据中没有客户流失，无法得知客户何时流失。"
            ),
            advice: Bilingual(en: "Observe for longer.", zh: "请延长观察期。")
        )
    }

    private static func uninformative(_ names: [String]) -> ModelError {
        .unusable(
            Bilingual(
                en: "Among the customers who were there when somebody left, these columns do not differ enough to "
                    + "estimate all their effects: \(NameList.few(names).english).",
                zh: "在有人流失的时刻，尚在观察的客户在这些列上差异不足，无法估计全部影响：\(NameList.few(names).chinese)。"
            ),
            advice: Bilingual(en: "Leave columns out, or say --penalty 1.", zh: "请去掉部分列，或使用 --penalty 1。")
        )
    }

    private static func monotone(_ names: [String]) -> ModelError {
        .unusable(
            Bilingual(
                en:
                    "Those who left can be told from those who stayed without an error by \(NameList.few(names).english), "
                    + "so the effect has no finite estimate.",
                zh: "仅凭 \(NameList.few(names).chinese) 就能毫无差错地区分流失者和留存者，因此该影响没有有限的估计值。"
            ),
            advice: Bilingual(
                en: "Merge or leave out the column, or say --penalty 1 for an estimate that is drawn towards zero.",
                zh: "请合并或去掉该列，或使用 --penalty 1 得到向零收缩的估计。"
            )
        )
    }
}
