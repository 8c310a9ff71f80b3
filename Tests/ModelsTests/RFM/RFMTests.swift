import Foundation
import Models
import TestSupport
import Testing

@Suite struct QuantileBinsTests {
    @Test func binsFollowTheRankRuleOfSPSS() {
        // ⌊r·5/(10+1)⌋ + 1 for ranks 1…10.
        let bins = QuantileBins(count: 5).assign((1...10).map(Double.init))
        #expect(bins == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    }

    @Test func tiedValuesShareTheBinOfTheirMeanRank() {
        // Ranks 1…6 tie at 3.5, so their bin is ⌊3.5·5/11⌋ + 1 = 2.
        let bins = QuantileBins(count: 5).assign([1, 1, 1, 1, 1, 1, 2, 3, 4, 5])
        #expect(bins == [2, 2, 2, 2, 2, 2, 4, 4, 5, 5])
    }

    @Test func theOrderOfRowsDoesNotChangeABin() {
        var random = SeededRandom(seed: 1)
        let values = (0..<500).map { Double($0 * 7919 % 83) }
        let order = Array(values.indices).shuffled(using: &random)
        let bins = QuantileBins(count: 5).assign(values)
        let shuffled = QuantileBins(count: 5).assign(order.map { values[$0] })
        #expect(order.map { bins[$0] } == shuffled)
    }

    @Test func randomTiesFillBinsEvenlyAndRepeatWithTheirSeed() {
        let values = [Double](repeating: 7, count: 1_000)
        let bins = QuantileBins(count: 5, ties: .random(seed: 1)).assign(values)
        let sizes = (1...5).map { bin in bins.count { $0 == UInt8(bin) } }
        #expect(sizes.allSatisfy { (199...201).contains($0) }, "\(sizes)")
        #expect(bins == QuantileBins(count: 5, ties: .random(seed: 1)).assign(values))
        #expect(bins != QuantileBins(count: 5, ties: .random(seed: 2)).assign(values))
    }

    @Test func oneValueAndNoneAreBinned() {
        #expect(QuantileBins(count: 5).assign([3]) == [3])
        #expect(QuantileBins(count: 5).assign([]) == [])
    }
}

@Suite struct RFMModelTests {
    @Test func fewerDaysSinceThePurchaseScoreHigher() {
        let scores = RFMModel().score(
            recency: [1, 10, 100, 200, 300],
            frequency: [1, 2, 3, 4, 5],
            monetary: [5, 4, 3, 2, 1]
        )
        #expect(scores.r == [5, 4, 3, 2, 1])
        #expect(scores.f == [1, 2, 3, 4, 5])
        #expect(scores.combined(at: 0) == 515)
    }

    @Test func nestedBinsRankWithinTheCellBefore() {
        // Two recency groups of five; the frequencies of the second are all higher, yet each group has its own bins.
        let recency = [Double](repeating: 1, count: 5) + [Double](repeating: 300, count: 5)
        let frequency = [1, 2, 3, 4, 5, 10, 20, 30, 40, 50].map(Double.init)
        let model = RFMModel(binning: .nested)
        let scores = model.score(recency: recency, frequency: frequency, monetary: frequency)
        #expect(scores.f == [1, 2, 3, 4, 5, 1, 2, 3, 4, 5])
        // Alone in its cell, a customer is in the middle.
        #expect(scores.m == [UInt8](repeating: 3, count: 10))
    }

    @Test func groupsAreThoseOfTheRPackageRfm() {
        let model = RFMModel()
        #expect(model.name(r: 5, f: 5, m: 5)?.name == "Champions")
        #expect(model.name(r: 2, f: 4, m: 4)?.name == "Loyal Customers")
        #expect(model.name(r: 1, f: 5, m: 5)?.name == "At Risk")
        #expect(model.name(r: 1, f: 1, m: 1)?.name == "Lost")
        #expect(model.name(r: 5, f: 1, m: 5) == nil)
        let names = RFMName.standard.map(\.name)
        #expect(Set(names).count == 10)
    }
}

@Suite struct SimpleLifetimeValueTests {
    @Test func theFormulaIsFrequencyTimesValueTimesLifespan() {
        // 12 orders of 50 in two years, three years to come, 20 % margin: 0.2 × 6 × 50 × 3.
        let model = SimpleLifetimeValue(margin: 0.2, lifespan: 3)
        #expect(abs(model.value(revenue: 600, observedYears: 2) - 180) < 1e-9)
    }

    @Test func discountingAgreesWithTheSumOverSmallSteps() {
        let model = SimpleLifetimeValue(discountRate: 0.1, lifespan: 3)
        let steps = 300_000
        let sum = (0..<steps).reduce(0.0) { total, step in
            let time = (Double(step) + 0.5) / Double(steps) * 3
            return total + 3 / Double(steps) * pow(1.1, -time)
        }
        #expect(abs(model.annuity - sum) < 1e-9)
    }

    @Test func aYoungCustomerIsNotExtrapolatedFromOneDay() {
        let model = SimpleLifetimeValue(lifespan: 1)
        #expect(model.value(revenue: 100, observedYears: 1 / 365) == 100)
    }

    @Test func whoReturnedMoreThanWasBoughtIsWorthNothing() {
        #expect(SimpleLifetimeValue().value(revenue: -5, observedYears: 1) == 0)
    }

    @Test func theObservedLifespanIsThatOfRepeatBuyers() {
        #expect(SimpleLifetimeValue.observedLifespan(firstToLastYears: [0, 1, 2], orders: [1, 2, 5]) == 1.5)
        #expect(SimpleLifetimeValue.observedLifespan(firstToLastYears: [0], orders: [1]) == nil)
    }
}
