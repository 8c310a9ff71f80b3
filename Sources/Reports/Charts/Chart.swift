import Domain

/// What the page's script draws: numbers and finished texts in one language. How it looks is the script's and the
/// style sheet's business.
enum Chart: Encodable, Sendable {
    case bars(BarChart)
    case heat(HeatChart)
    case pairs(PairChart)
    case waterfall(WaterfallChart)
    case curve(CurveChart)
    case lines(LineChart)
    case plot(PlotChart)
    case groups(GroupChart)
    case network(NetworkChart)

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .bars(let chart): try chart.encode(to: encoder)
        case .heat(let chart): try chart.encode(to: encoder)
        case .pairs(let chart): try chart.encode(to: encoder)
        case .waterfall(let chart): try chart.encode(to: encoder)
        case .curve(let chart): try chart.encode(to: encoder)
        case .lines(let chart): try chart.encode(to: encoder)
        case .plot(let chart): try chart.encode(to: encoder)
        case .groups(let chart): try chart.encode(to: encoder)
        case .network(let chart): try chart.encode(to: encoder)
        }
    }
}

/// How the script writes a chart's numbers.
enum ChartFormat: String, Encodable, Sendable {
    case integer, money, share
}

/// The part of the palette that a series takes.
enum ChartTone: String, Encodable, Sendable {
    /// The main subject.
    case main
    /// What it is compared with, or a part of it.
    case soft
    /// What draws the eye: a loss, a marked value.
    case accent
}

/// Upright bars, stacked where there is more than one series.
struct BarChart: Encodable, Sendable {
    struct Series: Encodable, Sendable {
        var name: String
        var values: [Double]
        var tone: ChartTone
    }

    let kind = "bars"
    /// As on the axis; a line feed breaks the label.
    var categories: [String]
    /// As in the tooltip, in full.
    var titles: [String]
    var series: [Series]
    var format: ChartFormat
    /// Set where the last bar is of a month that is not over, with the words that say so.
    var partial: String?
}

/// A grid of coloured cells.
struct HeatChart: Encodable, Sendable {
    struct Cell: Encodable, Sendable {
        var x: Int
        var y: Int
        var value: Double
        /// Written in the cell; short.
        var label: String
        /// Written in the tooltip, line by line.
        var detail: [String]
        /// Drawn faintly, for a value that is not final.
        var isPartial = false
    }

    let kind = "heat"
    /// From left to right.
    var columns: [String]
    /// From top to bottom.
    var rows: [String]
    /// Added to the rows' names where there is room; empty, or one for each row.
    var rowNotes: [String] = []
    var columnName: String
    var rowName: String
    var scale = Scale.linear
    /// A value that deserves the full colour, so that a grid of small values does not look like one of large ones;
    /// zero where only the grid's own largest does.
    var fullColourAt = 0.0
    var cells: [Cell]

    /// How colour follows the value.
    enum Scale: String, Encodable, Sendable {
        case linear
        /// By the square root, which keeps small values apart where a few are very large.
        case root
        /// By the value over the largest of either sign, with colours of two kinds that part at zero.
        case signed
    }
}

/// Two values for each row, as two dots joined by a line; or the first alone, where nothing has a second.
struct PairChart: Encodable, Sendable {
    let kind = "pairs"
    var categories: [String]
    var firstName: String
    var first: [Double]
    var secondName: String
    /// Empty, or one for each row.
    var second: [Double]
}

/// From one total through what was taken out to another.
struct WaterfallChart: Encodable, Sendable {
    struct Step: Encodable, Sendable {
        var title: String
        var isTotal: Bool
        /// The rows of a total, or those taken out.
        var rows: Int
        /// The rows left after this step.
        var left: Int
        var label: String
    }

    let kind = "waterfall"
    var steps: [Step]
}

/// A share against a share, from (0, 0) to (1, 1), with the diagonal of perfect equality.
struct CurveChart: Encodable, Sendable {
    let kind = "curve"
    var points: [[Double]]
    var xName: String
    var yName: String
    var equalName: String
    var marker: [Double]?
    var markerLabel: String?
}

/// Shares over steps of time.
struct LineChart: Encodable, Sendable {
    let kind = "lines"
    var categories: [String]
    var titles: [String]
    var name: String
    var values: [Double]
}
