/// Where the bins of the customers of a fit begin, so that others are scored by the same measure.
///
/// Scores are ranks among customers; a customer who is new has no rank among the old. The cut points are the least value
/// of each bin: a value is in the highest bin whose least value it reaches, and below all of them in the lowest bin that
/// there is. The customers of the fit get their own scores back, except where ties were put in bins by lot: there the cut
/// points are those of ties kept together, for customers who are alike should be scored alike.
package struct RFMCutPoints: Sendable, Hashable, Codable {
    /// The bins that customers of the fit are in.
    package struct Ladder: Sendable, Hashable, Codable {
        /// Ascending, from 1.
        package var bins: [UInt8] = []
        /// The least value of each of `bins`.
        package var least: [Double] = []

        /// The bin of a value; `nil` where there are none.
        package func bin(of value: Double) -> UInt8? {
            least.lastIndex { $0 <= value }.map { bins[$0] } ?? bins.first
        }
    }

    /// The number of bins, *k*.
    package let base: Int
    /// Of days since the last purchase, below zero so that more is better.
    package let recency: Ladder
    /// One for all customers, or with nested bins one for each bin of recency.
    package let frequency: [Ladder]
    /// One for all customers, or with nested bins one for each bin of recency and, within it, of frequency.
    package let monetary: [Ladder]

    /// The cut points of the customers that a model is fitted to.
    package init(_ model: RFMModel, recency: [Double], frequency: [Double], monetary: [Double]) {
        var model = model
        model.bins.ties = .together
        let scores = model.score(recency: recency, frequency: frequency, monetary: monetary)
        let isNested = model.binning == .nested
        let base = model.bins.count
        self.base = base
        self.recency = Self.ladders(recency.map { 0 - $0 }, scores.r, base, 1) { _ in 0 }[0]
        self.frequency = Self.ladders(frequency, scores.f, base, isNested ? base : 1) { index in
            isNested ? Int(scores.r[index]) - 1 : 0
        }
        self.monetary = Self.ladders(monetary, scores.m, base, isNested ? base * base : 1) { index in
            isNested ? (Int(scores.r[index]) - 1) * base + Int(scores.f[index]) - 1 : 0
        }
    }

    private static func ladders(
        _ values: [Double],
        _ bins: [UInt8],
        _ base: Int,
        _ cellCount: Int,
        _ cell: (Int) -> Int
    ) -> [Ladder] {
        var least = [Double](repeating: .infinity, count: cellCount * base)
        for (index, bin) in bins.enumerated() {
            let place = cell(index) * base + Int(bin) - 1
            least[place] = min(least[place], values[index])
        }
        return (0..<cellCount).map { cell in
            let used = (0..<base).filter { least[cell * base + $0] < .infinity }
            return Ladder(bins: used.map { UInt8($0 + 1) }, least: used.map { least[cell * base + $0] })
        }
    }

    /// Scores customers by the cut points.
    ///
    /// - Complexity: O(*n*·*k*).
    package func score(recency: [Double], frequency: [Double], monetary: [Double]) -> RFMScores {
        precondition(recency.count == frequency.count && frequency.count == monetary.count)
        var scores = RFMScores(r: [], f: [], m: [], base: base)
        for index in recency.indices {
            let r = self.recency.bin(of: 0 - recency[index]) ?? 1
            let f = Self.cell(self.frequency, Int(r) - 1).bin(of: frequency[index]) ?? 1
            let m = Self.cell(self.monetary, (Int(r) - 1) * base + Int(f) - 1).bin(of: monetary[index]) ?? 1
            scores.r.append(r)
            scores.f.append(f)
            scores.m.append(m)
        }
        return scores
    }

    /// The only ladder where bins are independent.
    private static func cell(_ ladders: [Ladder], _ index: Int) -> Ladder {
        ladders.count == 1 ? ladders[0] : ladders[index]
    }
}

extension RFMCutPoints {
    private enum CodingKeys: String, CodingKey { case base, recency, frequency, monetary }

    /// - Throws: `DecodingError` for cut points that no fit has, which a damaged file may hold.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        base = try values.decode(Int.self, forKey: .base)
        recency = try values.decode(Ladder.self, forKey: .recency)
        frequency = try values.decode([Ladder].self, forKey: .frequency)
        monetary = try values.decode([Ladder].self, forKey: .monetary)
        guard isSound else {
            throw DecodingError.dataCorruptedError(
                forKey: .base,
                in: values,
                debugDescription: "The cut points are not those of \(base) bins."
            )
        }
    }

    private var isSound: Bool {
        // Scores are single digits.
        guard (1...9).contains(base) else { return false }
        let isNested = frequency.count > 1
        return frequency.count == (isNested ? base : 1) && monetary.count == (isNested ? base * base : 1)
            && ([recency] + frequency + monetary).allSatisfy { ladder in
                ladder.bins.count == ladder.least.count && ladder.bins.allSatisfy { (1...base).contains(Int($0)) }
            }
    }
}
