import Domain

/// What customers spent at a purchase, from a row for each: the numbers of repeat purchases that say something of it.
struct SummarisedSpend {
    var frequency: [Int]
    /// 0 where nothing is known.
    var mean: [Double]
    /// What to say of amounts that no purchase has.
    var notes: [Bilingual]

    /// - Parameter mean: amounts as given, not-a-number where they are missing.
    init(frequency: [Int], mean: [Double]) {
        let isKnown = mean.map { $0 > 0 }
        let repeated = frequency.indices.filter { frequency[$0] > 0 }
        self.frequency = frequency.indices.map { isKnown[$0] ? frequency[$0] : 0 }
        self.mean = mean.indices.map { isKnown[$0] ? mean[$0] : 0 }
        notes = OrderAmounts.summaries(
            zero: repeated.count { mean[$0] == 0 },
            below: repeated.count { mean[$0] < 0 }
        )
    }
}
