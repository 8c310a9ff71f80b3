import Domain
import Fitting
import Models
import Testing

/// Columns as they are in files of customers: codes, a text among numbers, an outcome that nobody had.
@Suite struct ColumnsAsFoundTests {
    private static let outcome = DataColumn("left", texts: (0..<120).map { $0 * 7 % 5 < 2 ? "yes" : "no" })

    private static func fit(_ column: DataColumn, rows: Int = 120) throws -> FitDocument {
        let options = FitOptions([.target: "left", .positive: "yes", .features: column.name, .holdout: "none"])
        return try LogisticOnTable.fit(DataTable([column, outcome]), options).document
    }

    @Test func digitsThatBeginWithAZeroAreCategories() throws {
        let codes = ["01234", "02139", "20001"]
        let document = try Self.fit(DataColumn("postcode", texts: (0..<120).map { codes[$0 % 3] }))
        #expect(document.parameters.map(\.name) == ["(intercept)", "postcode=02139", "postcode=20001"])
    }

    @Test func aTextAmongNumbersIsNamedWithItsRow() throws {
        let texts = (0..<120).map { $0 == 11 ? "abc" : String(Double($0) / 4) }
        let error = #expect(throws: TableError.self) { try Self.fit(DataColumn("income", texts: texts)) }
        let said = try #require(error).explanation.english
        #expect(said.contains("income") && said.contains("abc") && said.contains("12"), "\(said)")
    }

    @Test func aFewNumbersAndATextAreCategories() throws {
        let answers = ["1", "2", "3", "more"]
        let document = try Self.fit(DataColumn("children", texts: (0..<120).map { answers[$0 % 4] }))
        #expect(document.parameters.count == 4)
    }

    @Test func nobodyWhoLeftIsAnAnswerWhereTheValueIsSaid() throws {
        let table = DataTable([
            DataColumn("months", numbers: (1...30).map(Double.init)),
            DataColumn("left", texts: (1...30).map { _ in "no" }),
        ])
        let options = FitOptions([.time: "months", .target: "left", .positive: "yes"])
        let document = try KaplanMeierOnTable.fit(table, options).document
        #expect(document.number("events") == 0 && document.isFinite)
    }
}
