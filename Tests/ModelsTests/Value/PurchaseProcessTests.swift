import Foundation
import Models
import Statistics
import Testing

/// Figures of lifetimes 0.11.3 and of scipy 1.17.1 for given parameters, and what must hold whatever they are.
@Suite struct PurchaseProcessTests {
    private let few = PurchaseHistory(frequency: 0, recency: 0, age: 39)
    private let some = PurchaseHistory(frequency: 2, recency: 10, age: 39)
    private let many = PurchaseHistory(frequency: 40, recency: 38, age: 39)

    @Test func bgnbdAgreesWithLifetimes() {
        let process = BGNBD(r: 0.25, alpha: 4, a: 1.6, b: 0.3)
        let expected = [0.15825736932170476, 0.07928982007966746, 19.617440917991495]
        for (history, wanted) in zip([few, some, many], expected) {
            let found = process.expectedPurchases(after: history, within: 39)
            #expect((found / wanted).isNear(1, 1e-9), "\(found) \(wanted)")
        }
        #expect(process.expectedPurchases(within: 52).isNear(0.5907288165807147, 1e-12))
        let masses = [0.5522654621332111, 0.39681166073408436, 0.03311965339134927, 0.009319438002651732]
        for (found, wanted) in zip(process.probabilities(upTo: 3, within: 39), masses) {
            #expect(found.isNear(wanted, 1e-12))
        }
    }

    @Test func paretoNBDAgreesWithLifetimes() {
        let process = ParetoNBD(r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7)
        let expected = [0.10769882676473795, 0.4518736422485044, 26.076928222766693]
        for (history, wanted) in zip([few, some, many], expected) {
            let found = process.expectedPurchases(after: history, within: 39)
            #expect((found / wanted).isNear(1, 1e-9), "\(found) \(wanted)")
        }
        #expect(process.expectedPurchases(within: 52).isNear(1.4715742950139894, 1e-12))
        let masses = [0.5939868227230221, 0.16546780414868834, 0.08245250147194062, 0.049016797440587075]
        for (found, wanted) in zip(process.probabilities(upTo: 3, within: 39), masses) {
            #expect(found.isNear(wanted, 1e-8), "\(found) \(wanted)")
        }
    }

    @Test(arguments: [
        ([0.55, 10.6, 0.6, 11.7], -8.388595418891272), ([0.55, 11.7, 0.6, 10.6], -8.433581828862787),
        ([2, 0.3, 1.5, 40], -12.72264559488731),
    ])
    func paretoNBDLikelihoodAgreesWithLifetimes(parameters: [Double], expected: Double) throws {
        let counts = HistoryCounts(try PurchaseHistories(frequency: [2], recency: [10], age: [39]))
        let found = ParetoNBD.logLikelihood(parameters.map { log($0) }, counts).value
        #expect((found - expected).magnitude < 1e-10, "\(found)")
    }

    /// Fader, Hardie and Shang (2010), Table 2, and lifetimes 0.11.3 for what is expected of a donor.
    @Test func bgbbOfTheDonorsIsThatOfFaderHardieShang2010() throws {
        let donors = [
            (0, 0, 3464), (1, 1, 1091), (1, 2, 277), (1, 3, 129), (1, 4, 78), (1, 5, 119), (1, 6, 129), (2, 2, 613),
            (2, 3, 255), (2, 4, 155), (2, 5, 173), (2, 6, 234), (3, 3, 322), (3, 4, 181), (3, 5, 225), (3, 6, 357),
            (4, 4, 240), (4, 5, 284), (4, 6, 512), (5, 5, 335), (5, 6, 728), (6, 6, 1203),
        ]
        let once = HistoryCounts(
            try PurchaseHistories(
                frequency: donors.map(\.0),
                recency: donors.map { Double($0.1) },
                age: donors.map { _ in 6 }
            )
        )
        var weights = [Double](repeating: 0, count: donors.count)
        for (row, donor) in donors.enumerated() { weights[Int(once.indexOfCustomer[row])] = Double(donor.2) }
        let fit = try PurchaseModelFit<BGBB>(once.weighted(weights))
        for (found, wanted) in zip(fit.process.parameters, [1.204, 0.750, 0.657, 2.783]) {
            #expect(found.isNear(wanted, 6e-4), "\(fit.process)")
        }
        #expect(fit.estimate.logLikelihood.isNear(-33225.6, 0.05))
        let errors = try #require(fit.estimate.standardErrors)
        for (found, wanted) in zip(errors, [0.069391, 0.029448, 0.051010, 0.320819]) {
            #expect((found / wanted).isNear(1, 0.01), "\(errors)")
        }
        let process = BGBB(alpha: 1.203522, beta: 0.749716, gamma: 0.656718, delta: 2.783442)
        let expected = [
            (0, 0.0, 0.07286334, 0.11621816), (3, 5, 1.80470296, 0.82415985), (6, 6, 3.75254425, 1),
            (1, 2, 0.31423813, 0.27375402),
        ]
        for (x, last, purchases, alive) in expected {
            let history = PurchaseHistory(frequency: x, recency: last, age: 6)
            #expect(process.expectedPurchases(after: history, within: 5).isNear(purchases, 3e-6))
            #expect(process.alive(history).isNear(alive, 3e-6))
        }
        let masses = process.probabilities(upTo: 6, within: 6).map { $0 * 11_104 }
        for (found, wanted) in zip(masses, [3454.88, 1888.65, 1348.88, 1113.38, 1017.92, 1027.17, 1253.11]) {
            #expect(found.isNear(wanted, 0.02), "\(masses)")
        }
    }

