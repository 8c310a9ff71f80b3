import Domain
import TestSupport
import Testing
import Warehouse

extension WarehouseSuite {
    /// Every row of a result in which row *i* of a hundred thousand holds a value made from *i*, and each seventh none.
    @Suite struct ColumnTests {
        private static let count = 10_000

        private static func isPresent(_ row: Int) -> Bool { row % 7 != 3 }

        private func result(_ expression: String) async throws -> QueryResult {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("CREATE TYPE color AS ENUM ('red', '绿', '')"))
            let text = """
                SELECT CASE WHEN i % 7 <> 3 THEN \(expression) END AS a
                FROM (SELECT range AS i FROM range(\(Self.count))) ORDER BY i
                """
            return try await connection.query(BoundQuery(text))
        }

        private func expect<Typed: TypedColumn>(
            _ expression: String,
            _ view: (Column) throws -> Typed,
            _ value: (Int) -> Typed.Value,
            sourceLocation: SourceLocation = #_sourceLocation
        ) async throws where Typed.Value: Equatable {
            let result = try await result(expression)
            #expect(result.rowCount == Self.count && result.batches.count > 1, sourceLocation: sourceLocation)
            var row = 0
            for batch in result.batches {
                let column = try view(batch.column(named: "a"))
                let bulk = column.values(missing: Typed.placeholder)
                try #require(bulk.count == batch.rowCount, sourceLocation: sourceLocation)
                for index in 0..<batch.rowCount {
                    let wanted = Self.isPresent(row) ? value(row) : nil
                    try #require(column[index] == wanted, "row \(row)", sourceLocation: sourceLocation)
                    try #require(
                        bulk[index] == wanted ?? Typed.placeholder,
                        "row \(row)",
                        sourceLocation: sourceLocation
                    )
                    row += 1
                }
            }
        }

        @Test(arguments: [
            "TINYINT", "UTINYINT", "SMALLINT", "USMALLINT", "INTEGER", "UINTEGER", "BIGINT", "UBIGINT", "HUGEINT",
        ])
        func integersOfEveryWidthAreRead(type: String) async throws {
            try await expect("(i % 100)::\(type)", IntegerColumn.init) { Int64($0 % 100) }
        }

        @Test(arguments: ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"])
        func negativeIntegersAreRead(type: String) async throws {
            try await expect("(-(i % 100))::\(type)", IntegerColumn.init) { -Int64($0 % 100) }
        }

        @Test func sumsAreReadAsIntegers() async throws {
            let connection = try await WarehouseFixture.connection()
            let sum = try await connection.query(BoundQuery("SELECT sum(range) AS a FROM range(1000000)"))
            #expect(try sum.integers("a") == [499_999_500_000])
        }

        @Test func integersThatDoNotFitAreRefused() async throws {
            for type in ["UBIGINT", "HUGEINT"] {
                let wide = try await result("18446744073709551615::\(type)")
                #expect(throws: WarehouseError.result(.valueOutOfRange(column: "a", row: 0, wanted: "64 bits"))) {
                    try wide.integers("a", missing: 0)
                }
                let cells = try wide.rows()
                #expect(cells[0][0] == .decimal(unscaled: 18_446_744_073_709_551_615, scale: 0))
                #expect(cells[3][0] == .null)
            }
        }

        @Test func mapsAreReadWithTheirKeysAndValues() async throws {
            let rows = try await result("map {'k': i, 'l': NULL}").rows()
            for (index, row) in rows.enumerated() {
                let pairs = [
                    Cell.Pair(key: .text("k"), value: .integer(Int64(index))), Cell.Pair(key: .text("l"), value: .null),
                ]
                try #require(row[0] == (Self.isPresent(index) ? .map(pairs) : .null), "row \(index)")
            }
            let empty = try await result("map {}").rows()
            #expect(empty[0][0] == .map([]) && empty[3][0] == .null)
            let nested = try await result("[map {i: [i]}, map {}]").rows()
            let pair = Cell.Pair(key: .integer(9_998), value: .list([.integer(9_998)]))
            #expect(nested[9_998][0] == .list([.map([pair]), .map([])]))
        }

        @Test func numbersAreRead() async throws {
            try await expect("i::DOUBLE / 8", DoubleColumn.init) { Double($0) / 8 }
            try await expect("(i::DOUBLE / 8)::FLOAT", DoubleColumn.init) { Double($0) / 8 }
            try await expect("i::INTEGER", DoubleColumn.init) { Double($0) }
            try await expect("(i::DECIMAL(18,2) / 8)::DECIMAL(9,3)", DoubleColumn.init) { Double($0 * 125) / 1_000 }
        }

        @Test(arguments: [(4, 1), (9, 2), (18, 4), (38, 4), (38, 10)])
        func decimalsAreReadExactly(precision: Int, scale: Int) async throws {
            let unit = (0..<scale).reduce(Int128(1)) { unit, _ in unit * 10 }
            try await expect("(-(i % 97))::DECIMAL(\(precision), \(scale))", DecimalColumn.init) {
                -Int128($0 % 97) * unit
            }
        }

        @Test func sumsOfDecimalsAreReadAsUnits() async throws {
            let connection = try await WarehouseFixture.connection()
            let query = BoundQuery(
                "SELECT sum(range * 0.25::DECIMAL(18,4)) AS a, sum(NULL::DECIMAL(18,4)) AS b FROM range(3)"
            )
            let result = try await connection.query(query)
            #expect(try result.units("a", scale: 4) == [7_500])
            #expect(try result.units("b", scale: 4, missing: -1) == [-1])
            #expect(throws: WarehouseError.self) { try result.units("b", scale: 4) }
            #expect(throws: WarehouseError.self) { try result.units("a", scale: 1) }
        }

        @Test func textsAreRead() async throws {
            func text(_ row: Int) -> String {
                switch row % 4 {
                case 0: ""
                case 1: "群像 \(row) 🙂"
                case 2: String(repeating: "x", count: row % 50)
                default: "a'\"\\;--\(row)"
                }
            }
            let expression = """
                CASE i % 4 WHEN 0 THEN '' WHEN 1 THEN '群像 ' || i || ' 🙂' WHEN 2 THEN repeat('x', (i % 50)::BIGINT)
                    ELSE 'a''"\\;--' || i END
                """
            try await expect(expression, TextColumn.init, text)
            try await expect("encode(i::VARCHAR)", BytesColumn.init) { Array(String($0).utf8) }
        }

        @Test func textsAreLentAsBytes() async throws {
            let connection = try await WarehouseFixture.connection()
            let result = try await connection.query(
                BoundQuery("SELECT '群像' AS a, 'x'::ENUM ('x') AS b, NULL::VARCHAR AS c")
            )
            let batch = try #require(result.batches.first)
            #expect(try TextColumn(batch.column(named: "a")).withUTF8(0) { Array($0) } == Array("群像".utf8))
            #expect(try TextColumn(batch.column(named: "b")).withUTF8(0) { Array($0) } == Array("x".utf8))
            #expect(try TextColumn(batch.column(named: "c")).withUTF8(0) { Array($0) } == nil)
        }

        @Test(arguments: ["arrow_large_buffer_size", "produce_arrow_string_view"])
        func textsInEveryLayoutAreRead(setting: String) async throws {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("SET arrow_output_version = '1.4'"))
            try await connection.execute(BoundQuery("SET \(setting) = true"))
            let query = """
                SELECT CASE WHEN range % 7 <> 3 THEN repeat('群', (range % 9)::BIGINT) || range END AS a,
                    [range::VARCHAR, repeat('y', 20)] AS b, encode(range::VARCHAR) AS c
                FROM range(5000) ORDER BY range
                """
            let result = try await connection.query(BoundQuery(query))
            let layout: TextLayout = setting == "produce_arrow_string_view" ? .views : .offsets64
            #expect(result.schema.fields[0].type == .text(layout))
            let wanted = (0..<5_000).map { $0 % 7 == 3 ? "-" : String(repeating: "群", count: $0 % 9) + String($0) }
            #expect(try result.texts("a", missing: "-") == wanted)
            let lists = (0..<5_000).map { [String($0), String(repeating: "y", count: 20)] }
            #expect(try result.textLists("b") == lists)
            #expect(try result.rows()[4_321]["c"] == .bytes(Array("4321".utf8)))
        }

        @Test func enumerationsAreReadAsTexts() async throws {
            try await expect("(['red', '绿', ''])[i % 3 + 1]::color", TextColumn.init) { ["red", "绿", ""][$0 % 3] }
        }

        @Test func truthValuesAreRead() async throws {
            try await expect("i % 3 = 0", BooleanColumn.init) { $0 % 3 == 0 }
        }

        @Test func datesAndTimesAreRead() async throws {
            try await expect("DATE '1960-01-01' + i::INTEGER", DateColumn.init) { Int32($0 - 3_653) }
            let day = 86_400_000_000
            for (type, unit) in [
                ("TIMESTAMP", 1), ("TIMESTAMPTZ", 1), ("TIMESTAMP_MS", 1), ("TIMESTAMP_S", 1), ("TIMESTAMP_NS", 1),
            ] {
                try await expect("(TIMESTAMP '1969-12-31' + to_hours(i))::\(type)", TimestampColumn.init) {
                    Int64($0 * 3_600_000_000 - day * unit)
                }
            }
        }

        @Test func instantsAreToldFromLocalTimes() async throws {
            let connection = try await WarehouseFixture.connection(options: EngineOptions(timeZone: "Asia/Shanghai"))
            let query = "SELECT TIMESTAMPTZ '1970-01-01 08:00:00' AS a, TIMESTAMP '1970-01-01 08:00:00' AS b"
            let row = try await connection.query(BoundQuery(query)).row()
            #expect(row["a"] == .instant(microseconds: 0))
            #expect(row["b"] == .localTime(microseconds: 28_800_000_000))
        }

        @Test func listsOfTextsAreRead() async throws {
            try await expect(
                "CASE i % 3 WHEN 0 THEN [] WHEN 1 THEN [i::VARCHAR] ELSE ['a', NULL, '乙'] END",
                TextListColumn.init
            ) {
                [[], [String($0)], ["a", "", "乙"]][$0 % 3]
            }
        }

        @Test func everyTypeBecomesACell() async throws {
            let connection = try await WarehouseFixture.connection()
            let query = """
                SELECT NULL AS a, true AS b, 1::TINYINT AS c, 1.5 AS d, 1.5::DOUBLE AS e, 'x' AS f, 'x'::BLOB AS g,
                    DATE '1970-01-02' AS h, TIME '00:00:01' AS i, [1, NULL] AS j, {'k': 1, 'l': ['m']} AS k,
                    [[1], []] AS l, [1, 2]::INTEGER[2] AS m, NULL::INTEGER[] AS n, uuid() IS NULL AS o
                """
            let row = try await connection.query(BoundQuery(query)).row()
            let wanted: [Cell] = [
                .null, .boolean(true), .integer(1), .decimal(unscaled: 15, scale: 1), .double(1.5), .text("x"),
                .bytes([120]), .date(daysSinceEpoch: 1), .time(microseconds: 1_000_000), .list([.integer(1), .null]),
                .structure([.init(name: "k", value: .integer(1)), .init(name: "l", value: .list([.text("m")]))]),
                .list([.list([.integer(1)]), .list([])]), .list([.integer(1), .integer(2)]), .null, .boolean(false),
            ]
            #expect(row.cells == wanted)
        }

        @Test func anEmptyResultHasColumnsAndNoRows() async throws {
            let connection = try await WarehouseFixture.connection()
            let query = "SELECT range AS a, 'x' AS b, 1.5 AS c, ['x'] AS d, true AS e FROM range(3) WHERE range > 5"
            let result = try await connection.query(BoundQuery(query))
            #expect(result.rowCount == 0 && result.schema.fields.map(\.name) == ["a", "b", "c", "d", "e"])
            #expect(try result.integers("a") == [] && result.texts("b") == [] && result.units("c", scale: 4) == [])
            #expect(try result.textLists("d") == [] && result.booleans("e") == [] && result.rows() == [])
        }

        @Test func aColumnOfOnlyGapsReadsAsAnyType() async throws {
            let connection = try await WarehouseFixture.connection()
            let result = try await connection.query(BoundQuery("SELECT NULL AS a FROM range(3)"))
            #expect(try result.integers("a", missing: -1) == [-1, -1, -1])
            #expect(try result.texts("a", missing: "-") == ["-", "-", "-"])
            #expect(try result.presence("a") == [false, false, false])
        }

        @Test func aGapIsAnErrorUnlessASubstituteIsGiven() async throws {
            let result = try await result("i")
            #expect(throws: WarehouseError.result(.missingValue(column: "a", row: 3))) { try result.integers("a") }
            #expect(try result.integers("a", missing: -5)[3] == -5)
        }

        @Test func aWrongNameOrTypeIsSaid() async throws {
            let result = try await result("i::VARCHAR")
            #expect(throws: WarehouseError.result(.noSuchColumn(name: "b", available: ["a"]))) { try result.texts("b") }
            let fault = ResultFault.columnType(column: "a", wanted: "whole numbers", found: "text")
            #expect(throws: WarehouseError.result(fault)) { try result.integers("a", missing: 0) }
            #expect(throws: WarehouseError.result(.notOneRow(count: Self.count))) { try result.row() }
        }

        @Test func aColumnOutlivesItsResultAndConnection() async throws {
            func column() async throws -> TextColumn {
                let connection = try await WarehouseFixture.connection()
                let result = try await connection.query(BoundQuery("SELECT repeat('x', 1000) AS a"))
                await connection.close()
                return try TextColumn(try #require(result.batches.first).column(named: "a"))
            }
            let texts = try await column()
            #expect(texts[0] == String(repeating: "x", count: 1_000))
        }
    }
}
