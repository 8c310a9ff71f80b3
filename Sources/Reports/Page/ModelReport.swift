package import Domain
package import Foundation

/// Fitted models as a page of their own, without a workspace around them.
package struct ModelReport: Sendable {
    /// In the order in which they are to be shown.
    package var pages: [ModelPage]
    package var title: Bilingual
    /// Where the rows are from, in one line, such as the file's name.
    package var source: Bilingual
    package var generatedAt: Instant
    /// The zone in which instants are written.
    package var timeZone: TimeZone
    /// The version of the program that fitted the models.
    package var productVersion: String

    package init(
        pages: [ModelPage],
        title: Bilingual,
        source: Bilingual,
        generatedAt: Instant,
        timeZone: TimeZone,
        productVersion: String
    ) {
        self.pages = pages
        self.title = title
        self.source = source
        self.generatedAt = generatedAt
        self.timeZone = timeZone
        self.productVersion = productVersion
    }

    /// One HTML file that asks for nothing outside itself, as `ReportRenderer.html` gives one.
    ///
    /// - Throws: `ReportError` where the library is not ECharts.
    package func html(
        language: Language,
        echartsSource: String,
        sha256Base64: (String) -> String
    ) throws(ReportError) -> String {
        let notation = notation(language)
        let sections = ReportSection.modelSections(pages, notation)
        let generated = notation.instant(generatedAt)
        let content = PageContent(
            kind: Words.modelReport.text(in: notation),
            title: title[language],
            about: [source[language]].filter { !$0.isEmpty },
            sections: sections,
            attributions: [Attribution(text: source)].filter { !$0.text[language].isEmpty },
            stamps: [
                "generated": notation.text("Generated \(generated).", "生成于 \(generated)。"),
                "version": productVersion,
            ],
            tables: sections.flatMap(\.tables)
        )
        return try PageRenderer.html(
            of: content,
            notation,
            echartsSource: echartsSource,
            sha256Base64: sha256Base64
        )
    }

    /// The page's tables as CSV files, in the form of `ReportTables.csvFiles`.
    package func csvFiles(language: Language) -> [(name: String, text: String)] {
        ReportSection.modelSections(pages, notation(language)).flatMap(\.tables)
            .map { ($0.name + ".csv", CSVWriter.text(of: $0)) }
    }

    private func notation(_ language: Language) -> Notation {
        Notation(language: language, currency: .none, timeZone: timeZone)
    }
}

extension Currency {
    /// ISO 4217's code for no currency: what a model says has no amounts.
    fileprivate static let none: Currency = {
        guard let none = Currency("XXX") else { preconditionFailure("XXX is a code of three letters") }
        return none
    }()
}
