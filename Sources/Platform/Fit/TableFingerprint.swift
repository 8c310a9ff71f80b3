import Crypto
import Domain
import Fitting
import Foundation

/// SHA-256 of the values of a table, so that two fits can be seen to be of the same data.
enum TableFingerprint {
    /// - Complexity: O(rows × columns).
    static func of(_ table: DataTable) -> String {
        var hash = SHA256()
        for column in table.columns {
            hash.update(data: Data(column.name.utf8))
            switch column.values {
            case .numbers(let numbers):
                numbers.withUnsafeBytes { hash.update(bufferPointer: $0) }
            case .categories(let codes, let levels):
                for level in levels { hash.update(data: Data((level + "\u{1F}").utf8)) }
                codes.withUnsafeBytes { hash.update(bufferPointer: $0) }
            case .instants(let instants):
                instants.map { $0?.microseconds ?? .min }.withUnsafeBytes { hash.update(bufferPointer: $0) }
            }
        }
        return hash.finalize().map { String(format: "%02x", $0) }.joined()
    }
}