    @Test func probabilitiesSumToOne() {
        #expect(BGNBD(r: 0.5, alpha: 4, a: 0.8, b: 2).probabilities(upTo: 400, within: 30).reduce(0, +).isNear(1, 1e-9))
        let pareto = ParetoNBD(r: 0.5, alpha: 10, s: 0.6, beta: 12).probabilities(upTo: 150, within: 30)
        #expect(pareto.reduce(0, +).isNear(1, 1e-9))
        #expect(
            BGBB(alpha: 2, beta: 1, gamma: 0.5, delta: 3).probabilities(upTo: 9, within: 9).reduce(0, +).isNear(
                1,
                1e-12
            )
        )
        #expect(NBD(r: 0.5, alpha: 10).probabilities(upTo: 300, within: 30).reduce(0, +).isNear(1, 1e-9))
        #expect(BGNBD(r: 1, alpha: 1, a: 1, b: 1).probabilities(upTo: 2, within: 0) == [1, 0, 0])
    }

    @Test func expectationsAreContinuousWhereTheirFormulasDivideByZero() {
        func bgnbd(_ a: Double) -> Double { BGNBD(r: 0.4, alpha: 4, a: a, b: 2).expectedPurchases(within: 52) }
        #expect(bgnbd(1).isNear((bgnbd(1.002) + bgnbd(0.998)) / 2, 1e-5))
        #expect(bgnbd(1.00101).isNear(bgnbd(1.00099), 1e-4))
        func pareto(_ s: Double) -> Double { ParetoNBD(r: 0.4, alpha: 4, s: s, beta: 9).expectedPurchases(within: 52) }
        #expect(pareto(1).isNear((pareto(1.0001) + pareto(0.9999)) / 2, 1e-6))
        // Both sides of the change from one formula to the other, and a + b below one.
        let small = BGNBD(r: 0.4, alpha: 4, a: 0.3, b: 0.2)
        let purchases = small.expectedPurchases(within: 10)
        // E[X(10)] by scipy 1.17.1: quad of (1 − (α/(α + 10p))^r)/p with algebraic weights.
        #expect(purchases.isNear(0.5879730576723342, 1e-7), "\(purchases)")
    }

    @Test func discountingAgreesWithTheSumOverShortSteps() {
        let processes: [any PurchaseProcess] = [
            BGNBD(r: 0.24, alpha: 4.4, a: 0.8, b: 2.4), ParetoNBD(r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7),
            NBD(r: 0.4, alpha: 12),
        ]
        for process in processes {
            var (sum, before) = (0.0, 0.0)
            for step in 1...520 {
                let now = process.expectedPurchases(after: some, within: Double(step) / 10)
                sum += (now - before) * exp(-0.01 * (Double(step) - 0.5) / 10)
                before = now
            }
            let found = process.discountedPurchases(after: some, within: 52, rate: 0.01)
            #expect((found / sum).isNear(1, 1e-6), "\(process)")
            let plain = process.discountedPurchases(after: some, within: 52, rate: 0)
            #expect((plain / before).isNear(1, 1e-9))
        }
    }

    @Test func everythingStaysFiniteAtTheExtremes() {
        let histories = [
            PurchaseHistory(frequency: 0, recency: 0, age: 0),
            PurchaseHistory(frequency: 5_000, recency: 1e-9, age: 1e6),
            PurchaseHistory(frequency: 100_000, recency: 999, age: 1_000),
            PurchaseHistory(frequency: 1, recency: 1e6, age: 1e6),
        ]
        let processes: [any PurchaseProcess] = [
            BGNBD(r: 1e-6, alpha: 1e-6, a: 1e6, b: 1e-6), BGNBD(r: 1e4, alpha: 1e5, a: 1e-6, b: 1e5),
            ParetoNBD(r: 1e-6, alpha: 1e-6, s: 1e-6, beta: 1e6), ParetoNBD(r: 1e4, alpha: 1e5, s: 1e3, beta: 1e-5),
            NBD(r: 1e-6, alpha: 1e6),
        ]
        for process in processes {
            for history in histories {
                let alive = process.alive(history)
                #expect((0...1).contains(alive), "\(process) \(history) \(alive)")
                for time in [0, 1e-6, 1e5] {
                    let later = process.expectedPurchases(after: history, within: time)
                    #expect(later.isFinite && later >= 0, "\(process) \(history) \(time) \(later)")
                }
            }
            let discounted = process.discountedPurchases(after: histories[3], within: 52, rate: 0.003)
            #expect(discounted.isFinite && discounted >= 0, "\(process)")
        }
    }
}
