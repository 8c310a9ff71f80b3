import SQL
import Testing

@Test(arguments: definitionGoldens + changeGoldens + sessionGoldens)
func everyStatementHasItsTextOrItsRefusal(golden: Golden) {
    golden.check()
}

private let adults = Select(.columns("id"), from: .table("customers"), where: .column("age") >= 18)

let definitionGoldens: [Golden] = [
    Golden(
        "create table as",
        .createTable("adults", as: adults),
        duckDB: #"CREATE TABLE "adults" AS SELECT "id" FROM "customers" WHERE "age" >= ?"#,
        spark: "CREATE TABLE `adults` AS SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)"
    ),
    Golden(
        "create or replace temporary table as",
        .createTable("adults", as: adults, mode: .orReplace, temporary: true),
        duckDB: #"CREATE OR REPLACE TEMPORARY TABLE "adults" AS SELECT "id" FROM "customers" WHERE "age" >= ?"#,
        spark: "refuses: CREATE TEMPORARY TABLE"
    ),
    Golden(
        "create table as with a common table",
        .createTable("adults", as: Select(.all, from: .table("a")).with("a", as: adults), mode: .ifNotExists),
        duckDB:
            #"CREATE TABLE IF NOT EXISTS "adults" AS WITH "a" AS (SELECT "id" FROM "customers" WHERE "age" >= ?) SELECT * FROM "a""#,
        spark:
            "CREATE TABLE IF NOT EXISTS `adults` AS WITH `a` AS (SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)) SELECT * FROM `a`"
    ),
    Golden(
        "create table",
        .createTable(
            TableName("events", in: "main"),
            columns: [
                ColumnDefinition("id", .integer, required: true), ColumnDefinition("kind", .text, default: "seen"),
                ColumnDefinition("at", .timestampTZ), ColumnDefinition("tags", .list(of: .text)),
            ]
        ),
        duckDB:
            #"CREATE TABLE "main"."events" ("id" BIGINT NOT NULL, "kind" VARCHAR DEFAULT 'seen', "at" TIMESTAMP WITH TIME ZONE, "tags" VARCHAR[])"#,
        spark:
            "CREATE TABLE `main_events` (`id` BIGINT NOT NULL, `kind` STRING DEFAULT 'seen', `at` TIMESTAMP, `tags` ARRAY<STRING>)"
    ),
    Golden(
        "create table with a key",
        .createTable("keyed", columns: [ColumnDefinition("a", .integer)], primaryKey: ["a"], mode: .ifNotExists),
        duckDB: #"CREATE TABLE IF NOT EXISTS "keyed" ("a" BIGINT, PRIMARY KEY ("a"))"#,
        spark: "refuses: PRIMARY KEY"
    ),
    Golden(
        "create view",
        .createView("grown", as: adults),
        duckDB: #"CREATE VIEW "grown" AS SELECT "id" FROM "customers" WHERE "age" >= BIGINT '18'"#,
        spark: "CREATE VIEW `grown` AS SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)"
    ),
    Golden(
        "create or replace view",
        .createView("grown", as: adults, orReplace: true),
        duckDB: #"CREATE OR REPLACE VIEW "grown" AS SELECT "id" FROM "customers" WHERE "age" >= BIGINT '18'"#,
        spark: "CREATE OR REPLACE VIEW `grown` AS SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)"
    ),
    Golden(
        "create schema",
        .createSchema("raw"),
        duckDB: #"CREATE SCHEMA IF NOT EXISTS "raw""#,
        spark: "CREATE SCHEMA IF NOT EXISTS `raw`"
    ),
    Golden(
        "create new schema",
        .createSchema("raw2", ifNotExists: false),
        duckDB: #"CREATE SCHEMA "raw2""#,
        spark: "CREATE SCHEMA `raw2`"
    ),
    Golden("use a schema", .useSchema("shop"), duckDB: #"USE "shop""#, spark: "USE `shop`"),
    Golden(
        "drop a table that others keep",
        .dropTable(TableName(path: ["hive", "shop", "orders"])),
        duckDB: #"DROP TABLE IF EXISTS "hive"."shop"."orders""#,
        spark: "DROP TABLE IF EXISTS `hive`.`shop`.`orders`"
    ),
    Golden(
        "drop table",
        .dropTable("adults"),
        duckDB: #"DROP TABLE IF EXISTS "adults""#,
        spark: "DROP TABLE IF EXISTS `adults`"
    ),
    Golden(
        "drop view",
        .dropView("grown", ifExists: false),
        duckDB: #"DROP VIEW "grown""#,
        spark: "DROP VIEW `grown`"
    ),
    Golden(
        "drop schema",
        .dropSchema("raw"),
        duckDB: #"DROP SCHEMA IF EXISTS "raw""#,
        spark: "DROP SCHEMA IF EXISTS `raw`"
    ),
    Golden(
        "add column",
        .addColumn(ColumnDefinition("note", .text), to: "orders"),
        duckDB: #"ALTER TABLE "orders" ADD COLUMN "note" VARCHAR"#,
        spark: "ALTER TABLE `orders` ADD COLUMN `note` STRING"
    ),
    Golden(
        "rename column",
        .renameColumn("note", to: "remark", of: "orders"),
        duckDB: #"ALTER TABLE "orders" RENAME COLUMN "note" TO "remark""#,
        spark: "ALTER TABLE `orders` RENAME COLUMN `note` TO `remark`"
    ),
    Golden(
        "rename table",
        .renameTable(TableName("keyed", in: "main"), to: "locked"),
        duckDB: #"ALTER TABLE "main"."keyed" RENAME TO "locked""#,
        spark: "ALTER TABLE `main_keyed` RENAME TO `main_locked`"
    ),
]

let changeGoldens: [Golden] = [
    Golden(
        "insert from a query",
        .insert(into: "ids", columns: ["id"], from: adults),
        duckDB: #"INSERT INTO "ids" ("id") SELECT "id" FROM "customers" WHERE "age" >= ?"#,
        spark: "INSERT INTO `ids` (`id`) SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)"
    ),
    Golden(
        "insert from common tables",
        .insert(into: "ids", columns: ["id"], from: Select(.all, from: .table("a")).with("a", as: adults)),
        duckDB:
            #"INSERT INTO "ids" ("id") WITH "a" AS (SELECT "id" FROM "customers" WHERE "age" >= ?) SELECT * FROM "a""#,
        spark:
            "INSERT INTO `ids` (`id`) WITH `a` AS (SELECT `id` FROM `customers` WHERE `age` >= CAST('18' AS BIGINT)) SELECT * FROM `a`"
    ),
    Golden(
        "insert rows",
        .insert(into: "ids", columns: ["id", "name"], values: [[1, "a"], [2, .null]]),
        duckDB: #"INSERT INTO "ids" ("id", "name") VALUES (?, ?), (?, NULL)"#,
        spark: "INSERT INTO `ids` (`id`, `name`) VALUES (CAST('1' AS BIGINT), 'a'), (CAST('2' AS BIGINT), NULL)"
    ),
    Golden(
        "update",
        .update("ids", set: ["name": "b", "id": .column("id") + 1], where: .column("id") > 5),
        duckDB: #"UPDATE "ids" SET "name" = ?, "id" = "id" + ? WHERE "id" > ?"#,
        spark: "UPDATE `ids` SET `name` = 'b', `id` = `id` + CAST('1' AS BIGINT) WHERE `id` > CAST('5' AS BIGINT)"
    ),
    Golden(
        "update from",
        .update(
            "ids",
            as: "i",
            set: ["name": .column("c", "name")],
            from: .table("customers", as: "c"),
            where: .column("c", "id").equals(.column("i", "id"))
        ),
        duckDB: #"UPDATE "ids" AS "i" SET "name" = "c"."name" FROM "customers" AS "c" WHERE "c"."id" = "i"."id""#,
        spark: "refuses: UPDATE … FROM"
    ),
    Golden(
        "delete",
        .delete(from: "ids", where: .column("id") > 5),
        duckDB: #"DELETE FROM "ids" WHERE "id" > ?"#,
        spark: "DELETE FROM `ids` WHERE `id` > CAST('5' AS BIGINT)"
    ),
    Golden(
        "delete all",
        .delete(from: "ids", where: nil),
        duckDB: #"DELETE FROM "ids""#,
        spark: "DELETE FROM `ids`"
    ),
]

let sessionGoldens: [Golden] = [
    Golden(
        "begin",
        .begin,
        duckDB: "BEGIN TRANSACTION",
        spark: "refuses: BEGIN TRANSACTION"
    ),
    Golden(
        "commit",
        .commit,
        duckDB: "COMMIT",
        spark: "refuses: COMMIT"
    ),
    Golden(
        "rollback",
        .rollback,
        duckDB: "ROLLBACK",
        spark: "refuses: ROLLBACK"
    ),
    Golden(
        "copy to csv",
        .copy(adults, to: "data/it's.csv", as: .csv(delimiter: "\t", nullText: "NA")),
        duckDB:
            #"COPY (SELECT "id" FROM "customers" WHERE "age" >= BIGINT '18') TO 'data/it''s.csv' (FORMAT csv, HEADER true, DELIMITER '\#t', NULLSTR 'NA')"#,
        spark: "refuses: COPY"
    ),
    Golden(
        "copy to json",
        .copy(adults, to: "data/a.json", as: .json),
        duckDB: #"COPY (SELECT "id" FROM "customers" WHERE "age" >= BIGINT '18') TO 'data/a.json' (FORMAT json)"#,
        spark: "refuses: COPY"
    ),
    Golden(
        "copy to parquet",
        .copy(adults, to: "data/a.parquet", as: .parquet()),
        duckDB:
            #"COPY (SELECT "id" FROM "customers" WHERE "age" >= BIGINT '18') TO 'data/a.parquet' (FORMAT parquet, COMPRESSION zstd)"#,
        spark: "refuses: COPY"
    ),
    Golden(
        "analyze",
        .analyze(),
        duckDB: "ANALYZE",
        spark: "refuses: ANALYZE of all tables"
    ),
    Golden(
        "analyze a table",
        .analyze("orders"),
        duckDB: #"ANALYZE "orders""#,
        spark: "ANALYZE TABLE `orders` COMPUTE STATISTICS"
    ),
    Golden(
        "checkpoint",
        .checkpoint,
        duckDB: "CHECKPOINT",
        spark: "refuses: CHECKPOINT"
    ),
    Golden(
        "time zone",
        .set(.timeZone("UTC")),
        duckDB: "SET TimeZone = 'UTC'",
        spark: "SET TIME ZONE 'UTC'"
    ),
    Golden(
        "threads",
        .set(.threads(2)),
        duckDB: "SET threads = 2",
        spark: "refuses: SET threads"
    ),
    Golden(
        "memory limit",
        .set(.memoryLimit(mebibytes: 512)),
        duckDB: "SET memory_limit = '512MiB'",
        spark: "refuses: SET memory_limit"
    ),
    Golden(
        "temporary directory",
        .set(.temporaryDirectory("data/it's")),
        duckDB: "SET temp_directory = 'data/it''s'",
        spark: "refuses: SET temp_directory"
    ),
    Golden(
        "insertion order",
        .set(.preservesInsertionOrder(false)),
        duckDB: "SET preserve_insertion_order = false",
        spark: "refuses: SET preserve_insertion_order"
    ),
    Golden(
        "progress bar",
        .set(.progressBar(false)),
        duckDB: "SET enable_progress_bar = false",
        spark: "refuses: SET enable_progress_bar"
    ),
    Golden(
        "external access",
        .set(.externalAccess(false)),
        duckDB: "SET enable_external_access = false",
        spark: "refuses: SET enable_external_access"
    ),
    Golden(
        "no common expressions",
        .set(.sharesCommonExpressions(false)),
        duckDB: "SET disabled_optimizers = 'common_subexpressions'",
        spark: "refuses: SET disabled_optimizers"
    ),
    Golden(
        "common expressions",
        .set(.sharesCommonExpressions(true)),
        duckDB: "SET disabled_optimizers = ''",
        spark: "refuses: SET disabled_optimizers"
    ),
]
