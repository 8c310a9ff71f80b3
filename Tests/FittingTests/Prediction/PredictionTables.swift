import Fitting
import Foundation
import TestSupport

/// Tables that the tests of prediction share.
enum PredictionTables {
    /// Telco, its columns of texts as texts. Read once.
    static let telco = Result { try read("telco_churn.csv") }
    static let lung = Result { try read("lung.csv") }

    private static func read(_ file: String) throws -> DataTable {
        let columns = try Fixture.columns(file)
        let names = try Fixture.lines(file)[0].split(separator: ",").map(String.init)
        return DataTable(
            names.map { name in
                let texts = columns[name] ?? []
                let numbers = texts.map { $0.isEmpty ? Double.nan : Double($0) }
                if numbers.contains(nil) { return DataColumn(name, texts: texts.map { $0.isEmpty ? nil : $0 }) }
                return DataColumn(name, numbers: numbers.map { $0 ?? .nan })
            }
        )
    }

    /// The first rows of a table.
    static func prefix(_ table: DataTable, _ count: Int) -> DataTable { selecting(table, Array(0..<count)) }

    static func selecting(_ table: DataTable, _ rows: [Int]) -> DataTable {
        DataTable(
            table.columns.map { column in
                switch column.values {
                case .numbers(let numbers): DataColumn(column.name, numbers: rows.map { numbers[$0] })
                case .categories(let codes, let levels):
                    DataColumn(column.name, .categories(codes: rows.map { codes[$0] }, levels: levels))
                case .instants(let instants): DataColumn(column.name, .instants(rows.map { instants[$0] }))
                }
            }
        )
    }

    static func keeping(_ table: DataTable, _ names: [String]) -> DataTable {
        DataTable(table.columns.filter { names.contains($0.name) })
    }

    static func numbers(_ columns: [DataColumn], _ name: String) -> [Double] {
        guard let column = columns.first(where: { $0.name == name }), case .numbers(let numbers) = column.values else {
            return []
        }
        return numbers
    }

    static func texts(_ columns: [DataColumn], _ name: String) -> [String?] {
        guard let column = columns.first(where: { $0.name == name }),
            case .categories(let codes, let levels) = column.values
        else { return [] }
        return codes.map { $0 < 0 ? nil : levels[Int($0)] }
    }
}

extension FitDocument {
    /// A number of the document's JSON, by the names that lead to it.
    func number(_ path: String...) -> Double? {
        var value = object
        for name in path {
            guard case .object(let fields) = value, let field = fields.first(where: { $0.name == name }) else {
                return nil
            }
            value = field.value
        }
        switch value {
        case .number(let number): return number
        case .integer(let integer): return Double(integer)
        default: return nil
        }
    }

    func text(_ name: String) -> String? {
        guard case .object(let fields) = object, case .text(let text)? = fields.first(where: { $0.name == name })?.value
        else { return nil }
        return text
    }
}
