import Domain
import Fitting
import Testing

/// Lines of baskets as RFC 4180 writes fields.
@Suite struct BasketLineTests {
    @Test(arguments: [
        ("milk,bread", ["milk", "bread"]),
        ("\"milk, whole\",bread", ["milk, whole", "bread"]),
        ("bread , \"milk, whole\" ,eggs", ["bread ", "milk, whole ", "eggs"]),
        ("\"the \"\"good\"\" butter\"", ["the \"good\" butter"]),
        ("3.5\" disk,\"x\"", ["3.5\" disk", "x"]),
        ("\"\",a", ["", "a"]), ("a,\"b\",", ["a", "b", ""]), ("\"苹果，红\",梨", ["苹果，红", "梨"]),
    ])
    func quotesHoldWhatIsOneItem(line: String, items: [String]) {
        #expect(BasketLine.items(line) == items)
    }

    @Test(arguments: ["\"milk,bread", "a,\"b", "\"", "\"a\"\"", "a,\"b\"\",c"])
    func aQuoteThatIsNotClosedIsNoBasket(line: String) {
        #expect(BasketLine.items(line) == nil)
    }

    @Test func anItemInQuotesIsTheSameAsWithout() throws {
        func sets(_ lines: [String]) throws -> FitDocument {
            try ItemsetsOnTable.fit(
                DataTable([DataColumn("basket", texts: lines)]),
                FitOptions([.minSupport: "0.5"])
            ).document
        }
        let plain = try sets(["milk,bread", "milk,bread,eggs", "eggs"])
        let quoted = try sets(["\"milk\", bread ,\"\",bread,", " \"bread\",\"milk\" ,eggs,", "\"eggs\""])
        #expect(plain.own("itemsets") == quoted.own("itemsets"))
        #expect(try sets(["\"a, b\"", "\"a, b\",c"]).own("items") == .integer(2))
    }
}
