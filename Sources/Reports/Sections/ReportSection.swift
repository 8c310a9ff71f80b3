import Domain

/// A part of the report under one heading, written in one language.
struct ReportSection: Sendable {
    /// The fragment identifier of its heading.
    let id: String
    let title: String
    /// A line below the heading.
    var lead: String?
    var figures: [ReportFigure] = []
    var cards: [SegmentCard] = []
    /// Said in place of figures where there is nothing to show.
    var absence: String?
    /// Lines to copy, below what is said.
    var example: String?
    /// What kind of part it is, above its title; parts that follow each other with the same are one group.
    var group: String?
    /// Single figures below the heading.
    var facts: [Fact] = []
    /// What a reader must know before the figures.
    var notes: [String] = []

    struct Fact: Sendable {
        let label: String
        let figure: String
    }

    var tables: [ReportTable] { figures.flatMap(\.tables) }

    /// All parts in the order of the page.
    static func all(of data: ReportData, in notation: Notation) -> [ReportSection] {
        let attributes = data.attributes.isEmpty ? [] : [attributeSection(data, notation)]
        let models = modelSections(data.models, notation)
        let segments =
            [segmentSection(data, notation), overlapSection(data, notation)]
            + (data.priorities.isEmpty ? [] : [prioritySection(data, notation)])
        guard data.hasOrders else {
            return [qualitySection(data, notation)] + attributes + segments + models + [missingSection(notation)]
        }
        return [
            qualitySection(data, notation), timeSection(data, notation), rfmSection(data, notation),
            concentrationSection(data, notation),
        ] + attributes + segments + [retentionSection(data, notation)] + models
    }
}

/// One thing that is shown: what it says in a sentence, the picture of it, and its numbers.
struct ReportFigure: Sendable {
    /// Unique in the report; the name of the chart.
    let id: String
    let title: String
    /// What the figure shows, from its data; the chart's text alternative.
    var reading: String
    var chart: Chart?
    /// What must be known to read the chart rightly.
    var remark: String?
    /// How much of the page's width it takes.
    var width: Width = .full
    var tables: [ReportTable] = []
    /// Whether the numbers are the figure itself and not a supplement to the picture.
    var tableIsOpen = false
    /// Whether paper goes without the numbers unless they are open.
    var tableIsForScreens = false

    enum Width: String, Sendable {
        case full, half, third
    }
}
