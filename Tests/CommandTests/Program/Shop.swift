import Foundation
import TestSupport
import Testing

/// A folder with a small workspace: orders of five customers, most with Chinese names, two traits and two segments.
struct Shop {
    var folder: URL

    static let orders = """
        order_id,customer,city,product,quantity,price,paid_at
        A1,张三,北京,茶叶,2,50.5,2026-01-05 10:00:00
        A1,张三,北京,茶杯,1,20,2026-01-05 10:00:00
        A2,李四,上海,茶叶,10,49.9,2026-01-20 11:30:00
        A3,王五,广州,茶壶,1,199,2026-02-11 09:15:00
        A4,张三,北京,茶壶,1,199,2026-02-14 20:00:00
        A5,,北京,茶壶,1,199,2026-02-15 20:00:00
        A2,李四,上海,茶叶,10,49.9,2026-01-20 11:30:00
        A6,O'Neil,Dublin,tea,3,12.34,2026-03-01 08:00:00

        """

    static let project = """
        covey: 1
        title: { en: Tea shop, zh: 茶叶店 }
        timezone: Asia/Shanghai
        currency: CNY
        as of: latest
        sources:
          orders:
            kind: orders
            files: orders.csv
            columns:
              order_id: order
              customer: customer
              city: city
              product: product
              quantity: { as: quantity, type: integer }
              price: price
              paid_at: { as: time, format: "yyyy-MM-dd HH:mm:ss" }
            rejects: at most 10%
        traits:
          city: { value: 'most frequent city of "Order Completed"', title: { en: City, zh: 城市 } }
          orders: { value: 'count of "Order Completed"', title: { en: Orders, zh: 订单数 } }
          spent: { value: 'sum of revenue of "Order Completed"', title: { en: Spent, zh: 消费额 } }
        segments: segments/*.segment

        """

    static let segments = """
        segment "老客" {
            title en "Regulars" zh "老客户"
            orders >= 2
        }
        segment "big" {
            title en "Big spenders" zh "大客户"
            spent > 300
        }

        """

    /// Runs `body` with a shop in a folder of its own, which is removed afterwards.
    static func with<Success>(_ body: (Shop) async throws -> Success) async throws -> Success {
        try await TemporaryFolder.with { folder in
            let shop = Shop(folder: folder)
            try FileManager.default.createDirectory(at: shop.path("segments"), withIntermediateDirectories: true)
            try shop.write(orders, to: "orders.csv")
            try shop.write(project, to: "covey.yaml")
            try shop.write(segments, to: "segments/all.segment")
            return try await body(shop)
        }
    }

    /// The same, after `covey run`.
    static func withResults<Success>(_ body: (Shop) async throws -> Success) async throws -> Success {
        try await with { shop in
            let outcome = try await Covey.run("run", "--no-report", in: shop.folder)
            try #require(outcome.code == 0, "\(outcome.errors)")
            return try await body(shop)
        }
    }

    func path(_ name: String) -> URL { folder.appendingPathComponent(name) }

    func write(_ text: String, to name: String) throws {
        try write(Data(text.utf8), to: name)
    }

    func write(_ data: Data, to name: String) throws {
        try data.write(to: path(name))
    }

    /// Replaces a part of `covey.yaml`.
    func change(_ part: String, to other: String) throws {
        let text = try String(contentsOf: path("covey.yaml"), encoding: .utf8)
        try #require(text.contains(part))
        try write(text.replacing(part, with: other), to: "covey.yaml")
    }

    /// What imports put down for a moment. Timelines lie beside it, and stay.
    func workingCopies() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(".covey").path).filter { $0 != "timelines" }
    }

    /// How many raw rows there are; `nil` where nothing was imported yet.
    func rawRows() async throws -> Int? {
        let outcome = try await Covey.run("query", "select count(*) as n from raw.orders", "--json", in: folder)
        guard outcome.code == 0 else { return nil }
        let rows = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
        return rows?.first?["n"] as? Int
    }

    /// A file of orders with so many rows.
    func writeOrders(rows: Int, to name: String = "orders.csv") throws {
        var text = "order_id,customer,city,product,quantity,price,paid_at\n"
        for row in 0..<rows {
            let day = 1 + row % 28
            text += "O\(row),C\(row % 5_000),城市\(row % 300),P\(row % 700),\(1 + row % 5),\(1 + row % 90).50,"
            text += "2026-01-\(day < 10 ? "0" : "")\(day) 10:00:00\n"
        }
        try write(text, to: name)
    }
}
