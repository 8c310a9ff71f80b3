package import Foundation

package enum TemporaryFolder {
    /// Runs `body` with a folder of its own, which is removed afterwards.
    ///
    /// - Parameter source: a folder that it begins as a copy of; it begins empty where there is none.
    package static func with<Success>(
        copyOf source: URL? = nil,
        _ body: (URL) async throws -> Success
    ) async throws -> Success {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("covey-\(UUID().uuidString)")
        defer {
            // A test may have taken away the right to change it.
            chmod(folder.path, 0o755)
            try? FileManager.default.removeItem(at: folder)
        }
        if let source {
            try FileManager.default.copyItem(at: source, to: folder)
        } else {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        return try await body(folder)
    }
}
