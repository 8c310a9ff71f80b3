import Domain
import Reports
import Testing

/// Priority lists in the report: the page and the table.
struct PriorityReportTests {
    private static let data: ReportData = {
        var data = SampleReport.data
        data.priorities = [
            PrioritySummary(
                name: "level",
                title: Bilingual(en: "Level", zh: "客户层级"),
                tiers: [
                    tier("Champions", "冠军客户", 1_000, 5_000),
                    tier("Nobody", "无人", 0, 0),
                    tier("Everyone else", "其他客户", 3_000, 3_000),
                ]
            )
        ]
        return data
    }()

    private static func tier(_ en: String, _ zh: String, _ count: Int, _ yuan: Int64) -> PrioritySummary.Tier {
        PrioritySummary.Tier(title: Bilingual(en: en, zh: zh), customers: count, value: SampleReport.yuan(yuan))
    }

    @Test(arguments: [Language.english, .chinese])
    func theTableHasEveryPlaceWithItsShares(language: Language) throws {
        let files = ReportTables.csvFiles(of: Self.data, language: language)
        let table = try #require(files.first { $0.name == "priorities-1.csv" })
        let rows = table.text.split(whereSeparator: \.isNewline).map(String.init)
        let titles = language == .english ? ["Champions", "Nobody", "Everyone else"] : ["冠军客户", "无人", "其他客户"]
        #expect(
            Array(rows.dropFirst()) == [
                "1,\(titles[0]),1000,0.25,5000,0.625", "2,\(titles[1]),0,0,0,0", "3,\(titles[2]),3000,0.75,3000,0.375",
            ]
        )
        let page = try ReportRenderer.html(of: Self.data, language: language, echartsSource: "var echarts = {};") { _ in
            ""
        }
        #expect(page.contains(language == .english ? "Priority lists" : "优先级列表"))
        #expect(page.contains(language == .english ? "3,000 customers" : "3,000 位客户"))
    }

    @Test func aReportWithoutListsDoesNotSpeakOfThem() throws {
        let page = try ReportRenderer.html(
            of: SampleReport.data,
            language: .english,
            echartsSource: "var echarts = {};"
        ) { _ in "" }
        #expect(!page.contains("Priority lists"))
    }

    /// Customers without orders have no revenue to share.
    @Test func withoutRevenueThereAreNoSharesOfIt() throws {
        var data = Self.data
        for tier in data.priorities[0].tiers.indices { data.priorities[0].tiers[tier].value = .zero }
        let files = ReportTables.csvFiles(of: data, language: .english)
        let table = try #require(files.first { $0.name == "priorities-1.csv" })
        #expect(table.text.contains("1,Champions,1000,0.25,0,\r\n"), "\(table.text)")
    }
}
