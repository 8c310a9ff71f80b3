import Domain
import Foundation
import Platform
import TestSupport

/// The Online Retail example in a folder of its own, and a fixed clock.
struct ExampleWorkspace {
    let directory: String

    private static let example = Repository.root.appending(path: "Examples/online-retail")

    static var context: RunContext {
        RunContext(
            clock: { Instant(microseconds: 1_790_000_000_000_000) },
            language: .english,
            dependencyFolders: Repository.dependencyFolders
        )
    }

    /// Runs `body` with a copy of the example that nothing was done to, and removes it.
    static func fresh<Success>(_ body: (ExampleWorkspace) async throws -> Success) async throws -> Success {
        try await copy(of: example, body)
    }

    /// Runs `body` with a copy of the example after one run, and removes it.
    ///
    /// The run itself is made once for all tests: it reads half a million rows.
    static func finished<Success>(_ body: (ExampleWorkspace, RunSummary) async throws -> Success) async throws
        -> Success
    {
        let (directory, summary) = try await firstRun.value
        return try await copy(of: URL(filePath: directory)) { try await body($0, summary) }
    }

    /// A folder of this process alone, removed when it ends.
    private static let firstRunFolder = FileManager.default.temporaryDirectory.appending(
        path: "covey-first-run-\(UUID().uuidString)"
    ).path

    private static let firstRun = Task { () throws -> (String, RunSummary) in
        let folder = firstRunFolder
        atexit { try? FileManager.default.removeItem(atPath: ExampleWorkspace.firstRunFolder) }
        try FileManager.default.copyItem(atPath: example.path, toPath: folder)
        return (folder, try await ExampleWorkspace(directory: folder).run())
    }

    private static func copy<Success>(
        of folder: URL,
        _ body: (ExampleWorkspace) async throws -> Success
    ) async throws -> Success {
        try await TemporaryFolder.with(copyOf: folder) { try await body(ExampleWorkspace(directory: $0.path)) }
    }

    /// Opens the workspace for `body`.
    func open<Success>(_ body: (Workspace) async throws -> Success) async throws -> Success {
        try await Workspace.with(directory, context: Self.context, body)
    }

    func run() async throws -> RunSummary {
        try await open { try await RunWorkspace(workspace: $0, context: Self.context).run() }
    }
}
