import Domain
import Foundation
import Testing

/// Rows that could not be used can be looked at afterwards, whatever became of their file.
struct RejectTests {
    private static let bad = "B1,赵六,北京,茶叶,two,50,2026-03-01 10:00:00\nB2,赵六,北京,茶叶,1,50,yesterday\n"

    private func rows(_ shop: Shop, _ sql: String) async throws -> [[String: Any]] {
        let outcome = try await Covey.run("query", sql, "--json", in: shop.folder)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    }

    @Test func aNewWorkspaceHasAnEmptyTableOfRejects() async throws {
        try await Shop.with { shop in
            _ = try await Covey.run("init", "orders.csv", "--workspace", "new", in: shop.folder)
            let new = Shop(folder: shop.path("new"))
            #expect(try await rows(new, "select * from rejects").isEmpty)
            #expect(try await rows(new, "select * from imports").isEmpty)
            let list = try await Covey.run("segment", "list", in: new.folder)
            #expect(list.code == 66 && list.errors.contains("covey run"), "\(list.errors)")
            // What init could not guess is for its owner to complete, and no reason to make nothing.
            try shop.write("when,what\n2026-01-05,tea\n2026-01-06,cup\n", to: "odd.csv")
            let odd = try await Covey.run("init", "odd.csv", "--workspace", "odd", in: shop.folder)
            #expect(odd.code == 0, "\(odd.errors)")
            #expect(FileManager.default.fileExists(atPath: shop.path("odd/covey.yaml").path))
        }
    }

    @Test(arguments: ["import", "run"])
    func theRejectsOfARefusedFileAreKeptUntilItsNextAttempt(command: String) async throws {
        try await Shop.withResults { shop in
            try shop.write(Shop.orders + Self.bad, to: "orders.csv")
            let refused = try await Covey.run(command, in: shop.folder)
            #expect(refused.code == 65)
            #expect(
                refused.errors.contains("covey query \"select file, line, column_name, value, reason_en from rejects\"")
            )
            #expect(try await shop.rawRows() == 8, "the rows of before stay")
            let kept = try await rows(shop, "select * from rejects order by line")
            #expect(kept.map { $0["line"] as? Int } == [10, 11])
            #expect(kept.allSatisfy { $0["refused"] as? Bool == true && $0["file"] as? String == "orders.csv" })
            #expect(kept.map { $0["reason"] as? String } == ["not_a_whole_number", "not_a_time"])
            #expect(kept.map { $0["reason_en"] as? String }.first == "not a whole number")
            #expect(kept.map { $0["reason_zh"] as? String }.last == "日期或时间格式不符")
            let again = try await Covey.run(command, in: shop.folder)
            #expect(again.code == 65)
            #expect(try await rows(shop, "select * from rejects").count == 2, "kept once")
            try shop.write(Shop.orders, to: "orders.csv")
            _ = try await Covey.run(command, in: shop.folder)
            #expect(try await rows(shop, "select * from rejects").isEmpty)
        }
    }

    @Test func theRejectsOfAFileThatIsTakenAreCountedWithoutThoseOfARefusedOne() async throws {
        try await Shop.with { shop in
            try shop.change("files: orders.csv", to: "files: \"*.csv\"")
            try shop.change("at most 10%", to: "at most 20%")
            let other = Shop.orders.replacing("A", with: "X")
            try shop.write(other + Self.bad + Self.bad, to: "other.csv")
            let refused = try await Covey.run("run", "--no-report", in: shop.folder)
            #expect(refused.code == 65)
            #expect(try await rows(shop, "select * from rejects where refused").count == 4)
            try FileManager.default.removeItem(at: shop.path("other.csv"))
            try shop.write(Shop.orders + "B2,赵六,北京,茶叶,1,50,yesterday\n", to: "orders.csv")
            let taken = try await Covey.run("run", "--no-report", "--json", in: shop.folder).json()
            let source = try #require((taken["sources"] as? [[String: Any]])?.first)
            #expect(source["rejected"] as? Int == 1)
            #expect(try await rows(shop, "select refused from rejects").map { $0["refused"] as? Bool } == [false])
        }
    }
}
