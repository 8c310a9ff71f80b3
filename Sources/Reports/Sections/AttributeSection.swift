import Domain

extension ReportSection {
    /// How many attributes have a place in the charts; the table has them all.
    static let chartedAttributes = 20
    static let attributeFigures = 12

    /// What files of customers say of them.
    static func attributeSection(_ data: ReportData, _ notation: Notation) -> ReportSection {
        let customers = data.base?.customers ?? data.attributes.map(\.known).max() ?? 0
        var section = ReportSection(id: "attributes", title: notation.text("Attributes", "客户属性"))
        section.lead = notation.text(
            "What is known of the customers, and how it is spread.",
            "对客户了解多少，各属性如何分布。"
        )
        section.figures = [knownFigure(data.attributes, customers, notation)]
        let spread = data.attributes.enumerated().compactMap { index, attribute in
            AttributeFigure(attribute: attribute, number: index + 1, customers: customers, notation: notation).figure
        }
        section.figures += spread.prefix(attributeFigures)
        return section
    }

    private static func knownFigure(
        _ attributes: [AttributeSummary],
        _ customers: Int,
        _ notation: Notation
    ) -> ReportFigure {
        let shown = attributes.prefix(chartedAttributes)
        return ReportFigure(
            id: "attributes-known",
            title: notation.text("How much is known", "了解程度"),
            reading: knownReading(attributes, customers, notation),
            chart: customers == 0
                ? nil
                : .pairs(
                    PairChart(
                        categories: shown.map { $0.title[notation.language] },
                        firstName: notation.text("Share of customers with a value", "有值的客户占比"),
                        first: shown.map { Double($0.known) / Double(customers) },
                        secondName: "",
                        second: []
                    )
                ),
            tables: [knownTable(attributes, customers, notation)]
        )
    }

    private static func knownReading(
        _ attributes: [AttributeSummary],
        _ customers: Int,
        _ notation: Notation
    ) -> String {
        let count = attributes.count
        let all = notation.count(customers, .customer)
        let opening = notation.text(
            "\(count) \(count == 1 ? "attribute" : "attributes") of \(all)",
            "\(all)，\(count) 个属性"
        )
        guard let least = attributes.min(by: { $0.known < $1.known }), least.known < customers else {
            return opening + notation.text("; none has a gap.", "；没有缺失。")
        }
        let share = notation.share(Double(least.known) / Double(customers))
        let title = least.title[notation.language]
        return opening
            + notation.text(
                "; “\(title)” is the least complete: \(share) have a value.",
                "；“\(title)”最不完整，\(share) 的客户有值。"
            )
    }

    private static func knownTable(
        _ attributes: [AttributeSummary],
        _ customers: Int,
        _ notation: Notation
    ) -> ReportTable {
        ReportTable(
            name: "attributes",
            title: notation.text("All attributes in numbers", "全部属性的数字"),
            columns: [
                notation.text("Attribute", "属性"), notation.text("Customers with a value", "有值的客户"),
                notation.text("Share of customers", "客户占比"), notation.text("Different values", "不同取值"),
            ],
            rows: attributes.map {
                [
                    .text($0.title[notation.language]), .integer($0.known),
                    customers > 0 ? .share(Double($0.known) / Double(customers)) : .missing, .integer($0.distinct),
                ]
            }
        )
    }
}

/// The spread of one attribute.
struct AttributeFigure {
    let attribute: AttributeSummary
    /// Its place among the attributes, from one: file names cannot hold names that people wrote.
    let number: Int
    let customers: Int
    let notation: Notation

    private struct Row {
        var title: String
        var customers: Int
    }

    /// `nil` where there is nothing to draw.
    var figure: ReportFigure? {
        let rows = rows
        guard attribute.known > 0, !rows.isEmpty else { return nil }
        return ReportFigure(
            id: "attribute-\(number)",
            title: attribute.title[notation.language],
            reading: reading + gap,
            chart: chart(rows),
            width: .half,
            tables: [table(rows)]
        )
    }

