import Domain
import Foundation
import Mustache

/// What one page differs in from another, before it is made into HTML.
struct PageContent {
    /// What kind of page it is, above its title.
    let kind: String
    let title: String
    /// What the page covers and for when, below its title.
    let about: [String]
    /// Why all of it is out of date.
    var outOfDate: String?
    /// The key figures with what to take away; `nil` where a page has no such part.
    var overview: Overview?
    let sections: [ReportSection]
    var definitions: [Definition] = []
    var attributions: [Attribution] = []
    /// When and by what version the page was made, under the names that the template knows.
    let stamps: [String: String]
    /// Those that the page's buttons hand out.
    let tables: [ReportTable]

    struct Overview {
        let keyFigures: [KeyFigureCard]
        let brief: [PageView.Brief]
    }
}

/// Makes a page that stands alone: style, scripts, charts and data are in it.
enum PageRenderer {
    static func html(
        of content: PageContent,
        _ notation: Notation,
        echartsSource: String,
        sha256Base64: (String) -> String
    ) throws(ReportError) -> String {
        guard echartsSource.contains("echarts") else { throw .unusableChartLibrary }
        let page = try view(of: content, notation, echartsSource, sha256Base64)
        do {
            let template = try MustacheTemplate(string: text(PackageResources.report_mustache))
            return template.render(page)
        } catch {
            throw .rendering(String(describing: error))
        }
    }

    private static func view(
        of content: PageContent,
        _ notation: Notation,
        _ echartsSource: String,
        _ sha256Base64: (String) -> String
    ) throws(ReportError) -> PageView {
        let style = Embedding.style(text(PackageResources.report_css))
        let library = Embedding.script(echartsSource)
        let script = Embedding.script(ReportScript.text)
        let links = links(content, notation)
        let keyFigures = content.overview?.keyFigures ?? []
        let brief = content.overview?.brief ?? []
        return PageView(
            languageTag: notation.language == .chinese ? "zh-Hans" : "en",
            kind: content.kind,
            title: content.title,
            about: content.about,
            outOfDate: content.outOfDate,
            start: links[0].target,
            links: links,
            hasOverview: content.overview != nil,
            keyFigures: keyFigures,
            hasKeyFigures: !keyFigures.isEmpty,
            hasFewFigures: keyFigures.count <= 4,
            brief: brief,
            hasBrief: !brief.isEmpty,
            sections: content.sections.map { PageView.Section($0, notation) },
            definitions: content.definitions,
            hasDefinitions: !content.definitions.isEmpty,
            credits: content.attributions.map { PageView.Credit($0, notation.language) },
            hasCredits: !content.attributions.isEmpty,
            words: words(notation).merging(content.stamps) { word, _ in word },
            style: style,
            library: library,
            script: script,
            policy: Embedding.policy(scripts: [library, script], styles: [style], sha256Base64: sha256Base64),
            chartData: try Embedding.json(chartData(content.sections, notation)),
            csvData: try Embedding.json(csvData(content.tables))
        )
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// A group is named where it begins.
    private static func links(_ content: PageContent, _ notation: Notation) -> [PageView.Link] {
        var links: [PageView.Link] = []
        if content.overview != nil {
            links.append(PageView.Link(target: "overview", label: Words.overview.text(in: notation), heading: nil))
        }
        var group: String?
        for section in content.sections {
            let heading = section.group == group ? nil : section.group
            links.append(PageView.Link(target: section.id, label: section.title, heading: heading))
            group = section.group
        }
        return links + [PageView.Link(target: "about", label: Words.about.text(in: notation), heading: nil)]
    }

    private static func words(_ notation: Notation) -> [String: String] {
        Dictionary(uniqueKeysWithValues: Words.allCases.map { ($0.rawValue, $0.text(in: notation)) })
    }

    private static func chartData(_ sections: [ReportSection], _ notation: Notation) -> ChartData {
        let figures = sections.flatMap(\.figures)
        return ChartData(
            language: notation.language.rawValue,
            symbol: notation.currencySymbol,
            failed: Words.chartFailed.text(in: notation),
            charts: Dictionary(figures.compactMap { figure in figure.chart.map { (figure.id, $0) } }) { first, _ in
                first
            }
        )
    }

    /// The text of each CSV file by its name without extension, as the page's buttons ask for it.
    private static func csvData(_ tables: [ReportTable]) -> [String: String] {
        Dictionary(tables.map { ($0.name, CSVWriter.text(of: $0)) }) { first, _ in first }
    }
}

/// What the page hands to its script.
struct ChartData: Encodable {
    let language: String
    let symbol: String
    /// Said in place of a chart that could not be drawn.
    let failed: String
    let charts: [String: Chart]
}
