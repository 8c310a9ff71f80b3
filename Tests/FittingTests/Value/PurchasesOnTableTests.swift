import Domain
import Fitting
import Foundation
import Models
import Testing

@Suite struct CDNOWOnTableTests {
    /// Fitted once for all tests.
    private static let bgnbd = Result {
        try BGNBDOnTable.fit(OrdersTable.cdnow, OrdersTable.options([.until: "1997-09-30", .holdout: "1998-06-30"]))
    }

    @Test func theDocumentHasTheFiguresOfFaderHardieLee2005() throws {
        let document = try Self.bgnbd.get().document
        #expect(abs(document.parameter("r") - 0.2425945) < 1e-5)
        #expect(abs(document.parameter("alpha") - 4.4136022) < 1e-4)
        #expect(abs(document.logLikelihood! + 9582.4292) < 1e-4)
        #expect(abs(document.aic! - (8 + 2 * 9582.4292)) < 1e-3)
        #expect(document.n == 2_357 && document.rowsLeftOut == 0)
        #expect(document.own("until") == .text("1997-09-30"))
        let expected = try #require(document.own("expectedPurchases"))
        #expect(abs(expected["value"]!.number! - 1.4440124) < 1e-6)
        #expect(expected["horizon"] == .number(52))
        #expect(expected["low"]!.number! < 1.444 && expected["high"]!.number! > 1.4441)
        let counts = try #require(document.own("frequencyCounts"))
        #expect(counts["actual"]!.numberList == [1411, 439, 214, 100, 62, 38, 29, 64])
        #expect(abs(counts["expected"]!.numberList.reduce(0, +) - 2_357) < 1e-6)
        let holdout = try #require(document.own("holdout"))
        #expect(holdout["actual"] == .integer(1_882) && holdout["length"] == .number(39))
        #expect(abs(holdout["expected"]!.number! - 1653.4) < 0.06)
        let tracking = try #require(document.own("tracking"))
        let (actual, modelled) = (tracking["actual"]!.numberList, tracking["expected"]!.numberList)
        #expect([13, 26, 39, 52, 65, 78].map { actual[$0 - 1] } == [828, 1746, 2457, 3183, 3844, 4339])
        for (week, wanted) in zip([13, 26, 39, 52, 65, 78], [709.0, 1726.9, 2494.0, 3127.7, 3675.0, 4160.6]) {
            #expect(abs(modelled[week - 1] - wanted) < 0.06)
        }
    }

    @Test func spendIsModelledBesideAndGivesLifetimeValues() throws {
        let document = try Self.bgnbd.get().document
        let spend = try #require(document.own("spend"))
        #expect(abs(spend["p"]!.number! - 6.24958) < 2e-3)
        #expect(abs(spend["populationMean"]!.number! - 35.1704) < 2e-3)
        #expect(abs(spend["correlation"]!.number!) < 0.2)
        let value = try #require(document.own("clv"))
        #expect(value["total"]!.number! > 30_000 && value["total"]!.number! < 150_000)
        #expect(document.isFinite)
        #expect(document.figures.count == 4 && document.tables.count == 5)
    }

    @Test func predictionsAreOneRowForEachCustomer() throws {
        let fitted = try Self.bgnbd.get().fitted
        let columns = try BGNBDOnTable.predict(fitted, OrdersTable.cdnow, OrdersTable.options([.until: "1997-09-30"]))
        #expect(
            columns.map(\.name) == [
                "who", "frequency", "recency", "age", "alive", "expectedPurchases", "expectedPurchasesLow",
                "expectedPurchasesHigh", "expectedSpend", "clv",
            ]
        )
        #expect(columns[0].texts.count == 2_357)
        // Customer 0001: two repeat purchases, the last on 1997-08-02, of 38.86 weeks.
        #expect(columns[0].texts[0] == "0001")
        #expect(columns[1].numbers[0] == 2)
        #expect(abs(columns[2].numbers[0] - 213.0 / 7) < 1e-12 && abs(columns[3].numbers[0] - 272.0 / 7) < 1e-12)
        let alive = fitted.purchases.process.alive(PurchaseHistory(frequency: 2, recency: 213 / 7, age: 272 / 7))
        #expect(columns[4].numbers[0] == alive)
        for column in columns.dropFirst() { #expect(column.numbers.allSatisfy { $0.isFinite && $0 >= 0 }) }
        let wide = zip(columns[6].numbers, columns[7].numbers)
        #expect(zip(columns[5].numbers, wide).allSatisfy { $0 >= $1.0 && $0 <= $1.1 })
        // The sum over customers is the document's total.
        let sum = columns[9].numbers.reduce(0, +)
        let total = try Self.bgnbd.get().document.own("clv")!["total"]!.number!
        #expect(abs(sum / total - 1) < 1e-9)
    }

