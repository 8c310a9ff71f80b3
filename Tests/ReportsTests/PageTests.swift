import Domain
import Foundation
import Testing

@testable import Reports

@Suite struct PageTests {
    @Test func theEnglishPageSaysWhatTheNumbersSay() throws {
        let text = Page.visibleText(try Page.html(SampleReport.data, .english))
        for fact in [
            "Sunlit Tea", "Orders from 1 June 2025 to 18 June 2026", "As of 18 June 2026", "27.3K", "¥6.48M", "46.7%",
            "¥237.29", "74 days",
            "Of 61,204 rows read, 55,718 (91.0%) are used; the largest part taken out is "
                + "“Without a customer” with 3,018.",
            "6 checks ran: 5 found something, 1 found nothing; together they removed 5,436 rows.",
            "Most customers bought in November 2025 (2,610); in May 2026 1,902 did, 23% of them for the first time.",
            "1,936 customers (22.4%) buy often and lately: the core to keep. 474 (5.5%) used to buy often and stopped: "
                + "the first to win back.",
            "“Champions” are 13% of these customers and bring 46% of the revenue.",
            "Half of the customers bought within 74 days.", "53% of the customers ordered once only.",
            "The best 20% of customers bring 69% of the revenue.",
            "“Loyal regulars” is worth the most: 24% of the customers, 57% of the value.",
            "“Champions” and “Loyal regulars” overlap most: 1,115 in both, 52% of all who are in either.",
            "1 is out of date, for the reason given there.",
            "As of 1 June 2026, 00:00 (Asia/Shanghai), not later. The newsletter file has not been imported since.",
            "No customer’s birthday is known.", "The last bar is faint: June 2026 is not over.",
        ] {
            #expect(text.contains(fact), "missing: \(fact)")
        }
    }

    @Test func theChinesePageSaysTheSame() throws {
        let text = Page.visibleText(try Page.html(SampleReport.data, .chinese))
        for fact in [
            "晴山茶铺", "订单：2025年6月1日至2026年6月18日", "2.73万", "¥648万", "74 天",
            "读入 61,204 行，使用其中 55,718 行（91.0%）；去掉最多的是“没有客户”，共 3,018 行。",
            "2025年11月购买的客户最多（2,610 位）；2026年5月有 1,902 位，其中 23% 为首次购买。",
            "消费最高的 20% 客户带来 69% 的收入。", "“忠诚常客”价值最高：占客户的 24%，占价值的 57%。",
            "2026年6月尚未结束", "没有任何客户的生日资料。",
        ] {
            #expect(text.contains(fact), "missing: \(fact)")
        }
    }

    @Test func aReportThatIsOutOfDateSaysItOnceAboveAndInItsTables() throws {
        var data = SampleReport.data
        #expect(try Page.html(data, .english).occurrences(of: "<p class=\"stale\"") == 1)
        data.meta.stale = Bilingual(en: "Data were imported since. Run: covey run", zh: "计算之后导入了新数据。请运行：covey run")
        for language in Language.allCases {
            let html = try Page.html(data, language)
            #expect(html.occurrences(of: "<p class=\"stale\"") == 2)
            let above = try #require(html.range(of: data.meta.stale?[language] ?? ""))
            #expect(above.lowerBound < html.range(of: "id=\"overview\"")?.lowerBound ?? html.startIndex)
            let about = ReportTables.csvFiles(of: data, language: language)[0].text
            #expect(about.contains(data.meta.stale?[language] ?? ""))
        }
    }

    @Test func theSameReportGivesTheSameText() throws {
        #expect(try Page.html(SampleReport.data, .chinese) == Page.html(SampleReport.data, .chinese))
    }

    @Test func aReportSurvivesBeingStored() throws {
        for data in [SampleReport.data] + EdgeReport.allCases.map(\.data) {
            let stored = try JSONEncoder().encode(data)
            #expect(try JSONDecoder().decode(ReportData.self, from: stored) == data)
        }
    }

    @Test func whatIsMissingIsSaidInWords() throws {
        let html = try Page.html(EdgeReport.nothing.data, .english)
        #expect(html.occurrences(of: "data-chart=") == 0)
        #expect(html.occurrences(of: "class=\"absence\"") == 5)
        #expect(try Page.html(EdgeReport.zeroRevenue.data, .english).contains("revenue in all is not above zero"))
    }

