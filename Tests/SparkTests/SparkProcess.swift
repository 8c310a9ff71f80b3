import Foundation
import TestSupport

/// The process of a Spark Connect server. Its executors are processes of their own, which end with it.
final class SparkProcess: Sendable {
    private static let executors = 2
    private static let patience = Duration.seconds(180)

    private let process: Process
    private let log: URL

    /// Starts the server.
    ///
    /// The shell that starts it ends it when this process's end of the pipe is closed, which also happens where the tests
    /// are killed.
    init(in folder: URL) throws {
        let spark = try Self.installation()
        // Spark writes below its own folder, so it gets one of its own, of links.
        let home = folder.appendingPathComponent("home")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        for part in ["bin", "sbin", "jars"] {
            try FileManager.default.createSymbolicLink(
                at: home.appendingPathComponent(part),
                withDestinationURL: spark.appendingPathComponent(part)
            )
        }
        log = folder.appendingPathComponent("server.log")
        try Data().write(to: log)
        let output = try FileHandle(forWritingTo: log)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            ["-c", "\"$@\" & server=$!; cat > /dev/null; kill $server; wait $server", "sh"]
            + [home.appendingPathComponent("bin/spark-submit").path] + Self.arguments(folder)
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment
        environment["SPARK_HOME"] = home.path
        environment["SPARK_LOCAL_IP"] = "127.0.0.1"
        environment["SPARK_CONF_DIR"] = nil
        process.environment = environment
        process.standardInput = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        self.process = process
    }

    private static func arguments(_ folder: URL) -> [String] {
        // These processes live for minutes: the quick compiler alone is the quicker one.
        let java = "-XX:TieredStopAtLevel=1"
        let settings = [
            "spark.driver.extraJavaOptions=\(java)", "spark.executor.extraJavaOptions=\(java)",
            "spark.connect.grpc.binding.address=127.0.0.1", "spark.connect.grpc.binding.port=0",
            "spark.driver.host=127.0.0.1", "spark.driver.bindAddress=127.0.0.1", "spark.driver.memory=1g",
            "spark.ui.enabled=false", "spark.sql.shuffle.partitions=2",
            "spark.sql.warehouse.dir=\(folder.appendingPathComponent("warehouse").path)",
            "spark.local.dir=\(folder.appendingPathComponent("scratch").path)",
        ]
        return ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer"]
            + ["--master", "local-cluster[\(executors),1,1024]"] + settings.flatMap { ["--conf", $0] }
    }

    private static func installation() throws -> URL {
        let folders = Repository.dependencyFolders.map { URL(fileURLWithPath: $0).appendingPathComponent("spark") }
        let found = folders.first { folder in
            FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent("bin/spark-submit").path)
        }
        guard let found else {
            throw SparkCluster.ServerFailure(
                reason: "no Spark in \(folders.map(\.path)): run setup/fetch.py --lock setup/test-dependencies.lock",
                log: ""
            )
        }
        return found
    }

    /// The port on which the server answers, once it does and all executors have come.
    func port() async throws -> Int {
        let end = ContinuousClock.now + Self.patience
        while true {
            // Looked at before the clock is: beside other tests a sleep may last for minutes.
            let isLate = ContinuousClock.now >= end
            let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            if let port = Self.port(in: text),
                text.components(separatedBy: "Registered executor").count > Self.executors
            {
                return port
            }
            guard process.isRunning else {
                throw SparkCluster.ServerFailure(reason: "the server ended", log: String(text.suffix(2_000)))
            }
            guard !isLate else {
                throw SparkCluster.ServerFailure(
                    reason: "not ready in \(Self.patience)",
                    log: String(text.suffix(2_000))
                )
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Reads `Spark Connect server started at: 127.0.0.1:41234`.
    static func port(in log: String) -> Int? {
        guard let range = log.range(of: "Spark Connect server started at: ") else { return nil }
        let address = log[range.upperBound...].prefix { !$0.isNewline }
        return address.split(separator: ":").last.flatMap { Int($0) }
    }

    /// Ends the server and waits until it has ended.
    func stop() async {
        try? (process.standardInput as? Pipe)?.fileHandleForWriting.close()
        while process.isRunning { try? await Task.sleep(for: .milliseconds(50)) }
    }
}
