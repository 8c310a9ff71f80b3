import Domain
import Testing

@testable import ProjectFile

/// Columns of which nearly all values are what the column's name says, and some are not.
@Suite struct DirtySampleTests {
    private static let header = ["order_id", "customer_id", "order_date", "quantity", "price"]

    /// A hundred rows; `change` spoils some of them.
    private func guess(_ change: (Int, inout [String]) -> Void) -> ColumnGuess {
        let rows = (0..<100).map { index in
            var row = ["\(10_000 + index)", "\(500 + index).0", "\(index % 28 + 1)/02/2026", "2", "1.234,50"]
            change(index, &row)
            return row
        }
        return ColumnGuess(header: Self.header, rows: rows)
    }

    private func text(_ guess: ColumnGuess, _ language: Language) -> String {
        ProjectTemplate(
            title: Bilingual(verbatim: "shop"),
            timeZone: "UTC",
            currency: "EUR",
            sources: [ProjectTemplate.Source(guess: guess, name: "orders", files: ["orders.csv"])],
            language: language
        ).text
    }

    private func line(_ column: String, in text: String) -> Substring {
        text.split(separator: "\n").first { $0.contains("      \(column):") } ?? ""
    }

    @Test func aFewBadValuesDoNotTakeAColumnsRole() throws {
        let guess = guess { index, row in
            if index == 3 { row[2] = "31/02/2026" }
            if index == 40 { row[2] = "unknown" }
            if index == 50 { row[3] = "two" }
            if index == 60 { row[4] = "n/a" }
        }
        #expect(guess.kind == .orders && guess.missing.isEmpty)
        #expect(guess.columns.map(\.mapping.target.value.name) == ["order", "customer", "time", "quantity", "price"])
        let time = try #require(guess.column(of: .time))
        #expect(time.mapping.formats.map(\.value.text) == ["d/M/yyyy"])
        #expect(time.confidence < 1 && time.confidence >= 0.9)
        #expect(guess.column(of: .price)?.mapping.decimal == .comma)
    }

    @Test func theShareThatFitsIsSaidInTheLanguageOfTheFile() throws {
        let guess = guess { index, row in
            if index % 25 == 3 { row[2] = "unknown" }
        }
        let english = text(guess, .english)
        #expect(line("order_date", in: english).contains("# 96% of the values looked at are times of the form"))
        #expect(line("order_date", in: english).contains("`unknown`"))
        #expect(!line("quantity", in: english).contains("#"))
        let chinese = text(guess, .chinese)
        #expect(line("order_date", in: chinese).contains("# 所查看的值中有 96% 是"))
        #expect(problems(in: english).isEmpty && problems(in: chinese).isEmpty)
    }

    @Test func aShareIsNeverRoundedUpToAll() {
        let rows = (0..<1_000).map { ["A\($0)", "C", $0 == 7 ? "soon" : "2026-01-05", "1"] }
        let guess = ColumnGuess(header: ["order_id", "customer_id", "order_date", "amount"], rows: rows)
        #expect(line("order_date", in: text(guess, .english)).contains("# 99.9% of the values"))
    }

    @Test func tooManyBadValuesTakeTheRoleAndTheReasonSaysSo() throws {
        let guess = guess { index, row in
            if index % 5 == 0 { row[2] = "unknown" }
        }
        #expect(guess.column(of: .time) == nil && guess.missing == [.time])
        let column = try #require(guess.columns.first { $0.mapping.column.value == "order_date" })
        #expect(column.reason.english.contains("80%") && column.reason.english.contains("`time`"))
        #expect(column.reason.chinese.contains("80%"))
    }

    @Test func wordsForNoCustomerDoNotHideHowCustomersAreWritten() {
        let guess = guess { index, row in
            if index % 3 == 0 { row[1] = "nan" }
        }
        #expect(guess.column(of: .customer)?.mapping.cleaners == [.wholeNumber])
    }

    @Test func oneOddInvoiceDoesNotHideTheCancelledOnes() {
        let guess = guess { index, row in
            if index % 20 == 1 { row[0] = "C" + row[0] }
            if index == 99 { row[0] = "A563185" }
        }
        #expect(guess.cancelled?.condition.value == #"order starts with "C""#)
    }

    @Test func datesInSeveralFormsAndSomeInNoneAreStillTheTime() {
        let guess = guess { index, row in
            row[2] = index % 2 == 0 ? "2026年1月5日" : "2026/1/6 8:30"
            if index == 9 { row[2] = "-" }
        }
        #expect(guess.column(of: .time)?.mapping.formats.isEmpty == true)
        #expect(guess.missing.isEmpty)
    }
}
