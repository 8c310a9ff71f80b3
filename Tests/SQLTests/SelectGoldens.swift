import SQL
import Testing

@Test(arguments: selectGoldens + sourceGoldens + queryGoldens)
func everyQueryHasItsTextOrItsRefusal(golden: Golden) {
    golden.check()
}

private func select(
    _ name: String,
    _ query: some QueryExpression,
    duckDB: String,
    spark: String
) -> Golden {
    Golden(
        name,
        Statement.select(query),
        duckDB: duckDB,
        spark: spark
    )
}

private let customers = Source.table("customers", as: "c")
private let city: Expression = .column("c", "city")
private let age: Expression = .column("c", "age")
private let sameCustomer: Expression = .column("c", "id").equals(.column("o", "customer"))

let selectGoldens: [Golden] = [
    select(
        "a row without a source",
        Select(["one": 1, "two": "zwei"]),
        duckDB: #"SELECT ? AS "one", ? AS "two""#,
        spark: "SELECT CAST('1' AS BIGINT) AS `one`, 'zwei' AS `two`"
    ),
    select(
        "star",
        Select(.all, from: customers),
        duckDB: #"SELECT * FROM "customers" AS "c""#,
        spark: "SELECT * FROM `customers` AS `c`"
    ),
    select(
        "star of a source and more",
        Select(.all(of: "c") + ["next": age + 1], from: customers),
        duckDB: #"SELECT "c".*, "c"."age" + ? AS "next" FROM "customers" AS "c""#,
        spark: "SELECT `c`.*, `c`.`age` + CAST('1' AS BIGINT) AS `next` FROM `customers` AS `c`"
    ),
    select(
        "columns under their names",
        Select(.columns("id", "city"), from: customers),
        duckDB: #"SELECT "id", "city" FROM "customers" AS "c""#,
        spark: "SELECT `id`, `city` FROM `customers` AS `c`"
    ),
    select(
        "a column under another name",
        Select(["town": city, "city": city], from: customers),
        duckDB: #"SELECT "c"."city" AS "town", "c"."city" FROM "customers" AS "c""#,
        spark: "SELECT `c`.`city` AS `town`, `c`.`city` FROM `customers` AS `c`"
    ),
    select(
        "distinct",
        Select(["city": city], distinct: true, from: customers),
        duckDB: #"SELECT DISTINCT "c"."city" FROM "customers" AS "c""#,
        spark: "SELECT DISTINCT `c`.`city` FROM `customers` AS `c`"
    ),
    select(
        "every clause",
        Select(
            ["city": city, "n": .countRows()],
            from: customers,
            where: age > 18,
            groupBy: .by([city]),
            having: .countRows() > 1,
            qualify: .rowNumber(over: WindowSpecification(orderBy: [city.ascending()])) <= 3,
            orderBy: [city.descending(nullsFirst: true)],
            limit: 10,
            offset: 20
        ),
        duckDB:
            #"SELECT "c"."city", count(*) AS "n" FROM "customers" AS "c" WHERE "c"."age" > ? GROUP BY "c"."city" HAVING count(*) > ? QUALIFY row_number() OVER (ORDER BY "c"."city" ASC NULLS LAST) <= ? ORDER BY "c"."city" DESC NULLS FIRST LIMIT 10 OFFSET 20"#,
        spark:
            "SELECT `c`.`city`, count(*) AS `n` FROM `customers` AS `c` WHERE `c`.`age` > CAST('18' AS BIGINT) GROUP BY `c`.`city` HAVING count(*) > CAST('1' AS BIGINT) QUALIFY row_number() OVER (ORDER BY `c`.`city` ASC NULLS LAST) <= CAST('3' AS BIGINT) ORDER BY `c`.`city` DESC NULLS FIRST LIMIT 10 OFFSET 20"
    ),
    select(
        "group by all",
        Select(["city": city, "n": .countRows()], from: customers, groupBy: .all),
        duckDB: #"SELECT "c"."city", count(*) AS "n" FROM "customers" AS "c" GROUP BY ALL"#,
        spark: "SELECT `c`.`city`, count(*) AS `n` FROM `customers` AS `c` GROUP BY ALL"
    ),
    select(
        "values in what rows are grouped by are the same text everywhere",
        Select(
            ["band": .floor(age / 10) * 10, "n": .countRows(where: age > 10)],
            from: customers,
            groupBy: .by([.floor(age / 10) * 10]),
            orderBy: [(.floor(age / 10) * 10).ascending()]
        ),
        duckDB:
            #"SELECT floor("c"."age" / BIGINT '10') * BIGINT '10' AS "band", count(*) FILTER (WHERE "c"."age" > ?) AS "n" FROM "customers" AS "c" GROUP BY floor("c"."age" / BIGINT '10') * BIGINT '10' ORDER BY floor("c"."age" / BIGINT '10') * BIGINT '10' ASC NULLS LAST"#,
        spark:
            "SELECT floor(CAST(`c`.`age` AS DOUBLE) / CAST('10' AS BIGINT)) * CAST('10' AS BIGINT) AS `band`, count(*) FILTER (WHERE `c`.`age` > CAST('10' AS BIGINT)) AS `n` FROM `customers` AS `c` GROUP BY floor(CAST(`c`.`age` AS DOUBLE) / CAST('10' AS BIGINT)) * CAST('10' AS BIGINT) ORDER BY floor(CAST(`c`.`age` AS DOUBLE) / CAST('10' AS BIGINT)) * CAST('10' AS BIGINT) ASC NULLS LAST"
    ),
    select(
        "distinct in the order of a column",
        Select(["next": age + 1], distinct: true, from: customers, orderBy: [(age + 1).ascending()]),
        duckDB: #"SELECT DISTINCT "c"."age" + ? AS "next" FROM "customers" AS "c" ORDER BY "next" ASC NULLS LAST"#,
        spark:
            "SELECT DISTINCT `c`.`age` + CAST('1' AS BIGINT) AS `next` FROM `customers` AS `c` ORDER BY `next` ASC NULLS LAST"
    ),
]

