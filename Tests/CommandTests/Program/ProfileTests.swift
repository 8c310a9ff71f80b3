import Domain
import Foundation
import TestSupport
import Testing

/// What sets a segment apart, and rules that the segment language takes back.
struct ProfileTests {
    private func withShop<Success>(_ body: (Shop) async throws -> Success) async throws -> Success {
        try await Shop.with { shop in
            let rows = (0..<600).flatMap { number -> [String] in
                let city = number % 3 == 0 ? "北京" : "上海"
                let orders = number % 3 == 0 && number % 2 == 0 ? 4 : 1
                return (0..<orders).map {
                    "O\(number)-\($0),C\(number),\(city),茶叶,1,\(20 + number % 50),2026-01-0\(1 + $0) 10:00:00"
                }
            }
            let header = "order_id,customer,city,product,quantity,price,paid_at\n"
            try shop.write(header + rows.joined(separator: "\n") + "\n", to: "orders.csv")
            let run = try await Covey.run("run", "--no-report", in: shop.folder)
            try #require(run.code == 0, "\(run.errors)")
            return try await body(shop)
        }
    }

    @Test func theRulesOfALeafSelectTheCustomersOfTheLeaf() async throws {
        try await withShop { shop in
            let outcome = try await Covey.run(
                "segment",
                "profile",
                "orders >= 4",
                "--exclude",
                "orders",
                "--json",
                in: shop.folder
            )
            try #require(outcome.code == 0, "\(outcome.errors)")
            let rules = try #require(try outcome.json()["rules"] as? [[String: Any]])
            #expect(!rules.isEmpty)
            for rule in rules {
                let text = try #require(rule["rule"] as? String)
                let count = try await Covey.run("segment", "count", text, "--json", in: shop.folder)
                #expect(try count.json()["size"] as? Int == rule["customers"] as? Int, "\(text)")
            }
            let combined = try #require(try outcome.json()["combined"] as? [String: Any])
            #expect(combined["customers"] as? Int == rules.compactMap { $0["customers"] as? Int }.reduce(0, +))
        }
    }

    @Test func theLargestDifferenceComesFirstWithItsInterval() async throws {
        try await withShop { shop in
            let outcome = try await Covey.run("segment", "profile", "city = \"北京\"", "--json", in: shop.folder)
            let differences = try #require(try outcome.json()["differences"] as? [[String: Any]])
            let effects = differences.compactMap { ($0["effect"] as? Double)?.magnitude }
            #expect(effects == effects.sorted(by: >))
            let orders = try #require(differences.first { $0["trait"] as? String == "orders" })
            // Half of the 200 in Beijing have four orders, the others one; all others have one.
            #expect(orders["members"] as? Double == 2.5)
            #expect(orders["others"] as? Double == 1)
            let (low, high) = (orders["low"] as? Double ?? 9, orders["high"] as? Double ?? 0)
            #expect(low < 1.5 && 1.5 < high)
        }
    }

    @Test func theRulesAreKeptAsASegment() async throws {
        try await withShop { shop in
            let made = try await Covey.run(
                "segment",
                "profile",
                "orders >= 4",
                "--as",
                "常客规则",
                "--language",
                "zh",
                in: shop.folder
            )
            #expect(made.code == 0, "\(made.errors)")
            let count = try await Covey.run("segment", "count", "常客规则", "--json", in: shop.folder)
            #expect(try count.json()["size"] as? Int == 100)
        }
    }

    @Test func everybodyAndNobodyHaveNothingToBeComparedWith() async throws {
        try await withShop { shop in
            for text in ["orders >= 1", "orders >= 100"] {
                let outcome = try await Covey.run("segment", "profile", text, in: shop.folder)
                #expect(outcome.code == 65 || outcome.code == 78, "\(outcome.code) \(outcome.errors)")
                #expect(outcome.errors.contains("one group"), "\(outcome.errors)")
            }
        }
    }
}
