import Domain
import Foundation
import TestSupport
import Testing

/// Stratified samples of a shop with a few thousand customers.
struct SampleTests {
    /// Customers C0 … C2999 in two cities of unequal size and one, 杭州, of three customers; a hundred have no city.
    private func withCustomers<Success>(reversed: Bool = false, _ body: (Shop) async throws -> Success) async throws
        -> Success
    {
        try await Shop.with { shop in
            var rows = (0..<3_000).map { number in
                let city = number < 3 ? "杭州" : number < 103 ? "" : number % 4 == 0 ? "北京" : "上海"
                return "O\(number),C\(number),\(city),茶叶,1,\(10 + number % 90),2026-01-05 10:00:00"
            }
            if reversed { rows.reverse() }
            let header = "order_id,customer,city,product,quantity,price,paid_at\n"
            try shop.write(header + rows.joined(separator: "\n") + "\n", to: "orders.csv")
            let run = try await Covey.run("run", "--no-report", in: shop.folder)
            try #require(run.code == 0, "\(run.errors)")
            return try await body(shop)
        }
    }

    private func lines(_ shop: Shop, _ file: String) throws -> [String] {
        let text = try String(contentsOf: shop.path(file), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
    }

    /// DuckDB's own `md5`, by an SQL of its own, says who is drawn.
    @Test func thoseWithTheLowestDigestsAreDrawnFromEachStratum() async throws {
        try await withCustomers { shop in
            let outcome = try await Covey.run(
                "segment",
                "sample",
                "orders >= 1",
                "--size",
                "300",
                "--by",
                "city",
                "--seed",
                "种子",
                "-o",
                "s.csv",
                "--json",
                in: shop.folder
            )
            #expect(outcome.code == 0, "\(outcome.errors)")
            let strata = try #require(try outcome.json()["strata"] as? [[String: Any]])
            let sql = """
                with c as (select customer, city,
                    row_number() over (partition by city order by md5('种子:' || customer), customer) as n,
                    count(*) over (partition by city) as size from traits)
                select coalesce(city, '-') as city, any_value(size) as size from c group by all order by size
                """
            let sizes = try await Covey.run("query", sql, "--format", "csv", in: shop.folder).output
            let expected = sizes.split(separator: "\n").dropFirst().map(String.init)
            let found = strata.map { stratum in
                let value = (stratum["values"] as? [Any])?.first as? String ?? "-"
                return (value, stratum["population"] as? Int ?? 0, stratum["sampled"] as? Int ?? 0)
            }
            #expect(found.sorted { $0.1 < $1.1 }.map { "\($0.0),\($0.1)" } == expected)
            #expect(found.reduce(0) { $0 + $1.2 } == 300)
            // 300 of 3,000: a tenth of each, exactly but for rounding.
            for stratum in found { #expect(abs(stratum.2 * 10 - stratum.1) < 10, "\(stratum)") }
            for (city, _, drawn) in found {
                let isCity = city == "-" ? "city is null" : "city = '\(city)'"
                let picked = """
                    select customer from traits where \(isCity)
                    order by md5('种子:' || customer), customer limit \(drawn)
                    """
                let rows = try await Covey.run("query", picked, "--format", "csv", in: shop.folder).output
                let wanted = Set(rows.split(separator: "\n").dropFirst().map(String.init))
                let suffix = city == "-" ? "," : ",\(city)"
                let own = try lines(shop, "s.csv").filter { $0.hasSuffix(suffix) }.map { $0.prefix { $0 != "," } }
                #expect(Set(own.map(String.init)) == wanted, "\(city)")
            }
        }
    }

    @Test func theSameSeedDrawsTheSameCustomersWhateverTheOrderOfRows() async throws {
        func sample(reversed: Bool, _ seed: String) async throws -> Set<String> {
            try await withCustomers(reversed: reversed) { shop in
                let outcome = try await Covey.run(
                    "segment",
                    "sample",
                    "orders >= 1",
                    "--share",
                    "5%",
                    "--by",
                    "city",
                    "--seed",
                    seed,
                    "-o",
                    "s.csv",
                    in: shop.folder
                )
                #expect(outcome.code == 0, "\(outcome.errors)")
                return Set(try lines(shop, "s.csv"))
            }
        }
        let first = try await sample(reversed: false, "a")
        #expect(first.count == 150)
        #expect(try await sample(reversed: true, "a") == first)
        #expect(try await sample(reversed: true, "b") != first)
    }

    @Test func equalPartsAndSmallStrataAreSaidAndTheSampleBecomesASegment() async throws {
        try await withCustomers { shop in
            let outcome = try await Covey.run(
                "segment",
                "sample",
                "orders >= 1",
                "--size",
                "200",
                "--by",
                "city",
                "--equal",
                "--seed",
                "x",
                "--as",
                "测试组",
                in: shop.folder,
                language: .chinese
            )
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains("有 1 层人数太少") && outcome.errors.contains("杭州"), "\(outcome.errors)")
            #expect(outcome.output.contains("（缺失）"), "\(outcome.output)")
            let list = try lines(shop, "lists/测试组.csv")
            #expect(list.count == 200 && Set(list).count == 200)
            let sql =
                "select coalesce(city, '-') as city, count(*) as n from memberships join traits using (customer) "
                + "where segment = '测试组' group by all order by n, city"
            let rows = try await Covey.run("query", sql, "--format", "csv", in: shop.folder).output
            // Three from 杭州 and 197 from the others: 65, 66 and 66.
            #expect(
                rows.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] } == ["3", "65", "66", "66"]
            )
        }
    }

    @Test func wishesThatCannotBeMetAreSaid() async throws {
        try await Shop.withResults { shop in
            func run(_ arguments: String...) async throws -> Covey.Outcome {
                let words = ["segment", "sample"] + arguments
                return try await Covey.start(words, in: shop.folder, environment: Covey.environment(.english)).outcome()
            }
            let all = try await run("orders >= 1", "--size", "10", "--seed", "s")
            #expect(all.code == 0 && all.output.contains("4 of 4") && all.errors.contains("only 4"), "\(all.errors)")
            #expect(all.output.contains("Nothing was kept"))
            let trait = try await run("orders >= 1", "--size", "1", "--by", "ciy", "--seed", "s")
            #expect(trait.code == 66 && trait.errors.contains("“city”"), "\(trait.errors)")
            #expect(try await run("orders >= 99", "--size", "1", "--seed", "s").code == 65)
            for wrong in [
                ["--size", "0"], ["--share", "0%"], ["--share", "7"], ["--size", "1", "--share", "1%"], [],
            ] {
                let words = ["segment", "sample", "big", "--seed", "s"] + wrong
                let outcome = try await Covey.start(
                    words,
                    in: shop.folder,
                    environment: Covey.environment(.english)
                ).outcome()
                #expect(outcome.code == 64, "\(wrong): \(outcome.errors)")
            }
        }
    }
}
