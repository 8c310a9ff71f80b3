import Foundation
import Models
import Statistics
import Testing

@Suite struct CDNOWTests {
    @Test func historiesAreThoseOfFaderHardieLee2005() throws {
        let customers = CDNOW.customers
        #expect(customers.frequency.count == 2_357)
        let counts = (0...7).map { x in customers.frequency.count { min($0, 7) == x } }
        #expect(counts == [1411, 439, 214, 100, 62, 38, 29, 64])
        #expect(customers.holdoutFrequency.reduce(0, +) == 1_882)
        let origin = customers.firstDay.min()! - 1
        let tracked = [13, 26, 39, 52, 65, 78].map { week in
            customers.repeatDays.count { $0 <= origin + 7 * week }
        }
        #expect(tracked == [828, 1746, 2457, 3183, 3844, 4339])
    }

    @Test func bgnbdIsThatOfFaderHardieLee2005Table2() throws {
        let fit = try CDNOW.bgnbd.get()
        let expected = [0.2425945, 4.4136022, 0.7929219, 2.4259062]
        for (found, wanted) in zip(fit.process.parameters, expected) {
            #expect(found.agrees(with: wanted, digits: 6), "\(found) \(wanted)")
        }
        #expect(fit.estimate.logLikelihood.isNear(-9582.4292, 1e-4), "\(fit.estimate.logLikelihood)")
        #expect(fit.process.expectedPurchases(within: 52).isNear(1.4440124, 1e-6))
        let customer = PurchaseHistory(frequency: 26, recency: 216 / 7, age: 31)
        #expect(fit.process.alive(customer).isNear(0.968854, 1e-6), "\(fit.process.alive(customer))")
        let later = fit.process.expectedPurchases(after: customer, within: 52)
        #expect(later.isNear(25.7573, 1e-4), "\(later)")
    }

    @Test func bgnbdHoldoutAndTrackingAreThoseOfFaderHardieLee2005() throws {
        let process = try CDNOW.bgnbd.get().process
        let histories = try CDNOW.customers.histories()
        let total = (0..<histories.count).reduce(0.0) {
            $0 + process.expectedPurchases(after: histories[$1], within: 39)
        }
        #expect(total.isNear(1653.4, 0.06), "\(total)")
        let tracked = PurchaseTracking(CDNOW.customers).expected(by: process, at: [13, 26, 39, 52, 65, 78])
        for (found, wanted) in zip(tracked, [709.0, 1726.9, 2494.0, 3127.7, 3675.0, 4160.6]) {
            #expect(found.isNear(wanted, 0.06), "\(found) \(wanted)")
        }
    }

    @Test func paretoNBDIsThatOfFaderHardie2005() throws {
        let fit = try CDNOW.paretoNBD.get()
        let expected = [0.553277, 10.5777, 0.60624, 11.6687]
        for (found, wanted) in zip(fit.process.parameters, expected) {
            #expect(found.agrees(with: wanted, digits: 4), "\(found) \(wanted)")
        }
        #expect(fit.estimate.logLikelihood.isNear(-9594.9762, 1e-4), "\(fit.estimate.logLikelihood)")
        let errors = try #require(fit.estimate.standardErrors)
        for (found, wanted) in zip(errors, [0.0476264, 0.8427222, 0.1872594, 6.2105448]) {
            #expect(found.agrees(with: wanted, digits: 3), "\(found) \(wanted)")
        }
        #expect(fit.process.expectedPurchases(within: 52).isNear(1.4734343, 2e-5))
        let customer = PurchaseHistory(frequency: 26, recency: 216 / 7, age: 31)
        #expect(fit.process.alive(customer).isNear(0.997873, 1e-6), "\(fit.process.alive(customer))")
        let later = fit.process.expectedPurchases(after: customer, within: 52)
        #expect(later.isNear(25.4552, 1e-3), "\(later)")
    }

    @Test func paretoNBDHoldoutTotalIsThatOfFaderHardie2005() throws {
        let process = try CDNOW.paretoNBD.get().process
        let counts = try CDNOW.counts()
        let total = (0..<counts.count).reduce(0.0) {
            $0 + counts.customers[$1] * process.expectedPurchases(after: counts[$1], within: 39)
        }
        #expect(total.isNear(1665.5, 0.06), "\(total)")
    }

    @Test func discountedPurchasesAreThoseOfFaderHardieLee2005Table3() throws {
        let process = try CDNOW.paretoNBD.get().process
        for (x, last, expected) in [(0, 0.0, 0.4748), (1, 20, 3.0207), (7, 35, 21.2506)] {
            let history = PurchaseHistory(frequency: x, recency: last, age: x == 7 ? 38 : 39)
            let found = process.discountedPurchases(after: history, within: .infinity, rate: 0.0027)
            #expect(found.isNear(expected, 3e-4), "\(found) \(expected)")
        }
    }

    @Test func nbdIsThatOfTheTimesOfPurchases() throws {
        let fit = try PurchaseModelFit<NBD>(CDNOW.counts())
        #expect(fit.process.r.agrees(with: 0.384766, digits: 5), "\(fit)")
        #expect(fit.process.alpha.agrees(with: 12.07202, digits: 5), "\(fit)")
        #expect(fit.estimate.logLikelihood.isNear(-9763.6576, 1e-4), "\(fit.estimate.logLikelihood)")
    }

    @Test func gammaGammaIsThatOfFaderHardie2013() throws {
        let customers = CDNOW.customers
        let spends = try SpendCounts(frequency: customers.frequency, mean: customers.meanSpend)
        #expect(spends.total == 946)
        let fit = try GammaGammaFit(spends)
        for (found, wanted) in zip(fit.model.parameters, [6.24958, 3.74422, 15.44351]) {
            #expect(found.agrees(with: wanted, digits: 4), "\(found) \(wanted)")
        }
        #expect(fit.estimate.logLikelihood.isNear(-4055.91769, 1e-4), "\(fit.estimate.logLikelihood)")
        #expect(fit.model.populationMean!.isNear(35.1704, 2e-3), "\(fit.model.populationMean!)")
        #expect(fit.model.expectedSpend(frequency: 2, mean: 35)!.isNear(35.0307, 2e-3))
    }

    @Test func aVeryFrequentCustomerIsAliveWithAFiniteProbability() {
        let process = ParetoNBD(r: 0.5143, alpha: 2.8845, s: 0.2856, beta: 14.1087)
        let history = PurchaseHistory(frequency: 221, recency: 103.42857, age: 103.57143)
        // The integral by scipy 1.17.1's quad.
        #expect(process.alive(history).isNear(0.999596052317938, 1e-12), "\(process.alive(history))")
    }
}
