import Domain
import Models
import Statistics

/// The rows that a model can learn from, and how many it cannot.
struct LabelledRows {
    var design: Matrix
    /// Their numbers in the table, from 0.
    var rows: [Int]
    var leftOut: Int

    /// - Parameters:
    ///   - isKnown: whether a row's target is known.
    ///   - takesMissing: whether the model handles missing features itself.
    init(_ all: Matrix, takesMissing: Bool, isKnown: (Int) -> Bool) {
        let width = all.columns
        rows = (0..<all.rows).filter { row in
            guard isKnown(row) else { return false }
            return takesMissing || !all.elements[row * width..<(row + 1) * width].contains { $0.isNaN }
        }
        leftOut = all.rows - rows.count
        design = leftOut == 0 ? all : all.selecting(rows: rows)
    }

    /// A column of the table with these rows' values; a row that is left out has none.
    func column(_ name: String, _ values: [Double], in table: DataTable) -> DataColumn {
        var all = [Double](repeating: .nan, count: table.rowCount)
        for (row, value) in zip(rows, values) { all[row] = value }
        return DataColumn(name, numbers: all)
    }

    var note: Bilingual? {
        guard leftOut > 0 else { return nil }
        return Bilingual(
            en: "\(leftOut) rows were left out, since a value that is needed is missing.",
            zh: "有 \(leftOut) 行缺少所需的值，未参与拟合。"
        )
    }
}
