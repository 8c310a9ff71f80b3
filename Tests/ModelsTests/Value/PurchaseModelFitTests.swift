import Domain
import Foundation
import Models
import Statistics
import Testing

@Suite struct PurchaseModelFitTests {
    private func counts(_ rows: [(Int, Double, Double)]) throws -> HistoryCounts {
        HistoryCounts(
            try PurchaseHistories(frequency: rows.map(\.0), recency: rows.map(\.1), age: rows.map(\.2))
        )
    }

    private let varied: [(Int, Double, Double)] = [
        (0, 0, 39), (0, 0, 30.2), (1, 5, 39), (2, 20.5, 39), (7, 35, 38), (26, 30.8, 31), (3, 0.5, 37), (1, 37, 37),
        (300, 33, 35), (0, 0, 0),
    ]

    @Test func gradientsAreThoseOfDifferences() throws {
        let counts = try counts(varied)
        for parameters in [[0.5, 4, 0.8, 2.4], [2, 0.3, 0.1, 10], [0.1, 60, 3, 0.5]] {
            let point = parameters.map { log($0) }
            #expect(GradientCheck(at: point) { BGNBD.logLikelihood($0, counts) }.largestError < 1e-6)
            #expect(GradientCheck(at: point) { ParetoNBD.logLikelihood($0, counts) }.largestError < 1e-6)
            #expect(GradientCheck(at: Array(point[0...1])) { NBD.logLikelihood($0, counts) }.largestError < 1e-6)
        }
        let occasions = try self.counts([(0, 0, 6), (3, 5, 6), (1, 2, 4), (6, 6, 6), (0, 0, 0)])
        let donors = GradientCheck(at: [0.2, -0.3, 0.5, 1]) { BGBB.logLikelihood($0, occasions) }
        #expect(donors.largestError < 1e-7)
        let spends = try SpendCounts(frequency: [1, 1, 3, 40, 0], mean: [5, 7, 1e4, 33.3, 0])
        let spend = GradientCheck(at: [1.2, 0.9, 2.7]) { GammaGamma.logLikelihood($0, spends) }
        #expect(spend.largestError < 1e-6)
    }

    @Test func theOrderOfCustomersChangesNothing() throws {
        let histories = try CDNOW.customers.histories()
        let order = (0..<histories.count).reversed()
        let turned = try PurchaseHistories(
            frequency: order.map { histories.frequency[$0] },
            recency: order.map { histories.recency[$0] },
            age: order.map { histories.age[$0] }
        )
        #expect(try PurchaseModelFit<BGNBD>(HistoryCounts(turned)) == CDNOW.bgnbd.get())
    }

    @Test func theUnitOfTimeChangesParametersThatAreTimesOnly() throws {
        let histories = try CDNOW.customers.histories()
        let days = try PurchaseHistories(
            frequency: histories.frequency,
            recency: histories.recency.map { $0 * 7 },
            age: histories.age.map { $0 * 7 }
        )
        let (inDays, inWeeks) = (try PurchaseModelFit<BGNBD>(HistoryCounts(days)), try CDNOW.bgnbd.get())
        #expect((inDays.process.r / inWeeks.process.r).isNear(1, 1e-6))
        #expect((inDays.process.alpha / inWeeks.process.alpha / 7).isNear(1, 1e-6))
        let purchases = Double(histories.frequency.reduce(0, +))
        #expect((inDays.estimate.logLikelihood + purchases * log(7)).isNear(inWeeks.estimate.logLikelihood, 1e-6))
    }

    @Test func bgnbdRecoversTheParametersOfSimulatedCustomers() throws {
        let truth = BGNBD(r: 0.5, alpha: 6, a: 1, b: 3)
        let fit = try PurchaseModelFit<BGNBD>(HistoryCounts(SimulatedCustomers(seed: 3).histories(truth, 4_000)))
        let errors = try #require(fit.estimate.covariance)
        for (index, (found, wanted)) in zip(fit.process.logarithms, truth.logarithms).enumerated() {
            let distance = (found - wanted) / errors[index, index].squareRoot()
            #expect(distance.magnitude < 3.5, "\(index): \(distance)")
        }
    }

    @Test func theBootstrapAgreesWithTheAsymptoticErrors() throws {
        let counts = try CDNOW.counts()
        let fit = try CDNOW.bgnbd.get()
        let covariance = try fit.bootstrapCovariance(counts, resamples: 30, random: SplittableRandom(seed: 1))
        let asymptotic = try #require(fit.estimate.covariance)
        for index in 0..<4 {
            let ratio = (covariance[index, index] / asymptotic[index, index]).squareRoot()
            #expect((0.6...1.6).contains(ratio), "\(index): \(ratio)")
        }
    }

    @Test func theIntervalOfAnExpectationCoversItAndGrowsWithItsLevel() throws {
        let fit = try CDNOW.bgnbd.get()
        let uncertainty = try #require(ParameterUncertainty(fit.process, covariance: fit.estimate.covariance!))
        let value = fit.process.expectedPurchases(within: 52)
        let narrow = uncertainty.interval(of: value, level: 0.5) { $0.expectedPurchases(within: 52) }
        let wide = uncertainty.interval(of: value, level: 0.95) { $0.expectedPurchases(within: 52) }
        #expect(wide.contains(narrow.lowerBound) && wide.contains(narrow.upperBound) && narrow.contains(value))
        // The delta method against draws of the parameters themselves.
        let lower = Cholesky(fit.estimate.covariance!)!.lower
        var random = SplittableRandom(seed: 9)
        let draws = (0..<2_000).map { _ -> Double in
            let normal = (0..<4).map { _ in Normal.standard.quantile(random.uniform()) }
            let point = lower.multiplied(by: normal)
            return BGNBD(logarithms: zip(fit.process.logarithms, point).map { $0 + $1 }).expectedPurchases(within: 52)
        }.sorted()
        #expect((draws[50] / wide.lowerBound).isNear(1, 0.03), "\(draws[50]) \(wide)")
        #expect((draws[1_949] / wide.upperBound).isNear(1, 0.03), "\(draws[1_949]) \(wide)")
    }

