import SQL
import Testing

@Test(arguments: functionGoldens)
func everyFunctionHasItsTextOrItsRefusal(golden: Golden) {
    golden.check()
}

private let name: Expression = .column("name")
private let score: Expression = .column("score")
private let tags: Expression = .column("tags")

let functionGoldens: [Golden] = [
    Golden(
        "lower",
        .lower(name),
        duckDB: #"lower("name")"#,
        spark: "lower(`name`)"
    ),
    Golden(
        "upper",
        .upper(name),
        duckDB: #"upper("name")"#,
        spark: "upper(`name`)"
    ),
    Golden(
        "trim",
        .trim(name),
        duckDB: #"trim("name")"#,
        spark: "trim(`name`)"
    ),
    Golden(
        "trim of characters",
        .trim(name, characters: " -"),
        duckDB: #"trim("name", ?)"#,
        spark: "trim(BOTH ' -' FROM `name`)"
    ),
    Golden(
        "translate",
        .translate(name, from: "ab", to: "xy"),
        duckDB: #"translate("name", ?, ?)"#,
        spark: "translate(`name`, 'ab', 'xy')"
    ),
    Golden(
        "normalised",
        .normalised(name),
        duckDB: #"nfc_normalize("name")"#,
        spark: "refuses: normalised"
    ),
    Golden(
        "split",
        .split(name, separator: ";"),
        duckDB: #"string_split("name", ?)"#,
        spark: #"split(`name`, '\\Q' || ';' || '\\E')"#
    ),
    Golden(
        "byteLength",
        .byteLength(name),
        duckDB: #"strlen("name")"#,
        spark: "octet_length(`name`)"
    ),
    Golden(
        "isJSON",
        .isJSON(name),
        duckDB: #"json_valid("name")"#,
        spark: "refuses: isJSON"
    ),
    Golden(
        "jsonText",
        .jsonText(name, path: "$.a"),
        duckDB: #"json_extract_string("name", ?)"#,
        spark: #"get_json_object(`name`, '\u0024.a')"#
    ),
    Golden(
        "jsonMerged",
        .jsonMerged(name, patch: #"{"a":null}"#),
        duckDB: #"CAST(json_merge_patch("name", ?) AS VARCHAR)"#,
        spark: "refuses: jsonMerged"
    ),
    Golden(
        "replace",
        .replace(name, " ", with: ""),
        duckDB: #"replace("name", ?, ?)"#,
        spark: "replace(`name`, ' ', '')"
    ),
    Golden(
        "length",
        .length(name),
        duckDB: #"length("name")"#,
        spark: "length(`name`)"
    ),
    Golden(
        "substring",
        .substring(name, from: 1, count: 3),
        duckDB: #"substr("name", 1, 3)"#,
        spark: "substr(`name`, 1, 3)"
    ),
    Golden(
        "contains",
        name.contains("an"),
        duckDB: #"contains("name", ?)"#,
        spark: "contains(`name`, 'an')"
    ),
    Golden(
        "startsWith",
        name.startsWith("an"),
        duckDB: #"starts_with("name", ?)"#,
        spark: "startswith(`name`, 'an')"
    ),
    Golden(
        "endsWith",
        name.endsWith("an"),
        duckDB: #"ends_with("name", ?)"#,
        spark: "endswith(`name`, 'an')"
    ),
    Golden(
        "matches",
        name.matches(pattern: #"^\d+$"#),
        duckDB: #"regexp_matches("name", ?)"#,
        spark: #"regexp_like(`name`, '^\\d+\u0024')"#
    ),
    Golden(
        "regexpReplace",
        .regexpReplace(name, pattern: "[0-9]", with: #"$1\1"#),
        duckDB: #"regexp_replace("name", ?, ?, 'g')"#,
        spark: #"regexp_replace(`name`, '[0-9]', '\\\u00241\\\\1')"#
    ),
    Golden(
        "regexpExtract",
        .regexpExtract(name, pattern: "(a)(n)", group: 2),
        duckDB: #"regexp_extract("name", ?, 2)"#,
        spark: "regexp_extract(`name`, '(a)(n)', 2)"
    ),
    Golden(
        "concat",
        .concat([name, "-", .column("city")]),
        duckDB: #"("name" || ? || "city")"#,
        spark: "concat(`name`, '-', `city`)"
    ),
    Golden(
        "concat of operators",
        .concat([.cases([.when(score > 1, then: "a")]), .concat([name, "b"])]),
        duckDB: #"(CASE WHEN "score" > ? THEN ? END || ("name" || ?))"#,
        spark: "concat(CASE WHEN `score` > CAST('1' AS BIGINT) THEN 'a' END, concat(`name`, 'b'))"
    ),
    Golden(
        "md5",
        .md5(name),
        duckDB: #"md5("name")"#,
        spark: "md5(`name`)"
    ),
    Golden(
        "hashPrefix",
        .hashPrefix(name),
        duckDB: #"CAST('0x' || substr(md5("name"), 1, 15) AS BIGINT)"#,
        spark: "CAST(conv(substr(md5(`name`), 1, 15), 16, 10) AS BIGINT)"
    ),
    Golden(
        "coalesce",
        .coalesce([name, "?"]),
        duckDB: #"coalesce("name", ?)"#,
        spark: "coalesce(`name`, '?')"
    ),
    Golden(
        "nullIf",
        .nullIf(name, ""),
        duckDB: #"nullif("name", ?)"#,
        spark: "nullif(`name`, '')"
    ),
    Golden(
        "greatest",
        .greatest([score, 0, .column("age")]),
        duckDB: #"greatest("score", ?, "age")"#,
        spark: "greatest(`score`, CAST('0' AS BIGINT), `age`)"
    ),
    Golden(
        "greatest of one",
        .greatest([score]),
        duckDB: #""score""#,
        spark: "`score`"
    ),
    Golden(
        "least",
        .least([score, 1.5]),
        duckDB: #"least("score", ?)"#,
        spark: "least(`score`, CAST('1.5' AS DOUBLE))"
    ),
    Golden(
        "least of one",
        .least([score]),
        duckDB: #""score""#,
        spark: "`score`"
    ),
    Golden(
        "abs",
        .abs(-score),
        duckDB: #"abs(-"score")"#,
        spark: "abs(-`score`)"
    ),
    Golden(
        "floor",
        .floor(score),
        duckDB: #"floor("score")"#,
        spark: "floor(`score`)"
    ),
    Golden(
        "ceil",
        .ceil(score),
        duckDB: #"ceil("score")"#,
        spark: "ceil(`score`)"
    ),
    Golden(
        "round",
        .round(score, places: 2),
        duckDB: #"round("score", 2)"#,
        spark: "round(`score`, 2)"
    ),
    Golden(
        "ln",
        .ln(score + 1),
        duckDB: #"CASE WHEN ("score" + ?) > 0 THEN ln("score" + ?) END"#,
        spark: "ln(`score` + CAST('1' AS BIGINT))"
    ),
    Golden(
        "dateDifferenceInDays",
        .dateDifferenceInDays(from: .column("born"), to: .value(.date(days: 20_454))),
        duckDB: #"date_diff('day', "born", ?)"#,
        spark: "CAST(datediff(DATE '2026-01-01', `born`) AS BIGINT)"
    ),
    Golden(
        "addDays",
        .addDays(7, to: .column("born")),
        duckDB: #"("born" + CAST(? AS INTEGER))"#,
        spark: "date_add(`born`, CAST(CAST('7' AS BIGINT) AS INT))"
    ),
    Golden(
        "addMonths",
        .addMonths(3, to: .column("seen")),
        duckDB: #"(CAST("seen" AS TIMESTAMP) + to_months(CAST(? AS INTEGER)))"#,
        spark: "(`seen` + make_ym_interval(0, CAST(CAST('3' AS BIGINT) AS INT)))"
    ),
    Golden(
        "datePart",
        .datePart(.year, of: .column("born")) - .datePart(.day, of: .column("born")),
        duckDB: #"year("born") - day("born")"#,
        spark: "CAST(year(`born`) AS BIGINT) - CAST(day(`born`) AS BIGINT)"
    ),
    Golden(
        "dateTrunc",
        .dateTrunc(.month, .column("seen")),
        duckDB: #"date_trunc('month', CAST("seen" AS TIMESTAMP))"#,
        spark: "CAST(date_trunc('month', `seen`) AS TIMESTAMP_NTZ)"
    ),
    Golden(
        "localTime",
        .localTime(.column("created"), in: "Asia/Shanghai"),
        duckDB: #"timezone(?, CAST("created" AS TIMESTAMP WITH TIME ZONE))"#,
        spark: "convert_timezone('UTC', 'Asia/Shanghai', CAST(`created` AS TIMESTAMP_NTZ))"
    ),
    Golden(
        "instantOfLocalTime",
        .instant(ofLocalTime: .column("seen"), in: "Asia/Shanghai"),
        duckDB:
            #"CASE WHEN timezone(?, timezone(?, CAST("seen" AS TIMESTAMP) - INTERVAL 1 DAY) + INTERVAL 24 HOUR) = CAST("seen" AS TIMESTAMP) THEN timezone(?, CAST("seen" AS TIMESTAMP) - INTERVAL 1 DAY) + INTERVAL 24 HOUR ELSE timezone(?, CAST("seen" AS TIMESTAMP)) END"#,
        spark: "CAST(convert_timezone('Asia/Shanghai', 'UTC', `seen`) AS TIMESTAMP)"
    ),
    Golden(
        "epochMicroseconds",
        .epochMicroseconds(.column("created")),
        duckDB: #"epoch_us("created")"#,
        spark: "unix_micros(`created`)"
    ),
    Golden(
        "instantOfEpochMicroseconds",
        .instant(ofEpochMicroseconds: .column("id")),
        duckDB: #"make_timestamptz("id")"#,
        spark: "timestamp_micros(`id`)"
    ),
    Golden(
        "parseTimestamp",
        .parseTimestamp(name, formats: ["%Y-%m-%d", "%d/%m/%Y %H:%M"]),
        duckDB: #"try_strptime("name", [?, ?])"#,
        spark: "refuses: strptime"
    ),
    Golden(
        "list",
        .list([name, .column("city")]),
        duckDB: #"["name", "city"]"#,
        spark: "array(`name`, `city`)"
    ),
    Golden(
        "list of nothing",
        .list([]),
        duckDB: "[]",
        spark: "array()"
    ),
    Golden(
        "listDistinct",
        .listDistinct(tags),
        duckDB: #"list_sort(list_distinct("tags"))"#,
        spark: "array_sort(array_distinct(array_compact(`tags`)))"
    ),
    Golden(
        "listLowered",
        .listLowered(tags),
        duckDB: """
            list_transform("tags", lambda item: nfc_normalize(lower(replace(item, chr(304), 'i' || chr(775)))))
            """,
        spark: "refuses: listLowered"
    ),
    Golden(
        "unnest",
        .unnest(tags),
        duckDB: #"unnest("tags")"#,
        spark: "explode(`tags`)"
    ),
    Golden(
        "listLength",
        .listLength(tags),
        duckDB: #"len("tags")"#,
        spark: "array_size(`tags`)"
    ),
    Golden(
        "listContains",
        .list(tags, contains: "vip"),
        duckDB: #"list_contains("tags", ?)"#,
        spark: "array_contains(`tags`, 'vip')"
    ),
    Golden(
        "engineVersion",
        .engineVersion,
        duckDB: "version()",
        spark: "version()"
    ),
]
