package import Domain

/// Every table of a report, for programs and spreadsheets.
package enum ReportTables {
    /// What the report is about, and the tables in the order of the page. Those without a row are left out, as the page leaves them out.
    package static func all(of data: ReportData, language: Language) -> [ReportTable] {
        let notation = Notation(language: language, currency: data.meta.currency, timeZone: data.meta.timeZone)
        let sections = ReportSection.all(of: data, in: notation)
        let keyFigures = [KeyFigureCard.table(of: data, in: notation)].compactMap(\.self)
        let about = AboutTable.table(of: data.meta, in: notation)
        return ([about] + keyFigures + sections.flatMap(\.tables)).filter { !$0.rows.isEmpty }
    }

    /// One CSV file a table: RFC 4180, UTF-8 with a byte order mark, headings in `language`, values in plain digits.
    ///
    /// Names such as `segments.csv` are the same in every language. Texts that a spreadsheet would take for a formula
    /// begin with an apostrophe.
    package static func csvFiles(of data: ReportData, language: Language) -> [(name: String, text: String)] {
        all(of: data, language: language).map { ($0.name + ".csv", CSVWriter.text(of: $0)) }
    }
}
