import Foundation

/// A running program whose output goes to files, so that a full pipe can never stop it.
final class RunningCovey {
    private let process = Process()
    private let folder: URL
    private let files: (output: URL, errors: URL)
    private let ended: AsyncStream<Void>
    private var peakMemory = 0

    init(_ words: [String], in directory: URL, environment: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("covey-output-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        files = (folder.appendingPathComponent("output"), folder.appendingPathComponent("errors"))
        for file in [files.output, files.errors] {
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        }
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.currentDirectoryURL = directory
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files.output)
        process.standardError = try FileHandle(forWritingTo: files.errors)
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        ended = stream
        process.terminationHandler = { _ in continuation.finish() }
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    var isRunning: Bool { process.isRunning }

    func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits for the end, and keeps the largest memory that was seen on the way.
    func outcome() async throws -> Covey.Outcome {
        while process.isRunning {
            peakMemory = max(peakMemory, memory())
            try await Task.sleep(for: .milliseconds(10))
        }
        for await _ in ended {}
        let code =
            process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
        return Covey.Outcome(
            code: code,
            output: String(decoding: try Data(contentsOf: files.output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files.errors), as: UTF8.self),
            peakMemory: peakMemory
        )
    }

    /// Waits until the program has read so many bytes, from files of any kind.
    ///
    /// - Returns: whether it did before it ended.
    func hasRead(_ bytes: Int) -> Bool {
        // Waits on its thread: a sleeping task may be woken seconds late where other tests keep the threads busy, and the
        // moment would have passed.
        while process.isRunning {
            if number(in: "io", after: "rchar:") >= bytes { return true }
            usleep(2_000)
        }
        return false
    }

    private func memory() -> Int { number(in: "status", after: "VmHWM:") * 1_024 }

    private func number(in file: String, after label: String) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/\(file)", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(label) } ?? ""
        return line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
    }
}
