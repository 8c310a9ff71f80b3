import SQL
import Testing

@Test(arguments: aggregateGoldens + windowGoldens)
func everyAggregateAndWindowFunctionHasItsTextOrItsRefusal(golden: Golden) {
    golden.check()
}

private let age: Expression = .column("age")
private let id: Expression = .column("id")
private let city: Expression = .column("city")

let aggregateGoldens: [Golden] = [
    Golden(
        "countRows",
        .countRows(),
        duckDB: "count(*)",
        spark: "count(*)"
    ),
    Golden(
        "countRows where",
        .countRows(where: age > 18 || age.isNull),
        duckDB: #"count(*) FILTER (WHERE "age" > ? OR "age" IS NULL)"#,
        spark: "count(*) FILTER (WHERE `age` > CAST('18' AS BIGINT) OR `age` IS NULL)"
    ),
    Golden(
        "count",
        .count(age),
        duckDB: #"count("age")"#,
        spark: "count(`age`)"
    ),
    Golden(
        "countDistinct",
        .countDistinct(city, where: age > 18),
        duckDB: #"count(DISTINCT "city") FILTER (WHERE "age" > ?)"#,
        spark: "count(DISTINCT `city`) FILTER (WHERE `age` > CAST('18' AS BIGINT))"
    ),
    Golden(
        "sum",
        .sum(age),
        duckDB: #"sum("age")"#,
        spark: "sum(`age`)"
    ),
    Golden(
        "sum distinct",
        .sum(age, distinct: true),
        duckDB: #"sum(DISTINCT "age")"#,
        spark: "sum(DISTINCT `age`)"
    ),
    Golden(
        "sum in order",
        .sum(age, inOrder: [id.ascending()], where: age > 18),
        duckDB: #"sum("age" ORDER BY "id" ASC NULLS LAST) FILTER (WHERE "age" > ?)"#,
        spark:
            "aggregate(array_sort(collect_list(struct(`id`, `age` AS `summand`)) FILTER (WHERE `age` IS NOT NULL AND `age` > CAST('18' AS BIGINT))), CAST(NULL AS DOUBLE), (total, row) -> coalesce(total + row.`summand`, row.`summand`))"
    ),
    Golden(
        "avg",
        .avg(age),
        duckDB: #"avg("age")"#,
        spark: "avg(`age`)"
    ),
    Golden(
        "min",
        .min(age),
        duckDB: #"min("age")"#,
        spark: "min(`age`)"
    ),
    Golden(
        "max",
        .max(age) - .min(age),
        duckDB: #"max("age") - min("age")"#,
        spark: "max(`age`) - min(`age`)"
    ),
    Golden(
        "median",
        .median(age),
        duckDB: #"median("age")"#,
        spark: "median(`age`)"
    ),
    Golden(
        "quantile",
        .quantile(age, 0.9),
        duckDB: #"quantile_cont("age", DOUBLE '0.9')"#,
        spark: "percentile(`age`, CAST('0.9' AS DOUBLE))"
    ),
    Golden(
        "discrete quantile",
        .discreteQuantile(age, 0.5),
        duckDB: #"percentile_disc(DOUBLE '0.5') WITHIN GROUP (ORDER BY "age")"#,
        spark:
            "element_at(transform(array(array_sort(collect_list(`age`))), list -> get(list, CAST(greatest(ceil(size(list) * CAST('0.5' AS DOUBLE)) - 1, 0) AS INT))), 1)"
    ),
    Golden(
        "mode",
        .mode(city),
        duckDB: #"mode("city")"#,
        spark: "mode(`city`)"
    ),
    Golden(
        "every",
        .every(.column("is_member")),
        duckDB: #"bool_and("is_member")"#,
        spark: "bool_and(`is_member`)"
    ),
    Golden(
        "some",
        .some(age > 18),
        duckDB: #"bool_or("age" > ?)"#,
        spark: "bool_or(`age` > CAST('18' AS BIGINT))"
    ),
    Golden(
        "first by one key",
        .first(city, by: [id]),
        duckDB: #"arg_min("city", "id")"#,
        spark: "min_by(`city`, `id`) FILTER (WHERE `city` IS NOT NULL)"
    ),
    Golden(
        "first by two keys",
        .first(city, by: [.column("created"), id]),
        duckDB: #"arg_min("city", row("created", "id")) FILTER (WHERE "created" IS NOT NULL AND "id" IS NOT NULL)"#,
        spark:
            "min_by(`city`, struct(`created`, `id`)) FILTER (WHERE `city` IS NOT NULL AND `created` IS NOT NULL AND `id` IS NOT NULL)"
    ),
    Golden(
        "last where",
        .last(city, by: [id], where: age > 18),
        duckDB: #"arg_max("city", "id") FILTER (WHERE "age" > ?)"#,
        spark: "max_by(`city`, `id`) FILTER (WHERE `city` IS NOT NULL AND `age` > CAST('18' AS BIGINT))"
    ),
    Golden(
        "last by two keys where",
        .last(city, by: [.column("created"), id], where: age > 18),
        duckDB:
            #"arg_max("city", row("created", "id")) FILTER (WHERE "created" IS NOT NULL AND "id" IS NOT NULL AND "age" > ?)"#,
        spark:
            "max_by(`city`, struct(`created`, `id`)) FILTER (WHERE `city` IS NOT NULL AND `created` IS NOT NULL AND `id` IS NOT NULL AND `age` > CAST('18' AS BIGINT))"
    ),
    Golden(
        "listAgg",
        .listAgg(city),
        duckDB: #"coalesce(list("city") FILTER (WHERE "city" IS NOT NULL), [])"#,
        spark: "collect_list(`city`)"
    ),
    Golden(
        "listAgg distinct in order",
        .listAgg(city, distinct: true, orderBy: [city.ascending()]),
        duckDB:
            #"coalesce(list(DISTINCT "city" ORDER BY "city" ASC NULLS LAST) FILTER (WHERE "city" IS NOT NULL), [])"#,
        spark: "array_sort(collect_set(`city`))"
    ),
    Golden(
        "listAgg in another order",
        .listAgg(city, orderBy: [id.descending()], where: age > 18),
        duckDB:
            #"coalesce(list("city" ORDER BY "id" DESC NULLS LAST) FILTER (WHERE "city" IS NOT NULL AND "age" > ?), [])"#,
        spark: "refuses: ORDER BY in a list aggregate"
    ),
    Golden(
        "stringAgg",
        .stringAgg(city, separator: ", "),
        duckDB: #"string_agg("city", ', ')"#,
        spark: "listagg(`city`, ', ')"
    ),
    Golden(
        "stringAgg in order",
        .stringAgg(city, separator: "|", orderBy: [id.descending(nullsFirst: true)]),
        duckDB: #"string_agg("city", '|' ORDER BY "id" DESC NULLS FIRST)"#,
        spark: "listagg(`city`, '|') WITHIN GROUP (ORDER BY `id` DESC NULLS FIRST)"
    ),
]

