/// The numbers of a grid, with its rows' and columns' names.
struct FigureGrid {
    let rows: [String]
    let columns: [String]
    private let values: [[Double]]
    /// Whether what were rows are columns now.
    let isTurned: Bool

    init(rows: [String], columns: [String], values: [[Double]], isTurned: Bool = false) {
        self.rows = rows
        self.columns = columns
        self.values = values
        self.isTurned = isTurned
    }

    struct Cell {
        let row: Int
        let column: Int
        let value: Double
    }

    /// `nil` where there is no number.
    func value(_ row: Int, _ column: Int) -> Double? {
        guard values.indices.contains(row), values[row].indices.contains(column), values[row][column].isFinite else {
            return nil
        }
        return values[row][column]
    }

    /// All that hold a number, row by row.
    var cells: [Cell] {
        rows.indices.flatMap { row in
            columns.indices.compactMap { column in
                value(row, column).map { Cell(row: row, column: column, value: $0) }
            }
        }
    }

    var numbers: [Double] { cells.map(\.value) }

    /// Turned where that leaves more room for names: many names, or long ones, stand better below each other than beside.
    var upright: FigureGrid {
        let room = { (names: [String]) in names.reduce(0) { $0 + Self.breadth($1) } }
        guard columns.count > 4, room(columns) > room(rows), columns.count >= rows.count else { return self }
        let turned = columns.indices.map { column in rows.indices.map { value($0, column) ?? .nan } }
        return FigureGrid(rows: columns, columns: rows, values: turned, isTurned: !isTurned)
    }

    /// A Chinese character is as wide as two letters.
    private static func breadth(_ name: String) -> Int {
        name.unicodeScalars.reduce(2) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
    }
}
