import Domain
import Fitting

/// A figure of a model's document, as a figure of the report: its chart, what it shows in words, and its numbers.
struct ModelFigure {
    /// The figure's identifier, and the name of its file.
    let id: String
    let figure: FitFigure
    let notation: Notation

    /// `nil` where nothing is left to draw once values that are no numbers are taken out.
    var report: ReportFigure? {
        switch figure.kind {
        case .lines(let series): plot(series, isStepped: false)
        case .steps(let series): plot(series, isStepped: true)
        case .bars(let categories, let series): bars(categories, series)
        case .heat(let rows, let columns, let values): heat(rows, columns, values)
        case .network(let nodes, let links): network(nodes, links)
        }
    }

    private var xName: String { figure.xName[notation.language] }
    private var yName: String { figure.yName[notation.language] }
    private var words: FigureReading { FigureReading(figure: figure, notation: notation) }

    /// Numbers as the charts' own labels have them.
    static let digits = 4
    /// A chart on paper says more than the pages that a longer table would take; the file has the numbers.
    static let rowsOnPaper = 30

    private func whole(
        _ chart: Chart,
        _ reading: String,
        remark: String? = nil,
        width: ReportFigure.Width,
        columns: [String],
        rows: [[ReportTable.Cell]]
    ) -> ReportFigure {
        let table = ReportTable(
            name: id,
            title: notation.text("Numbers of this chart", "此图的数字"),
            columns: columns,
            rows: rows
        )
        return ReportFigure(
            id: id,
            title: figure.title[notation.language],
            reading: reading,
            chart: chart,
            remark: remark,
            width: width,
            tables: [table],
            tableIsForScreens: rows.count > Self.rowsOnPaper
        )
    }

    private func number(_ value: Double) -> ReportTable.Cell { .number(inFull: value) }
}

// MARK: - Lines and steps

extension ModelFigure {
    private func plot(_ all: [FitFigure.Series], isStepped: Bool) -> ReportFigure? {
        let series = all.map(\.finite).filter { !$0.x.isEmpty }
        guard !series.isEmpty else { return nil }
        let chart = PlotChart(
            series: series.map { series in
                PlotChart.Series(
                    name: series.name[notation.language],
                    points: zip(series.x, series.y).map { [$0, $1] },
                    band: series.band.map { band in
                        series.x.indices.map { [series.x[$0], band.low[$0], band.high[$0]] }
                    } ?? []
                )
            },
            isStepped: isStepped,
            xName: xName,
            yName: yName,
            diagonal: figure.hasDiagonal ? Self.diagonal(series) : nil,
            bandName: notation.text("interval", "区间")
        )
        let hasBand = series.contains { $0.band != nil }
        let remark =
            hasBand ? notation.text("The shaded area is the confidence interval.", "阴影部分为置信区间。") : nil
        let numbers = FigureSeriesTable(series: series, xName: xName, yName: yName, notation: notation)
        return whole(
            .plot(chart),
            words.plot(series, isStepped: isStepped, diagonal: chart.diagonal),
            remark: remark,
            width: .half,
            columns: numbers.columns,
            rows: numbers.rows
        )
    }

    /// Where x and y are of one measure, as far as their sizes tell, the line of equal values; else the straight way
    /// from the first line's beginning to its end, which is what chance would give.
    private static func diagonal(_ series: [FitFigure.Series]) -> [[Double]]? {
        let (x, y) = (series.flatMap(\.x), series.flatMap(\.y))
        guard let first = series.first, let fromX = x.min(), let toX = x.max(), fromX < toX, let toY = y.max(),
            let fromY = y.min(), let begin = first.y.first, let end = first.y.last
        else { return nil }
        let ratio = max(abs(toY), abs(fromY)) / max(abs(toX), abs(fromX))
        guard (0.25...4).contains(ratio) else { return [[fromX, begin], [toX, end]] }
        let (low, high) = (min(fromX, fromY), max(toX, toY))
        return [[low, low], [high, high]]
    }
}

extension FitFigure.Series {
    /// Without points that are no numbers; without the interval where it is not one for every point.
    var finite: FitFigure.Series {
        let kept = zip(x.indices, y.indices).map(\.0).filter { x[$0].isFinite && y[$0].isFinite }
        var result = FitFigure.Series(name, x: kept.map { x[$0] }, y: kept.map { y[$0] })
        guard let band, band.low.count == y.count, band.high.count == y.count else { return result }
        let (low, high) = (kept.map { band.low[$0] }, kept.map { band.high[$0] })
        if (low + high).allSatisfy(\.isFinite) { result.band = (low, high) }
        return result
    }
}

