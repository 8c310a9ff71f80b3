import Domain
import Exchange
package import Fitting
import Foundation
import Reports

/// Predictions as comma-separated values, with a byte order mark, without which Excel reads Chinese in an old code page.
package enum PredictionFile {
    /// Writes a file, whole or not at all.
    ///
    /// - Throws: `FileError.notWritable`.
    package static func write(_ columns: [DataColumn], to path: String) throws {
        let draft = path + ".partial"
        let output = try OutputFile(path: draft)
        do {
            try output.write("\u{FEFF}" + CSVLine.text(columns.map { SpreadsheetFormula.defused($0.name) }))
            for row in 0..<(columns.first?.count ?? 0) {
                try output.write(CSVLine.text(columns.map { text($0, row) }))
            }
            try output.close()
            guard rename(draft, path) == 0 else {
                throw FileError.notWritable(path: path, reason: String(cString: strerror(errno)), diskFull: false)
            }
        } catch {
            output.discard()
            throw error
        }
    }

    /// A value as a file has it; nothing where it is missing.
    package static func text(_ column: DataColumn, _ row: Int) -> String {
        switch column.values {
        case .numbers(let numbers): numbers[row].isFinite ? DataTable.text(numbers[row]) : ""
        case .categories(let codes, let levels):
            codes[row] < 0 ? "" : SpreadsheetFormula.defused(levels[Int(codes[row])])
        case .instants(let instants): instants[row].map(Self.text) ?? ""
        }
    }

    /// In UTC by ISO 8601, with as many digits after the second as the instant has, six at most.
    private static func text(_ instant: Instant) -> String {
        let whole = Date(timeIntervalSince1970: Double(instant.seconds)).formatted(.iso8601)
        let microseconds = instant.microseconds.floorDivided(by: 1_000_000).remainder
        guard microseconds > 0 else { return whole }
        var digits = String(String(1_000_000 + microseconds).dropFirst())
        while digits.last == "0" { digits.removeLast() }
        return whole.dropLast() + "." + digits + "Z"
    }
}
