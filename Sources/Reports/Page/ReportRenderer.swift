package import Domain

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
        let notation = Notation(language: language, currency: data.meta.currency, timeZone: data.meta.timeZone)
        let sections = ReportSection.all(of: data, in: notation)
        let content = PageContent(
            kind: Words.report.text(in: notation),
            title: data.meta.title[language],
            about: about(data, notation),
            outOfDate: data.meta.stale?[language],
            overview: .init(keyFigures: KeyFigureCard.all(of: data, in: notation), brief: brief(sections)),
            sections: sections,
            definitions: Definition.all(in: notation, hasOrders: data.hasOrders),
            attributions: data.meta.attributions,
            stamps: stamps(data, notation),
            tables: ReportTables.all(of: data, language: language)
        )
        return try PageRenderer.html(
            of: content,
            notation,
            echartsSource: echartsSource,
            sha256Base64: sha256Base64
        )
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
}
