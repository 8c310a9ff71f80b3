import Domain
import Fitting
import Foundation
import Models
import Statistics
import Testing

@Suite struct RecommendOnTableTests {
    /// Customers of two kinds, who buy from five items of their own kind, one a day, and a favourite of all.
    private func orders(order: [Int]? = nil) -> DataTable {
        var random = SplittableRandom(seed: 6)
        var rows: [(String?, String?, Instant?)] = []
        for customer in 0..<60 {
            for day in 0..<4 {
                let item = random.index(below: 5) + (customer % 2 == 0 ? 0 : 5)
                rows.append(("c\(customer)", "p\(item)", Instant(microseconds: Int64(day) * 86_400_000_000)))
            }
        }
        rows.append((nil, "p1", Instant(microseconds: 0)))
        let taken = order.map { $0.map { rows[$0] } } ?? rows
        return DataTable([
            DataColumn("who", texts: taken.map(\.0)), DataColumn("what", texts: taken.map(\.1)),
            DataColumn("day", .instants(taken.map(\.2))),
        ])
    }

    private func options(_ more: [FitOption: String] = [:]) -> FitOptions {
        FitOptions([.customer: "who", .item: "what", .time: "day", .top: "3"].merging(more) { $1 })
    }

    private func number(_ value: FitValue?) -> Double {
        guard case .number(let number)? = value else { return .nan }
        return number
    }

    @Test(arguments: ["item", "factors"]) func listsForetellMoreThanWhatIsPopular(method: String) throws {
        let own = options([.method: method, .factors: "4", .penalty: "1"])
        let (fitted, document) = try RecommendOnTable.fit(orders(), own)
        #expect(number(document.own("recall")) > number(document.own("baseline")?["recall"]))
        #expect(number(document.own("ndcg")) > number(document.own("baseline")?["ndcg"]))
        #expect(document.rowsLeftOut == 1 && document.isFinite)
        #expect(try JSONDecoder().decode(RecommendOnTable.Fitted.self, from: JSONEncoder().encode(fitted)) == fitted)
        let columns = try RecommendOnTable.predict(fitted, orders(), own)
        #expect(columns.map(\.name) == ["who", "item1", "score1", "item2", "score2", "item3", "score3"])
        let ofOwnKind = zip(columns[0].texts, columns[1].texts).filter { name, item in
            guard let name, let item else { return true }
            return Int(name.dropFirst())! % 2 == Int(item.dropFirst())! / 5
        }
        // Who has bought nearly all of one kind may be offered the other.
        #expect(ofOwnKind.count >= 57)
    }

