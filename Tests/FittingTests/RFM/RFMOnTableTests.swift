import Domain
import Fitting
import Foundation
import Models
import Testing

@Suite struct RFMOnTableTests {
    private let options = FitOptions([.customer: "id", .time: "date", .amount: "total"])

    private func instant(_ day: Double) -> Instant { Instant(microseconds: Int64(day * 86_400_000_000)) }

    /// Customer *i* of ten has *i* orders, the last on day 10 *i*, of *i* each.
    private func orders() -> DataTable {
        var ids: [String?] = []
        var days: [Instant?] = []
        var totals: [Double] = []
        for customer in 1...10 {
            for order in 0..<customer {
                ids.append("c\(customer + 10)")
                days.append(instant(Double(10 * customer - order) + 0.5))
                totals.append(Double(customer))
            }
        }
        return DataTable([
            DataColumn("id", texts: ids + [nil, "c11"]), DataColumn("date", .instants(days + [instant(3), nil])),
            DataColumn("total", numbers: totals + [1, 5]),
        ])
    }

    @Test func tiesBrokenAtRandomDoNotDependOnTheOrderOfCustomers() throws {
        func table(_ customers: [Int]) -> DataTable {
            DataTable([
                DataColumn("recency", numbers: customers.map { Double($0 * 7 % 5) }),
                DataColumn("orders", numbers: customers.map { Double($0 % 3 + 1) }),
                DataColumn("total", numbers: customers.map { Double($0 * 11 % 4) }),
            ])
        }
        let options = FitOptions([.recency: "recency", .frequency: "orders", .amount: "total", .ties: "random"])
        let one = try RFMOnTable.fit(table(Array(0..<211)), options).document
        let other = try RFMOnTable.fit(table((0..<211).map { $0 * 50 % 211 }), options).document
        #expect(one.object["binCounts"] != nil && one.object["binCounts"] == other.object["binCounts"])
    }

