import Domain
import Foundation
import TestSupport
import Testing

/// What the READMEs show is what a new user types, so it runs here.
@Suite(.serialized) struct ReadmeTests {
    /// The lines of the README's shell blocks that call `covey`, without their comments.
    private static func commands(_ file: String) throws -> [String] {
        try Repository.text(file).split(separator: "\n").filter { $0.hasPrefix("covey ") }.map { line in
            let command = line.range(of: "  +#", options: .regularExpression).map { line[..<$0.lowerBound] } ?? line
            return String(command).trimmingCharacters(in: .whitespaces)
        }
    }

    @Test func bothLanguagesShowTheSameCommands() throws {
        let english = try Self.commands("README.md")
        #expect(english.count >= 9)
        #expect(try Self.commands("README.zh.md") == english)
    }

    @Test func everyCommandOfTheReadmeRuns() async throws {
        let example = Repository.root.appending(path: "Examples/online-retail")
        try await TemporaryFolder.with(copyOf: example) { try await runEveryCommand(in: $0) }
    }

    private func runEveryCommand(in folder: URL) async throws {
        let rows = "订单号,客户编号,下单时间,实付金额\nA1,C1,2026年1月5日,12.50\nA2,C2,2026/1/6 8:30,1,234.00\n"
            .replacing("1,234.00", with: "\"1,234.00\"")
        try rows.write(to: folder.appending(path: "orders.csv"), atomically: true, encoding: .utf8)
        let covey = try Covey.executable().path
        try await run("covey run --no-report", covey, folder)
        for command in try Self.commands("README.md") { try await run(command, covey, folder) }
        for file in ["champions.csv", "report-zh.html", "my-shop/report.html"] {
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: file).path), "\(file)")
        }
    }

    /// Runs a line as a shell does, with the alias that the README makes.
    private func run(_ command: String, _ covey: String, _ folder: URL) async throws {
        let script = "covey() { \"\(covey)\" \"$@\"; }\n" + command
        let shell = try RunningCovey(["/bin/sh", "-c", script], in: folder, environment: Covey.environment(.english))
        let outcome = try await shell.outcome()
        #expect(outcome.code == 0, "\(command)\n\(outcome.output)\n\(outcome.errors)")
    }
}