    @Test func theOrderOfRowsChangesNeitherBytesNorPredictions() throws {
        let instants = try OrdersTable.cdnow.instants("when")
        let order = Array((0..<OrdersTable.cdnow.rowCount).reversed())
        let (codes, levels) = try OrdersTable.cdnow.categories("who")
        let paid = try OrdersTable.cdnow.numbers("paid")
        let turned = DataTable([
            DataColumn("who", .categories(codes: order.map { codes[$0] }, levels: levels)),
            DataColumn("when", .instants(order.map { instants[$0] })),
            DataColumn("paid", numbers: order.map { paid[$0] }),
        ])
        let again = try NBDOnTable.fit(turned, OrdersTable.options([.until: "1997-09-30"]))
        let first = try NBDOnTable.fit(OrdersTable.cdnow, OrdersTable.options([.until: "1997-09-30"]))
        #expect(again.document.object == first.document.object)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(try encoder.encode(again.fitted) == encoder.encode(first.fitted))
    }

    @Test func gammaGammaIsThatOfFaderHardie2013() throws {
        let (fitted, document) = try GammaGammaOnTable.fit(
            OrdersTable.cdnow,
            OrdersTable.options([.until: "1997-09-30"])
        )
        #expect(document.n == 946)
        #expect(abs(document.logLikelihood! + 4055.91769) < 1e-4)
        #expect(abs(document.own("populationMean")!.number! - 35.1704) < 2e-3)
        #expect(document.isFinite)
        let columns = try GammaGammaOnTable.predict(
            fitted,
            OrdersTable.cdnow,
            OrdersTable.options([.until: "1997-09-30"])
        )
        #expect(columns.last!.numbers.allSatisfy { $0.isFinite && $0 > 0 })
        // Whoever has not bought again is expected to spend what all do.
        let once = zip(columns[1].numbers, columns[3].numbers).first { $0.0 == 0 }!
        #expect(abs(once.1 - fitted.model.populationMean!) < 1e-9)
    }

    @Test func occasionsAreWholeMonthsOfTheCalendar() throws {
        let options = OrdersTable.options([.unit: "month", .until: "1997-09-30"])
        let (fitted, document) = try BGBBOnTable.fit(OrdersTable.cdnow, options)
        #expect(document.n == 2_357 && document.isFinite)
        #expect(document.own("until") == .null)
        let columns = try BGBBOnTable.predict(fitted, OrdersTable.cdnow, options)
        let ages = columns.first { $0.name == "age" }!.numbers
        // First purchases are from January to March, and September is over.
        #expect(Set(ages) == [6, 7, 8])
        #expect(columns.first { $0.name == "frequency" }!.numbers.max()! <= 8)
        // A month that is not over does not count.
        let early = try BGBBOnTable.predict(
            fitted,
            OrdersTable.cdnow,
            OrdersTable.options([.unit: "month", .until: "1997-09-29"])
        )
        #expect(Set(early.first { $0.name == "age" }!.numbers) == [5, 6, 7])
    }
}

@Suite struct PurchaseSummariesTests {
    private func table(_ frequency: [Double], _ recency: [Double], _ age: [Double], _ amount: [Double]? = nil)
        -> DataTable
    {
        DataTable(
            [
                DataColumn("x", numbers: frequency), DataColumn("tx", numbers: recency), DataColumn("t", numbers: age),
            ] + (amount.map { [DataColumn("m", numbers: $0)] } ?? [])
        )
    }

