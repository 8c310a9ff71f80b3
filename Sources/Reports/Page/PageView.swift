import Domain

/// The report as the template shows it: texts of one language, and nothing left to decide.
///
/// Mustache reads these by name. Texts that people wrote stand between tags only, never in an attribute: Mustache
/// escapes by character, and a quote with a combining mark is a character that it does not know.
struct PageView {
    struct Link {
        let target: String
        let label: String
        /// Set where a group of parts begins.
        let heading: String?
    }

    struct Brief {
        let target: String
        let sentence: String
    }

    struct Figure {
        let id: String
        let width: String
        let title: String
        /// `nil` where a table says all.
        let reading: String?
        let remark: String?
        let hasChart: Bool
        /// Whether the tables are the figure itself, and so cannot be folded away.
        let isFixed: Bool
        let isForScreens: Bool
        let tables: [TableView]
    }

    struct Section {
        let id: String
        /// What kind of part it is. Its name, as that of the others that may be missing, must be nobody else's.
        let group: String?
        let title: String
        let lead: String?
        let hasFacts: Bool
        let singleFacts: [ReportSection.Fact]
        let hasNotes: Bool
        let notes: [String]
        let absence: String?
        let example: String?
        let figures: [Figure]
        let hasCards: Bool
        let hasBars: Bool
        let cards: [SegmentCard]
    }

    struct Credit {
        let text: String
        /// Only where it is safe to follow.
        let address: String?
        /// As text, where there is one.
        let shownAddress: String?
    }

    let languageTag: String
    let kind: String
    let title: String
    let about: [String]
    /// Why the whole report is out of date. Its name must differ from that of a card's: a card without one would show it.
    let outOfDate: String?
    /// Where the page's first part is.
    let start: String
    let links: [Link]
    let hasOverview: Bool
    let keyFigures: [KeyFigureCard]
    let hasKeyFigures: Bool
    /// Whether they are few enough for one row on most screens.
    let hasFewFigures: Bool
    let brief: [Brief]
    let hasBrief: Bool
    let sections: [Section]
    let definitions: [Definition]
    let hasDefinitions: Bool
    let credits: [Credit]
    let hasCredits: Bool
    let words: [String: String]
    let style: String
    let library: String
    let script: String
    let policy: String
    let chartData: String
    let csvData: String
}

extension PageView.Section {
    init(_ section: ReportSection, _ notation: Notation) {
        id = section.id
        group = section.group
        title = section.title
        lead = section.lead
        hasFacts = !section.facts.isEmpty
        singleFacts = section.facts
        hasNotes = !section.notes.isEmpty
        notes = section.notes
        absence = section.absence
        example = section.example
        figures = section.figures.map { PageView.Figure($0, notation) }
        hasCards = !section.cards.isEmpty
        hasBars = section.cards.contains { !$0.bars.isEmpty }
        cards = section.cards
    }
}

extension PageView.Figure {
    init(_ figure: ReportFigure, _ notation: Notation) {
        id = figure.id
        width = figure.width.rawValue
        title = figure.title
        reading = figure.reading.isEmpty ? nil : figure.reading
        remark = figure.remark
        hasChart = figure.chart != nil
        isFixed = figure.tableIsOpen
        isForScreens = figure.tableIsForScreens
        tables = figure.tables.filter { !$0.rows.isEmpty }.map { TableView($0, notation) }
    }
}

extension PageView.Credit {
    init(_ attribution: Attribution, _ language: Language) {
        text = attribution.text[language]
        shownAddress = attribution.url
        address = attribution.url.flatMap { Self.isSafe($0) ? $0 : nil }
    }

    /// An address of the web, in the characters that RFC 3986 gives to addresses and HTML gives no meaning.
    private static func isSafe(_ address: String) -> Bool {
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return false }
        let marks = Set("-._~:/?#[]@!$()*+,;=%".utf8)
        return address.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || marks.contains(byte)
        }
    }
}
