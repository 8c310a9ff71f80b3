import Domain
import Fitting

/// The numbers of lines or steps: beside each other where they have their x in common, else below each other.
struct FigureSeriesTable {
    /// All of them finite.
    let series: [FitFigure.Series]
    let xName: String
    let yName: String
    let notation: Notation

    private var isWide: Bool { series.allSatisfy { $0.x == series[0].x } }

    var columns: [String] {
        if isWide { return [xName] + series.flatMap { headings(series.count == 1 ? yName : name($0), $0.band != nil) } }
        return [notation.text("Line", "曲线"), xName] + headings(yName, hasBand)
    }

    var rows: [[ReportTable.Cell]] {
        guard isWide else {
            return series.flatMap { series in
                series.x.indices.map { index in
                    [.text(name(series)), .number(inFull: series.x[index])] + cells(series, index, hasBand)
                }
            }
        }
        return series[0].x.indices.map { index in
            [.number(inFull: series[0].x[index])] + series.flatMap { cells($0, index, $0.band != nil) }
        }
    }

    private var hasBand: Bool { series.contains { $0.band != nil } }

    private func name(_ series: FitFigure.Series) -> String {
        let name = series.name[notation.language]
        return name.isEmpty ? yName : name
    }

    private func headings(_ name: String, _ hasBand: Bool) -> [String] {
        guard hasBand else { return [name] }
        return [
            name, notation.text("\(name), low", "\(name)（下限）"), notation.text("\(name), high", "\(name)（上限）"),
        ]
    }

    private func cells(_ series: FitFigure.Series, _ index: Int, _ hasBand: Bool) -> [ReportTable.Cell] {
        let y = ReportTable.Cell.number(inFull: series.y[index])
        guard hasBand else { return [y] }
        guard let band = series.band else { return [y, .missing, .missing] }
        return [y, .number(inFull: band.low[index]), .number(inFull: band.high[index])]
    }
}