    private let options = FitOptions([.frequency: "x", .recency: "tx", .age: "t"])

    @Test func aRowForEachCustomerIsReadAndMissingOnesAreLeftOut() throws {
        let frequency = (0..<60).map { (index: Int) -> Double in index == 7 ? .nan : Double(index % 4) }
        let recency = (0..<60).map { (index: Int) -> Double in index % 4 == 0 ? 0 : Double(5 + index % 20) }
        let table = table(frequency, recency, (0..<60).map { Double(30 + $0 % 5) })
        let (fitted, document) = try ParetoNBDOnTable.fit(table, options)
        #expect(document.rowsLeftOut == 1 && document.n == 59)
        #expect(document.isFinite && document.own("tracking") == nil && document.own("clv") == nil)
        let columns = try ParetoNBDOnTable.predict(fitted, table, options)
        #expect(columns[0].name == "alive" && columns[0].numbers.count == 60)
        #expect(columns[0].numbers[7].isNaN)
        #expect(columns[0].numbers.count { $0.isFinite } == 59)
    }

    @Test func whatIsNoHistoryIsAClearError() throws {
        let repeated = [Double](repeating: 1, count: 20)
        func error(_ x: [Double], _ tx: [Double], _ t: [Double]) -> (any Error)? {
            do {
                _ = try BGNBDOnTable.fit(table(x, tx, t), options)
                return nil
            } catch { return error }
        }
        // Half a purchase, too many, negative, without time, after the end, nobody, everybody once, infinite.
        for bad in [
            error(repeated.map { $0 * 1.5 }, repeated, repeated),
            error(repeated.map { $0 * 1e300 }, repeated, repeated),
            error(repeated.map { -$0 }, repeated, repeated), error(repeated, repeated.map { $0 * 0 }, repeated),
            error(repeated, repeated.map { $0 * 2 }, repeated), error([], [], []),
            error(repeated.map { $0 * 0 }, repeated.map { $0 * 0 }, repeated),
            error(repeated, repeated, repeated.map { _ in .infinity }),
            error(repeated.map { _ in .nan }, repeated, repeated), error([1], [1], [2]),
        ] {
            let explained = try #require(bad as? any ExplainedError)
            #expect(!explained.explanation.chinese.isEmpty)
        }
        let texts = DataTable([
            DataColumn("x", texts: ["a", "b"]), DataColumn("tx", numbers: [1, 1]), DataColumn("t", numbers: [2, 2]),
        ])
        #expect(throws: TableError.self) { try BGNBDOnTable.fit(texts, options) }
        #expect(throws: TableError.self) { try BGNBDOnTable.fit(texts, FitOptions([.frequency: "x", .recency: "tx"])) }
        #expect(throws: TableError.self) { try BGNBDOnTable.fit(texts, FitOptions()) }
    }

