import Domain
import Foundation
import Testing

@testable import Reports

@Suite struct CSVTests {
    @Test func everyTableIsAFileOfItsOwn() {
        let files = ReportTables.csvFiles(of: SampleReport.data, language: .english)
        #expect(
            files.map(\.name) == [
                "about.csv", "key-figures.csv", "quality-sources.csv", "quality-rejections.csv", "quality-checks.csv",
                "quality-scopes.csv", "quality-cleaners.csv", "customers-over-time.csv", "rfm-scores.csv",
                "rfm-segments.csv", "rfm-recency.csv", "rfm-frequency.csv", "rfm-monetary.csv",
                "concentration-curve.csv", "concentration-deciles.csv", "segments.csv", "segment-rules.csv",
                "segment-overlap.csv", "retention.csv",
            ]
        )
        #expect(files.allSatisfy { $0.text.hasPrefix("\u{FEFF}") && $0.text.hasSuffix("\r\n") })
    }

    @Test func numbersArePlainAndDatesAreISO() throws {
        let files = Dictionary(
            uniqueKeysWithValues: ReportTables.csvFiles(of: SampleReport.data, language: .chinese)
                .map { ($0.name, $0.text) }
        )
        let months = try #require(files["customers-over-time.csv"])
        #expect(months.hasPrefix("\u{FEFF}月份,活跃客户,新客户,回头客,订单,收入,退货\r\n2025-06,1412,1412,0,1666,368186,8330\r\n"))
        let segments = try #require(files["segments.csv"])
        #expect(segments.contains("核心客户,1162,0.13446,2981800,0.459999,14,287.4,343,310,\r\n"))
        #expect(segments.contains(",已过期\r\n") && segments.contains(",此后没有导入过资讯邮件文件。\r\n"))
        let key = try #require(files["key-figures.csv"])
        #expect(key.contains("末笔订单,2026-06-18\r\n"))
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("=1+1", "'=1+1"), ("+49", "'+49"), ("-cmd", "'-cmd"),
        ("@SUM", "'@SUM"),
        ("\t=1", "'\t=1"), ("=\u{301}1", "'=\u{301}1"), ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""),
        ("", "\"\""), ("群像", "群像"),
    ])
    func textsAreQuotedAndDefused(text: String, written: String) {
        let table = ReportTable(name: "t", title: "T", columns: ["c"], rows: [[.text(text)]])
        #expect(CSVWriter.text(of: table) == "\u{FEFF}c\r\n\(written)\r\n")
    }

    @Test func negativeNumbersAreNotTakenForFormulas() {
        #expect(CSVWriter.value(of: .integer(-5)) == "-5")
        #expect(CSVWriter.value(of: .money(SampleReport.yuan(-5))) == "-5")
        #expect(CSVWriter.value(of: .share(1.0 / 3)) == "0.333333")
        #expect(CSVWriter.value(of: .number(.nan)) == "")
        #expect(CSVWriter.value(of: .missing) == "")
    }

    @Test func thePageOffersTheSameFiles() throws {
        let html = try Page.html(SampleReport.data, .english)
        let json = try #require(html.firstMatch(of: /id="report-csv">(.*?)<\/script>/.dotMatchesNewlines())?.1)
        let offered = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        let buttons = Set(html.matches(of: /data-csv="([a-z-]+)"/).map { String($0.1) })
        #expect(buttons.isSubset(of: offered.keys))
        #expect(buttons.count == 17)
    }
}
