import Foundation
import Models
import Statistics
import Testing

@Suite struct RecommenderTests {
    /// Two kinds of customers, who buy from items 0–4 or from 5–9.
    private func kinds(customers: Int = 80, seed: UInt64 = 3) -> Purchases {
        var random = SplittableRandom(seed: seed)
        var (who, what): ([Int32], [Int32]) = ([], [])
        for customer in 0..<customers {
            for _ in 0..<3 {
                who.append(Int32(customer))
                what.append(Int32(random.index(below: 5) + (customer % 2 == 0 ? 0 : 5)))
            }
        }
        return Purchases(customers: who, items: what, customerCount: customers, itemCount: 10)
    }

    @Test func likenessIsThatOfItsFormula() throws {
        // Items 0 and 1 are bought by {0, 1, 2} and {1, 2, 3} of five customers.
        let purchases = Purchases(
            customers: [0, 1, 2, 1, 2, 3, 4, 4, -1],
            items: [0, 0, 0, 1, 1, 1, 2, 2, 0],
            customerCount: 5,
            itemCount: 3
        )
        #expect(purchases.times == [1, 1, 1, 1, 1, 1, 2])
        let cosine = ItemNeighbours(purchases)
        #expect(abs(try #require(cosine.likeness(0, 1)) - 2.0 / 3) < 1e-15)
        #expect(cosine.likeness(0, 2) == nil)
        // G² = 2 Σ O ln(O/E) of the table [[2, 1], [1, 1]]; scipy 1.17.1 `chi2_contingency(…, lambda_="log-likelihood",
        // correction=False)` gives this.
        let ratio = try #require(ItemNeighbours(purchases, measure: .likelihood).likeness(0, 1))
        #expect(abs(ratio / (1 - ratio) - 0.13844293808390656) < 1e-12)
    }

    @Test func eachKindIsOfferedItsOwnItems() {
        let purchases = kinds()
        for recommender in [
            Recommender.items(ItemNeighbours(purchases)), .items(ItemNeighbours(purchases, measure: .likelihood)),
            .factors(ImplicitFactors(purchases, settings)),
        ] {
            for (customer, list) in recommender.best(for: purchases, most: 1).enumerated() {
                guard let best = list.first else { continue }
                #expect(best.item / 5 == customer % 2)
                #expect(!purchases.items(of: customer).contains(Int32(best.item)))
            }
        }
    }

    private var settings: ImplicitFactors.Settings {
        var settings = ImplicitFactors.Settings()
        settings.factors = 4
        settings.penalty = 0.5
        return settings
    }

    @Test func theObjectiveOfHuKorenAndVolinskyNeverRises() {
        var objectives: [Double] = []
        _ = ImplicitFactors(kinds(), settings) { objectives.append($0) }
        #expect(objectives.count == 15)
        for (before, after) in zip(objectives, objectives.dropFirst()) { #expect(after <= before * (1 + 1e-12)) }
    }

    @Test func aCustomersFactorsMinimiseTheObjective() {
        let purchases = kinds()
        let factors = ImplicitFactors(purchases, settings)
        let own = purchases.offsets[0]..<purchases.offsets[1]
        let x = factors.customer(purchases.items[own], purchases.times[own])
        func objective(_ x: [Double]) -> Double {
            var sum = settings.penalty * x.reduce(0) { $0 + $1 * $1 }
            for item in 0..<10 {
                let times = own.first { purchases.items[$0] == Int32(item) }.map { purchases.times[$0] } ?? 0
                let product = (0..<4).reduce(0.0) { $0 + x[$1] * factors.items[item * 4 + $1] }
                let error = (times > 0 ? 1 : 0) - product
                sum += (1 + settings.weight * times) * error * error
            }
            return sum
        }
        for factor in x.indices {
            var (up, down) = (x, x)
            up[factor] += 1e-5
            down[factor] -= 1e-5
            #expect(abs((objective(up) - objective(down)) / 2e-5) < 1e-6)
        }
    }

    /// Lists are made from a system of the customer's items, `customer` from one of the factors.
    @Test func customersOfFewItemsHaveTheFactorsOfTheWholeSystem() {
        let purchases = kinds(customers: 60)
        var settings = settings
        settings.factors = 9
        let factors = ImplicitFactors(purchases, settings)
        let lists = Recommender.factors(factors).best(for: purchases, most: 10, includesBought: true)
        #expect((0..<60).allSatisfy { (1...4).contains(purchases.items(of: $0).count) })
        for customer in 0..<60 {
            let own = purchases.offsets[customer]..<purchases.offsets[customer + 1]
            let x = factors.customer(purchases.items[own], purchases.times[own])
            for item in lists[customer] {
                let score = (0..<9).reduce(0.0) { $0 + x[$1] * factors.items[item.item * 9 + $1] }
                #expect(abs(item.score - score) < 1e-10)
            }
        }
    }

    @Test func aListDoesNotDependOnWhoElseIsAskedFor() {
        let purchases = kinds(customers: 60)
        let recommender = Recommender.factors(ImplicitFactors(purchases, settings))
        let together = recommender.best(for: purchases, most: 10, includesBought: true)
        for customer in 0..<60 {
            let own = purchases.offsets[customer]..<purchases.offsets[customer + 1]
            let codes = zip(purchases.items[own], purchases.times[own]).flatMap {
                [Int32](repeating: $0, count: Int($1))
            }
            let alone = Purchases(customers: codes.map { _ in 0 }, items: codes, customerCount: 1, itemCount: 10)
            #expect(recommender.best(for: alone, most: 10, includesBought: true)[0] == together[customer])
        }
    }

    @Test func measuresAreThoseOfHandCounting() {
        // Popular: 0 by three, 1 by two, 2 by one. Customer 0 has 0 and buys 1, 3; customer 1 has 0, 1 and buys 2.
        let earlier = Purchases(
            customers: [0, 1, 1, 2, 2, 2],
            items: [0, 0, 1, 0, 1, 2],
            customerCount: 3,
            itemCount: 5
        )
        let later = Purchases(customers: [0, 0, 1, 0], items: [1, 3, 2, 0], customerCount: 3, itemCount: 5)
        let quality = RecommendationQuality(.popular(earlier.buyers), earlier: earlier, later: later, most: 2)
        #expect(quality.customers == 2)
        #expect(abs(quality.recall - (0.5 + 1) / 2) < 1e-15)
        let first = 1 / (1 + 1 / log2(3.0))
        #expect(abs(quality.ndcg - (first + 1) / 2) < 1e-15)
        #expect(quality.coverage == 0.4)
    }

    @Test func whoBoughtNothingIsOfferedWhatIsPopularOnly() {
        let purchases = Purchases(customers: [0, 0], items: [0, 1], customerCount: 2, itemCount: 3)
        #expect(Recommender.popular(purchases.buyers).best(for: purchases, most: 5)[1].map(\.item) == [0, 1])
        #expect(Recommender.items(ItemNeighbours(purchases)).best(for: purchases, most: 5) == [[], []])
        let again = Recommender.items(ItemNeighbours(purchases)).best(for: purchases, most: 5, includesBought: true)
        #expect(again[0].map(\.item) == [0, 1])
        #expect(Recommender.factors(ImplicitFactors(purchases)).best(for: purchases, most: 5)[1].isEmpty)
    }
}