    @Test func bestCustomersScoreHighestInAllThree() throws {
        let (fitted, document) = try RFMOnTable.fit(orders(), options)
        #expect(document.n == 10 && document.own("orders") == .integer(55) && document.rowsLeftOut == 2)
        #expect(document.own("until") == .text("1970-04-11"))
        #expect(document.isFinite)
        let columns = try RFMOnTable.predict(fitted, orders(), options)
        #expect(
            columns.map(\.name) == [
                "id", "lastDate", "recency", "frequency", "monetary", "R", "F", "M", "rfm", "segment",
            ]
        )
        let byName = Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0) })
        #expect(byName["recency"]?.numbers == (1...10).map { 100 - 10 * Double($0) })
        #expect(byName["frequency"]?.numbers == (1...10).map(Double.init))
        #expect(byName["monetary"]?.numbers == (1...10).map { Double($0 * $0) })
        #expect(byName["rfm"]?.numbers == [111, 111, 222, 222, 333, 333, 444, 444, 555, 555])
        #expect(byName["segment"]?.texts.last == "Champions")
        #expect(byName["segment"]?.texts.first == "Lost")
        #expect(try JSONDecoder().decode(RFMOnTable.Fitted.self, from: JSONEncoder().encode(fitted)) == fitted)
    }

    @Test func aRowForEachCustomerGivesTheSameScores() throws {
        let log = try RFMOnTable.fit(orders(), options)
        let byCustomer = DataTable([
            DataColumn("days", numbers: [.nan] + (1...10).map { 100 - 10 * Double($0) }),
            DataColumn("n", numbers: [2] + (1...10).map(Double.init)),
            DataColumn("spent", numbers: [3] + (1...10).map { Double($0 * $0) }),
        ])
        let own = FitOptions([.recency: "days", .frequency: "n", .amount: "spent"])
        let (fitted, document) = try RFMOnTable.fit(byCustomer, own)
        #expect(document.own("segments") == log.document.own("segments"))
        #expect(document.own("binCounts") == log.document.own("binCounts"))
        let columns = try RFMOnTable.predict(fitted, byCustomer, own)
        let scores = columns.first { $0.name == "rfm" }?.numbers ?? []
        #expect(scores[0].isNaN && Array(scores.dropFirst()) == [111, 111, 222, 222, 333, 333, 444, 444, 555, 555])
    }

    @Test func laterOrdersDoNotExist() throws {
        var texts = options.texts
        texts[.until] = "1970-02-10"
        let document = try RFMOnTable.fit(orders(), FitOptions(texts)).document
        // Day 40: customers 1 to 4, and 41 to 50 for the fifth are later but 46 to 50.
        #expect(document.n == 4)
        texts[.until] = "1970-13-01"
        #expect(throws: TableError.self) { try RFMOnTable.fit(orders(), FitOptions(texts)) }
    }

    @Test func otherAmountsBinsAndTiesAreTakenAsAsked() throws {
        var texts = options.texts
        texts.merge([.monetary: "mean", .bins: "9", .binning: "nested", .ties: "random", .seed: "4"]) { $1 }
        let (fitted, document) = try RFMOnTable.fit(orders(), FitOptions(texts))
        #expect(document.own("monetary") == .text("mean") && document.own("bins") == .integer(9))
        #expect(document.isFinite)
        let columns = try RFMOnTable.predict(fitted, orders(), FitOptions(texts))
        #expect(columns[4].numbers == (1...10).map(Double.init))
        texts[.bins] = "10"
        #expect(throws: TableError.self) { try RFMOnTable.fit(orders(), FitOptions(texts)) }
    }

    @Test(arguments: 2...9)
    func theWorstScoresAreTheWorstGroupAndTheBestTheBestWithAnyNumberOfBins(bins: Int) throws {
        var texts = options.texts
        texts[.bins] = "\(bins)"
        let (fitted, _) = try RFMOnTable.fit(orders(), FitOptions(texts))
        let columns = try RFMOnTable.predict(fitted, orders(), FitOptions(texts))
        let (scores, groups) = (
            try #require(columns.first { $0.name == "rfm" }).numbers,
            try #require(columns.first { $0.name == "segment" }).texts
        )
        let (worst, best) = (try #require(scores.min()), try #require(scores.max()))
        #expect(worst == 111 && best == Double(111 * bins))
        #expect(groups[try #require(scores.firstIndex(of: worst))] == "Lost")
        #expect(groups[try #require(scores.firstIndex(of: best))] == "Champions")
    }

    @Test func oneCustomerReturnsAndHugeAmountsAreAnswered() throws {
        let table = DataTable([
            DataColumn("id", texts: ["a", "a", "b"]),
            DataColumn("date", .instants([instant(1), instant(2), instant(2)])),
            DataColumn("total", numbers: [1e12, -1e12, -5]),
        ])
        let first = try RFMOnTable.fit(table, options).document
        // Whoever only returned something has bought nothing.
        #expect(first.n == 1 && first.own("orders") == .integer(1) && first.isFinite)
        let one = DataTable([
            DataColumn("id", texts: ["a"]), DataColumn("date", .instants([instant(1)])),
            DataColumn("total", numbers: [0]),
        ])
        let document = try RFMOnTable.fit(one, options).document
        #expect(document.n == 1 && document.isFinite)
    }

    @Test func newCustomersAreScoredByTheCutPointsOfTheFit() throws {
        let (fitted, document) = try RFMOnTable.fit(orders(), options)
        #expect(document.own("cutPoints")?["frequency"] == .numbers([1, 3, 5, 7, 9]))
        #expect(document.own("cutPoints")?["recency"] == .numbers([90, 70, 50, 30, 10]))
        // Two customers, who by rank among themselves would be in the second and the fourth bin.
        let others = DataTable([
            DataColumn("id", texts: ["x", "x", "x", "x", "x", "x", "x", "y"]),
            DataColumn("date", .instants((0..<8).map { instant($0 == 7 ? 15 : 90 + Double($0)) })),
            DataColumn("total", numbers: [Double](repeating: 10, count: 8)),
        ])
        var texts = options.texts
        texts[.until] = "1970-04-11"
        let columns = try RFMOnTable.predict(fitted, others, FitOptions(texts))
        #expect(columns.first { $0.name == "rfm" }?.numbers == [544, 112])
        // A file of before has none, and ranks whom it is given.
        var before = fitted
        before.cutPoints = nil
        let ranked = try RFMOnTable.predict(before, others, FitOptions(texts))
        #expect(ranked.first { $0.name == "rfm" }?.numbers == [444, 222])
    }

    @Test func whatCannotBeScoredIsRefused() throws {
        let none = DataTable([
            DataColumn("id", texts: []), DataColumn("date", .instants([])), DataColumn("total", numbers: []),
        ])
        #expect(throws: ModelError.tooFewRows(needed: 1, found: 0)) { try RFMOnTable.fit(none, options) }
        #expect(throws: TableError.self) { try RFMOnTable.fit(orders(), FitOptions()) }
        let wrong = DataTable([
            DataColumn("id", texts: ["a"]), DataColumn("date", texts: ["x"]), DataColumn("total", numbers: [1]),
        ])
        #expect(throws: TableError.notATime(column: "date")) { try RFMOnTable.fit(wrong, options) }
        let infinite = DataTable([
            DataColumn("id", texts: ["a"]), DataColumn("date", .instants([instant(1)])),
            DataColumn("total", numbers: [.infinity]),
        ])
        #expect(throws: ModelError.notFinite(column: "total", row: 1)) { try RFMOnTable.fit(infinite, options) }
        let half = DataTable([
            DataColumn("r", numbers: [1]), DataColumn("f", numbers: [1.5]), DataColumn("m", numbers: [1]),
        ])
        #expect(throws: ModelError.self) {
            try RFMOnTable.fit(half, FitOptions([.recency: "r", .frequency: "f", .amount: "m"]))
        }
    }
}
