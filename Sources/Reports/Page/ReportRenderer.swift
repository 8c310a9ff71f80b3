package import Domain
import Foundation
import Mustache

/// Makes a report into a page that stands alone.
package enum ReportRenderer {
    /// One HTML file that asks for nothing outside itself: style, scripts, charts and data are in it.
    ///
    /// The same arguments give the same text. The page follows the reader's light or dark setting, the width of the
    /// screen, and prints in the light palette with all tables opened.
    ///
    /// - Parameters:
    ///   - data: what the report says.
    ///   - language: the language of the report's own words.
    ///   - echartsSource: the text of `echarts.min.js`, version 6.
    ///   - sha256Base64: the SHA-256 digest of a text's UTF-8 bytes, in Base64. The page's content security policy names
    ///     its scripts by it, so that a browser runs these and no other.
    /// - Returns: the text of the HTML file, to be written as UTF-8.
    /// - Throws: `ReportError` where the library is not ECharts.
    /// - Complexity: linear in the data and in the library's text.
    package static func html(
        of data: ReportData,
        language: Language,
        echartsSource: String,
        sha256Base64: (String) -> String
    ) throws(ReportError) -> String {
        guard echartsSource.contains("echarts") else { throw .unusableChartLibrary }
        let notation = Notation(language: language, currency: data.meta.currency, timeZone: data.meta.timeZone)
        let page = try page(of: data, notation, echartsSource, sha256Base64)
        do {
            let template = try MustacheTemplate(string: text(PackageResources.report_mustache))
            return template.render(page)
        } catch {
            throw .rendering(String(describing: error))
        }
    }

    private static func page(
        of data: ReportData,
        _ notation: Notation,
        _ echartsSource: String,
        _ sha256Base64: (String) -> String
    ) throws(ReportError) -> PageView {
        let sections = ReportSection.all(of: data, in: notation)
        let keyFigures = KeyFigureCard.all(of: data, in: notation)
        let brief = brief(sections)
        let style = Embedding.style(text(PackageResources.report_css))
        let library = Embedding.script(echartsSource)
        let script = Embedding.script(ReportScript.text)
        return PageView(
            languageTag: notation.language == .chinese ? "zh-Hans" : "en",
            title: data.meta.title[notation.language],
            about: about(data, notation),
            outOfDate: data.meta.stale?[notation.language],
            links: links(sections, notation),
            keyFigures: keyFigures,
            hasKeyFigures: !keyFigures.isEmpty,
            hasFewFigures: keyFigures.count <= 4,
            brief: brief,
            hasBrief: !brief.isEmpty,
            sections: sections.map { PageView.Section($0, notation) },
            definitions: Definition.all(in: notation, hasOrders: data.hasOrders),
            credits: data.meta.attributions.map { PageView.Credit($0, notation.language) },
            hasCredits: !data.meta.attributions.isEmpty,
            words: words(notation).merging(stamps(data, notation)) { word, _ in word },
            style: style,
            library: library,
            script: script,
            policy: Embedding.policy(scripts: [library, script], styles: [style], sha256Base64: sha256Base64),
            chartData: try Embedding.json(chartData(sections, notation)),
            csvData: try Embedding.json(csvData(data, notation.language))
        )
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// What the report covers and for when, below its title.
    private static func about(_ data: ReportData, _ notation: Notation) -> [String] {
        var parts: [String] = []
        if let first = data.keyFigures?.firstOrder, let last = data.keyFigures?.lastOrder {
            let (from, to) = (notation.date(first), notation.date(last))
            parts.append(notation.text("Orders from \(from) to \(to)", "订单：\(from)至\(to)"))
        }
        let asOf = notation.date(data.meta.asOfDate)
        parts.append(notation.text("As of \(asOf)", "截至\(asOf)"))
        let currency = data.meta.currency.code
        guard data.hasOrders else { return parts }
        parts.append(notation.text("Amounts in \(currency)", "金额单位：\(currency)"))
        return parts
    }

    private static func links(_ sections: [ReportSection], _ notation: Notation) -> [PageView.Link] {
        [PageView.Link(target: "overview", label: Words.overview.text(in: notation))]
            + sections.map { PageView.Link(target: $0.id, label: $0.title) }
            + [PageView.Link(target: "about", label: Words.about.text(in: notation))]
    }

    /// The sentences that an owner should take away, each with its figure.
    private static func brief(_ sections: [ReportSection]) -> [PageView.Brief] {
        let chosen = [
            "time-revenue", "concentration-curve", "rfm-customers", "segments-value", "retention-triangle",
            "attributes-known",
        ]
        let figures = sections.flatMap(\.figures)
        return chosen.compactMap { id in
            figures.first { $0.id == id && $0.chart != nil }
                .map { PageView.Brief(target: "fig-" + $0.id, sentence: $0.reading) }
        }
    }

    private static func words(_ notation: Notation) -> [String: String] {
        Dictionary(uniqueKeysWithValues: Words.allCases.map { ($0.rawValue, $0.text(in: notation)) })
    }

    /// When and by what version the report was made.
    private static func stamps(_ data: ReportData, _ notation: Notation) -> [String: String] {
        let generated = notation.instant(data.meta.generatedAt)
        let asOf = notation.instant(data.meta.asOf)
        return [
            "generated": notation.text("Generated \(generated).", "生成于 \(generated)。"),
            "asOf": notation.text("All figures are as of \(asOf).", "所有数字截至 \(asOf)。"),
            "version": data.meta.productVersion,
        ]
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
    private static func csvData(_ data: ReportData, _ language: Language) -> [String: String] {
        let tables = ReportTables.all(of: data, language: language)
        return Dictionary(tables.map { ($0.name, CSVWriter.text(of: $0)) }) { first, _ in first }
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