    @Test func aReportWithoutOrdersSaysWhatIsThereAndHowToAddThem() throws {
        let data = EdgeReport.customersOnly.data
        let text = Page.visibleText(try Page.html(data, .english))
        for fact in [
            "1,200", "97.3% of the values known", "37.9%",
            "5 attributes of 1,200 customers; “Age” is the least complete: 91.7% have a value.",
            "“Shanghai” is the most frequent, 43% of those known. Unknown of 50 customers.",
            "Half of the customers have 41 or more.", "“Gold members” is the largest, with 293 customers.",
            "What is missing", "No orders are known", "kind: orders", "Order number: order",
        ] {
            #expect(text.contains(fact), "missing: \(fact)")
        }
        let chinese = Page.visibleText(try Page.html(data, .chinese))
        for fact in ["还缺什么", "客户属性", "“上海”最多，占已知的 43%。50 位客户没有值。", "订单号: order", "更早", "97.3% 的值已知"] {
            #expect(chinese.contains(fact), "missing: \(fact)")
        }
        for page in [text, chinese] {
            for word in ["¥", "Retention", "Revenue", "Median recency", "客单价", "距上次购买"] {
                #expect(!page.contains(word), "\(word)")
            }
        }
        let html = try Page.html(data, .english)
        #expect(html.occurrences(of: "data-chart=") == 8)
        #expect(!html.contains("attribute-5"), "what is everyone’s own is not shown")
        let tables = ReportTables.all(of: data, language: .chinese)
        #expect(tables.first { $0.name == "segments" }?.columns == ["人群", "客户", "客户占比"])
        #expect(tables.first { $0.name == "attributes" }?.rows.count == 5)
        #expect(tables.allSatisfy { table in table.rows.allSatisfy { $0.count == table.columns.count } })
    }

    @Test func anUnfinishedMonthIsNotComparedWithWholeOnes() throws {
        let notation = LanguageTests.english
        let trade = Trade(months: SampleReport.months, meta: SampleReport.meta, notation: notation)
        #expect(trade.lastIsPartial)
        #expect(trade.revenueReading().hasPrefix("The last three whole months brought ¥1.5M, 5% more than"))
        let retention = Retention(cohorts: SampleReport.retention, meta: SampleReport.meta, notation: notation)
        // Month 12 was reached in June 2026 only, which is not over.
        #expect(retention.meanShare(after: 12) == nil)
        #expect(retention.meanShare(after: 11) == retention.cohorts[0].share(after: 11))
        var meta = SampleReport.meta
        meta.asOf = Instant(microseconds: meta.asOf.microseconds + 12 * 86_400_000_000)
        #expect(meta.asOfDate.description == "2026-06-30")
        #expect(!Trade(months: SampleReport.months, meta: meta, notation: notation).lastIsPartial)
    }

    @Test func twoHundredSegmentsAreAllInTheTableAndSomeInTheChart() throws {
        let notation = LanguageTests.english
        let section = ReportSection.segmentSection(EdgeReport.manySegments.data, notation)
        #expect(section.tables.first?.rows.count == 200)
        #expect(section.cards.count == ReportSection.segmentCards)
        #expect(section.lead?.contains("The first 12 are described below; the table lists all.") == true)
        let overlap = ReportSection.overlapSection(EdgeReport.manySegments.data, notation)
        let html = try Page.html(EdgeReport.manySegments.data, .english)
        #expect(html.contains("The first 200 of \(notation.integer(overlap.tables[0].rows.count)) rows"))
    }

    @Test func aLibraryThatIsNotEChartsIsRefused() throws {
        let error = #expect(throws: ReportError.self) {
            _ = try ReportRenderer.html(
                of: SampleReport.data,
                language: .english,
                echartsSource: "",
                sha256Base64: { $0 }
            )
        }
        #expect(error?.explanation.english == "The chart library is empty or is not ECharts.")
        #expect(error?.explanation.chinese.contains(where: \.isHan) == true)
    }
}
