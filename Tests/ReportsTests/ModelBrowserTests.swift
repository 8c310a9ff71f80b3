import Domain
import Fitting
import Foundation
import Reports
import TestSupport
import Testing

/// What a real browser makes of models' pages.
@Suite(.serialized) struct ModelBrowserTests {
    private static func file(_ pages: [ModelPage], _ language: Language) throws -> URL {
        let html = try ModelReportTests.report(pages).html(
            language: language,
            echartsSource: try Page.echarts(),
            sha256Base64: { SHA256.digest(of: $0).base64EncodedString() }
        )
        let file = FileManager.default.temporaryDirectory.appending(path: "models-\(UUID().uuidString).html")
        try Data(html.utf8).write(to: file)
        return file
    }

    @Test(
        arguments: Language.allCases,
        [Browser.Screen.desktop, .phone, .init(width: 1280, height: 900, isDark: true)]
    )
    func everyKindOfChartIsDrawn(language: Language, screen: Browser.Screen) throws {
        let page = try Self.file(SampleModels.pages, language)
        defer { try? FileManager.default.removeItem(at: page) }
        let visit = try Browser.dumpDOM(page, screen: screen)
        #expect(visit.complaints == [])
        #expect(visit.requests.filter { !$0.hasPrefix("data:") } == [], "the page must ask for nothing")
        let status = try BrowserTests.status(in: visit.dom)
        #expect(status.errors == [])
        #expect(status.overflow == 0, "the page must not be wider than the screen")
        #expect(status.charts.count == SampleModels.pages.reduce(0) { $0 + $1.document.figures.count })
        for chart in status.charts {
            #expect(chart.rendered && chart.marks >= 8 && chart.texts >= 6, "\(chart.name) is empty: \(chart)")
            #expect(chart.width > 200 && chart.height > 100, "\(chart.name) has no room: \(chart)")
        }
    }

    @Test func twelveModelsInAReportAreDrawnAndFitAPhone() throws {
        var data = SampleReport.data
        data.models = (0..<12).map { SampleModels.pages[$0 % SampleModels.pages.count] }
        let page = try Page.file(data, .chinese)
        defer { try? FileManager.default.removeItem(at: page) }
        for screen in [Browser.Screen.desktop, .phone] {
            let visit = try Browser.dumpDOM(page, screen: screen)
            #expect(visit.complaints == [])
            let status = try BrowserTests.status(in: visit.dom)
            #expect(status.errors == [] && status.overflow == 0)
            #expect(status.charts.count > 30 && status.charts.allSatisfy(\.rendered))
        }
    }

    @Test func hostileNamesStayTextsInBubblesToo() throws {
        let page = try Self.file([HostileModel.page], .english)
        defer { try? FileManager.default.removeItem(at: page) }
        let found = try Browser.evaluate(
            """
            (() => {
              for (const box of document.querySelectorAll('[data-chart]')) {
                const picture = echarts.getInstanceByDom(box);
                picture.getOption().series.forEach((series, seriesIndex) =>
                  picture.dispatchAction({ type: 'showTip', seriesIndex, dataIndex: 0 }));
              }
              const foreign = document.querySelectorAll('main img, main script, main b:not(.tip > b), [onerror], .tip img');
              return [window.hacked, foreign.length, document.querySelectorAll('.tip').length >= 3,
                document.querySelectorAll('[data-rendered]').length].join(' ');
            })()
            """,
            in: page
        )
        #expect(found == " 0 true 5")
    }

    /// A band that is not drawn would leave the picture plausible and wrong.
    @Test func intervalsAndDiagonalsAreDrawn() throws {
        let page = try Self.file([SampleModels.churn, SampleModels.tenure], .english)
        defer { try? FileManager.default.removeItem(at: page) }
        let found = try Browser.evaluate(
            """
            ['model-churn-risk-figure-1', 'model-churn-risk-figure-2', 'model-time-to-leaving-figure-1'].map((name) => {
              const box = document.querySelector(`[data-chart="${name}"]`);
              return [...box.querySelectorAll('path')].filter((path) => path.getAttribute('fill-opacity') === '0.16'
                || path.getAttribute('opacity') === '0.16').length + '/'
                + echarts.getInstanceByDom(box).getOption().series.filter((series) => series.id === 'comparison').length;
            }).join(' ')
            """,
            in: page
        )
        #expect(found == "1/1 0/1 3/0")
    }

    /// The pictures are for people: where `COVEY_PICTURES` names a folder, they are kept there.
    @Test(arguments: Language.allCases) func thePagesCanBePictured(language: Language) throws {
        let page = try Self.file(SampleModels.pages, language)
        defer { try? FileManager.default.removeItem(at: page) }
        let wide = try Browser.screenshot(page, wholePage: true)
        #expect(wide.starts(with: [0x89, 0x50, 0x4E, 0x47]) && wide.count > 200_000)
        guard let folder = ProcessInfo.processInfo.environment["COVEY_PICTURES"], !folder.isEmpty else { return }
        let kept = URL(filePath: folder)
        try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
        let name = "models-\(language.rawValue)"
        try wide.write(to: kept.appending(path: name + ".png"))
        try Browser.screenshot(page, screen: .phone, wholePage: true).write(
            to: kept.appending(path: name + "-phone.png")
        )
        let dark = Browser.Screen(width: 1280, height: 900, isDark: true)
        try Browser.screenshot(page, screen: dark, wholePage: true).write(to: kept.appending(path: name + "-dark.png"))
        try Browser.printed(page).write(to: kept.appending(path: name + ".pdf"))
        try FileManager.default.copyItem(
            at: page,
            to: kept.appending(path: name + "-\(UUID().uuidString.prefix(4)).html")
        )
    }
}
