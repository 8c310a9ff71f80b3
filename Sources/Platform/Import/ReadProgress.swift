import Domain
import Foundation

/// Watches how many bytes this process has read while an engine reads a file, which tells nobody how far it has come.
///
/// Linux counts a process's reads in `/proc/self/io`; elsewhere only the activity is shown.
struct ReadProgress {
    var activity: Bilingual
    var total: Int64
    var rows: Int64
    var context: RunContext

    /// Runs `work` and reports about five times a second until it ends.
    func during<Success: Sendable>(_ work: () async throws -> Success) async throws -> Success {
        let start = Self.bytesRead()
        let watcher = Task { [activity, total, rows, context] in
            while !Task.isCancelled {
                if let start, let now = Self.bytesRead() {
                    let done = min(total, max(0, now - start))
                    let passed = total > 0 ? Int64(Double(rows) * Double(done) / Double(total)) : 0
                    context.progress(Progress(activity, bytes: (done, total), rows: passed))
                } else {
                    context.progress(Progress(activity))
                }
                try? await Task.sleep(for: .milliseconds(200))
            }
        }
        defer { watcher.cancel() }
        return try await work()
    }

    private static func bytesRead() -> Int64? {
        guard let text = try? String(contentsOfFile: "/proc/self/io", encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix("rchar: ") { return Int64(line.dropFirst(7)) }
        return nil
    }
}
