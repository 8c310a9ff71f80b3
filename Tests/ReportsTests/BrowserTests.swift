import Domain
import Foundation
import TestSupport
import Testing

/// What a real browser makes of the page. Needs Chromium and ECharts, and says so where they are missing.
@Suite(.serialized) struct BrowserTests {
    /// What the page's script tells of itself.
    struct Status: Decodable {
        struct Chart: Decodable {
            let name: String
            let rendered: Bool
            let marks: Int
            let texts: Int
            let width: Int
            let height: Int
        }

        let charts: [Chart]
        let errors: [String]
        let overflow: Int
    }

    static let status = "document.getElementById('report-status').textContent"

    @Test(
        arguments: Language.allCases,
        [Browser.Screen.desktop, .phone, .init(width: 1280, height: 900, isDark: true)]
    )
    func everyChartOfTheSampleIsDrawnAndNothingIsComplainedOf(language: Language, screen: Browser.Screen) throws {
        let page = try Page.file(SampleReport.data, language)
        defer { try? FileManager.default.removeItem(at: page) }
        let visit = try Browser.dumpDOM(page, screen: screen)
        #expect(visit.complaints == [])
        #expect(visit.requests.filter { !$0.hasPrefix("data:") } == [], "the page must ask for nothing")
        let status = try Self.status(in: visit.dom)
        #expect(status.errors == [])
        #expect(status.overflow == 0, "the page must not be wider than the screen")
        #expect(
            status.charts.map(\.name) == [
                "quality-funnel", "time-customers", "time-revenue", "rfm-customers", "rfm-value", "rfm-segments",
                "rfm-recency", "rfm-frequency", "rfm-monetary", "concentration-curve", "concentration-deciles",
                "segments-value", "overlap-matrix", "retention-triangle", "retention-curve",
            ]
        )
        for chart in status.charts {
            #expect(chart.rendered && chart.marks >= 10 && chart.texts >= 6, "\(chart.name) is empty: \(chart)")
            #expect(chart.width > 200 && chart.height > 100, "\(chart.name) has no room: \(chart)")
        }
        #expect(visit.dom.occurrences(of: "data-rendered=\"true\"") == status.charts.count)
    }

    @Test(arguments: EdgeReport.allCases)
    func aReportAtTheEdgeShowsNoEmptyChartAndFitsAPhone(edge: EdgeReport) throws {
        for language in Language.allCases {
            let page = try Page.file(edge.data, language)
            defer { try? FileManager.default.removeItem(at: page) }
            let visit = try Browser.dumpDOM(page, screen: .phone)
            #expect(visit.complaints == [])
            let status = try Self.status(in: visit.dom)
            #expect(status.errors == [])
            #expect(status.overflow == 0)
            for chart in status.charts {
                #expect(chart.rendered && chart.marks > 0 && chart.texts > 0, "\(chart.name) is empty: \(chart)")
            }
        }
    }

    @Test func hostileTextsStayTexts() throws {
        let page = try Page.file(EdgeReport.hostile.data, .english)
        defer { try? FileManager.default.removeItem(at: page) }
        let foreign = try Browser.evaluate(
            """
            (window.hacked === undefined ? 'safe' : 'run') + ' ' + document.querySelectorAll('main img, main script, \
            main b, [onerror], [onclick], [onmouseover], a[href^="javascript"]').length
            """,
            in: page
        )
        #expect(foreign == "safe 0")
        let hovered = try Browser.evaluate(
            """
            (() => {
              for (const box of document.querySelectorAll('[data-chart]')) {
                const picture = echarts.getInstanceByDom(box);
                picture.dispatchAction({ type: 'showTip', seriesIndex: picture.getOption().series.length - 1, \
            dataIndex: 0 });
              }
              return document.querySelectorAll('.tip').length > 0 ? String(window.hacked) + \
            document.querySelectorAll('.tip img, .tip script').length : 'no tip';
            })()
            """,
            in: page
        )
        #expect(hovered == "undefined0")
    }

    @Test func thePolicyStopsAForeignScript() throws {
        let page = try Page.file(SampleReport.data, .english)
        defer { try? FileManager.default.removeItem(at: page) }
        let text = try String(contentsOf: page, encoding: .utf8)
        try text.replacingOccurrences(of: "</main>", with: "<script>window.hacked=1</script></main>")
            .write(to: page, atomically: true, encoding: .utf8)
        let visit = try Browser.dumpDOM(page)
        #expect(visit.complaints.contains { $0.contains("Content Security Policy") })
        #expect(try Browser.evaluate("window.hacked", in: page) == "undefined")
    }

    @Test func onPaperChartsFitThePageAndTablesAreOpen() throws {
        let page = try Page.file(SampleReport.data, .chinese)
        defer { try? FileManager.default.removeItem(at: page) }
        let screen = Browser.Screen(width: 1280, height: 900, isDark: true)
        let printing = try Browser.evaluate(
            """
            (() => {
              dispatchEvent(new Event('beforeprint'));
              const widths = [...document.querySelectorAll('.chart svg')].map((svg) => svg.clientWidth);
              const shut = document.querySelectorAll('details:not([open])').length;
              const paper = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
              dispatchEvent(new Event('afterprint'));
              const open = document.querySelectorAll('details[open]:not(.fixed)').length;
              return [Math.max(...widths) <= 688, widths.length, shut, paper, open].join(' ');
            })()
            """,
            in: page,
            screen: screen
        )
        #expect(printing == "true 15 0 #ffffff 0")
        #expect(try Browser.printed(page, screen: screen).starts(with: Data("%PDF-".utf8)))
    }

    /// The pictures are for people: where `COVEY_PICTURES` names a folder, they are kept there.
    @Test(arguments: Language.allCases) func thePageCanBePictured(language: Language) throws {
        let page = try Page.file(SampleReport.data, language)
        defer { try? FileManager.default.removeItem(at: page) }
        let wide = try Browser.screenshot(page, wholePage: true)
        let phone = try Browser.screenshot(page, screen: .phone, wholePage: true)
        for picture in [wide, phone] {
            #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]) && picture.count > 200_000)
        }
        guard let folder = ProcessInfo.processInfo.environment["COVEY_PICTURES"], !folder.isEmpty else { return }
        let kept = URL(filePath: folder)
        try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
        let dark = Browser.Screen(width: 1280, height: 900, isDark: true)
        try wide.write(to: kept.appending(path: "report-\(language.rawValue).png"))
        try phone.write(to: kept.appending(path: "report-\(language.rawValue)-phone.png"))
        try Browser.screenshot(page, screen: dark, wholePage: true)
            .write(to: kept.appending(path: "report-\(language.rawValue)-dark.png"))
        try Browser.printed(page).write(to: kept.appending(path: "report-\(language.rawValue).pdf"))
    }

    @Test func aMissingBrowserIsNamed() {
        let failure = #expect(throws: BrowserFailure.self) {
            try Browser.executable(environment: ["COVEY_CHROMIUM": "/no/such/program"])
        }
        #expect(failure?.description == "COVEY_CHROMIUM names /no/such/program, which is not a program.")
    }

    static func status(in dom: String) throws -> Status {
        let text = try #require(dom.firstMatch(of: /<output id="report-status"[^>]*>([^<]*)<\/output>/)?.1)
        let json = text.replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&amp;", with: "&")
        return try JSONDecoder().decode(Status.self, from: Data(json.utf8))
    }
}

extension String {
    func occurrences(of part: String) -> Int {
        components(separatedBy: part).count - 1
    }
}
