import Foundation
import Platform
import SQL
import TestSupport
import Testing
import Warehouse

/// A shop's rows, once as files beside a project and once as tables of the cluster, with the same project otherwise.
struct Shop {
    struct Line {
        var order: String
        var product: String
        var quantity: Int64
        /// Ten-thousandths.
        var price: Int64
        /// Microseconds on the wall clock of Shanghai.
        var time: Int64
        var customer: String?
    }

    var lines: [Line]
    /// Customers' cities; some customers have none.
    var cities: [(customer: String, city: String?)]

    /// Lines with repeats, returns, gifts without a price, and customers that nobody knows. No two orders of a customer are
    /// of the same time, because tables keep no order of their rows.
    init(seed: UInt64, customers: Int = 60, orders: Int = 400) {
        var random = SeededRandom(seed: seed)
        var lines: [Line] = []
        for order in 0..<orders {
            let customer = random.below(20) == 0 ? nil : "客户\(random.below(customers))"
            let isReturn = random.below(9) == 0
            let time = 1_704_067_200_000_000 + Int64(order) * 61_000_000_000 + Int64(random.below(1_000)) * 1_000_000
            for line in 0...random.below(3) {
                lines.append(
                    Line(
                        order: (isReturn ? "C" : "") + "\(10_000 + order)",
                        product: "P\(random.below(30))-\(line)",
                        quantity: Int64(random.below(5) + 1) * (isReturn ? -1 : 1),
                        price: random.below(15) == 0 ? 0 : Int64(random.below(90_000) + 1),
                        time: time,
                        customer: customer
                    )
                )
                if random.below(25) == 0 { lines.append(lines[lines.count - 1]) }
            }
        }
        self.lines = lines
        cities = (0..<customers).map { ("客户\($0)", $0 % 7 == 0 ? nil : ["北京", "上海", "Paris"][$0 % 3]) }
    }

    // MARK: The two workspaces

    /// - Parameter schema: where the tables of the run are, of each test its own.
    static func project(spark: String?, schema: String = "covey") -> String {
        let on = spark.map { "spark: { server: \"\($0)\", schema: \(schema) }\n" } ?? ""
        func from(_ table: String, _ file: String) -> String { spark == nil ? "files: \(file)" : "table: \(table)" }
        let time = spark == nil ? "{ as: time, format: \"yyyy-MM-dd HH:mm:ss\" }" : "time"
        return """
            covey: 1
            timezone: Asia/Shanghai
            currency: CNY
            as of: 2024-10-01
            \(on)sources:
              lines:
                kind: orders
                \(from("shop.lines", "lines.csv"))
                columns:
                  order_id: order
                  sku: product
                  quantity: { as: quantity, type: integer }
                  price: price
                  paid_at: \(time)
                  customer: customer
                clean:
                  repeated rows: remove
                  cancelled: { when: 'order starts with "C"', treat as: return }
                  rules:
                    - { name: No price, when: 'price <= 0', do: remove }
              people:
                kind: customers
                \(from("shop.people", "people.csv"))
                columns: { customer: customer, city: city }
            traits:
              orders: count of "Order Completed"
              net: sum of revenue of any of ("Order Completed", "Order Returned")
              average: average of revenue of "Order Completed"
              typical: median of revenue of "Order Completed"
              last_order: time of last "Order Completed"
              gap: average gap of "Order Completed"
              products: distinct count of product of "Product Bought"
            models:
              rfm: { model: rfm, orders: Order Completed, amount: revenue }
              forecast: { model: bgnbd, orders: Order Completed, amount: revenue }
              cluster: { model: kprototypes, k: 3, features: [orders, net, city] }
              next: { model: recommend, orders: Product Bought, item: product }
            priorities:
              level: { segments: [top, loyal, far], otherwise: the rest }
            """
    }

    static let segments = """
        segment "loyal" { orders >= 4 and did "Order Completed" in last 90 days }
        segment "far" { not city in ("北京", "上海") and net > 20 }
        segment "returns then buys" { did sequence ("Order Returned" then "Order Completed" within 60 days) }
        segment "top" { rfm.r >= 4 and in segment "loyal" }
        segment "test group" { random 30% seed "测试" }
        segment "invited" { lists has any of ("贵宾") or level = "loyal" }
        segment "came back" { entered segment "loyal" in last 30 days }
        """

    /// Writes the project's files into a folder.
    ///
    /// - Parameter segments: in place of those that the priority list speaks of, which then is left out.
    func write(to folder: URL, spark: String?, schema: String = "covey", segments: String? = nil) throws {
        func write(_ text: String, _ name: String) throws {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        let project = Self.project(spark: spark, schema: schema)
        let priorities = try #require(project.range(of: "priorities:"))
        try write(segments == nil ? project : String(project[..<priorities.lowerBound]), "covey.yaml")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "segments"),
            withIntermediateDirectories: true
        )
        try write(segments ?? Self.segments, "segments/all.segment")
        try FileManager.default.createDirectory(at: folder.appending(path: "lists"), withIntermediateDirectories: true)
        try write("客户1\n客户2\n客户2\n谁\n", "lists/贵宾.csv")
        guard spark == nil else { return }
        let rows = lines.map { line in
            "\(line.order),\(line.product),\(line.quantity),\(Self.decimal(line.price)),\(Self.wall(line.time)),"
                + (line.customer ?? "")
        }
        try write((["order_id,sku,quantity,price,paid_at,customer"] + rows).joined(separator: "\n") + "\n", "lines.csv")
        let people = cities.map { "\($0.customer),\($0.city ?? "")" }
        try write((["customer,city"] + people).joined(separator: "\n") + "\n", "people.csv")
    }

    /// Writes the rows into tables of the cluster, whose types are as a warehouse has them.
    func write(to database: Database) async throws {
        let connection = try await database.connect()
        try await connection.ingest(
            into: TablePath("lines"),
            columns: [
                IngestColumn("order_id", .texts(lines.map(\.order))),
                IngestColumn("sku", .texts(lines.map(\.product))),
                IngestColumn("quantity", .integers(lines.map(\.quantity))),
                IngestColumn("price", .decimals(lines.map(\.price), scale: 4)),
                IngestColumn("paid_at", .localTimes(lines.map(\.time))),
                IngestColumn("customer", lines.map(\.customer), placeholder: "") { .texts($0) },
            ],
            mode: .replace
        )
        try await connection.ingest(
            into: TablePath("people"),
            columns: [
                IngestColumn("customer", .texts(cities.map(\.customer))),
                IngestColumn("city", cities.map(\.city), placeholder: "") { .texts($0) },
            ],
            mode: .replace
        )
        await connection.close()
    }

    private static func decimal(_ tenThousandths: Int64) -> String {
        let places = String(tenThousandths % 10_000)
        return "\(tenThousandths / 10_000)." + String(repeating: "0", count: 4 - places.count) + places
    }

    private static func wall(_ microseconds: Int64) -> String {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withFullDate, .withTime, .withColonSeparatorInTime, .withSpaceBetweenDateAndTime]
        return formatter.string(from: Date(timeIntervalSince1970: Double(microseconds) / 1_000_000))
    }
}