// MARK: - Bars

extension ModelFigure {
    private func bars(_ categories: [Bilingual], _ all: [(name: Bilingual, values: [Double])]) -> ReportFigure? {
        let series = all.map { series in
            GroupChart.Series(
                name: series.name[notation.language],
                values: categories.indices.map { index in
                    series.values.indices.contains(index) && series.values[index].isFinite ? series.values[index] : nil
                }
            )
        }.filter { $0.values.contains { $0 != nil } }
        guard !series.isEmpty else { return nil }
        let names = categories.map { $0[notation.language] }
        return whole(
            .groups(GroupChart(categories: names, series: series, categoryName: xName, valueName: yName)),
            words.bars(names, series),
            width: categories.count * series.count > 24 ? .full : .half,
            columns: [xName] + (series.count == 1 ? [yName] : series.map(\.name)),
            rows: names.indices.map { row in
                [.text(names[row])] + series.map { $0.values[row].map(number) ?? .missing }
            }
        )
    }
}

// MARK: - Grids

extension ModelFigure {
    private func heat(_ rows: [Bilingual], _ columns: [Bilingual], _ values: [[Double]]) -> ReportFigure? {
        let grid = FigureGrid(
            rows: rows.map { $0[notation.language] },
            columns: columns.map { $0[notation.language] },
            values: values
        )
        guard !grid.numbers.isEmpty else { return nil }
        let drawn = grid.upright
        let names = drawn.isTurned ? (row: xName, column: yName) : (row: yName, column: xName)
        let largest = grid.numbers.map { abs($0) }.max() ?? 0
        let chart = HeatChart(
            columns: drawn.columns,
            rows: drawn.rows,
            columnName: names.column,
            rowName: "",
            scale: grid.numbers.contains { $0 < 0 } ? .signed : .linear,
            cells: drawn.cells.map { cell in
                HeatChart.Cell(
                    x: cell.column,
                    y: cell.row,
                    value: cell.value,
                    label: label(cell.value, largest: largest),
                    detail: [
                        drawn.rows[cell.row], drawn.columns[cell.column],
                        notation.significant(cell.value, digits: Self.digits),
                    ]
                )
            }
        )
        return whole(
            .heat(chart),
            words.heat(grid),
            remark: chart.scale == .signed
                ? notation.text("Blue is above zero, orange below.", "蓝色为正，橙色为负。") : nil,
            width: drawn.columns.count <= 6 && drawn.rows.count <= 12 ? .half : .full,
            columns: [yName.isEmpty ? notation.text("Row", "行") : yName] + grid.columns,
            rows: grid.rows.indices.map { row in
                [.text(grid.rows[row])] + grid.columns.indices.map { grid.value(row, $0).map(number) ?? .missing }
            }
        )
    }

    /// Short, with as many places in all cells.
    private func label(_ value: Double, largest: Double) -> String {
        largest >= 1_000
            ? notation.compact(value) : notation.decimal(value, places: largest < 10 ? 2 : largest < 100 ? 1 : 0)
    }
}

// MARK: - Networks

extension ModelFigure {
    /// More arrows than these are a tangle.
    static let arrowLimit = 60

    private func network(
        _ nodes: [(name: String, weight: Double)],
        _ links: [(from: Int, to: Int, weight: Double)]
    ) -> ReportFigure? {
        let network = FigureNetwork(nodes: nodes, links: links)
        let shown = network.strongest(Self.arrowLimit)
        guard !shown.links.isEmpty else { return nil }
        let chart = NetworkChart(
            nodes: shown.nodes.map { NetworkChart.Node(name: $0.name, weight: $0.weight) },
            links: shown.links.map { link in
                let weight = notation.significant(link.weight, digits: Self.digits)
                return NetworkChart.Link(
                    from: link.from,
                    to: link.to,
                    weight: link.weight,
                    detail: notation.text("weight \(weight)", "权重 \(weight)")
                )
            }
        )
        let (limit, all) = (notation.integer(Self.arrowLimit), notation.integer(network.links.count))
        return whole(
            .network(chart),
            words.network(network),
            remark: network.links.count > Self.arrowLimit
                ? notation.text("The strongest \(limit) of \(all) arrows are drawn.", "只画出最强的 \(limit) 条箭头，共 \(all) 条。")
                : nil,
            width: .full,
            columns: [notation.text("From", "从"), notation.text("To", "到"), notation.text("Weight", "权重")],
            rows: network.links.map { link in
                [.text(network.nodes[link.from].name), .text(network.nodes[link.to].name), number(link.weight)]
            }
        )
    }
}
