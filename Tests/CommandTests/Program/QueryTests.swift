import Domain
import Foundation
import Testing

struct QueryTests {
    @Test func aTableShowsAThousandRowsAndSaysSo() async throws {
        try await Shop.withResults { shop in
            let sql = "select range as n from range(2500)"
            let cut = try await Covey.run("query", sql, in: shop.folder)
            #expect(cut.output.split(separator: "\n").count == 1_001)
            #expect(cut.errors.contains("first 1,000 rows"))
            #expect(cut.output.contains("999"))
            let all = try await Covey.run("query", sql, "--all", in: shop.folder)
            #expect(all.output.split(separator: "\n").count == 2_501)
            #expect(all.output.contains("2,499"))
            #expect(all.errors.isEmpty)
        }
    }

    @Test func rowsAreCSVOrJSONInTheOrderOfTheColumns() async throws {
        try await Shop.withResults { shop in
            let sql = """
                select 'a,"b"' as z, 1.50::decimal(9,2) as m, null as n, true as t, date '2026-01-05' as d, [1, 2] as l,
                2 as z
                """
            let csv = try await Covey.run("query", sql, "--format", "csv", in: shop.folder)
            #expect(csv.output == "z,m,n,t,d,l,z\n\"a,\"\"b\"\"\",1.50,,true,2026-01-05,\"[1, 2]\",2\n")
            let json = try await Covey.run("query", sql, "--json", in: shop.folder)
            #expect(
                json.output == """
                    [
                    {"z":"a,\\"b\\"","m":1.50,"n":null,"t":true,"d":"2026-01-05","l":[1,2],"z_2":2}
                    ]

                    """
            )
            let none = try await Covey.run("query", "select 1 as n where false", "--json", in: shop.folder)
            #expect(try JSONSerialization.jsonObject(with: Data(none.output.utf8)) as? [Int] == [])
        }
    }

    @Test func numbersOnAScreenAreRoundedAndGroupedAndOthersAreNot() async throws {
        try await Shop.withResults { shop in
            let sql =
                "select 12345.6789012::double as a, 0.00001::double as b, -2.50::decimal(9, 2) as c, 7e20::double as d"
            let table = try await Covey.run("query", sql, in: shop.folder)
            #expect(table.output.contains("12,345.6789  1e-05  -2.50  7e+20"), "\(table.output)")
            let csv = try await Covey.run("query", sql, "--format", "csv", in: shop.folder)
            #expect(csv.output == "a,b,c,d\n12345.6789012,1e-05,-2.50,7e+20\n")
        }
    }

    /// An expression, and the cell in CSV (as in a table) and in JSON.
    static let types: [(sql: String, csv: String, json: String)] = [
        (
            "interval '1 year 2 months 3 days 04:05:06.789'", "1 year 2 months 3 days 04:05:06.789",
            "\"1 year 2 months 3 days 04:05:06.789\""
        ),
        ("interval '3000000 hours'", "3000000:00:00", "\"3000000:00:00\""),
        ("map {'a': 1, 'b': null}", "{a: 1, b: null}", "{\"a\":1,\"b\":null}"),
        ("map {1: ['x'], 2: []}", "{1: [x], 2: []}", "[{\"key\":1,\"value\":[\"x\"]},{\"key\":2,\"value\":[]}]"),
        (
            "{'a': 1, 'b': {'c': 'x', 'd': null}}", "{a: 1, b: {c: x, d: null}}",
            "{\"a\":1,\"b\":{\"c\":\"x\",\"d\":null}}"
        ),
        ("[{'a': 1}, null]", "[{a: 1}, null]", "[{\"a\":1},null]"),
        ("[[1, 2], [], null]", "[[1, 2], [], null]", "[[1,2],[],null]"),
        ("[interval 1 day]", "[1 day]", "\"[1 day]\""),
        (
            "170141183460469231731687303715884105727::hugeint", "170141183460469231731687303715884105727",
            "170141183460469231731687303715884105727"
        ),
        (
            "340282366920938463463374607431768211455::uhugeint", "340282366920938463463374607431768211455",
            "\"340282366920938463463374607431768211455\""
        ),
        (
            "uuid '6fa459ea-ee8a-3ca4-894e-db77e160355e'", "6fa459ea-ee8a-3ca4-894e-db77e160355e",
            "\"6fa459ea-ee8a-3ca4-894e-db77e160355e\""
        ),
        ("time '12:34:56.789'", "12:34:56.789", "\"12:34:56.789\""),
        ("timetz '12:34:56.5+08:00'", "12:34:56.5+08", "\"12:34:56.5+08\""),
        ("bit '10101'", "10101", "\"10101\""),
        ("'b'::enum('a', 'b')", "b", "\"b\""),
        ("['b'::enum('a', 'b')]", "[b]", "[\"b\"]"),
        ("[1, 2, 3]::int[3]", "[1, 2, 3]", "[1,2,3]"),
        ("union_value(k := 5)", "5", "\"5\""),
        (
            "123456789012345678901234567890123456789012345678901::bignum",
            "123456789012345678901234567890123456789012345678901",
            "\"123456789012345678901234567890123456789012345678901\""
        ),
        (
            "timestamp_ns '2026-01-05 01:02:03.123456789'", "2026-01-05 01:02:03.123456789",
            "\"2026-01-05 01:02:03.123456789\""
        ),
        ("timestamptz '2026-01-05 01:02:03+00'", "2026-01-05T09:02:03+08:00", "\"2026-01-05T09:02:03+08:00\""),
        ("'infinity'::timestamptz", "infinity", "\"infinity\""),
        ("'-infinity'::timestamp", "-infinity", "\"-infinity\""),
        ("'-infinity'::date", "-infinity", "\"-infinity\""),
        ("timestamptz '294246-12-31 23:00:00+00'", "294247-01-01T07:00:00+08:00", "\"294247-01-01T07:00:00+08:00\""),
        ("'\\xAA'::blob", "\\xaa", "\"\\\\xaa\""),
        ("null", "", "null"),
    ]

    @Test func everyTypeIsShownInATableInCSVAndInJSON() async throws {
        try await Shop.withResults { shop in
            // All in one query, in two rows of which one has none of the values.
            let columns = Self.types.indices.map { "c\($0)" }
            let values = Self.types.map(\.sql).joined(separator: ", ")
            let sql = """
                with v(\(columns.joined(separator: ", "))) as (values (\(values)))
                select \(columns.map { "case when n = 0 then \($0) end as \($0)" }.joined(separator: ", "))
                from v, range(2) r(n) order by n; -- the end
                """
            let csv = try await Covey.run("query", sql, "--format", "csv", in: shop.folder)
            #expect(csv.code == 0, "\(csv.errors)")
            let quoted = Self.types.map { $0.csv.contains(",") ? "\"\($0.csv)\"" : $0.csv }
            let lines = csv.output.split(separator: "\n").map(String.init)
            #expect(lines.count == 3)
            #expect(lines[1] == quoted.joined(separator: ","))
            #expect(lines[2] == String(repeating: ",", count: columns.count - 1))
            let json = try await Covey.run("query", sql, "--json", in: shop.folder)
            let objects = json.output.split(separator: "\n").map(String.init)
            let fields = zip(columns, Self.types).map { "\"\($0)\":\($1.json)" }
            #expect(objects[1] == "{" + fields.joined(separator: ",") + "},")
            #expect(objects[2] == "{" + columns.map { "\"\($0)\":null" }.joined(separator: ",") + "}")
            let table = try await Covey.run("query", sql, in: shop.folder)
            for type in Self.types where Int(type.csv) == nil && !type.csv.isEmpty && !type.sql.contains("::hugeint") {
                #expect(table.output.contains(type.csv), "\(type.csv)")
            }
        }
    }

    @Test func theHelpOfTheEngineLeavesNoTrace() async throws {
        try await Shop.withResults { shop in
            let tables = try await Covey.run("query", "show all tables", "--format", "csv", in: shop.folder)
            #expect(tables.output.contains("memberships") && !tables.output.contains("_query"), "\(tables.output)")
            let sorted = try await Covey.run(
                "query",
                "select n, interval (n) day as i from range(5000) r(n) order by n desc",
                "--format",
                "csv",
                in: shop.folder
            )
            #expect(sorted.output.hasPrefix("n,i\n4999,4999 days\n4998,4998 days\n"))
            let odd = try await Covey.run("query", "explain select interval 1 day", "--json", in: shop.folder)
            #expect(odd.code == 0, "\(odd.errors)")
            let pivoted = try await Covey.run(
                "query",
                "pivot (select 'a' as k, interval 1 day as v) on k using first(v)",
                in: shop.folder
            )
            #expect(pivoted.code == 65 && pivoted.errors.contains("CAST(a AS VARCHAR)"), "\(pivoted.errors)")
        }
    }

    @Test func nothingCanBeChanged() async throws {
        try await Shop.withResults { shop in
            for sql in ["delete from customers", "drop table events", "create table x (a int)"] {
                let outcome = try await Covey.run("query", sql, in: shop.folder)
                #expect(outcome.code == 77, "\(sql): \(outcome.errors)")
            }
            #expect(try await shop.rawRows() == 8)
        }
    }

    @Test func aWrongStatementIsExplainedAndLeavesStandardOutputToTheError() async throws {
        try await Shop.withResults { shop in
            let outcome = try await Covey.run("query", "selekt 1", "--json", in: shop.folder)
            #expect(outcome.code == 65)
            let error = try #require(try outcome.json()["error"] as? [String: Any])
            #expect(error["kind"] as? String == "data")
        }
    }

    @Test func aReaderThatGoesAwayEndsTheProgramQuietly() async throws {
        try await Shop.withResults { shop in
            let path = try Covey.executable().path
            let sql = "select * from range(3000000)"
            let shell = try RunningCovey(
                ["/bin/sh", "-c", "'\(path)' query '\(sql)' --format csv | head -n 2"],
                in: shop.folder,
                environment: Covey.environment(.english)
            )
            let outcome = try await shell.outcome()
            #expect(outcome.output == "range\n0\n")
            #expect(outcome.errors.isEmpty)
        }
    }

    @Test func aNameFromTheDataCannotSteerTheTerminal() async throws {
        try await Shop.withResults { shop in
            let outcome = try await Covey.run("query", "select chr(27) || '[2J' as x", in: shop.folder)
            #expect(outcome.output == "x\n·[2J\n")
        }
    }
}