    private var rows: [Row] {
        switch attribute.spread {
        case .names: []
        case .values(let values, let others):
            values.map { Row(title: $0.title[notation.language], customers: $0.customers) }
                + [Row(title: notation.text("Other values", "其他取值"), customers: others ?? 0)]
                .filter { $0.customers > 0 }
        case .ranges(let histogram, let scale):
            histogram.bins.map { Row(title: range($0, scale), customers: $0.customers) }
        case .times(let times, let areYears, let before, let after):
            [Row(title: notation.text("earlier", "更早"), customers: before)].filter { $0.customers > 0 }
                + times.map { row($0, areYears) }
                + [Row(title: notation.text("later", "更晚"), customers: after)].filter { $0.customers > 0 }
        }
    }

    private func row(_ time: AttributeSummary.TimeCount, _ areYears: Bool) -> Row {
        let year = notation.text("\(time.start.year)", "\(time.start.year)年")
        return Row(title: areYears ? year : notation.shortMonth(time.start), customers: time.customers)
    }

    private func range(_ bin: Histogram.Bin, _ scale: AttributeSummary.Scale) -> String {
        let lower = scale == .money ? notation.compactMoney(bin.lower) : notation.compact(bin.lower)
        guard let upper = bin.upper else { return "≥ \(lower)" }
        if scale == .whole, upper - bin.lower <= 1 { return lower }
        return lower + "–" + notation.compact(scale == .whole ? upper - 1 : upper)
    }

    // MARK: Saying it

    private var reading: String {
        switch attribute.spread {
        case .names: ""
        case .values(let values, _): values.first.map(mostFrequent) ?? ""
        case .ranges(let histogram, let scale):
            histogram.median.map {
                let middle = scale == .money ? notation.compactMoney($0) : notation.decimal($0, places: 2)
                return notation.text("Half of the customers have \(middle) or more.", "一半客户不低于 \(middle)。")
            } ?? ""
        case .times(let times, let areYears, _, _):
            times.max { $0.customers < $1.customers }.map {
                let count = notation.count($0.customers, .customer)
                let time = row($0, areYears).title
                return notation.text("Most in \(time): \(count).", "\(time)最多，共 \(count)。")
            } ?? ""
        }
    }

    private func mostFrequent(_ value: AttributeSummary.ValueCount) -> String {
        let share = notation.roundShare(Double(value.customers) / Double(attribute.known))
        let title = value.title[notation.language]
        return notation.text("“\(title)” is the most frequent, \(share) of those known.", "“\(title)”最多，占已知的 \(share)。")
    }

    private var gap: String {
        let unknown = customers - attribute.known
        guard unknown > 0 else { return "" }
        let count = notation.count(unknown, .customer)
        return notation.text(" Unknown of \(count).", "\(count)没有值。")
    }

    // MARK: Showing it

    private func chart(_ rows: [Row]) -> Chart {
        if case .values = attribute.spread {
            return .pairs(
                PairChart(
                    categories: rows.map(\.title),
                    firstName: notation.text("Share of those known", "占已知客户"),
                    first: rows.map { Double($0.customers) / Double(attribute.known) },
                    secondName: "",
                    second: []
                )
            )
        }
        return .bars(
            BarChart(
                categories: rows.map(\.title),
                titles: rows.map(\.title),
                series: [
                    .init(
                        name: notation.text("Customers", "客户"),
                        values: rows.map { Double($0.customers) },
                        tone: .main
                    )
                ],
                format: .integer
            )
        )
    }

    private func table(_ rows: [Row]) -> ReportTable {
        ReportTable(
            name: "attribute-\(number)",
            title: notation.text("Numbers", "数字"),
            columns: [
                notation.text("Value", "取值"), notation.text("Customers", "客户"),
                notation.text("Share of those known", "占已知客户"),
            ],
            rows: rows.map {
                [.text($0.title), .integer($0.customers), .share(Double($0.customers) / Double(attribute.known))]
            }
        )
    }
}
