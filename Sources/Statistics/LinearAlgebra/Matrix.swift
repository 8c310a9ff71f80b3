/// A dense matrix of doubles, row by row: a row is one customer, a column one variable.
package struct Matrix: Sendable, Hashable, Codable {
    package private(set) var rows: Int
    package private(set) var columns: Int
    /// `rows × columns` numbers, row by row.
    package var elements: [Double]

    /// - Precondition: there are `rows × columns` elements.
    package init(rows: Int, columns: Int, elements: [Double]) {
        precondition(rows >= 0 && columns >= 0 && elements.count == rows * columns)
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// - Throws: `DecodingError.dataCorrupted` unless there are `rows × columns` elements: a file may be damaged.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        rows = try container.decode(Int.self, forKey: .rows)
        columns = try container.decode(Int.self, forKey: .columns)
        elements = try container.decode([Double].self, forKey: .elements)
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard rows >= 0, columns >= 0, !overflow, elements.count == count else {
            throw DecodingError.dataCorruptedError(
                forKey: .elements,
                in: container,
                debugDescription: "\(elements.count) elements in a matrix of \(rows) by \(columns)"
            )
        }
    }

    package init(rows: Int, columns: Int, repeating value: Double = 0) {
        self.init(rows: rows, columns: columns, elements: [Double](repeating: value, count: rows * columns))
    }

    /// - Precondition: all rows are of one length.
    package init(rows: [[Double]]) {
        let columns = rows.first?.count ?? 0
        precondition(rows.allSatisfy { $0.count == columns })
        self.init(rows: rows.count, columns: columns, elements: rows.flatMap { $0 })
    }

    /// - Precondition: all columns are of one length.
    package init(columns: [[Double]]) {
        let rows = columns.first?.count ?? 0
        precondition(columns.allSatisfy { $0.count == rows })
        self.init(rows: rows, columns: columns.count)
        for (column, values) in columns.enumerated() {
            for (row, value) in values.enumerated() { self[row, column] = value }
        }
    }

    package static func identity(_ size: Int) -> Matrix {
        var result = Matrix(rows: size, columns: size)
        for index in 0..<size { result[index, index] = 1 }
        return result
    }

    package subscript(row: Int, column: Int) -> Double {
        get { elements[row * columns + column] }
        set { elements[row * columns + column] = newValue }
    }

    package func row(_ index: Int) -> ArraySlice<Double> {
        elements[index * columns..<(index + 1) * columns]
    }

    package func column(_ index: Int) -> [Double] {
        (0..<rows).map { self[$0, index] }
    }

    package func selecting(rows chosen: [Int]) -> Matrix {
        Matrix(rows: chosen.count, columns: columns, elements: chosen.flatMap { row($0) })
    }

    /// The columns in this order.
    package func selecting(columns chosen: [Int]) -> Matrix {
        guard chosen != Array(0..<columns) else { return self }
        var result = Matrix(rows: rows, columns: chosen.count)
        for row in 0..<rows {
            for (place, column) in chosen.enumerated() { result[row, place] = self[row, column] }
        }
        return result
    }

    package func multiplied(by vector: [Double]) -> [Double] {
        precondition(vector.count == columns)
        return (0..<rows).map { index in
            var sum = 0.0
            for (left, right) in zip(row(index), vector) { sum += left * right }
            return sum
        }
    }
}
