import Foundation
import Models
import Statistics
import Testing

@Suite struct RFMCutPointsTests {
    private struct Customers {
        var recency: [Double]
        var frequency: [Double]
        var monetary: [Double]

        /// Many alike, as customers are.
        init(_ count: Int, seed: UInt64) {
            var random = SplittableRandom(seed: seed)
            recency = (0..<count).map { _ in Double(random.index(below: 90)) }
            frequency = (0..<count).map { _ in 1 + (random.uniform() * random.uniform() * 12).rounded() }
            monetary = (0..<count).map { _ in (random.uniform() * 500).rounded() / 10 - 5 }
        }
    }

    private static let models = [
        RFMModel(), RFMModel(binning: .nested), RFMModel(bins: QuantileBins(count: 9), binning: .nested),
        RFMModel(bins: QuantileBins(count: 2)),
    ]

    private func cuts(_ model: RFMModel, _ customers: Customers) -> RFMCutPoints {
        RFMCutPoints(
            model,
            recency: customers.recency,
            frequency: customers.frequency,
            monetary: customers.monetary
        )
    }

    @Test(arguments: models) func theCustomersOfTheFitGetTheirOwnScoresBack(model: RFMModel) {
        for count in [1, 2, 7, 400] {
            let customers = Customers(count, seed: UInt64(count))
            let again = cuts(model, customers).score(
                recency: customers.recency,
                frequency: customers.frequency,
                monetary: customers.monetary
            )
            let first = model.score(
                recency: customers.recency,
                frequency: customers.frequency,
                monetary: customers.monetary
            )
            #expect(again == first, "\(count)")
        }
    }

    @Test func othersAreScoredByTheLeastValueOfEachBin() {
        let ten = (1...10).map(Double.init)
        let cuts = RFMCutPoints(
            RFMModel(),
            recency: ten.map { 11 - $0 },
            frequency: ten,
            monetary: ten.map { $0 * 100 }
        )
        #expect(cuts.frequency.map(\.bins) == [[1, 2, 3, 4, 5]] && cuts.frequency.map(\.least) == [[1, 3, 5, 7, 9]])
        // Beyond both ends, on a cut point, between two.
        let scores = cuts.score(
            recency: [99, 0, 8, 7.5],
            frequency: [0, 50, 3, 4.9],
            monetary: [-1e9, 1e9, 700, 699.99]
        )
        #expect(scores.r == [1, 5, 2, 2])
        #expect(scores.f == [1, 5, 2, 2])
        #expect(scores.m == [1, 5, 4, 3])
        // One customer alone is scored as among those of the fit, and not in the middle of themselves.
        #expect(cuts.score(recency: [0], frequency: [9], monetary: [950]).combined(at: 0) == 555)
    }

    @Test(arguments: models) func everyScoreOfAnybodyIsOneThatThereIs(model: RFMModel) {
        let cuts = cuts(model, Customers(60, seed: 3))
        let others = Customers(2_000, seed: 8)
        let scores = cuts.score(
            recency: others.recency.map { $0 * 3 },
            frequency: others.frequency.map { $0 * 2 },
            monetary: others.monetary.map { $0 * 5 }
        )
        let allowed = 1...UInt8(model.bins.count)
        #expect(
            zip(scores.r, zip(scores.f, scores.m)).allSatisfy {
                allowed.contains($0) && allowed.contains($1.0) && allowed.contains($1.1)
            }
        )
    }

    @Test func customersWhoAreAlikeAreScoredAlikeAlsoWhereTheFitDrewLots() {
        let customers = Customers(300, seed: 5)
        let byLot = RFMModel(bins: QuantileBins(count: 5, ties: .random(seed: 9)))
        #expect(cuts(byLot, customers) == cuts(RFMModel(), customers))
    }

    @Test func cutPointsSurviveStorageAndDamagedOnesAreRefused() throws {
        let cuts = cuts(RFMModel(binning: .nested), Customers(200, seed: 6))
        let data = try JSONEncoder().encode(cuts)
        #expect(try JSONDecoder().decode(RFMCutPoints.self, from: data) == cuts)
        for (old, new) in [
            ("\"base\":5", "\"base\":4"), ("\"base\":5", "\"base\":-1"), ("\"bins\":[1,", "\"bins\":[77,"),
        ] {
            let text = String(decoding: data, as: UTF8.self)
            try #require(text.contains(old))
            let damaged = Data(text.replacingOccurrences(of: old, with: new).utf8)
            #expect(throws: DecodingError.self, "\(new)") {
                try JSONDecoder().decode(RFMCutPoints.self, from: damaged)
            }
        }
    }
}