    @Test func occasionsAreWholeAndHoldOnePurchaseEach() {
        let repeated = [Double](repeating: 2, count: 20)
        #expect(throws: ModelError.self) {
            try BGBBOnTable.fit(table(repeated, repeated.map { $0 - 1 }, repeated), options)
        }
        #expect(throws: ModelError.self) {
            try BGBBOnTable.fit(table(repeated, repeated.map { $0 + 0.5 }, repeated.map { $0 + 2 }), options)
        }
    }

    @Test func moreThanTenThousandOccasionsAreRefused() {
        let repeated = [Double](repeating: 2, count: 20)
        #expect {
            try BGBBOnTable.fit(table(repeated, repeated.map { $0 + 1 }, repeated.map { $0 + 9_999 }), options)
        } throws: { error in
            (error as? ModelError)?.explanation.english.contains("10,000") == true
        }
    }

    @Test func spendOfSummariesIsReadAndRefused() throws {
        let frequency = (0..<40).map { Double($0 % 3) }
        let amounts = (0..<40).map { (index: Int) -> Double in index % 3 == 0 ? 0 : Double(20 + index % 7 * 3) }
        let table = DataTable([DataColumn("x", numbers: frequency), DataColumn("m", numbers: amounts)])
        let options = FitOptions([.frequency: "x", .amount: "m"])
        let (fitted, document) = try GammaGammaOnTable.fit(table, options)
        #expect(document.isFinite)
        #expect(try GammaGammaOnTable.predict(fitted, table, options)[0].numbers.count == 40)
        let negative = DataTable([
            DataColumn("x", numbers: frequency), DataColumn("m", numbers: amounts.map { -$0 - 1 }),
        ])
        #expect(throws: ModelError.self) { try GammaGammaOnTable.fit(negative, options) }
        #expect(throws: TableError.self) { try GammaGammaOnTable.fit(table, FitOptions([.frequency: "x"])) }
    }
}

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
        #expect(throws: ModelError.tooFewRows(needed: 10, found: 0)) {
            try BGNBDOnTable.fit(table, OrdersTable.options([.until: "2020-01-01"]))
        }
        #expect(throws: ModelError.self) { try BGNBDOnTable.fit(OrdersTable.of([]), OrdersTable.options()) }
        #expect(throws: TableError.notATime(column: "paid")) {
            try BGNBDOnTable.fit(table, OrdersTable.options([.time: "paid"]))
        }
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

@Suite struct LifetimeValueOnTableTests {
    private let rows: [(customer: String?, date: String?, amount: Double)] = [
        ("a", "2024-01-01", 100), ("a", "2025-01-01", 50), ("a", "2025-06-01", -30), ("b", "2025-12-31", 80),
        ("c", "2023-12-31", -20),
    ]

    @Test func theValueIsYearlyRevenueTimesLifespan() throws {
        let options = OrdersTable.options([.lifespan: "3", .margin: "0.5"])
        let (fitted, document) = try LifetimeValueOnTable.fit(OrdersTable.of(rows), options)
        // The last day is 2025-12-31: 730 days of customer a, none of b, who is taken for a year's.
        let a: Double = 60 / (730 / 365.25) * 3
        let b: Double = 120
        #expect(abs(document.own("total")!.number! - (a + b)) < 1e-9)
        // Whoever only returned something is no customer.
        #expect(document.n == 2 && document.rowsLeftOut == 1)
        let columns = try LifetimeValueOnTable.predict(fitted, OrdersTable.of(rows), options)
        #expect(columns[0].texts == ["a", "b"])
        #expect(abs(columns.last!.numbers[0] - a) < 1e-9 && columns.last!.numbers[1] == b)
    }

    @Test func withoutALifespanThatOfTheCustomersIsTakenAndSaid() throws {
        let (fitted, document) = try LifetimeValueOnTable.fit(OrdersTable.of(rows), OrdersTable.options())
        // To the last purchase; the return after it is none.
        #expect(abs(fitted.lifespan - 366 / 365.25) < 1e-9, "\(fitted)")
        #expect(document.notes.contains { $0.english.contains("lifespan") })
        let once = try LifetimeValueOnTable.fit(OrdersTable.of([("a", "2025-01-01", 5)]), OrdersTable.options())
        #expect(once.fitted.lifespan == 3)
    }

    @Test func valuesAreSummedByGroup() throws {
        let table = OrdersTable.of(rows + [("d", "2025-05-01", 10)])
        let tiers = ["gold", "gold", "gold", nil, "new", "new"]
        let grouped = DataTable(table.columns + [DataColumn("tier", texts: tiers)])
        let document = try LifetimeValueOnTable.fit(grouped, OrdersTable.options([.group: "tier"])).document
        let groups = try #require(document.own("groups")).items
        #expect(groups.map { $0["group"]! } == [.text("gold"), .text("new"), .null])
        let sum = groups.reduce(0) { $0 + $1["total"]!.number! }
        #expect(abs(sum - document.own("total")!.number!) < 1e-9)
        #expect(document.isFinite)
        #expect(throws: ModelError.self) { try LifetimeValueOnTable.fit(OrdersTable.of([]), OrdersTable.options()) }
    }
}
