import Domain

/// What the models of purchases need to know of one customer: (x, t_x, T) in Fader and Hardie's notation.
package struct PurchaseHistory: Sendable, Hashable {
    /// x: purchases after the first.
    package var frequency: Int
    /// t_x: time from the first purchase to the last; 0 where there is one only.
    package var recency: Double
    /// T: time from the first purchase to the end of observation.
    package var age: Double

    package init(frequency: Int, recency: Double, age: Double) {
        self.frequency = frequency
        self.recency = recency
        self.age = age
    }
}

/// The histories of many customers, in one unit of time, checked to be possible.
package struct PurchaseHistories: Sendable {
    package let frequency: [Int]
    package let recency: [Double]
    package let age: [Double]

    package var count: Int { frequency.count }
    package subscript(index: Int) -> PurchaseHistory {
        PurchaseHistory(frequency: frequency[index], recency: recency[index], age: age[index])
    }

    /// - Throws: `ModelError` naming the first row that no customer can have: a time or count below zero or not finite,
    ///   a last purchase after the end, a repeat purchase without a time or a time without a repeat purchase. A last
    ///   purchase after the end by rounding, as of 7/7 against 1, is taken to be at the end.
    ///
    /// - Parameters:
    ///   - rowNumbers: what to call the rows in errors; 1, 2, … without.
    package init(
        frequency: [Int],
        recency: [Double],
        age: [Double],
        rowNumbers: [Int]? = nil
    ) throws(ModelError) {
        precondition(frequency.count == recency.count && recency.count == age.count)
        var recency = recency
        for row in frequency.indices {
            let number = rowNumbers?[row] ?? row + 1
            if recency[row] > age[row], recency[row] <= age[row] * (1 + 1e-9) { recency[row] = age[row] }
            guard recency[row].isFinite else { throw .notFinite(column: "recency", row: number) }
            guard age[row].isFinite else { throw .notFinite(column: "age", row: number) }
            guard frequency[row] >= 0 else {
                throw .negative(column: "frequency", row: number, value: Double(frequency[row]))
            }
            guard recency[row] >= 0 else { throw .negative(column: "recency", row: number, value: recency[row]) }
            guard age[row] >= 0 else { throw .negative(column: "age", row: number, value: age[row]) }
            guard recency[row] <= age[row], (frequency[row] == 0) == (recency[row] == 0) else {
                throw Self.impossible(number, frequency[row], recency[row], age[row])
            }
        }
        self.frequency = frequency
        self.recency = recency
        self.age = age
    }

    private static func impossible(_ number: Int, _ frequency: Int, _ recency: Double, _ age: Double) -> ModelError {
        let values = "frequency \(frequency), recency \(recency), age \(age)"
        let chinese = "复购次数 \(frequency)、最后购买时间 \(recency)、观察时长 \(age)"
        return .unusable(
            Bilingual(
                en: "Row \(number) cannot be a customer's history: \(values).",
                zh: "第 \(number) 行不可能是客户的购买历史：\(chinese)。"
            ),
            advice: Bilingual(
                en: """
                    Recency is the time from the first purchase to the last: at most the age, above zero with repeat \
                    purchases, and zero without. Frequency leaves out the first purchase.
                    """,
                zh: "recency 是从首次购买到最后一次购买的时间：不超过 age；有复购时大于零，没有复购时为零。frequency 不含首次购买。"
            )
        )
    }
}
