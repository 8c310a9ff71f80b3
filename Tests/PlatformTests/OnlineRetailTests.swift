import Domain
import Foundation
import Platform
import Testing
import Warehouse

/// The example against the figures that its data are known to have, and against SQL written independently.
@Suite(.serialized) struct OnlineRetailTests {
    @Test func importAndCleaningFindTheKnownDefects() async throws {
        try await ExampleWorkspace.finished { _, summary in
            let source = try #require(summary.sources.first)
            #expect(source.rows == 541_909 && source.rejected == 0)
            let found = Dictionary(uniqueKeysWithValues: source.checks.map { ($0.rule, $0.found) })
            #expect(found["repeated_row"] == 5_268)
            #expect(found["missing_customer"] == 135_080)
            #expect(found["cancelled"] == 9_288)
            let removed = source.checks.reduce(0) { $0 + $1.removed }
            #expect(source.kept == source.rows - removed)
            func scope(_ key: String) throws -> RunSummary.Scope {
                try #require(source.scopes.first { $0.scope == key })
            }
            let sold = try scope("not_cancelled_with_customer")
            #expect(sold.rows == 397_924 && sold.customers == 4_339)
            #expect(sold.revenue == Decimal(string: "8911407.904"))
            let positive = try scope("positive_quantity_and_price")
            #expect(positive.rows == 397_884 && positive.customers == 4_338 && positive.orders == 18_532)
            #expect(try scope("all").customers == 4_372)
        }
    }

    @Test func aSecondRunChangesNothingAndSaysSo() async throws {
        try await ExampleWorkspace.finished { example, first in
            let second = try await example.run()
            #expect(first.sources.flatMap(\.files).map(\.status) == ["imported"])
            #expect(second.sources.flatMap(\.files).map(\.status) == ["unchanged"])
            #expect(first.customers == second.customers)
            #expect(first.segments.map(\.size) == second.segments.map(\.size))
            #expect(first.sources.map(\.kept) == second.sources.map(\.kept))
        }
    }

    @Test func rfmScoresEqualThoseOfAnIndependentQuery() async throws {
        try await ExampleWorkspace.finished { example, _ in
            try await example.open { workspace in
                let differing = try await workspace.connection.query(
                    BoundQuery(Self.independentRFM, [.text(example.directory + "/data/online-retail.csv.gz")])
                )
                let row = try differing.row()
                #expect(row["compared"] == .integer(4_338))
                #expect(row["differing"] == .integer(0))
            }
        }
    }

    /// Scores from the raw file, by the rank rule, without a table or an expression of Covey's.
    private static let independentRFM = """
        WITH lines AS (
            SELECT DISTINCT InvoiceNo, StockCode, Description, CAST(Quantity AS BIGINT) AS quantity,
                CAST(InvoiceDate AS TIMESTAMP) AS moment, CAST(UnitPrice AS DECIMAL(18, 4)) AS price,
                CAST(CAST(CustomerID AS DOUBLE) AS BIGINT) AS customer, Country
            FROM read_csv(?, all_varchar = true) WHERE CustomerID IS NOT NULL),
        kept AS (SELECT *, InvoiceNo LIKE 'C%' AS returned FROM lines WHERE price > 0),
        people AS (
            SELECT CAST(customer AS VARCHAR) AS customer,
                count(DISTINCT CASE WHEN NOT returned THEN InvoiceNo END) AS frequency,
                sum(quantity * price) AS monetary,
                date_diff('day', CAST(max(CASE WHEN NOT returned THEN moment END) AS DATE), DATE '2011-12-09') AS recency
            FROM kept GROUP BY ALL HAVING frequency > 0),
        ranked AS (
            SELECT *, count(*) OVER () AS n,
                rank() OVER (ORDER BY recency DESC) + (count(*) OVER (PARTITION BY recency) - 1) / 2.0 AS rr,
                rank() OVER (ORDER BY frequency) + (count(*) OVER (PARTITION BY frequency) - 1) / 2.0 AS fr,
                rank() OVER (ORDER BY monetary) + (count(*) OVER (PARTITION BY monetary) - 1) / 2.0 AS mr
            FROM people),
        scored AS (
            SELECT customer, recency, frequency, monetary, CAST(floor(rr * 5 / (n + 1)) AS BIGINT) + 1 AS r,
                CAST(floor(fr * 5 / (n + 1)) AS BIGINT) + 1 AS f, CAST(floor(mr * 5 / (n + 1)) AS BIGINT) + 1 AS m
            FROM ranked)
        SELECT count(*) AS compared, count(*) FILTER (WHERE t."rfm.score" IS DISTINCT FROM 100 * r + 10 * f + m
            OR t."rfm.recency" <> recency OR t."rfm.frequency" <> frequency OR t."rfm.monetary" <> monetary) AS differing
        FROM scored FULL JOIN (SELECT * FROM traits WHERE "rfm.score" IS NOT NULL) t USING (customer)
        """

    @Test func segmentSizesEqualPlainQueries() async throws {
        try await ExampleWorkspace.finished { example, summary in
            let sizes = Dictionary(uniqueKeysWithValues: summary.segments.map { ($0.name, Int64($0.size)) })
            #expect(sizes.count == 10 && sizes.values.allSatisfy { $0 > 0 })
            try await example.open { workspace in
                for (name, condition) in Self.plainConditions {
                    let text = "SELECT count(*) AS n FROM traits WHERE \(condition)"
                    let count = try await workspace.connection.query(BoundQuery(text)).integers("n")[0]
                    #expect(sizes[name] == count, "\(name)")
                }
            }
        }
    }

    private static let plainConditions = [
        "lapsed-big-spenders": "net_revenue > 2000 AND days_since_order > 180",
        "champions": """
        "rfm.segment" = 'Champions' AND customer IN (SELECT customer FROM events WHERE event = 'Order Completed'
        AND time > TIMESTAMPTZ '2011-12-09 12:50:00+00' - INTERVAL 90 DAY)
        """,
        "new-this-month": "first_order >= TIMESTAMPTZ '2011-12-01 00:00:00+00'",
        "one-time-buyers": "orders = 1 AND date_diff('day', CAST(first_order AS DATE), DATE '2011-12-09') >= 30",
    ]

    @Test func countingAConditionAgreesWithTheTraits() async throws {
        try await ExampleWorkspace.finished { example, _ in
            try await example.open { workspace in
                let counting = CountSegment(workspace: workspace, context: ExampleWorkspace.context)
                let many = try await counting.run("orders >= 10 and country != \"United Kingdom\"")
                let text = "SELECT count(*) AS n FROM traits WHERE orders >= 10 AND country <> 'United Kingdom'"
                let expected = try await workspace.connection.query(BoundQuery(text)).integers("n")[0]
                #expect(Int64(many.size) == expected && expected > 0)
                let named = try await counting.run("champions")
                let listed = try await ListSegments(workspace: workspace).run()
                #expect(named.size == listed.first { $0.name == "champions" }?.size)
            }
        }
    }
}
