import Domain

// A document is kept with the run that fitted it and read again for the report. Figures hold tuples, which models write
// easily and the compiler can neither compare nor store; each is stored as a form without them.

extension FitFigure.Series: Hashable, Codable {
    private struct Form: Hashable, Codable {
        var name: Bilingual
        var x: [Double]
        var y: [Double]
        var low: [Double]?
        var high: [Double]?
    }

    private var form: Form { Form(name: name, x: x, y: y, low: band?.low, high: band?.high) }

    package static func == (left: Self, right: Self) -> Bool { left.form == right.form }

    package func hash(into hasher: inout Hasher) { hasher.combine(form) }

    package func encode(to encoder: any Encoder) throws { try form.encode(to: encoder) }

    package init(from decoder: any Decoder) throws {
        let form = try Form(from: decoder)
        self.init(form.name, x: form.x, y: form.y, band: form.low.flatMap { low in form.high.map { (low, $0) } })
    }
}

extension FitFigure.Kind: Hashable, Codable {
    private struct Bars: Hashable, Codable {
        var name: Bilingual
        var values: [Double]
    }

    private struct Node: Hashable, Codable {
        var name: String
        var weight: Double
    }

    private struct Link: Hashable, Codable {
        var from: Int
        var to: Int
        var weight: Double
    }

    private enum Form: Hashable, Codable {
        case lines([FitFigure.Series])
        case steps([FitFigure.Series])
        case bars(categories: [Bilingual], series: [Bars])
        case heat(rows: [Bilingual], columns: [Bilingual], values: [[Double]])
        case network(nodes: [Node], links: [Link])
    }

    private var form: Form {
        switch self {
        case .lines(let series): .lines(series)
        case .steps(let series): .steps(series)
        case .bars(let categories, let series):
            .bars(categories: categories, series: series.map { Bars(name: $0.name, values: $0.values) })
        case .heat(let rows, let columns, let values): .heat(rows: rows, columns: columns, values: values)
        case .network(let nodes, let links):
            .network(
                nodes: nodes.map { Node(name: $0.name, weight: $0.weight) },
                links: links.map { Link(from: $0.from, to: $0.to, weight: $0.weight) }
            )
        }
    }

    package static func == (left: Self, right: Self) -> Bool { left.form == right.form }

    package func hash(into hasher: inout Hasher) { hasher.combine(form) }

    package func encode(to encoder: any Encoder) throws { try form.encode(to: encoder) }

    package init(from decoder: any Decoder) throws {
        switch try Form(from: decoder) {
        case .lines(let series): self = .lines(series)
        case .steps(let series): self = .steps(series)
        case .bars(let categories, let series):
            self = .bars(categories: categories, series: series.map { ($0.name, $0.values) })
        case .heat(let rows, let columns, let values): self = .heat(rows: rows, columns: columns, values: values)
        case .network(let nodes, let links):
            self = .network(
                nodes: nodes.map { ($0.name, $0.weight) },
                links: links.map { ($0.from, $0.to, $0.weight) }
            )
        }
    }
}
