import Domain
import Foundation
import Platform

/// A workspace that was begun from a file.
struct StartedWorkspace {
    let outcome: CreateWorkspace.Outcome
    /// What was written as `covey.yaml`.
    let text: String

    /// Runs `body` with a workspace begun from a file in its own folder, and removes it.
    static func with<Success>(
        _ bytes: [UInt8],
        name: String = "orders.csv",
        _ body: (StartedWorkspace) async throws -> Success
    ) async throws -> Success {
        let folder = FileManager.default.temporaryDirectory.appending(path: "covey-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(bytes).write(to: URL(filePath: folder + "/" + name))
        let outcome = try await CreateWorkspace(context: ExampleWorkspace.context).run(
            file: folder + "/" + name,
            directory: folder,
            timeZone: "UTC",
            currency: "EUR"
        )
        let text = try String(contentsOfFile: folder + "/covey.yaml", encoding: .utf8)
        return try await body(StartedWorkspace(outcome: outcome, text: text))
    }
}
