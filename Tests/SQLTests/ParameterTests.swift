import SQL
import Testing

private let age: Expression = .column("age")
private let young = Select(
    ["name": .column("name")],
    from: .table("customers"),
    where: age < 18 && .column("city").equals("it's")
)

@Test func boundValuesStandBesideTheTextInOrder() throws {
    let rendered = try Dialect.duckDB.render(.select(young))
    #expect(rendered.text == #"SELECT "name" FROM "customers" WHERE "age" < ? AND "city" = ?"#)
    #expect(rendered.bindings == [.integer(18), .text("it's")])
    #expect(!rendered.inlined)
}

@Test func everyTypeOfValueIsBoundExceptNull() throws {
    let values: [Binding] = [
        .boolean(true), .integer(1), .double(-0.0), .text("a\0b"), .date(days: 0), .timestamp(microseconds: 0),
        .timestampTZ(microseconds: 0), .list(["a"]), .null,
    ]
    let rendered = try Dialect.duckDB.render(
        .insert(into: "t", columns: values.indices.map { Identifier("c\($0)") }, values: [values.map { .value($0) }])
    )
    #expect(rendered.text.hasSuffix("VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)"))
    #expect(rendered.bindings == values.dropLast())
}

@Test func aCallerMayHaveTheValuesInTheText() throws {
    let rendered = try Dialect.duckDB.render(.select(young), parameters: .inlined)
    #expect(rendered.text == #"SELECT "name" FROM "customers" WHERE "age" < BIGINT '18' AND "city" = 'it''s'"#)
    #expect(rendered.bindings.isEmpty)
    #expect(rendered.inlined)
}

@Test(arguments: [
    Statement.createView("v", as: young), .copy(young, to: "data/a.csv", as: .csv()), .set(.timeZone("UTC")),
    .createTable("t", columns: [ColumnDefinition("a", .integer, default: 5)]),
    .addColumn(ColumnDefinition("a", .integer, default: 5), to: "t"),
])
func aStatementThatTakesNoParametersSaysThatItsValuesAreInTheText(statement: Statement) throws {
    let rendered = try Dialect.duckDB.render(statement, parameters: .bound)
    #expect(rendered.bindings.isEmpty)
    #expect(rendered.inlined)
    #expect(!rendered.text.contains("?"))
}

@Test func sparkTakesNoParameters() throws {
    #expect(throws: RenderError.unsupported(node: "bound parameters", dialect: .spark)) {
        try Dialect.spark.render(.select(young), parameters: .bound)
    }
    #expect(try Dialect.spark.render(.select(young)).inlined)
}

@Test func aFunctionThatNamesItsArgumentTwiceBindsItTwice() throws {
    let rendered = try Dialect.duckDB.render(.select(Select(["x": .ln(age + 1), "y": 2])))
    #expect(rendered.text == #"SELECT CASE WHEN ("age" + ?) > 0 THEN ln("age" + ?) END AS "x", ? AS "y""#)
    #expect(rendered.bindings == [.integer(1), .integer(1), .integer(2)])
}

@Test func onlyValuesThatRowsAreGroupedByAreInlined() throws {
    let band = Expression.floor(age / 10)
    let rendered = try Dialect.duckDB.render(
        .select(Select(["band": band, "n": .countRows(where: age > 10)], from: .table("c"), groupBy: .by([band])))
    )
    #expect(
        rendered.text == #"SELECT floor("age" / BIGINT '10') AS "band", count(*) FILTER (WHERE "age" > ?) AS "n" "#
            + #"FROM "c" GROUP BY floor("age" / BIGINT '10')"#
    )
    #expect(rendered.bindings == [.integer(10)])
    #expect(rendered.inlined)
}

@Test func whatAnOuterQueryGroupsByDoesNotOutliveIt() throws {
    let grouped = Select(["a": age + 1], from: .table("c"), groupBy: .by([age + 1]))
    let rendered = try Dialect.duckDB.render(
        .select(grouped.unionAll(Select(["a": age + 1], from: .table("c"))))
    )
    #expect(rendered.bindings == [.integer(1)])
}
