import Foundation

/// Published data that lie beside the tests; their README says whose they are.
package enum Fixture {
    package struct NoColumn: Error {
        var file: String
        var column: String
    }

    package static func path(_ name: String) -> String {
        Repository.root.appendingPathComponent("Tests/Fixtures/" + name).path
    }

    package static func lines(_ name: String) throws -> [String] {
        try Repository.text("Tests/Fixtures/" + name).split(whereSeparator: \.isNewline).map(String.init)
    }

    /// A comma-separated file without quotes: each column's texts by its heading, empty where missing.
    package static func columns(_ name: String) throws -> [String: [String]] {
        let rows = try lines(name).map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        var columns: [String: [String]] = [:]
        for (index, heading) in rows[0].enumerated() { columns[heading] = rows.dropFirst().map { $0[index] } }
        return columns
    }

    /// One column of such a file, as numbers.
    package static func numbers(_ name: String, _ column: String) throws -> [Double] {
        guard let texts = try columns(name)[column] else { throw NoColumn(file: name, column: column) }
        return texts.map { Double($0) ?? .nan }
    }
}
