import Domain
import Foundation
import Models
import Statistics

/// How columns of a table become columns of numbers: numbers as they are, categories as a column of zeros and ones for
/// each level.
package struct FeatureDesign: Codable, Sendable, Hashable {
    package enum Kind: Codable, Sendable, Hashable {
        case number
        /// In the order of the table's levels.
        case category(levels: [String])
    }

    package struct Feature: Codable, Sendable, Hashable {
        package var name: String
        package var kind: Kind
    }

    package var features: [Feature]
    /// Whether the first level of a category has no column, so that the others are measured from it, as a regression
    /// needs; trees take all.
    package var hasReference: Bool

    /// The columns' names: the feature's own, or `feature=level`.
    package var names: [String] { columns.map(\.name) }
    /// The feature that each column is of.
    package var owners: [Int] { columns.map(\.feature) }

    private var columns: [(name: String, feature: Int)] {
        features.enumerated().flatMap { index, feature in
            switch feature.kind {
            case .number: [(feature.name, index)]
            case .category(let levels):
                levels.dropFirst(hasReference ? 1 : 0).map { ("\(feature.name)=\($0)", index) }
            }
        }
    }

    /// A row for each of the table's, not-a-number where a value is missing or a level was never seen.
    func matrix(_ table: DataTable) throws -> Matrix {
        let width = names.count
        var matrix = Matrix(rows: table.rowCount, columns: width)
        var start = 0
        for feature in features {
            switch feature.kind {
            case .number:
                let numbers = try table.numbers(feature.name)
                for row in 0..<table.rowCount { matrix.elements[row * width + start] = numbers[row] }
                start += 1
            case .category(let levels):
                let columns = levels.count - (hasReference ? 1 : 0)
                let codes = try Self.codes(table, feature.name, levels)
                let first = hasReference ? 1 : 0
                for row in 0..<table.rowCount {
                    let offset = row * width + start
                    if codes[row] < 0 {
                        for column in 0..<columns { matrix.elements[offset + column] = .nan }
                    } else if codes[row] >= first {
                        matrix.elements[offset + codes[row] - first] = 1
                    }
                }
                start += columns
            }
        }
        return matrix
    }

    /// The value of a feature in a row, as a reader knows it: of fractions six digits.
    static func text(_ column: DataColumn, _ row: Int) -> String {
        switch column.values {
        case .numbers(let numbers): text(numbers[row])
        case .categories(let codes, let levels): codes[row] < 0 ? "" : levels[Int(codes[row])]
        case .instants: ""
        }
    }

    private static func text(_ number: Double) -> String {
        if number.isNaN { return "" }
        return number == number.rounded() ? DataTable.text(number) : String(format: "%.6g", number)
    }

    private static func codes(_ table: DataTable, _ name: String, _ levels: [String]) throws -> [Int] {
        let (codes, found) = try table.categories(name)
        let known = found.map { level in levels.firstIndex(of: level) ?? -1 }
        return codes.map { $0 < 0 ? -1 : known[Int($0)] }
    }
}
