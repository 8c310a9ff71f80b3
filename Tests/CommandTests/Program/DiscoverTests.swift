import Foundation
import TestSupport
import Testing

/// `covey discover` from the outside.
@Suite struct DiscoverTests {
    /// Orders of sixty customers of two kinds.
    private static var orders: String {
        var text = "order_id,customer,city,product,quantity,price,paid_at\n"
        for customer in 0..<60 {
            let isLarge = customer % 3 == 0
            for order in 0..<(isLarge ? 5 : 1) {
                let day = String(format: "%02d", 1 + (customer + order) % 9)
                let price = isLarge ? 300 + customer : 10 + customer % 7
                let month = isLarge ? "03" : "01"
                text +=
                    "O\(customer)-\(order),C\(customer),北京,P\(customer % 4),1,\(price),2026-\(month)-\(day) 10:00:00\n"
            }
        }
        return text
    }

    @Test func groupsAreShownAndWrittenInBothLanguages() async throws {
        try await Shop.with { shop in
            try shop.write(Self.orders, to: "orders.csv")
            let run = try await Covey.run("run", "--no-report", in: shop.folder)
            try #require(run.code == 0, "\(run.errors)")
            let shown = try await Covey.run("discover", "--k", "2-3", "--language", "zh", in: shop.folder)
            #expect(shown.code == 0, "\(shown.errors)")
            #expect(shown.output.contains("没有写入任何内容"))
            #expect(shown.output.contains("discover --as groups --k 2"))
            let written = try await Covey.run("discover", "--as", "kinds", "--k", "2-3", "--json", in: shop.folder)
            #expect(written.code == 0, "\(written.errors)")
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(written.output.utf8)) as? [String: Any]
            )
            let segments = (object["written"] as? [String: Any])?["segments"] as? [[String: Any]]
            #expect(segments?.compactMap { $0["size"] as? Int } == [40, 20])
            let count = try await Covey.run("segment", "count", "kinds.group = 2", "--json", in: shop.folder)
            #expect(count.code == 0 && count.output.contains("20"))
            let again = try await Covey.run("discover", "--as", "kinds", in: shop.folder)
            #expect(again.code != 0)
            #expect(again.errors.contains("kinds"))
        }
    }

    @Test func mistakesAreSaid() async throws {
        try await Shop.withResults { shop in
            let unknown = try await Covey.run("discover", "--features", "ordrs", in: shop.folder)
            #expect(unknown.code != 0)
            #expect(unknown.errors.contains("Did you mean “orders”?"))
            let size = try await Covey.run("discover", "--k", "many", in: shop.folder)
            #expect(size.code != 0)
            #expect(size.errors.contains("--k"))
        }
    }
}