private let byCity = WindowSpecification(partitionBy: [city], orderBy: [id.ascending()])

let windowGoldens: [Golden] = [
    Golden(
        "rowNumber",
        .rowNumber(over: byCity),
        duckDB: #"row_number() OVER (PARTITION BY "city" ORDER BY "id" ASC NULLS LAST)"#,
        spark: "row_number() OVER (PARTITION BY `city` ORDER BY `id` ASC NULLS LAST)"
    ),
    Golden(
        "rank",
        .rank(over: WindowSpecification(orderBy: [age.descending(), id.ascending()])),
        duckDB: #"rank() OVER (ORDER BY "age" DESC NULLS LAST, "id" ASC NULLS LAST)"#,
        spark: "rank() OVER (ORDER BY `age` DESC NULLS LAST, `id` ASC NULLS LAST)"
    ),
    Golden(
        "denseRank",
        .denseRank(over: byCity),
        duckDB: #"dense_rank() OVER (PARTITION BY "city" ORDER BY "id" ASC NULLS LAST)"#,
        spark: "dense_rank() OVER (PARTITION BY `city` ORDER BY `id` ASC NULLS LAST)"
    ),
    Golden(
        "ntile",
        .ntile(5, over: byCity),
        duckDB: #"ntile(5) OVER (PARTITION BY "city" ORDER BY "id" ASC NULLS LAST)"#,
        spark: "ntile(5) OVER (PARTITION BY `city` ORDER BY `id` ASC NULLS LAST)"
    ),
    Golden(
        "lag",
        .lag(age, over: byCity),
        duckDB: #"lag("age", 1) OVER (PARTITION BY "city" ORDER BY "id" ASC NULLS LAST)"#,
        spark: "lag(`age`, 1) OVER (PARTITION BY `city` ORDER BY `id` ASC NULLS LAST)"
    ),
    Golden(
        "lag otherwise",
        .lag(age, offset: 2, otherwise: 0, over: byCity),
        duckDB: #"lag("age", 2, ?) OVER (PARTITION BY "city" ORDER BY "id" ASC NULLS LAST)"#,
        spark: "lag(`age`, 2, CAST('0' AS BIGINT)) OVER (PARTITION BY `city` ORDER BY `id` ASC NULLS LAST)"
    ),
    Golden(
        "lead",
        .lead(age, offset: 3, over: byCity),
        duckDB: #"lead("age", 3) OVER (PARTITION BY "city" ORDER BY "id" ASC NULLS LAST)"#,
        spark: "lead(`age`, 3) OVER (PARTITION BY `city` ORDER BY `id` ASC NULLS LAST)"
    ),
    Golden(
        "firstValue",
        .firstValue(city, over: byCity),
        duckDB: #"first_value("city") OVER (PARTITION BY "city" ORDER BY "id" ASC NULLS LAST)"#,
        spark: "first_value(`city`) OVER (PARTITION BY `city` ORDER BY `id` ASC NULLS LAST)"
    ),
    Golden(
        "lastValue",
        .lastValue(city, over: WindowSpecification()),
        duckDB: #"last_value("city") OVER ()"#,
        spark: "last_value(`city`) OVER ()"
    ),
    Golden(
        "sum over",
        .sum(age, over: WindowSpecification(partitionBy: [city, .column("is_member")])),
        duckDB: #"sum("age") OVER (PARTITION BY "city", "is_member")"#,
        spark: "sum(`age`) OVER (PARTITION BY `city`, `is_member`)"
    ),
    Golden(
        "sum over rows",
        .sum(
            age,
            over: WindowSpecification(orderBy: [id.ascending()], frame: .rows(from: .preceding(2), to: .currentRow))
        ),
        duckDB: #"sum("age") OVER (ORDER BY "id" ASC NULLS LAST ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)"#,
        spark: "sum(`age`) OVER (ORDER BY `id` ASC NULLS LAST ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)"
    ),
    Golden(
        "avg over a range",
        .avg(
            age,
            over: WindowSpecification(
                orderBy: [id.ascending()],
                frame: .range(from: .unboundedPreceding, to: .following(1))
            )
        ),
        duckDB: #"avg("age") OVER (ORDER BY "id" ASC NULLS LAST RANGE BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING)"#,
        spark: "avg(`age`) OVER (ORDER BY `id` ASC NULLS LAST RANGE BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING)"
    ),
    Golden(
        "max over the rest",
        .max(
            age,
            over: WindowSpecification(
                orderBy: [id.ascending()],
                frame: .rows(from: .currentRow, to: .unboundedFollowing)
            )
        ),
        duckDB: #"max("age") OVER (ORDER BY "id" ASC NULLS LAST ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)"#,
        spark: "max(`age`) OVER (ORDER BY `id` ASC NULLS LAST ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)"
    ),
    Golden(
        "sum where over",
        .sum(age, where: age > 18, over: byCity),
        duckDB: #"sum("age") FILTER (WHERE "age" > ?) OVER (PARTITION BY "city" ORDER BY "id" ASC NULLS LAST)"#,
        spark: "refuses: FILTER in a window"
    ),
    Golden(
        "countDistinct over",
        .countDistinct(age, over: WindowSpecification(partitionBy: [city])),
        duckDB: #"count(DISTINCT "age") OVER (PARTITION BY "city")"#,
        spark: "refuses: DISTINCT in a window"
    ),
    Golden(
        "listAgg over",
        .listAgg(city, over: byCity),
        duckDB:
            #"coalesce(list("city") FILTER (WHERE "city" IS NOT NULL) OVER (PARTITION BY "city" ORDER BY "id" ASC NULLS LAST), [])"#,
        spark: "collect_list(`city`) OVER (PARTITION BY `city` ORDER BY `id` ASC NULLS LAST)"
    ),
]
