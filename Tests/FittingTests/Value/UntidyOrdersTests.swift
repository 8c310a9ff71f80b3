import Domain
import Fitting
import Foundation
import Models
import Testing

@Suite struct UntidyOrdersTests {
    private func orders(_ count: Int, _ amount: (Int) -> Double) -> [(customer: String?, date: String?, amount: Double)]
    {
        (0..<count).map { index in
            let later: Int = index * index % 97 * 3 + index % 11
            let day = CalendarDate(year: 2025, month: 1, day: 1)!.adding(days: later)
            // From one order to ten for a customer.
            return ("c\(Int(Double(8 * index).squareRoot()))", day.description, amount(index))
        }
    }

    @Test func returnsAndOrdersWithoutACustomerOrATimeAreCounted() throws {
        var rows = orders(200) { (index: Int) -> Double in index % 10 == 0 ? -5 : Double(10 + index % 6) }
        rows += [(nil, "2025-02-01", 3), ("c1", nil, 3), ("c1", "2025-02-01", .nan)]
        let (_, document) = try BGNBDOnTable.fit(OrdersTable.of(rows), OrdersTable.options())
        #expect(document.rowsLeftOut == 22)
        #expect(document.notes.contains { $0.english.contains("below zero: 20.") && $0.chinese.contains("20 笔") })
        #expect(document.notes.contains { $0.english.contains("1 orders have no amount") })
        #expect(document.isFinite)
    }

    @Test func amountsOfAnySizeAndOrdersForNothingAreBorne() throws {
        for amount in [1e12, 0, 1] {
            let table = OrdersTable.of(orders(200) { (index: Int) -> Double in amount * Double(1 + index % 6) })
            let (fitted, document) = try ParetoNBDOnTable.fit(table, OrdersTable.options())
            #expect(document.isFinite, "\(amount)")
            #expect((fitted.spend == nil) == (amount == 0))
            if amount == 0 { #expect(document.notes.contains { $0.english.contains("Spend was not modelled") }) }
            let columns = try ParetoNBDOnTable.predict(fitted, table, OrdersTable.options())
            // Without a covariance there are no intervals.
            let kept = columns.dropFirst().filter { fitted.covariance != nil || !$0.name.contains("PurchasesL") }
                .filter { fitted.covariance != nil || !$0.name.contains("PurchasesH") }
            #expect(kept.count >= 5 && kept.allSatisfy { $0.numbers.allSatisfy(\.isFinite) })
        }
        let zero = OrdersTable.of(orders(50) { _ in 0 })
        #expect(throws: ModelError.self) { try GammaGammaOnTable.fit(zero, OrdersTable.options()) }
        let infinite = OrdersTable.of(orders(50) { $0 == 3 ? .infinity : 1 })
        #expect(throws: ModelError.self) { try BGNBDOnTable.fit(infinite, OrdersTable.options()) }
    }

    @Test func duplicatedOrdersAreOnePurchaseADay() throws {
        let rows = orders(200) { _ in 7 }
        let once = try NBDOnTable.fit(OrdersTable.of(rows), OrdersTable.options()).document
        let twice = try NBDOnTable.fit(OrdersTable.of(rows + rows), OrdersTable.options()).document
        #expect(once.parameters == twice.parameters)
    }

    @Test func wrongOptionsSayWhatIsExpected() throws {
        let table = OrdersTable.of(orders(200) { _ in 7 })
        for (option, text) in [
            (FitOption.until, "yesterday"), (.until, "2025-02-30"), (.unit, "fortnight"), (.horizon, "-1"),
            (.horizon, "nan"), (.discount, "-0.1"), (.level, "95"), (.holdout, "2024-01-01"), (.method, "magic"),
            (.seed, "x"), (.customer, "nobody"),
        ] {
            #expect(throws: TableError.self, "\(option) \(text)") {
                try BGNBDOnTable.fit(table, OrdersTable.options([option: text]))
            }
        }
        // Before the first order there are no customers.
        let early = OrdersTable.options([.until: "2020-01-01"])
        for fit in [
            { _ = try BGNBDOnTable.fit(table, early) }, { _ = try LifetimeValueOnTable.fit(table, early) },
            { _ = try RFMOnTable.fit(table, early) }, { _ = try GammaGammaOnTable.fit(table, early) },
        ] {
            let error = #expect(throws: TableError.self) { try fit() }
            #expect(
                error?.explanation.english.hasPrefix("--until cannot be \"2020-01-01\": the first order is on 20")
                    == true
            )
        }
        #expect(throws: ModelError.self) { try BGNBDOnTable.fit(OrdersTable.of([]), OrdersTable.options()) }
        #expect(throws: TableError.notATime(column: "paid")) {
            try BGNBDOnTable.fit(table, OrdersTable.options([.time: "paid"]))
        }
    }

    @Test func aHoldoutAfterTheLastOrderIsRefusedOrItsEmptyDaysAreSaid() throws {
        let table = OrdersTable.of(orders(200) { _ in 7 })
        let error = #expect(throws: TableError.self) {
            try NBDOnTable.fit(table, OrdersTable.options([.holdout: "2099-01-01"]))
        }
        #expect(error?.explanation.english.contains("state an earlier --until") == true)
        let last = try #require(try table.instants("when").compactMap { $0?.seconds }.max()) / 86_400
        let until = CalendarDate(daysSinceEpoch: Int(last) - 30).description
        let document = try NBDOnTable.fit(table, OrdersTable.options([.until: until, .holdout: "2099-01-01"])).document
        #expect(document.notes.contains { $0.english.contains("count as days without orders") })
    }

    @Test func spendThatNobodyRepeatsOrVariesIsSaidWithoutAColumnThatThereIsNot() throws {
        func refusal(_ rows: [(customer: String?, date: String?, amount: Double)]) -> String? {
            let error = #expect(throws: ModelError.self) {
                try GammaGammaOnTable.fit(OrdersTable.of(rows), OrdersTable.options())
            }
            return error?.explanation.english
        }
        let once = (0..<30).map { (customer: "c\($0)" as String?, date: "2024-01-01" as String?, amount: 5.0) }
        #expect(refusal(once)?.hasPrefix("0 customers have a repeat purchase") == true)
        let twice = once + once.map { ($0.customer, "2024-02-01", $0.amount) }
        #expect(refusal(twice)?.hasPrefix("Every customer spends 5 at a purchase") == true)
    }

    @Test func theBootstrapGivesErrorsAndRepeatsWithItsSeed() throws {
        let table = OrdersTable.of(orders(200) { _ in 7 })
        let options = FitOptions([.customer: "who", .time: "when", .method: "bootstrap", .seed: "4"])
        let first = try NBDOnTable.fit(table, options).document
        #expect(first.standardErrors.count == 2 && first.isFinite)
        #expect(try NBDOnTable.fit(table, options).document.object == first.object)
        let plain = try NBDOnTable.fit(table, FitOptions([.customer: "who", .time: "when"])).document
        #expect(plain.standardErrors != first.standardErrors && plain.parameters == first.parameters)
    }
}