let sourceGoldens: [Golden] = [
    select(
        "table in a schema",
        Select(.all, from: .table(TableName("customers", in: "main"))),
        duckDB: #"SELECT * FROM "main"."customers""#,
        spark: "SELECT * FROM `main_customers`"
    ),
    select(
        "subquery",
        Select(.all, from: .subquery(Select(.all, from: customers), as: "s")),
        duckDB: #"SELECT * FROM (SELECT * FROM "customers" AS "c") AS "s""#,
        spark: "SELECT * FROM (SELECT * FROM `customers` AS `c`) AS `s`"
    ),
    select(
        "values",
        Select(.all, from: .values([[1, "a"], [.null, "b"]], columns: ["n", "t"], as: "v")),
        duckDB: #"SELECT * FROM (VALUES (?, ?), (NULL, ?)) AS "v"("n", "t")"#,
        spark: "SELECT * FROM (VALUES (CAST('1' AS BIGINT), 'a'), (NULL, 'b')) AS `v`(`n`, `t`)"
    ),
    select(
        "read_csv",
        Select(
            .all,
            from: .function(
                TableFunction(
                    .readCSV,
                    [.text("data/it's.csv")],
                    options: [
                        .init("all_varchar", .boolean(true)), .init("skip", .integer(0)),
                        .init("nullstr", .texts(["", "NA"])),
                        .init(
                            "columns",
                            .types([ColumnType("a", .text), ColumnType("b", .decimal(precision: 18, scale: 4))])
                        ),
                    ]
                ),
                as: "r"
            )
        ),
        duckDB:
            #"SELECT * FROM read_csv('data/it''s.csv', all_varchar = TRUE, skip = 0, nullstr = ['', 'NA'], columns = {'a': 'VARCHAR', 'b': 'DECIMAL(18, 4)'}) AS "r""#,
        spark: "refuses: read_csv"
    ),
    select(
        "read_parquet",
        Select(.all, from: .function(TableFunction(.readParquet, [.texts(["data/a.parquet"])]))),
        duckDB: "SELECT * FROM read_parquet(['data/a.parquet'])",
        spark: "refuses: read_parquet"
    ),
    select(
        "read_json",
        Select(.all, from: .function(TableFunction(.readJSON, [.text("data/a.json")]))),
        duckDB: "SELECT * FROM read_json('data/a.json')",
        spark: "refuses: read_json"
    ),
    select(
        "series",
        Select(.all, from: .function(TableFunction(.series, [.integer(1), .integer(3)]), as: "s")),
        duckDB: #"SELECT * FROM generate_series(1, 3) AS "s""#,
        spark: "refuses: generate_series"
    ),
    select(
        "inner join",
        Select(.all, from: customers, joins: [.inner(.table("orders", as: "o"), .on(sameCustomer))]),
        duckDB: #"SELECT * FROM "customers" AS "c" JOIN "orders" AS "o" ON "c"."id" = "o"."customer""#,
        spark: "SELECT * FROM `customers` AS `c` JOIN `orders` AS `o` ON `c`.`id` = `o`.`customer`"
    ),
    select(
        "left join",
        Select(.all, from: customers, joins: [.left(.table("orders", as: "o"), .using(["id"]))]),
        duckDB: #"SELECT * FROM "customers" AS "c" LEFT JOIN "orders" AS "o" USING ("id")"#,
        spark: "SELECT * FROM `customers` AS `c` LEFT JOIN `orders` AS `o` USING (`id`)"
    ),
    select(
        "full and cross join",
        Select(
            .all,
            from: customers,
            joins: [.full(.table("orders", as: "o"), .on(sameCustomer)), .cross(.table("orders", as: "p"))]
        ),
        duckDB:
            #"SELECT * FROM "customers" AS "c" FULL JOIN "orders" AS "o" ON "c"."id" = "o"."customer" CROSS JOIN "orders" AS "p""#,
        spark:
            "SELECT * FROM `customers` AS `c` FULL JOIN `orders` AS `o` ON `c`.`id` = `o`.`customer` CROSS JOIN `orders` AS `p`"
    ),
    select(
        "semi join",
        Select(.all, from: customers, joins: [.semi(.table("orders", as: "o"), .on(sameCustomer))]),
        duckDB: #"SELECT * FROM "customers" AS "c" SEMI JOIN "orders" AS "o" ON "c"."id" = "o"."customer""#,
        spark: "SELECT * FROM `customers` AS `c` LEFT SEMI JOIN `orders` AS `o` ON `c`.`id` = `o`.`customer`"
    ),
    select(
        "anti join",
        Select(.all, from: customers, joins: [.anti(.table("orders", as: "o"), .using(["id"]))]),
        duckDB: #"SELECT * FROM "customers" AS "c" ANTI JOIN "orders" AS "o" USING ("id")"#,
        spark: "SELECT * FROM `customers` AS `c` LEFT ANTI JOIN `orders` AS `o` USING (`id`)"
    ),
]

