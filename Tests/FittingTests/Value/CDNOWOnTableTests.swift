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