    @Test func aSavedFitReadsBackAsItWas() throws {
        let fit = try CDNOW.paretoNBD.get()
        let data = try JSONEncoder().encode(fit)
        #expect(try JSONDecoder().decode(PurchaseModelFit<ParetoNBD>.self, from: data) == fit)
    }
}

@Suite struct ImpossiblePurchasesTests {
    private func fit(_ rows: [(Int, Double, Double)]) throws -> PurchaseModelFit<BGNBD> {
        try PurchaseModelFit<BGNBD>(
            HistoryCounts(
                try PurchaseHistories(frequency: rows.map(\.0), recency: rows.map(\.1), age: rows.map(\.2))
            )
        )
    }

    @Test func historiesThatNobodyCanHaveAreRefusedByTheirRow() {
        let wrong: [(Int, Double, Double)] = [
            (1, 5, 4), (0, 1, 4), (2, 0, 4), (-1, 0, 4), (1, -1, 4), (1, 1, -4), (1, .nan, 4), (1, 1, .infinity),
        ]
        for row in wrong {
            #expect(throws: ModelError.self, "\(row)") {
                try PurchaseHistories(frequency: [row.0], recency: [row.1], age: [row.2])
            }
        }
    }

    @Test func withoutRepeatBuyersOrTimeOrEnoughCustomersThereIsNoFit() {
        let once = [(Int, Double, Double)](repeating: (0, 0, 30), count: 50)
        #expect(throws: ModelError.self) { try fit(once) }
        #expect(throws: ModelError.self) { try fit([(Int, Double, Double)](repeating: (0, 0, 0), count: 50)) }
        #expect(throws: ModelError.tooFewRows(needed: 10, found: 1)) { try fit([(3, 5, 9)]) }
        #expect(throws: ModelError.tooFewRows(needed: 10, found: 0)) { try fit([]) }
    }

    @Test func equalCustomersAndThoseWhoNeverLeaveGiveFiniteFitsOrClearErrors() throws {
        let equal = [(Int, Double, Double)](repeating: (3, 20, 30), count: 40)
        let loyal = (1...40).map { (12, 29.0 + Double($0 % 2), 30.0 + Double($0 % 2)) }
        let lost = (1...40).map { (1 + $0 % 2, 1.0, 300.0) }
        for rows in [equal, loyal, lost] {
            do {
                let fit = try fit(rows)
                #expect(fit.estimate.logLikelihood.isFinite && fit.process.parameters.allSatisfy(\.isFinite))
                #expect(!fit.estimate.isAtEdge || fit.estimate.covariance == nil)
                let next = fit.process.expectedPurchases(
                    after: PurchaseHistory(frequency: rows[0].0, recency: rows[0].1, age: rows[0].2),
                    within: 52
                )
                #expect(next.isFinite && next >= 0, "\(fit)")
            } catch let error as ModelError {
                #expect(!error.explanation.chinese.isEmpty)
            }
        }
    }

    @Test func spendThatCannotBeModelledIsRefused() throws {
        #expect(throws: ModelError.notPositive(column: "amount", row: 2, value: 0)) {
            try SpendCounts(frequency: [1, 1], mean: [5, 0])
        }
        #expect(throws: ModelError.notPositive(column: "amount", row: 1, value: -3)) {
            try SpendCounts(frequency: [1], mean: [-3])
        }
        #expect(throws: ModelError.notFinite(column: "amount", row: 1)) {
            try SpendCounts(frequency: [1], mean: [.infinity])
        }
        // Whoever did not buy again says nothing of repeat spend, whatever is in the column.
        #expect(try SpendCounts(frequency: [0], mean: [.nan]).total == 0)
        let equal = try SpendCounts(frequency: [Int](repeating: 2, count: 20), mean: [Double](repeating: 9, count: 20))
        #expect(throws: ModelError.constantColumn("amount")) { try GammaGammaFit(equal) }
        #expect(throws: ModelError.tooFewRows(needed: 10, found: 0)) {
            try GammaGammaFit(SpendCounts(frequency: [], mean: []))
        }
    }

    @Test func amountsOfAnySizeGiveTheSameShapes() throws {
        let customers = CDNOW.customers
        let small = try GammaGammaFit(SpendCounts(frequency: customers.frequency, mean: customers.meanSpend))
        let large = try GammaGammaFit(
            SpendCounts(frequency: customers.frequency, mean: customers.meanSpend.map { $0 * 1e12 })
        )
        #expect((large.model.p / small.model.p).isNear(1, 1e-5))
        #expect((large.model.q / small.model.q).isNear(1, 1e-5))
        #expect((large.model.populationMean! / small.model.populationMean! / 1e12).isNear(1, 1e-6))
    }

    @Test func anInfiniteMeanIsNotGivenOut() {
        let heavy = GammaGamma(p: 0.5, q: 0.8, gamma: 3)
        #expect(heavy.populationMean == nil)
        #expect(heavy.expectedSpend(frequency: 0, mean: 0) == nil)
        #expect(heavy.expectedSpend(frequency: 3, mean: 10)!.isFinite)
        #expect(GammaGamma(p: 0.1, q: 0.5, gamma: 3).expectedSpend(frequency: 1, mean: 10) == nil)
    }
}
