package import Foundation
import Warehouse

/// The package that the tests belong to.
package enum Repository {
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file beside the sources.
    package static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Where set-up put DuckDB's library and the browser parts: in `COVEY_DEPS`, else in the package's own `deps`.
    package static var dependencyFolders: [String] {
        LibrarySearch.dependencyFolders(
            environment: ProcessInfo.processInfo.environment,
            executable: root.appendingPathComponent("Package.swift").path
        )
    }
}
