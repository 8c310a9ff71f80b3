import SQL
import Testing

@Test(arguments: expressionGoldens)
func everyExpressionHasItsTextOrItsRefusal(golden: Golden) {
    golden.check()
}

private let age: Expression = .column("age")
private let city: Expression = .column("city")
private let member: Expression = .column("is_member")
private let orders = Select(.columns("customer"), from: .table("orders"), where: .column("amount") > 10)

let expressionGoldens: [Golden] = [
    Golden(
        "column",
        .column("age"),
        duckDB: #""age""#,
        spark: "`age`"
    ),
    Golden(
        "qualified column",
        .column("customers", "age"),
        duckDB: #""customers"."age""#,
        spark: "`customers`.`age`"
    ),
    Golden(
        "value",
        .value(.integer(5)),
        duckDB: "?",
        spark: "CAST('5' AS BIGINT)"
    ),
    Golden(
        "null",
        .null,
        duckDB: "NULL",
        spark: "NULL"
    ),
    Golden(
        "equals",
        city.equals("北京"),
        duckDB: #""city" = ?"#,
        spark: "`city` = '北京'"
    ),
    Golden(
        "notEquals",
        city.notEquals("it's"),
        duckDB: #""city" <> ?"#,
        spark: #"`city` <> 'it\'s'"#
    ),
    Golden(
        "less",
        age < 18,
        duckDB: #""age" < ?"#,
        spark: "`age` < CAST('18' AS BIGINT)"
    ),
    Golden(
        "lessOrEqual",
        age <= 18,
        duckDB: #""age" <= ?"#,
        spark: "`age` <= CAST('18' AS BIGINT)"
    ),
    Golden(
        "greater",
        age > 18,
        duckDB: #""age" > ?"#,
        spark: "`age` > CAST('18' AS BIGINT)"
    ),
    Golden(
        "greaterOrEqual",
        age >= 18,
        duckDB: #""age" >= ?"#,
        spark: "`age` >= CAST('18' AS BIGINT)"
    ),
    Golden(
        "isDistinct",
        city.isDistinct(from: .column("name")),
        duckDB: #""city" IS DISTINCT FROM "name""#,
        spark: "`city` IS DISTINCT FROM `name`"
    ),
    Golden(
        "isNotDistinct",
        city.isNotDistinct(from: .null),
        duckDB: #""city" IS NOT DISTINCT FROM NULL"#,
        spark: "`city` IS NOT DISTINCT FROM NULL"
    ),
    Golden(
        "isNull",
        city.isNull,
        duckDB: #""city" IS NULL"#,
        spark: "`city` IS NULL"
    ),
    Golden(
        "isNotNull",
        (age + 1).isNotNull,
        duckDB: #""age" + ? IS NOT NULL"#,
        spark: "`age` + CAST('1' AS BIGINT) IS NOT NULL"
    ),
    Golden(
        "isNull of a condition",
        (age < 18).isNull,
        duckDB: #"("age" < ?) IS NULL"#,
        spark: "(`age` < CAST('18' AS BIGINT)) IS NULL"
    ),
    Golden(
        "between",
        age.between(18, and: 65),
        duckDB: #""age" BETWEEN ? AND ?"#,
        spark: "`age` BETWEEN CAST('18' AS BIGINT) AND CAST('65' AS BIGINT)"
    ),
    Golden(
        "not between",
        !age.between(18, and: 65),
        duckDB: #"NOT "age" BETWEEN ? AND ?"#,
        spark: "NOT `age` BETWEEN CAST('18' AS BIGINT) AND CAST('65' AS BIGINT)"
    ),
    Golden(
        "between of conditions",
        member.between(age < 18, and: age < 65),
        duckDB: #""is_member" BETWEEN ("age" < ?) AND ("age" < ?)"#,
        spark: "`is_member` BETWEEN (`age` < CAST('18' AS BIGINT)) AND (`age` < CAST('65' AS BIGINT))"
    ),
    Golden(
        "inList",
        city.in(["北京", "上海"]),
        duckDB: #""city" IN (?, ?)"#,
        spark: "`city` IN ('北京', '上海')"
    ),
    Golden(
        "inList of nothing",
        city.in([]),
        duckDB: "FALSE",
        spark: "FALSE"
    ),
    Golden(
        "inQuery",
        Expression.column("id").in(orders),
        duckDB: #""id" IN (SELECT "customer" FROM "orders" WHERE "amount" > ?)"#,
        spark: "`id` IN (SELECT `customer` FROM `orders` WHERE `amount` > CAST('10' AS BIGINT))"
    ),
    Golden(
        "exists",
        .exists(orders),
        duckDB: #"EXISTS (SELECT "customer" FROM "orders" WHERE "amount" > ?)"#,
        spark: "EXISTS (SELECT `customer` FROM `orders` WHERE `amount` > CAST('10' AS BIGINT))"
    ),
    Golden(
        "not exists",
        !.exists(orders),
        duckDB: #"NOT EXISTS (SELECT "customer" FROM "orders" WHERE "amount" > ?)"#,
        spark: "NOT EXISTS (SELECT `customer` FROM `orders` WHERE `amount` > CAST('10' AS BIGINT))"
    ),
    Golden(
        "scalar",
        .scalar(Select(["n": .countRows()], from: .table("orders"))) + 1,
        duckDB: #"(SELECT count(*) AS "n" FROM "orders") + ?"#,
        spark: "(SELECT count(*) AS `n` FROM `orders`) + CAST('1' AS BIGINT)"
    ),
    Golden(
        "and",
        age < 18 && member && city.isNull,
        duckDB: #""age" < ? AND "is_member" AND "city" IS NULL"#,
        spark: "`age` < CAST('18' AS BIGINT) AND `is_member` AND `city` IS NULL"
    ),
    Golden(
        "or in and",
        (age < 18 || member) && city.isNull,
        duckDB: #"("age" < ? OR "is_member") AND "city" IS NULL"#,
        spark: "(`age` < CAST('18' AS BIGINT) OR `is_member`) AND `city` IS NULL"
    ),
    Golden(
        "and in or",
        age < 18 || member && city.isNull,
        duckDB: #""age" < ? OR "is_member" AND "city" IS NULL"#,
        spark: "`age` < CAST('18' AS BIGINT) OR `is_member` AND `city` IS NULL"
    ),
    Golden(
        "all of nothing",
        .all([]),
        duckDB: "TRUE",
        spark: "TRUE"
    ),
    Golden(
        "any of nothing",
        !.any([]),
        duckDB: "NOT FALSE",
        spark: "NOT FALSE"
    ),
    Golden(
        "all of one",
        !.all([age < 18]),
        duckDB: #"NOT "age" < ?"#,
        spark: "NOT `age` < CAST('18' AS BIGINT)"
    ),
    Golden(
        "not",
        !member,
        duckDB: #"NOT "is_member""#,
        spark: "NOT `is_member`"
    ),
    Golden(
        "not of and",
        !(member && age < 18),
        duckDB: #"NOT ("is_member" AND "age" < ?)"#,
        spark: "NOT (`is_member` AND `age` < CAST('18' AS BIGINT))"
    ),
    Golden(
        "not of not",
        !(!member),
        duckDB: #"NOT (NOT "is_member")"#,
        spark: "NOT (NOT `is_member`)"
    ),
    Golden(
        "comparison of comparisons",
        (age < 18).equals(age > 65),
        duckDB: #"("age" < ?) = ("age" > ?)"#,
        spark: "(`age` < CAST('18' AS BIGINT)) = (`age` > CAST('65' AS BIGINT))"
    ),
    Golden(
        "comparison of a negation",
        (!member).equals(true),
        duckDB: #"(NOT "is_member") = ?"#,
        spark: "(NOT `is_member`) = TRUE"
    ),
    Golden(
        "add and subtract",
        age - (age - 1) + 2,
        duckDB: #""age" - ("age" - ?) + ?"#,
        spark: "`age` - (`age` - CAST('1' AS BIGINT)) + CAST('2' AS BIGINT)"
    ),
    Golden(
        "multiply a sum",
        (age + 1) * age,
        duckDB: #"("age" + ?) * "age""#,
        spark: "(`age` + CAST('1' AS BIGINT)) * `age`"
    ),
    Golden(
        "sum of products",
        age * 2 + age * 3,
        duckDB: #""age" * ? + "age" * ?"#,
        spark: "`age` * CAST('2' AS BIGINT) + `age` * CAST('3' AS BIGINT)"
    ),
    Golden(
        "divide",
        .column("balance") / age,
        duckDB: #""balance" / nullif("age", 0)"#,
        spark: "CAST(`balance` AS DOUBLE) / nullif(`age`, 0)"
    ),
    Golden(
        "divide by a number",
        .column("balance") / 2,
        duckDB: #""balance" / ?"#,
        spark: "CAST(`balance` AS DOUBLE) / CAST('2' AS BIGINT)"
    ),
    Golden(
        "divide by a quotient",
        .column("balance") / (age / 2),
        duckDB: #""balance" / nullif("age" / ?, 0)"#,
        spark: "CAST(`balance` AS DOUBLE) / nullif(CAST(`age` AS DOUBLE) / CAST('2' AS BIGINT), 0)"
    ),
    Golden(
        "quotient",
        age.wholeQuotient(by: 0),
        duckDB: #""age" // nullif(?, 0)"#,
        spark: "`age` div nullif(CAST('0' AS BIGINT), 0)"
    ),
    Golden(
        "remainder",
        age % 7,
        duckDB: #""age" % ?"#,
        spark: "`age` % CAST('7' AS BIGINT)"
    ),
    Golden(
        "negative",
        -age,
        duckDB: #"-"age""#,
        spark: "-`age`"
    ),
    Golden(
        "negative of negative",
        -(-age),
        duckDB: #"-(-"age")"#,
        spark: "-(-`age`)"
    ),
    Golden(
        "subtract a negative",
        age - (-age),
        duckDB: #""age" - -"age""#,
        spark: "`age` - -`age`"
    ),
    Golden(
        "negative of a negative number",
        -.integer(-5),
        duckDB: "-?",
        spark: "-CAST('-5' AS BIGINT)"
    ),
    Golden(
        "case",
        .cases([.when(age < 18, then: "child"), .when(member, then: "member")]),
        duckDB: #"CASE WHEN "age" < ? THEN ? WHEN "is_member" THEN ? END"#,
        spark: "CASE WHEN `age` < CAST('18' AS BIGINT) THEN 'child' WHEN `is_member` THEN 'member' END"
    ),
    Golden(
        "case with else",
        .cases([.when(age < 18, then: 1)], otherwise: 0) + 1,
        duckDB: #"CASE WHEN "age" < ? THEN ? ELSE ? END + ?"#,
        spark:
            "CASE WHEN `age` < CAST('18' AS BIGINT) THEN CAST('1' AS BIGINT) ELSE CAST('0' AS BIGINT) END + CAST('1' AS BIGINT)"
    ),
    Golden(
        "cast",
        age.cast(to: .text),
        duckDB: #"CAST("age" AS VARCHAR)"#,
        spark: "CAST(`age` AS STRING)"
    ),
    Golden(
        "tryCast",
        Expression.column("name").tryCast(to: .decimal(precision: 18, scale: 4)),
        duckDB: #"TRY_CAST("name" AS DECIMAL(18, 4))"#,
        spark: "TRY_CAST(`name` AS DECIMAL(18, 4))"
    ),
    Golden(
        "cast to boolean",
        .text("true").cast(to: .boolean),
        duckDB: "CAST(? AS BOOLEAN)",
        spark: "CAST('true' AS BOOLEAN)"
    ),
    Golden(
        "cast to integer",
        city.tryCast(to: .integer),
        duckDB: #"TRY_CAST("city" AS BIGINT)"#,
        spark: "TRY_CAST(`city` AS BIGINT)"
    ),
    Golden(
        "cast to integer32",
        age.cast(to: .integer32),
        duckDB: #"CAST("age" AS INTEGER)"#,
        spark: "CAST(`age` AS INT)"
    ),
    Golden(
        "cast to double",
        age.cast(to: .double),
        duckDB: #"CAST("age" AS DOUBLE)"#,
        spark: "CAST(`age` AS DOUBLE)"
    ),
    Golden(
        "cast to date",
        .column("seen").cast(to: .date),
        duckDB: #"CAST("seen" AS DATE)"#,
        spark: "CAST(`seen` AS DATE)"
    ),
    Golden(
        "cast to timestamp",
        .column("born").cast(to: .timestamp),
        duckDB: #"CAST("born" AS TIMESTAMP)"#,
        spark: "CAST(`born` AS TIMESTAMP_NTZ)"
    ),
    Golden(
        "cast to timestampTZ",
        .column("seen").cast(to: .timestampTZ),
        duckDB: #"CAST("seen" AS TIMESTAMP WITH TIME ZONE)"#,
        spark: "CAST(`seen` AS TIMESTAMP)"
    ),
    Golden(
        "cast to list",
        Expression.list([.column("tags")]).cast(to: .list(of: .list(of: .text))),
        duckDB: #"CAST(["tags"] AS VARCHAR[][])"#,
        spark: "CAST(array(`tags`) AS ARRAY<ARRAY<STRING>>)"
    ),
    Golden(
        "field",
        .column("address").field("city"),
        duckDB: #"("address")."city""#,
        spark: "(`address`).`city`"
    ),
    Golden(
        "field of a qualified column",
        .column("customers", "address").field("city"),
        duckDB: #"("customers"."address")."city""#,
        spark: "(`customers`.`address`).`city`"
    ),
]