private let adults = Select(.columns("id"), from: .table("customers"), where: .column("age") >= 18)
private let members = Select(.columns("id"), from: .table("customers"), where: .column("is_member"))

let queryGoldens: [Golden] = [
    select(
        "common tables",
        Select(.all, from: .table("both")).with("adults", as: adults)
            .with("both", as: Select(.all, from: .table("adults")).intersect(members)),
        duckDB:
            #"WITH "adults" AS (SELECT "id" FROM "customers" WHERE "age" >= ?), "both" AS ((SELECT * FROM "adults") INTERSECT (SELECT "id" FROM "customers" WHERE "is_member")) SELECT * FROM "both""#,
        spark:
            "WITH `adults` AS (SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)), `both` AS ((SELECT * FROM `adults`) INTERSECT (SELECT `id` FROM `customers` WHERE `is_member`)) SELECT * FROM `both`"
    ),
    select(
        "union all",
        adults.unionAll(members),
        duckDB:
            #"(SELECT "id" FROM "customers" WHERE "age" >= ?) UNION ALL (SELECT "id" FROM "customers" WHERE "is_member")"#,
        spark:
            "(SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)) UNION ALL (SELECT `id` FROM `customers` WHERE `is_member`)"
    ),
    select(
        "union all of many",
        Query.unionAll([adults.query, members.query, adults.query]),
        duckDB:
            #"(SELECT "id" FROM "customers" WHERE "age" >= ?) UNION ALL (SELECT "id" FROM "customers" WHERE "is_member") UNION ALL (SELECT "id" FROM "customers" WHERE "age" >= ?)"#,
        spark:
            "(SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)) UNION ALL (SELECT `id` FROM `customers` WHERE `is_member`) UNION ALL (SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT))"
    ),
    select(
        "union",
        adults.union(members),
        duckDB:
            #"(SELECT "id" FROM "customers" WHERE "age" >= ?) UNION (SELECT "id" FROM "customers" WHERE "is_member")"#,
        spark:
            "(SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)) UNION (SELECT `id` FROM `customers` WHERE `is_member`)"
    ),
    select(
        "intersect",
        adults.intersect(members),
        duckDB:
            #"(SELECT "id" FROM "customers" WHERE "age" >= ?) INTERSECT (SELECT "id" FROM "customers" WHERE "is_member")"#,
        spark:
            "(SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)) INTERSECT (SELECT `id` FROM `customers` WHERE `is_member`)"
    ),
    select(
        "except of except",
        adults.except(members.except(adults)),
        duckDB:
            #"(SELECT "id" FROM "customers" WHERE "age" >= ?) EXCEPT ((SELECT "id" FROM "customers" WHERE "is_member") EXCEPT (SELECT "id" FROM "customers" WHERE "age" >= ?))"#,
        spark:
            "(SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)) EXCEPT ((SELECT `id` FROM `customers` WHERE `is_member`) EXCEPT (SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)))"
    ),
    select(
        "order of a union",
        adults.union(members).ordered(by: [Expression.column("id").ascending()], limit: 5, offset: 1),
        duckDB:
            #"(SELECT "id" FROM "customers" WHERE "age" >= ?) UNION (SELECT "id" FROM "customers" WHERE "is_member") ORDER BY "id" ASC NULLS LAST LIMIT 5 OFFSET 1"#,
        spark:
            "(SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)) UNION (SELECT `id` FROM `customers` WHERE `is_member`) ORDER BY `id` ASC NULLS LAST LIMIT 5 OFFSET 1"
    ),
    select(
        "order of a query that has an order",
        Select(.columns("id"), from: customers, orderBy: [age.ascending()], limit: 3).query.ordered(by: [
            Expression.column("id").ascending()
        ]),
        duckDB:
            #"(SELECT "id" FROM "customers" AS "c" ORDER BY "c"."age" ASC NULLS LAST LIMIT 3) ORDER BY "id" ASC NULLS LAST"#,
        spark:
            "(SELECT `id` FROM `customers` AS `c` ORDER BY `c`.`age` ASC NULLS LAST LIMIT 3) ORDER BY `id` ASC NULLS LAST"
    ),
]
