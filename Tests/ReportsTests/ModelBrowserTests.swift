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

    @Test(arguments: Language.allCases) func aCrowdedModelFitsAPhoneAndADesk(language: Language) throws {
        let page = try Self.file([EdgeModel.crowded], language)
        defer { try? FileManager.default.removeItem(at: page) }
        for screen in [Browser.Screen.desktop, .phone] {
            let visit = try Browser.dumpDOM(page, screen: screen)
            #expect(visit.complaints == [])
            let status = try BrowserTests.status(in: visit.dom)
            #expect(status.errors == [] && status.overflow == 0)
            #expect(
                status.charts.count == 9 && status.charts.allSatisfy { $0.rendered && $0.marks > 0 && $0.texts > 2 }
            )
            let charts =
                "[...document.querySelectorAll('.chart')].filter((box) => box.innerHTML.includes('NaN')).length"
            #expect(try Browser.evaluate(charts, in: page, screen: screen) == "0", "a coordinate is none")
            try Pictures.keep(page, screen, as: "crowded-\(language.rawValue)-\(screen.width)")
        }
    }

    @Test func hostileNamesStayTextsInBubblesToo() throws {
        let page = try Self.file([EdgeModel.hostile], .english)
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

    @Test func paperGoesWithoutLongNumbersOfCharts() throws {
        let page = try Self.file([SampleModels.value], .english)
        defer { try? FileManager.default.removeItem(at: page) }
        let shut = try Browser.evaluate(
            """
            (() => {
              dispatchEvent(new Event('beforeprint'));
              return [...document.querySelectorAll('details:not([open])')].map((each) => each.className).join(' ');
            })()
            """,
            in: page
        )
        #expect(shut == "for-screens")
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

    @Test(arguments: Language.allCases) func thePagesCanBePictured(language: Language) throws {
        let page = try Self.file(SampleModels.pages, language)
        defer { try? FileManager.default.removeItem(at: page) }
        let wide = try Browser.screenshot(page, wholePage: true)
        #expect(wide.starts(with: [0x89, 0x50, 0x4E, 0x47]) && wide.count > 200_000)
        let name = "models-\(language.rawValue)"
        try Pictures.keep(page, .desktop, as: name)
        try Pictures.keep(page, .phone, as: name + "-phone")
        try Pictures.keep(page, .init(width: 1280, height: 900, isDark: true), as: name + "-dark")
        guard let folder = try Pictures.folder() else { return }
        try Browser.printed(page).write(to: folder.appending(path: name + ".pdf"))
    }
}

/// Pictures are for people: where `COVEY_PICTURES` names a folder, they are kept there.
enum Pictures {
    static func folder() throws -> URL? {
        guard let folder = ProcessInfo.processInfo.environment["COVEY_PICTURES"], !folder.isEmpty else { return nil }
        let kept = URL(filePath: folder)
        try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
        return kept
    }

    static func keep(_ page: URL, _ screen: Browser.Screen, as name: String) throws {
        guard let folder = try folder() else { return }
        try Browser.screenshot(page, screen: screen, wholePage: true).write(to: folder.appending(path: name + ".png"))
    }
}
