import Domain
import Foundation
import TestSupport
import Testing

/// The built program, run as its users run it.
enum Covey {
    struct Outcome: Sendable {
        /// The exit code; of a program that a signal ended, 128 and the signal's number, as shells have it.
        var code: Int32
        var output: String
        var errors: String
        /// The largest memory that the process had, in bytes; 0 where it could not be watched.
        var peakMemory = 0

        /// Standard output as JSON; a test fails where it is none.
        func json(_ location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
            let object = try JSONSerialization.jsonObject(with: Data(output.utf8), options: [])
            return try #require(object as? [String: Any], sourceLocation: location)
        }
    }

    /// The program stands beside the tests, wherever they were built.
    static func executable() throws -> URL {
        let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
        let places = ([Bundle.main.executableURL].compactMap(\.self) + bundles).map { $0.deletingLastPathComponent() }
        let found = places.map { $0.appendingPathComponent("covey") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
        return try #require(found, "no covey beside the tests, in \(places.map(\.path))")
    }

    static func environment(_ language: Language, _ changes: [String: String] = [:]) -> [String: String] {
        let inherited = ProcessInfo.processInfo.environment
        var environment = [
            "LANG": language == .chinese ? "zh_CN.UTF-8" : "en_US.UTF-8",
            "COVEY_DEPS": Repository.dependencyFolders.joined(separator: ":"),
        ]
        for name in ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH"] { environment[name] = inherited[name] }
        return environment.merging(changes) { $1 }
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: String...,
        in folder: URL,
        language: Language = .english,
        environment changes: [String: String] = [:]
    ) async throws -> Outcome {
        try await run(arguments, in: folder, language: language, environment: changes)
    }

    static func run(
        _ arguments: [String],
        in folder: URL,
        language: Language = .english,
        environment changes: [String: String] = [:]
    ) async throws -> Outcome {
        let process = try start(arguments, in: folder, environment: environment(language, changes))
        return try await process.outcome()
    }

    /// Starts the program, behind another one where `wrapper` names one.
    static func start(
        _ arguments: [String],
        in folder: URL,
        environment: [String: String],
        wrapper: [String] = []
    ) throws -> RunningCovey {
        try RunningCovey(wrapper + [executable().path] + arguments, in: folder, environment: environment)
    }
}
