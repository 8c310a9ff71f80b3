import SQL
import Warehouse

/// Customers with five attributes and events of five kinds over two years, made by DuckDB from the numbers of the rows: the
/// same on every machine for one version of DuckDB's `hash`.
///
/// Few customers do much and many do little; events lie in the order in which they happened, as imports leave them.
struct GeneratedShop {
    var customers: Int
    var events: Int

    /// 2026-01-01T00:00:00Z, the end of the two years.
    static let now: Int64 = 1_767_225_600_000_000

    private static let twoYears: Int64 = 730 * 86_400 * 1_000_000
    /// Evenly spread numbers of a row, one for each purpose; 0 ≤ number < 1.
    private static func random(_ row: String, _ purpose: Int) -> String {
        "(hash(\(row) * 16 + \(purpose)) >> 11)::DOUBLE / 9007199254740992.0"
    }

    private static func pick(_ values: [String], _ row: String, _ purpose: Int) -> String {
        let list = values.map { "'\($0)'" }.joined(separator: ", ")
        return "[\(list)][1 + CAST(floor(\(random(row, purpose)) * \(values.count)) AS BIGINT)]"
    }

    private var traits: String {
        let cities = ["北京", "上海", "广州", "深圳", "成都", "杭州", "武汉", "西安", "London", "Paris", "Berlin", "New York"]
        return """
            CREATE TABLE traits AS SELECT 'C' || lpad(CAST(i AS VARCHAR), 8, '0') AS customer,
                \(Self.pick(cities, "i", 1)) AS city,
                CASE WHEN \(Self.random("i", 2)) < 0.9 THEN 16 + CAST(floor(\(Self.random("i", 3)) * 65) AS BIGINT) END AS age,
                \(Self.pick(["f", "m", "x"], "i", 4)) AS gender,
                CAST(2000 + \(Self.random("i", 5)) * 30000 AS DECIMAL(18, 4)) AS income,
                \(Self.pick(["web", "app", "store", "wechat", "tmall"], "i", 6)) AS channel
            FROM range(\(customers)) AS t(i) ORDER BY customer
            """
    }

    private var eventTable: String {
        let share = Self.random("i", 7)
        let start = Self.now - Self.twoYears
        return """
            CREATE TABLE events AS SELECT
                'C' || lpad(CAST(CAST(floor(pow(\(Self.random("i", 8)), 1.6) * \(customers)) AS BIGINT) AS VARCHAR), 8, '0')
                    AS customer,
                make_timestamptz(\(start) + CAST(i AS BIGINT) * \(Self.twoYears / Int64(events))
                    + CAST(\(Self.random("i", 9)) * 1000000 AS BIGINT)) AS time,
                CAST(i AS BIGINT) AS arrival,
                CASE WHEN \(share) < 0.40 THEN 'Page Viewed' WHEN \(share) < 0.65 THEN 'Product Viewed'
                    WHEN \(share) < 0.80 THEN 'Email Opened' WHEN \(share) < 0.92 THEN 'Cart Added'
                    ELSE 'Order Completed' END AS event,
                CASE WHEN \(share) >= 0.92 THEN CAST(5 + \(Self.random("i", 10)) * 995 AS DECIMAL(18, 4)) END AS revenue
            FROM range(\(events)) AS t(i)
            """
    }

    func write(to connection: Connection) async throws {
        try await connection.execute(BoundQuery("SET preserve_insertion_order = true"))
        try await connection.execute(BoundQuery(traits))
        try await connection.execute(BoundQuery(eventTable))
        try await connection.execute(.checkpoint)
    }
}
