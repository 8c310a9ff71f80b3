import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A program that is run to its end, with what that took.
struct ChildProcess {
    var executable: String
    var arguments: [String]

    struct Outcome {
        /// From the start of the process to its end.
        var seconds: Double
        /// The most memory that the process held at one time, in bytes.
        ///
        /// Linux counts what this process held when it started the child as well, so it keeps small.
        var peakMemory: Int64
        var output: Data
    }

    /// - Throws: `Mistake` where the program cannot be started or fails; it says what the program printed.
    func run() throws -> Outcome {
        let output = NSTemporaryDirectory() + "covey-bench-\(UUID().uuidString)"
        defer { for path in [output, output + ".errors"] { unlink(path) } }
        let start = ContinuousClock.now
        let child = try spawn(output: output, errors: output + ".errors")
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw failure(String(cString: strerror(errno))) }
        }
        let elapsed = ContinuousClock.now - start
        guard status == 0 else {
            throw failure((try? String(contentsOfFile: output + ".errors", encoding: .utf8)) ?? "")
        }
        let (seconds, attoseconds) = elapsed.components
        return Outcome(
            seconds: Double(seconds) + Double(attoseconds) * 1e-18,
            peakMemory: Int64(usage.ru_maxrss) * Self.memoryUnit,
            output: FileManager.default.contents(atPath: output) ?? Data()
        )
    }

    #if canImport(Darwin)
        private static let memoryUnit: Int64 = 1
    #else
        private static let memoryUnit: Int64 = 1_024
    #endif

    private func failure(_ reason: String) -> Mistake {
        let command = ([executable] + arguments).joined(separator: " ")
        return Mistake(texts: ("\(command) failed: \(reason)", "\(command) 失败：\(reason)"))
    }

    private func spawn(output: String, errors: String) throws -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
        var child: pid_t = 0
        let status = Self.withCStrings([executable] + arguments) { arguments in
            Self.withCStrings(environment) { environment in
                posix_spawn(&child, executable, &actions, nil, arguments, environment)
            }
        }
        guard status == 0 else { throw failure(String(cString: strerror(status))) }
        return child
    }

    /// A list of C strings with a null at its end, as `exec` wants it.
    private static func withCStrings<Success>(
        _ texts: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Success
    ) -> Success {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
