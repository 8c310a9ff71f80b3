/// A table in columns of text, as wide as its contents or as the screen allows.
///
/// Numbers stand to the right and are never cut. Where the table is too wide, its widest columns of text are cut with
/// `…`; where that is not enough, the last columns are left out and counted.
struct TextTable {
    struct Column {
        var title: String
        var isNumeric: Bool

        init(_ title: String, isNumeric: Bool = false) {
            self.title = title
            self.isNumeric = isNumeric
        }
    }

    var columns: [Column]
    var rows: [[String]]

    private static let gap = 2
    private static let narrowest = 6

    init(_ columns: [Column], _ rows: [[String]]) {
        self.columns = columns
        self.rows = rows.map { $0.map(PlainText.of) }
    }

    struct Drawing {
        var lines: [String]
        /// Columns that there was no room for.
        var leftOut: Int
    }

    /// - Parameters:
    ///   - width: the columns of the screen; `nil` for no bound.
    ///   - heading: whether the titles are shown.
    func drawn(width: Int?, style: Style, indent: Int = 0, heading: Bool = true) -> Drawing {
        let widths = fitted(to: width.map { $0 - indent }, heading: heading)
        let margin = String(repeating: " ", count: indent)
        let titles = heading ? [margin + style.bold(line(columns.map(\.title), widths))] : []
        return Drawing(
            lines: titles + rows.map { margin + line($0, widths) },
            leftOut: columns.count - widths.count
        )
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let parts = widths.indices.map { index in
            let cell = DisplayWidth.truncated(index < cells.count ? cells[index] : "", to: widths[index])
            return DisplayWidth.padded(cell, to: widths[index], alignRight: columns[index].isNumeric)
        }
        let joined = parts.joined(separator: String(repeating: " ", count: Self.gap))
        return String(joined.reversed().drop { $0 == " " }.reversed())
    }

    /// The widths of the columns that are shown.
    private func fitted(to limit: Int?, heading: Bool) -> [Int] {
        var widths = columns.indices.map { index in
            let cells = rows.map { index < $0.count ? DisplayWidth.of($0[index]) : 0 }
            return max(heading ? DisplayWidth.of(columns[index].title) : 0, cells.max() ?? 0)
        }
        guard let limit else { return widths }
        while total(widths) > limit {
            let flexible = widths.indices.filter { !columns[$0].isNumeric && widths[$0] > Self.narrowest }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
            // Down to the next widest at once, so that a long text does not take a step for each column.
            let second = flexible.filter { $0 != widest }.map { widths[$0] }.max() ?? Self.narrowest
            let excess = total(widths) - limit
            widths[widest] -= max(1, min(excess, widths[widest] - max(second, Self.narrowest)))
        }
        while total(widths) > limit, widths.count > 1 { widths.removeLast() }
        return widths
    }

    private func total(_ widths: [Int]) -> Int {
        widths.reduce(0, +) + max(0, widths.count - 1) * Self.gap
    }
}
