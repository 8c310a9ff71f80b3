import Foundation

/// Figures as a table for people.
struct FigureTable {
    var figures: [Figure]
    var words: Words

    var text: String {
        let head = [
            words(("figure", "指标")), "Covey", words(("peer", "对比")), words(("ratio", "比值")), words(("limit", "上限")),
            words(("kept", "达标")), words(("same answers", "结果一致")), words(("compared with", "对比对象")),
        ]
        let rows = [head] + figures.map(row)
        let widths = head.indices.map { column in rows.map { Self.width($0[column]) }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let gap = String(repeating: " ", count: widths[column] - Self.width(cell))
                return (1...4).contains(column) ? gap + cell : cell + gap
            }.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }.joined(separator: "\n")
    }

    private func row(_ figure: Figure) -> [String] {
        func amount(_ value: Double?) -> String { value.map { Self.rounded($0) + " " + figure.unit } ?? "" }
        func answer(_ isTrue: Bool?) -> String { isTrue.map { $0 ? words(("yes", "是")) : words(("NO", "否")) } ?? "" }
        let limit = figure.limit?.ratio.map { "× " + Self.rounded($0) } ?? amount(figure.limit?.value)
        return [
            figure.name, amount(figure.value), amount(figure.peerValue),
            figure.ratio.map { "× " + Self.rounded($0) } ?? "",
            limit, figure.limit == nil ? "" : answer(figure.isKept), answer(figure.equalAnswers), figure.peer ?? "",
        ]
    }

    /// Three digits that say something: 3.21, 32.1, 321.
    private static func rounded(_ value: Double) -> String {
        String(format: "%.\(value.magnitude < 10 ? 2 : value.magnitude < 100 ? 1 : 0)f", value)
    }

    /// Columns on a terminal, where Chinese characters take two.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFDC).contains($1.value) ? 2 : 1) }
    }
}
