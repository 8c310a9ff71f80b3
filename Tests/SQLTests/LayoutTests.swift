import SQL
import Testing

private let recent = Select(.columns("customer"), from: .table("orders"), where: .column("amount") > 10)
private let report = Select(
    ["city": .column("c", "city"), "customers": .countRows()],
    from: .table("customers", as: "c"),
    where: .column("c", "id").in(recent),
    groupBy: .by([.column("c", "city")]),
    orderBy: [Expression.column("customers").descending()],
    limit: 10
).with("recent", as: recent)

@Test func thePrettyLayoutHasOneClauseALine() throws {
    let text = try Dialect.duckDB.render(.select(report), parameters: .inlined, layout: .pretty).text
    #expect(
        text == """
            WITH "recent" AS (
              SELECT "customer"
              FROM "orders"
              WHERE "amount" > BIGINT '10'
            )
            SELECT "c"."city",
              count(*) AS "customers"
            FROM "customers" AS "c"
            WHERE "c"."id" IN (
              SELECT "customer"
              FROM "orders"
              WHERE "amount" > BIGINT '10'
            )
            GROUP BY "c"."city"
            ORDER BY "customers" DESC NULLS LAST
            LIMIT 10
            """
    )
}

@Test func layoutChangesNothingButWhiteSpace() throws {
    for golden in selectGoldens + queryGoldens + definitionGoldens + changeGoldens {
        let compact = try Dialect.duckDB.render(golden.statement)
        let pretty = try Dialect.duckDB.render(golden.statement, layout: .pretty)
        #expect(pretty.text.filter { !$0.isWhitespace } == compact.text.filter { !$0.isWhitespace })
        #expect(pretty.bindings == compact.bindings)
    }
}

@Test func theSameTreeHasTheSameText() throws {
    for golden in expressionGoldens + functionGoldens + selectGoldens + definitionGoldens {
        let first = try Dialect.duckDB.render(golden.statement)
        #expect(try Dialect.duckDB.render(golden.statement) == first)
    }
}
