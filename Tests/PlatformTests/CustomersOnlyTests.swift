import Domain
import Foundation
import Platform
import TestSupport
import Testing

/// A workspace of customers without orders: its report says what is there, and how to add what is not.
@Suite struct CustomersOnlyTests {
    private static let sources = """
          people:
            kind: customers
            files: people.csv
            columns:
              customer_id: customer
              city: city
              age: { as: age, type: integer }
              joined: { as: joined, type: date, format: yyyy-MM-dd }
              vip: { as: vip, type: boolean }
              balance: { as: balance, type: money }
              tags: { as: tags, type: list }
              email: email
        """

    private static var file: [UInt8] {
        let cities = ["上海", "上海", "北京", "广州", ""]
        let rows = (0..<400).map { number in
            let joined = number == 7 ? "9999-12-31" : "20\(18 + number % 8)-0\(1 + number % 9)-15"
            return "C\(number),\(cities[number % 5]),\(18 + number % 60),\(joined),\(number % 3 == 0 ? "yes" : "no"),"
                + "\(number).50,\(number % 2 == 0 ? "a;b" : "b"),c\(number)@example.com\n"
        }
        return Array(("customer_id,city,age,joined,vip,balance,tags,email\n" + rows.joined()).utf8)
    }

    private func report(
        _ workspace: SmallWorkspace,
        _ language: Language
    ) async throws -> (page: String, path: String, tables: [String: String]) {
        let path = workspace.directory + "/report.html"
        let outcome = try await workspace.open {
            try await BuildReport(workspace: $0, context: ExampleWorkspace.context)
                .run(to: path, language: language, tables: workspace.directory + "/tables")
        }
        let tables = try outcome.tables.map { file in
            (URL(filePath: file).lastPathComponent, try String(contentsOfFile: file, encoding: .utf8))
        }
        return (try String(contentsOfFile: path, encoding: .utf8), path, Dictionary(uniqueKeysWithValues: tables))
    }

    @Test func theReportSaysWhatIsThere() async throws {
        try await SmallWorkspace.with(["people.csv": Self.file], sources: Self.sources) { workspace in
            try FileManager.default.createDirectory(
                atPath: workspace.directory + "/segments",
                withIntermediateDirectories: true
            )
            try workspace.write("segments/a.segment", Array("segment \"vip\" { vip = true }\n".utf8))
            _ = try await workspace.run()
            let (page, path, tables) = try await report(workspace, .english)
            #expect(page.contains("“上海” is the most frequent, 50% of those known. Unknown of 80 customers."))
            #expect(tables["attributes.csv"]?.contains("city,320,0.8,3\r\n") == true, "\(tables)")
            let spreads = tables.filter { $0.key.hasPrefix("attribute-") }.values.joined()
            #expect(spreads.contains("上海,160,0.5\r\n") && spreads.contains("no,266,0.665\r\n"))
            #expect(spreads.contains("b,400,1\r\n") && spreads.contains("a,200,0.5\r\n"), "each once a customer")
            #expect(spreads.contains("2018,50,0.125\r\n") && spreads.contains("later,1,0.0025\r\n"), "\(spreads)")
            #expect(!page.contains("@example.com"), "what is everyone's own is shown to nobody")
            #expect(tables["key-figures.csv"]?.contains("Customers in a segment,134\r\n") == true)
            #expect(tables["retention.csv"] == nil && tables["customers-over-time.csv"] == nil)
            let visit = try Browser.dumpDOM(URL(filePath: path))
            #expect(visit.complaints.isEmpty, "\(visit.complaints)")
            let charts = visit.dom.components(separatedBy: "data-chart=\"").count - 1
            #expect(charts >= 8)
            #expect(visit.dom.components(separatedBy: "data-rendered=\"true\"").count - 1 == charts)
        }
    }

    @Test func whatTheReportSaysToAddWorks() async throws {
        try await SmallWorkspace.with(["people.csv": Self.file], sources: Self.sources) { workspace in
            _ = try await workspace.run()
            let (page, _, _) = try await report(workspace, .chinese)
            let match = try #require(page.firstMatch(of: /<pre class="example">(.*?)<\/pre>/.dotMatchesNewlines()))
            let lines = match.1.split(separator: "\n").map(String.init)
            try #require(lines.first == "sources:")
            let project = try String(contentsOfFile: workspace.directory + "/covey.yaml", encoding: .utf8)
            let models = try #require(lines.firstIndex(of: "models:"))
            let sources = lines[..<models].joined(separator: "\n")
            let changed = project.replacing("sources:", with: sources) + "\n" + lines[models...].joined(separator: "\n")
            try workspace.write("covey.yaml", Array(changed.utf8))
            let orders = "订单号,客户编号,付款时间,金额\nA1,C1,2026-01-05,10\nA2,C2,2026-01-06,20\n"
            try workspace.write("orders.csv", Array(orders.utf8))
            _ = try await workspace.run()
            let (full, _, tables) = try await report(workspace, .chinese)
            #expect(full.contains("RFM 分析") && !full.contains("还缺什么"))
            #expect(tables["rfm-scores.csv"] != nil && tables["attributes.csv"] != nil)
        }
    }
}
