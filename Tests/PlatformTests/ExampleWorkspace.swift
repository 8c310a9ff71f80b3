import Domain
import Foundation
import Platform

/// The Online Retail example in a folder of its own, and a fixed clock.
struct ExampleWorkspace {
    let directory: String

    static var root: String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .path
    }

    /// Where set-up put DuckDB's library and the browser parts.
    static var dependencies: [String] {
        let listed = ProcessInfo.processInfo.environment["COVEY_DEPS"]
        return listed.map { [$0] } ?? [root + "/deps"]
    }

    static var context: RunContext {
        RunContext(
            clock: { Instant(microseconds: 1_790_000_000_000_000) },
            language: .english,
            dependencyFolders: dependencies
        )
    }

    /// Runs `body` with a copy of the example that nothing was done to, and removes it.
    static func fresh<Success>(_ body: (ExampleWorkspace) async throws -> Success) async throws -> Success {
        try await copy(of: root + "/Examples/online-retail", body)
    }

    /// Runs `body` with a copy of the example after one run, and removes it.
    ///
    /// The run itself is made once for all tests: it reads half a million rows.
    static func finished<Success>(_ body: (ExampleWorkspace, RunSummary) async throws -> Success) async throws
        -> Success
    {
        let (directory, summary) = try await firstRun.value
        return try await copy(of: directory) { try await body($0, summary) }
    }

    /// A folder of this process alone, removed when it ends.
    private static let firstRunFolder = FileManager.default.temporaryDirectory.appending(
        path: "covey-first-run-\(UUID().uuidString)"
    ).path

    private static let firstRun = Task { () throws -> (String, RunSummary) in
        let folder = firstRunFolder
        atexit { try? FileManager.default.removeItem(atPath: ExampleWorkspace.firstRunFolder) }
        try FileManager.default.copyItem(atPath: root + "/Examples/online-retail", toPath: folder)
        return (folder, try await ExampleWorkspace(directory: folder).run())
    }

    private static func copy<Success>(
        of folder: String,
        _ body: (ExampleWorkspace) async throws -> Success
    ) async throws -> Success {
        let copy = FileManager.default.temporaryDirectory.appending(path: "covey-\(UUID().uuidString)").path
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        return try await body(ExampleWorkspace(directory: copy))
    }

    /// Opens the workspace for `body`.
    func open<Success>(_ body: (Workspace) async throws -> Success) async throws -> Success {
        try await Workspace.with(directory, context: Self.context, body)
    }

    func run() async throws -> RunSummary {
        try await open { try await RunWorkspace(workspace: $0, context: Self.context).run() }
    }
}
