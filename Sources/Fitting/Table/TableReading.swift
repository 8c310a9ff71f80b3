package import Domain
import Foundation
import Models
package import Statistics

/// Columns as what a model needs: numbers, categories, or instants.
extension DataTable {
    /// Numbers, not-a-number where missing. Texts count as numbers where every one of them is one.
    ///
    /// - Throws: `TableError.textInNumbers` with the first row that is none; `ModelError.notFinite` for an infinite one.
    package func numbers(_ name: String) throws -> [Double] {
        switch try column(name).values {
        case .numbers(let numbers):
            if let row = numbers.firstIndex(where: \.isInfinite) {
                throw ModelError.notFinite(column: name, row: row + 1)
            }
            return numbers
        case .categories(let codes, let levels):
            let parsed = levels.map { Double($0) }
            return try codes.enumerated().map { row, code in
                guard code >= 0 else { return .nan }
                guard let number = parsed[Int(code)] else {
                    throw TableError.textInNumbers(column: name, row: row + 1, text: levels[Int(code)])
                }
                guard number.isFinite else { throw ModelError.notFinite(column: name, row: row + 1) }
                return number
            }
        case .instants: throw TableError.timeInNumbers(column: name)
        }
    }

    /// Categories: −1 where missing. Numbers become texts, whole ones without a decimal point, in numeric order.
    package func categories(_ name: String) throws -> (codes: [Int32], levels: [String]) {
        switch try column(name).values {
        case .categories(let codes, let levels): return (codes, levels)
        case .numbers(let numbers):
            let different = Set(numbers.filter { !$0.isNaN }).sorted()
            let codes = Dictionary(uniqueKeysWithValues: different.enumerated().map { ($1, Int32($0)) })
            return (numbers.map { $0.isNaN ? -1 : codes[$0]! }, different.map(Self.text))
        case .instants: throw TableError.timeInNumbers(column: name)
        }
    }

    /// Refuses columns that hold nothing at all.
    ///
    /// - Throws: `TableError.noValue` for the first of these columns that is empty in every row, in a table that has rows.
    package func requireValues(in names: [String?]) throws {
        guard rowCount > 0 else { return }
        for name in names.compactMap(\.self) {
            let column = try column(name)
            if (0..<rowCount).allSatisfy(column.isMissing) { throw TableError.noValue(column: name) }
        }
    }

    /// Numbers whose totals are finite.
    ///
    /// - Throws: as `numbers`, and `ModelError.unusable` for one above 1e100 in size.
    package func amounts(_ name: String) throws -> [Double] {
        let amounts = try numbers(name)
        if let row = amounts.firstIndex(where: { $0.magnitude > 1e100 }) {
            throw ModelError.beyondRange(amounts[row], column: name, row: row + 1)
        }
        return amounts
    }

    /// Instants, `nil` where missing.
    ///
    /// - Throws: `TableError.notATime`; the reader of the file turns columns that a model says to be times into such.
    package func instants(_ name: String) throws -> [Instant?] {
        guard case .instants(let instants) = try column(name).values else {
            throw TableError.notATime(column: name)
        }
        return instants
    }

    /// The rows in which none of these columns is missing, in their order.
    package func completeRows(_ names: [String]) throws -> [Int] {
        let columns = try names.map { try column($0) }
        return (0..<rowCount).filter { row in columns.allSatisfy { !$0.isMissing(row) } }
    }

    /// The complete rows of these columns as a matrix, and which rows they are.
    package func completeNumbers(_ names: [String]) throws -> (matrix: Matrix, rows: [Int]) {
        let columns = try names.map { try numbers($0) }
        let rows = (0..<rowCount).filter { row in columns.allSatisfy { !$0[row].isNaN } }
        var matrix = Matrix(rows: rows.count, columns: names.count)
        for (column, values) in columns.enumerated() {
            for (index, row) in rows.enumerated() { matrix[index, column] = values[row] }
        }
        return (matrix, rows)
    }

    /// The columns that hold numbers.
    package var numericColumns: [String] {
        columns.filter { if case .numbers = $0.values { true } else { false } }.map(\.name)
    }

    /// A number as a category is named: `3`, `2.5`.
    package static func text(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e15 ? String(Int64(number)) : String(number)
    }
}

extension DataColumn {
    package func isMissing(_ row: Int) -> Bool {
        switch values {
        case .numbers(let numbers): numbers[row].isNaN
        case .categories(let codes, _): codes[row] < 0
        case .instants(let instants): instants[row] == nil
        }
    }
}
