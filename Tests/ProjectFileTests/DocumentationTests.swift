import Domain
import TestSupport
import Testing

@testable import ProjectFile

@Suite struct DocumentationTests {
    static let pages = ["docs/project-file.md", "docs/project-file.zh.md"]

    /// A code block of a page: what follows `yaml` on its first line says where in a file it belongs.
    struct Block: Sendable {
        let place: String
        let line: Int
        let text: String
    }

    static func blocks(of page: String) throws -> [Block] {
        var blocks: [Block] = []
        var current: (place: String, line: Int, lines: [String])?
        let lines = try Repository.text(page).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if let open = current {
                if line == "```" {
                    blocks.append(Block(place: open.place, line: open.line, text: open.lines.joined(separator: "\n")))
                    current = nil
                } else {
                    current?.lines.append(String(line))
                }
            } else if line.hasPrefix("```yaml") {
                current = (line.dropFirst("```yaml".count).trimmingPrefix(" ").description, index + 1, [])
            }
        }
        return blocks
    }

    @Test(arguments: pages)
    func everyExampleLoads(page: String) throws {
        let blocks = try Self.blocks(of: page)
        #expect(blocks.count > 30)
        for block in blocks {
            #expect(problems(in: Self.file(around: block)) == [], "\(page):\(block.line)")
        }
    }

    @Test(arguments: pages)
    func everyKeyIsDescribed(page: String) throws {
        let text = try Repository.text(page)
        let keys =
            ProjectReader.keys + SourceReader.keys + ColumnReader.keys + CleaningReader.keys + ModelReader.rfmKeys
            + ModelReader.clvKeys + PriorityReader.keys + ReportReader.reportKeys + ReportReader.engineKeys
            + SparkReader.keys + FittedModelReader.keys + FittedModelSetting.models
        for key in keys + ["when", "treat as", "do", "name", "value", "title", "text", "url", "r", "f", "m"] {
            #expect(text.contains("`\(key)`") || text.contains("`\(key): "), "\(key)")
        }
        let words =
            Role.allCases.map(\.rawValue) + SourceKind.allCases.map(\.rawValue) + FileFormat.allCases.map(\.rawValue)
            + FileEncoding.allCases.map(\.rawValue) + ValueType.allCases.map(\.rawValue) + Cleaner.plain.map(\.word)
            + RetentionUnit.allCases.map(\.rawValue) + RFMSetting.Monetary.allCases.map(\.rawValue)
        for word in words { #expect(text.contains("`\(word)`"), "\(word)") }
    }

    @Test(arguments: pages)
    func everyWordForNoCustomerIsNamed(page: String) throws {
        let text = try Repository.text(page)
        for word in MissingCustomer.words { #expect(text.contains("`\(word)`"), "\(word)") }
    }

    /// A file that holds a block and, beside it, what every file needs and the block lacks.
    static func file(around block: Block) -> String {
        func add(_ lines: [(key: String, text: String)], to text: String) -> String {
            let own = text.split(separator: "\n").map { $0.prefix { $0 != ":" } }
            return lines.filter { line in !own.contains { $0 == line.key } }.map(\.text).joined() + text + "\n"
        }
        func indented(_ text: String, by width: Int) -> String {
            text.split(separator: "\n").map { String(repeating: " ", count: width) + $0 + "\n" }.joined()
        }
        var text = block.text
        guard block.place != "whole" else { return text }
        if block.place == "column" {
            let columns = [("who", "customer"), ("at", "time"), ("paid", "amount")].filter { !text.contains($0.1) }
            text = "columns:\n" + columns.map { "  \($0.0): \($0.1)\n" }.joined() + indented(text, by: 2)
        }
        if block.place == "column" || block.place == "source" {
            let columns = "columns: { who: customer, at: time, paid: amount }\n"
            text = add([("kind", "kind: orders\n"), ("files", "files: a.csv\n"), ("columns", columns)], to: text)
            text = "sources:\n  shop:\n" + indented(text, by: 4)
        }
        let sources = "sources: { s: { kind: customers, files: a.csv, columns: { id: customer } } }\n"
        return add(
            [
                ("covey", "covey: 1\n"), ("timezone", "timezone: UTC\n"), ("currency", "currency: CNY\n"),
                ("sources", sources),
            ],
            to: text
        )
    }
}
