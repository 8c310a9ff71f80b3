import Domain
import TestSupport
import Testing
import Warehouse

extension WarehouseSuite {
    @Suite struct ArgumentTests {
        @Test(
            arguments: [
                (Argument.boolean(true), "BOOLEAN", "true"),
                (.integer(.min), "BIGINT", "-9223372036854775808"),
                (.double(-0.125), "DOUBLE", "-0.125"),
                (.text("群像"), "VARCHAR", "群像"),
                (.text(""), "VARCHAR", ""),
                (.decimal(unscaled: -12_345, precision: 18, scale: 4), "DECIMAL(18,4)", "-1.2345"),
                (
                    .decimal(unscaled: 99_999_999_999_999_999_999_999_999_999_999_999_999, precision: 38, scale: 2),
                    "DECIMAL(38,2)", "999999999999999999999999999999999999.99"
                ),
                (.date(daysSinceEpoch: -1), "DATE", "1969-12-31"),
                (.instant(microseconds: 1), "TIMESTAMP WITH TIME ZONE", "1970-01-01 00:00:00.000001+00"),
                (.localTime(microseconds: -1), "TIMESTAMP", "1969-12-31 23:59:59.999999"),
                (.texts(["a", "乙", ""]), "VARCHAR[]", "[a, 乙, '']"),
                (.texts([]), "VARCHAR[]", "[]"),
            ] as [(Argument, String, String)]
        )
        func everyTypeIsBound(argument: Argument, type: String, text: String) async throws {
            let connection = try await WarehouseFixture.connection(options: EngineOptions(timeZone: "UTC"))
            let shown = try await connection.query(BoundQuery("SELECT ?::VARCHAR AS a", [argument])).texts("a")
            let named = try await connection.query(BoundQuery("SELECT typeof(?) AS a", [argument])).texts("a")
            #expect(shown == [text] && named == [type])
        }

        @Test func aMissingValueIsBound() async throws {
            let connection = try await WarehouseFixture.connection()
            let row = try await connection.query(BoundQuery("SELECT ? IS NULL, coalesce(?, 7)", [.null, .null])).row()
            #expect(row.cells == [.boolean(true), .integer(7)])
        }

        @Test(
            arguments: [
                "'; DROP TABLE t; --", "\" OR 1=1 --", "?", "$1", "\\", "a\0b", "%_", "\u{202E}", "'' UNION SELECT 1",
                "𝔘𝔫𝔦", "\n\r\t",
            ]
        )
        func textsThatLookLikeSQLStayTexts(text: String) async throws {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("CREATE TABLE t (a VARCHAR)"))
            try await connection.execute(BoundQuery("INSERT INTO t VALUES (?)", [.text(text)]))
            let found = try await connection.query(BoundQuery("SELECT a FROM t WHERE a = ?", [.text(text)]))
            #expect(try found.texts("a") == [text])
        }

        @Test func severalArgumentsKeepTheirOrder() async throws {
            let connection = try await WarehouseFixture.connection()
            let arguments: [Argument] = [.integer(1), .text("two"), .null, .double(4), .boolean(false)]
            let row = try await connection.query(BoundQuery("SELECT ?, ?, ?::INTEGER, ?, ?", arguments)).row()
            #expect(row.cells == [.integer(1), .text("two"), .null, .double(4), .boolean(false)])
        }

        @Test func executeCountsChangedRows() async throws {
            let connection = try await WarehouseFixture.connection()
            #expect(try await connection.execute(BoundQuery("CREATE TABLE t (a INTEGER)")) == nil)
            #expect(try await connection.execute(BoundQuery("INSERT INTO t SELECT range FROM range(10)")) == 10)
            #expect(try await connection.execute(BoundQuery("UPDATE t SET a = 0 WHERE a > ?", [.integer(6)])) == 3)
            #expect(try await connection.execute(BoundQuery("DELETE FROM t WHERE a = 99")) == 0)
        }
    }
}
