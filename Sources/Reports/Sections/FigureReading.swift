import Domain
import Fitting

/// What a model's figure shows, in a sentence: its text alternative.
struct FigureReading {
    let figure: FitFigure
    let notation: Notation

    /// More than these are not told one by one.
    static let told = 3

    private func text(_ value: Double) -> String {
        notation.significant(value, digits: ModelFigure.digits)
    }

    private func quoted(_ name: String) -> String {
        notation.text("“\(name)”", "“\(name)”")
    }

    private var subject: String {
        let (x, y) = (figure.xName[notation.language], figure.yName[notation.language])
        if x.isEmpty || y.isEmpty { return "" }
        return notation.text("\(y) by \(Self.running(x)): ", "按\(x)看\(y)：")
    }

    /// Within a sentence: a word's capital is taken away, that of an abbreviation is not.
    private static func running(_ name: String) -> String {
        guard name.dropFirst().first?.isLowercase == true else { return name }
        return name.prefix(1).lowercased() + name.dropFirst()
    }

    private func sentence(_ clauses: [String]) -> String {
        subject + clauses.joined(separator: notation.text("; ", "；")) + notation.text(".", "。")
    }

    // MARK: Lines and steps

    func plot(_ series: [FitFigure.Series], isStepped: Bool, diagonal: [[Double]]?) -> String {
        var clauses = series.prefix(Self.told).map { course($0, isStepped: isStepped, isOnly: series.count == 1) }
        if series.count > Self.told {
            let more = notation.integer(series.count - Self.told)
            clauses.append(notation.text("\(more) more in the table", "其余 \(more) 条见表格"))
        }
        if let diagonal, let distance = furthest(series[0], diagonal) { clauses.append(distance) }
        return sentence(clauses)
    }

    /// From where to where a line goes, and its peak or trough where that lies between.
    private func course(_ series: FitFigure.Series, isStepped: Bool, isOnly: Bool) -> String {
        let (x, y, last) = (series.x, series.y, series.x.count - 1)
        let name = series.name[notation.language]
        let opening = isOnly || name.isEmpty ? "" : notation.text(quoted(name) + " ", quoted(name))
        guard last > 0 else {
            return opening + notation.text("\(text(y[0])) at \(text(x[0]))", "\(text(x[0])) 处为 \(text(y[0]))")
        }
        var course =
            opening
            + notation.text(
                "from \(text(y[0])) at \(text(x[0])) to \(text(y[last])) at \(text(x[last]))",
                "从 \(text(x[0])) 处的 \(text(y[0])) 到 \(text(x[last])) 处的 \(text(y[last]))"
            )
        if isStepped { return course + half(series) }
        if let peak = y.indices.max(by: { y[$0] < y[$1] }), y[peak] > max(y[0], y[last]) {
            course += notation.text(
                ", highest \(text(y[peak])) at \(text(x[peak]))",
                "，\(text(x[peak])) 处最高，为 \(text(y[peak]))"
            )
        }
        if let trough = y.indices.min(by: { y[$0] < y[$1] }), y[trough] < min(y[0], y[last]) {
            course += notation.text(
                ", lowest \(text(y[trough])) at \(text(x[trough]))",
                "，\(text(x[trough])) 处最低，为 \(text(y[trough]))"
            )
        }
        return course
    }

    /// Where a share that falls from one is half for the first time.
    private func half(_ series: FitFigure.Series) -> String {
        guard let first = series.y.first, (0.5...1).contains(first),
            let index = series.y.firstIndex(where: { $0 <= 0.5 })
        else { return "" }
        return notation.text(", half at \(text(series.x[index]))", "，在 \(text(series.x[index])) 处降到一半")
    }

    private func furthest(_ series: FitFigure.Series, _ line: [[Double]]) -> String? {
        let slope = (line[1][1] - line[0][1]) / (line[1][0] - line[0][0])
        let gap = { (index: Int) in series.y[index] - line[0][1] - slope * (series.x[index] - line[0][0]) }
        guard slope.isFinite, let index = series.x.indices.max(by: { abs(gap($0)) < abs(gap($1)) }), gap(index) != 0
        else {
            return nil
        }
        let (size, place) = (text(abs(gap(index))), text(series.x[index]))
        return gap(index) > 0
            ? notation.text("at most \(size) above the diagonal, at \(place)", "在 \(place) 处高出对角线最多，为 \(size)")
            : notation.text("at most \(size) below the diagonal, at \(place)", "在 \(place) 处低于对角线最多，为 \(size)")
    }

    // MARK: Bars

    func bars(_ categories: [String], _ series: [GroupChart.Series]) -> String {
        sentence(
            series.prefix(Self.told).compactMap { series in
                let known = series.values.indices.filter { series.values[$0] != nil }
                let value = { (index: Int) in series.values[index] ?? 0 }
                guard let top = known.max(by: { value($0) < value($1) }),
                    let bottom = known.min(by: { value($0) < value($1) })
                else { return nil }
                let named = { (index: Int) in
                    notation.text(
                        "\(quoted(categories[index])) (\(text(value(index))))",
                        "\(quoted(categories[index]))（\(text(value(index)))）"
                    )
                }
                let opening = figure.hasManyBars ? notation.text(quoted(series.name) + " ", quoted(series.name)) : ""
                guard value(top) > value(bottom) else { return opening + named(top) }
                return opening
                    + notation.text(
                        "most in \(named(top)), least in \(named(bottom))",
                        "最高的是\(named(top))，最低的是\(named(bottom))"
                    )
            }
        )
    }

    // MARK: Grids

    func heat(_ grid: FigureGrid) -> String {
        let cells = grid.cells
        guard let top = cells.max(by: { $0.value < $1.value }), let bottom = cells.min(by: { $0.value < $1.value })
        else {
            return ""
        }
        let place = { (cell: FigureGrid.Cell) in
            notation.text(
                "\(text(cell.value)) (\(grid.rows[cell.row]), \(grid.columns[cell.column]))",
                "\(text(cell.value))（\(grid.rows[cell.row])，\(grid.columns[cell.column])）"
            )
        }
        return notation.text(
            "Largest: \(place(top)). Smallest: \(place(bottom)).",
            "最大为 \(place(top))，最小为 \(place(bottom))。"
        )
    }

    // MARK: Networks

    func network(_ network: FigureNetwork) -> String {
        let degrees = network.degrees
        let joined = notation.integer(degrees.count { $0 > 0 })
        let arrows = notation.integer(network.links.count)
        guard let strongest = network.links.first, let hub = degrees.indices.max(by: { degrees[$0] < degrees[$1] })
        else {
            return ""
        }
        let (from, to) = (network.nodes[strongest.from].name, network.nodes[strongest.to].name)
        let (name, count) = (network.nodes[hub].name, notation.integer(degrees[hub]))
        return notation.text(
            "\(arrows) arrows between \(joined) items; the strongest leads from “\(from)” to “\(to)”. “\(name)” has the most, \(count).",
            "\(joined) 个项之间共 \(arrows) 条箭头，最强的一条从“\(from)”指向“\(to)”；“\(name)”的箭头最多，有 \(count) 条。"
        )
    }
}

extension FitFigure {
    /// Whether there is more than one bar for each category.
    fileprivate var hasManyBars: Bool {
        if case .bars(_, let series) = kind { series.count > 1 } else { false }
    }
}
