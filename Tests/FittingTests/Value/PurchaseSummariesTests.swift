import Domain
import Fitting
import Foundation
import Models
import Testing

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
