package import Statistics

/// What is made of the columns of customers, so that they can be compared: kept with the groups and applied to new rows.
package struct FeatureRecipe: Sendable, Hashable, Codable {
    package enum Part: Sendable, Hashable, Codable {
        case number(NumberRecipe)
        case category(CategoryRecipe)

        package var name: String {
            switch self {
            case .number(let recipe): recipe.name
            case .category(let recipe): recipe.name
            }
        }

        package var width: Int {
            switch self {
            case .number: 1
            case .category(let recipe): recipe.width
            }
        }
    }

    /// By name, so that the order of columns does not matter.
    package var parts: [Part]

    package var width: Int { parts.reduce(0) { $0 + $1.width } }
    package var names: [String] { parts.map(\.name) }
    package var hasNumbers: Bool { parts.contains { if case .number = $0 { true } else { false } } }
    package var hasCategories: Bool { parts.contains { if case .category = $0 { true } else { false } } }

    /// The rows made comparable.
    ///
    /// - Parameter columns: one for each part, in their order; numbers where the part takes numbers.
    package func rows(_ columns: [FeatureColumn]) -> ComparableRows {
        precondition(columns.count == parts.count)
        let count = columns.first?.count ?? 0
        var matrix = Matrix(rows: count, columns: width)
        var codes: [[Int32]] = []
        var first = 0
        for (part, column) in zip(parts, columns) {
            switch (part, column.values) {
            case (.number(let recipe), .numbers(let numbers)):
                for row in 0..<count { matrix[row, first] = recipe(numbers[row]) }
            case (.number, .categories): preconditionFailure("Numbers are expected in \(column.name).")
            case (.category(let recipe), _):
                let (given, names) = column.asCategories
                let places = recipe.places(names)
                var placed = [Int32](repeating: -1, count: count)
                for row in 0..<count {
                    let place = given[row] < 0 ? places.missing : places.levels[Int(given[row])]
                    guard place >= 0 else { continue }
                    matrix[row, first + place] = recipe.weight
                    placed[row] = Int32(place)
                }
                codes.append(placed)
            }
            first += part.width
        }
        return ComparableRows(matrix: matrix, codes: codes, parts: parts)
    }
}

/// Rows that groups can be found in, and what they are made of.
package struct ComparableRows: Sendable {
    /// Standardised numbers, and categories as columns of 0 and a weight.
    package var matrix: Matrix
    /// Of each category the column within its own columns, −1 where none stands for the value.
    package var codes: [[Int32]]
    package var parts: [FeatureRecipe.Part]

    package var count: Int { matrix.rows }

    package func selecting(rows: [Int]) -> ComparableRows {
        ComparableRows(
            matrix: matrix.selecting(rows: rows),
            codes: codes.map { column in rows.map { column[$0] } },
            parts: parts
        )
    }

    /// Names of the matrix's columns, for messages.
    var columnNames: [String] { parts.flatMap { part in [String](repeating: part.name, count: part.width) } }
}
