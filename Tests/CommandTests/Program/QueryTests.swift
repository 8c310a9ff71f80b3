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
