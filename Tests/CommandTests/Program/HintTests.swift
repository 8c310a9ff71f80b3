import Domain
import Foundation
import Testing

/// What the program says of files that are read otherwise than their owner meant.
struct HintTests {
    /// A shop whose project has the day and the month the wrong way round.
    private func withSwappedDates<Success>(late: Int, _ body: (Shop) async throws -> Success) async throws -> Success {
        try await Shop.with { shop in
            try shop.change("yyyy-MM-dd HH:mm:ss", to: "M/d/yyyy")
            var text = "order_id,customer,city,product,quantity,price,paid_at\n"
            for row in 0..<60 { text += "A\(row),C\(row % 9),x,y,1,5,\(row % 12 + 1)/1/2026\n" }
            for row in 0..<late { text += "B\(row),C\(row % 9),x,y,1,5,\(row % 15 + 13)/1/2026\n" }
            try shop.write(text, to: "orders.csv")
            return try await body(shop)
        }
    }

    private static let setting = "paid_at: { as: time, format: d/M/yyyy }"

    @Test(arguments: Language.allCases)
    func aRunSaysWhenDayAndMonthSeemSwapped(language: Language) async throws {
        try await withSwappedDates(late: 5) { shop in
            let run = try await Covey.run("run", "--no-report", in: shop.folder, language: language)
            #expect(run.code == 0, "\(run.errors)")
            let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains(Self.setting), "\(run.output)")
            #expect(words.contains(language == .english ? "5 of 5 rejected values" : "5 个被拒收的值中有 5 个"))
        }
    }

    @Test func aMachineIsToldInBothLanguages() async throws {
        try await withSwappedDates(late: 5) { shop in
            for command in ["import", "run"] {
                let json = try await Covey.run(command, "--json", in: shop.folder).json()
                let file = (json["files"] as? [[String: Any]])?.first
                let remarks = try #require((file?["remarks"] ?? json["remarks"]) as? [[String: String]])
                #expect(remarks.count == 1)
                #expect(remarks.first?["en"]?.contains(Self.setting) == true)
                #expect(remarks.first?["zh"]?.contains(Self.setting) == true)
                try FileManager.default.removeItem(at: shop.path("warehouse.duckdb"))
            }
        }
    }

    @Test(arguments: Language.allCases)
    func aRefusalAdvisesTheOtherOrder(language: Language) async throws {
        try await withSwappedDates(late: 40) { shop in
            let run = try await Covey.run("run", in: shop.folder, language: language)
            #expect(run.code == 65)
            let advice = run.errors.split(separator: "\n").last { $0.hasPrefix(language == .english ? "advice" : "建议") }
            #expect(advice?.contains(Self.setting) == true, "\(run.errors)")
        }
    }
}
