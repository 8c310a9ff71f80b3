import Domain
import Foundation
import Platform
import Testing
import Warehouse

/// The type of a property that states none is that of its values in all files there are, whatever was there before.
@Suite struct FoundTypesTests {
    private static func level(_ values: String...) -> [UInt8] {
        let rows = values.enumerated().map { "\($0),c\($0),2026-01-05 10:00:00,\($0 + 1),\($1)\n" }
        return Array((OrderFiles.header + ",level\n" + rows.joined()).utf8)
    }

    static let levels: [(before: [UInt8], after: [UInt8], type: String)] = [
        (level("1", "2", "3"), level("1", "unknown", "unknown"), "VARCHAR"),
        (level("1", "unknown"), level("1", "2"), "BIGINT"), (level("", ""), level("1", "2"), "BIGINT"),
        (level("1", "2"), level("1.5", "2"), "DOUBLE"), (level("2026-01-05"), level("true", "false"), "BOOLEAN"),
    ]

    @Test(arguments: levels)
    func aReplacedFileIsReadAsIfItHadBeenTheFirst(before: [UInt8], after: [UInt8], type: String) async throws {
        let sources = OrderFiles.sources(", level: level")
        try await SmallWorkspace.with(["orders.csv": before], sources: sources) { workspace in
            _ = try await workspace.run()
            try workspace.write("orders.csv", after)
            _ = try await workspace.run()
            let expected = try await OrderFiles.freshTable(["orders.csv": after], sources, "level")
            let found = try await OrderFiles.table(workspace, "level")
            #expect(found == expected && found.contains([.text("level"), .text(type)]))
        }
    }

    /// All histories of two files, whose types fit together or not.
    @Test func aTypeIsThatOfAllFilesTogetherWhateverCameFirst() async throws {
        let sources = OrderFiles.sources(", level: level", files: "\"*.csv\"")
        let contents = [Self.level("1", "2"), Self.level("x", "3", "y"), Self.level("1.5"), Self.level("")]
        for first in contents {
            for second in contents where second != first {
                let expected = try await OrderFiles.freshTable(["a.csv": first, "b.csv": second], sources, "level")
                for history in [["a.csv": first], ["b.csv": second], ["a.csv": second, "b.csv": contents[3] + [10]]] {
                    try await SmallWorkspace.with(history, sources: sources) { workspace in
                        _ = try await workspace.run()
                        try workspace.write("a.csv", first)
                        try workspace.write("b.csv", second)
                        _ = try await workspace.run()
                        let found = try await OrderFiles.table(workspace, "level")
                        #expect(found == expected)
                    }
                }
            }
        }
    }

    @Test func aFileThatIsGoneTakesItsTypeWithIt() async throws {
        let sources = OrderFiles.sources(", level: level", files: "\"*.csv\"")
        let files = ["a.csv": Self.level("1", "2"), "b.csv": Self.level("x")]
        try await SmallWorkspace.with(files, sources: sources) { workspace in
            _ = try await workspace.run()
            try FileManager.default.removeItem(atPath: workspace.directory + "/b.csv")
            let outcomes = try await workspace.importAll()
            #expect(outcomes.map(\.status) == [.replaced, .removed])
            let found = try await OrderFiles.table(workspace, "level")
            #expect(
                found.contains([.text("level"), .text("BIGINT")]) && found.suffix(2) == [[.integer(1)], [.integer(2)]]
            )
        }
    }
}