    @Test func aHoldoutWithoutTimesIsRefusedAndOneWithinADaySaysItsTime() throws {
        let error = #expect(throws: TableError.self) {
            try RecommendOnTable.fit(orders(), FitOptions([.customer: "who", .item: "what", .holdout: "0.3"]))
        }
        #expect(error?.explanation.english.contains("--time") == true)
        let plain = orders()
        let later = try plain.instants("day").map { $0.map { Instant(microseconds: $0.microseconds + 34_201_000_000) } }
        let table = DataTable([plain.columns[0], plain.columns[1], DataColumn("day", .instants(later))])
        let notes = try RecommendOnTable.fit(table, options()).document.notes
        #expect(notes.contains { $0.english.contains("from 1970-01-04 09:30:01 on") })
        #expect(
            try RecommendOnTable.fit(orders(), options()).document.notes.contains {
                $0.english.contains("1970-01-04 on")
            }
        )
    }

    @Test func oneProductAndAnEmptyColumnAreSaidByName() throws {
        let one = DataTable([DataColumn("who", texts: ["a", "b"]), DataColumn("what", texts: ["tea", "tea"])])
        let names = FitOptions([.customer: "who", .item: "what"])
        let error = #expect(throws: ModelError.self) { try RecommendOnTable.fit(one, names) }
        #expect(error?.explanation.english.contains("\"tea\"") == true)
        let none = DataTable([DataColumn("who", texts: ["a", "b"]), DataColumn("what", texts: [nil, nil])])
        #expect(throws: TableError.noValue(column: "what")) { try RecommendOnTable.fit(none, names) }
    }

    @Test func theOrderOfRowsChangesNothing() throws {
        var random = SplittableRandom(seed: 1)
        let shuffled = orders(order: (0..<241).shuffled(using: &random))
        for method in ["item", "factors", "popular"] {
            let own = options([.method: method, .factors: "3"])
            let (one, first) = try RecommendOnTable.fit(orders(), own)
            let (other, second) = try RecommendOnTable.fit(shuffled, own)
            #expect(one == other && first.own == second.own)
        }
    }

    @Test func withoutTimesOneItemIsHeldOutByLot() throws {
        let own = FitOptions([.customer: "who", .item: "what"])
        let document = try RecommendOnTable.fit(orders(), own).document
        #expect(document.notes.contains { $0.english.contains("by lot") })
        #expect(number(document.own("recall")) > 0)
    }

    @Test func noNewPurchaseAndNoPurchaseAreSaid() throws {
        let same = DataTable([
            DataColumn("who", texts: ["a", "a", "b", "b"]), DataColumn("what", texts: ["x", "x", "y", "y"]),
            DataColumn("day", .instants([0, 5, 0, 5].map { Instant(microseconds: $0) })),
        ])
        let document = try RecommendOnTable.fit(same, options()).document
        #expect(document.own("evaluated") == .integer(0) && document.own("recall") == .null && document.isFinite)
        let empty = DataTable([
            DataColumn("who", texts: []), DataColumn("what", texts: []), DataColumn("day", .instants([])),
        ])
        #expect(throws: ModelError.tooFewRows(needed: 1, found: 0)) { try RecommendOnTable.fit(empty, options()) }
        #expect(throws: TableError.self) { try RecommendOnTable.fit(orders(), options([.holdout: "x"])) }
        #expect(throws: TableError.self) { try RecommendOnTable.fit(orders(), FitOptions([.customer: "who"])) }
    }

    /// Customer, item and day of each purchase.
    private static func purchases(_ rows: [(String, String, Int64)]) -> DataTable {
        DataTable([
            DataColumn("who", texts: rows.map(\.0)), DataColumn("what", texts: rows.map(\.1)),
            DataColumn("day", .instants(rows.map { Instant(microseconds: $0.2 * 86_400_000_000) })),
        ])
    }

    @Test func whereNobodyCanBeMeasuredTheReasonIsSaidAndNoDashes() throws {
        func note(_ rows: [(String, String, Int64)], _ texts: [FitOption: String]) throws -> String {
            let document = try RecommendOnTable.fit(Self.purchases(rows), FitOptions(texts)).document
            #expect(document.own("evaluated") == .integer(0))
            #expect(document.own("baseline")?["ndcg"] == .null)
            #expect(document.figures.isEmpty)
            #expect(!document.tables.contains { $0.rows.contains { $0.contains(.missing) } })
            return document.notes[0].english
        }
        let names: [FitOption: String] = [.customer: "who", .item: "what"]
        let timed = names.merging([.time: "day"]) { $1 }
        let single = [("a", "x", Int64(1)), ("b", "y", 2), ("c", "x", 3)]
        #expect(try note(single, names).contains("no customer bought two different items"))
        #expect(try note(single, timed).contains("nobody who had bought before 1970-01-04"))
        let late = timed.merging([.holdout: "1970-03-01"]) { $1 }
        #expect(try note(single, late).contains("nothing was bought from 1970-03-01 on"))
        let early = timed.merging([.holdout: "1970-01-01"]) { $1 }
        #expect(try note(single, early).contains("nothing was bought before 1970-01-01"))
        #expect(try note([("a", "x", 5), ("a", "y", 5)], timed).contains("nothing was bought before 1970-01-06"))
    }

    @Test func unknownItemsAndNewCustomersArePredictedFor() throws {
        let (fitted, _) = try RecommendOnTable.fit(orders(), options())
        let new = DataTable([
            DataColumn("who", texts: ["z", "y"]), DataColumn("what", texts: ["p1", "never seen"]),
            DataColumn("day", .instants([Instant(microseconds: 0), Instant(microseconds: 0)])),
        ])
        let columns = try RecommendOnTable.predict(fitted, new, options())
        #expect(columns[0].texts == ["y", "z"])
        #expect(columns[1].texts[0] == nil && columns[1].texts[1] != nil)
    }
}
