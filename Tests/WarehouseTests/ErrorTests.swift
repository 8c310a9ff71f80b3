import Domain
import TestSupport
import Testing
import Warehouse

extension WarehouseSuite {
    @Suite struct ErrorTests {
        private func failure(_ query: BoundQuery, options: EngineOptions = EngineOptions()) async throws
            -> WarehouseError
        {
            let connection = try await WarehouseFixture.connection(options: options)
            return try #require(await #expect(throws: WarehouseError.self) { try await connection.query(query) })
        }

        @Test func anErrorCarriesTheSQLAndItsArguments() async throws {
            let arguments: [Argument] = [.text("alice@example.com"), .integer(1_380_013_800)]
            let query = BoundQuery("SELECT ?::INTEGER, ? FROM range(3)", arguments)
            let error = try await failure(query)
            guard case .statement(.query, let failure) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(failure.sql == query.text && failure.arguments == arguments)
            #expect(failure.kind == "Conversion Error")
            #expect(failure.message.contains("alice@example.com"))
        }

        @Test func textsShowArgumentsMasked() async throws {
            let arguments: [Argument] = [.text("alice@example.com"), .integer(1_380_013_800)]
            let error = try await failure(BoundQuery("SELECT ?::INTEGER, ? FROM range(3)", arguments))
            for text in [error.explanation.english, error.explanation.chinese, error.description] {
                #expect(!text.contains("alice") && !text.contains("1380013800"))
                #expect(text.contains("SELECT ?::INTEGER"))
            }
            #expect(error.explanation.english.contains("?1 = text of 17 characters"))
            #expect(error.explanation.english.contains("?2 = integer"))
            #expect(error.explanation.chinese.contains("?1 = 17 个字符的文本"))
        }

        @Test func quotedListArgumentsAreMaskedToo() async throws {
            let query = BoundQuery("SELECT unnest(?)::INTEGER FROM range(3)", [.texts(["12", "bob@example.com"])])
            let error = try await failure(query)
            #expect(!error.explanation.english.contains("bob"))
            #expect(error.explanation.english.contains("?1 = list of 2 texts"))
        }

        @Test func longSQLIsShortenedInTextsOnly() async throws {
            let query = BoundQuery("SELECT nope, '" + String(repeating: "x", count: 50_000) + "'")
            let error = try await failure(query)
            guard case .statement(.query, let failure) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(failure.sql == query.text)
            #expect(error.explanation.english.count < 3_000)
            #expect(error.explanation.english.contains("(50015 characters)"))
        }

        @Test func manyArgumentsAreShownByTheFirstOnes() async throws {
            let marks = Array(repeating: "?", count: 40).joined(separator: ", ")
            let error = try await failure(
                BoundQuery("SELECT nope, \(marks)", (0..<40).map { Argument.integer($0) })
            )
            #expect(error.explanation.english.contains("?5 = integer") && !error.explanation.english.contains("?6 ="))
            #expect(error.explanation.english.hasSuffix("… and 35 more arguments"))
            #expect(error.explanation.chinese.hasSuffix("…… 另有 35 个参数"))
        }

        @Test(arguments: [StatementFault.diskFull, .locationReadOnly, .outOfMemory(limit: nil), .dataUnreadable])
        func whatLiesWithTheMachineIsSaidWithoutTheStatement(fault: StatementFault) {
            let failure = StatementFailure(message: "No space", sql: "INSERT INTO t VALUES (?)", arguments: [.null])
            let text = WarehouseError.statement(fault, failure).explanation
            for text in [text.english, text.chinese] {
                #expect(text.hasSuffix("No space") && !text.contains("INSERT") && !text.contains("?1"))
            }
        }

        @Test(
            arguments: [
                ("SELEC 1", "Parser Error"), ("SELECT * FROM nope", "Catalog Error"), ("SELECT nope", "Binder Error"),
                ("SELECT 'x'::INTEGER FROM range(3)", "Conversion Error"), ("SELECT ?", "Invalid Input Error"),
                ("", ""),
            ]
        )
        func theEngineNamesTheKind(sql: String, kind: String) async throws {
            guard case .statement(.query, let failure) = try await failure(BoundQuery(sql)) else {
                Issue.record("not a query failure")
                return
            }
            #expect(failure.kind == kind && !failure.message.isEmpty)
        }

        @Test func anErrorInTheMiddleOfAResultIsNotAnEnd() async throws {
            let sql = "SELECT CASE WHEN range = 900000 THEN error('boom') ELSE 'x' END AS a FROM range(1000000)"
            guard case .statement(.query, let failure) = try await failure(BoundQuery(sql)) else {
                Issue.record("not a query failure")
                return
            }
            #expect(failure.message.contains("boom") && failure.sql == sql)
            let connection = try await WarehouseFixture.connection()
            await #expect(throws: WarehouseError.self) {
                try await connection.stream(BoundQuery(sql)) { for try await _ in $0 {} }
            }
        }

        /// The engine parses and plans by recursion, on the stack of the connection's thread.
        @Test func aDeeplyNestedStatementFitsTheStack() async throws {
            let connection = try await WarehouseFixture.connection()
            let sql = "SELECT " + String(repeating: "abs(1 + ", count: 450) + "1" + String(repeating: ")", count: 450)
            #expect(try await connection.query(BoundQuery(sql + " AS a")).integers("a") == [451])
        }

        @Test func aViolatedConstraintIsOne() async throws {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(
                BoundQuery("CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER NOT NULL CHECK (b > 0))")
            )
            try await connection.execute(BoundQuery("INSERT INTO t VALUES (1, 1)"))
            for values in ["(1, 1)", "(2, NULL)", "(3, 0)"] {
                await #expect {
                    try await connection.execute(BoundQuery("INSERT INTO t VALUES \(values)"))
                } throws: { error in
                    guard case WarehouseError.statement(.constraint, _) = error else { return false }
                    return true
                }
            }
        }

        @Test func tooLittleMemoryIsSaidWithTheLimit() async throws {
            let options = EngineOptions(memoryLimit: 30 << 20, threads: 1, temporaryFolder: "")
            let sql = "SELECT list(range || repeat('x', 100)) FROM range(2000000)"
            let error = try await failure(BoundQuery(sql), options: options)
            guard case .statement(.outOfMemory("30 MiB"), _) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(error.explanation.english.contains("(30 MiB)") && error.advice != nil)
        }

        @Test func everyTextExistsInBothLanguages() {
            let failure = StatementFailure(message: "m", sql: "s", arguments: [.null, .texts(["a"])])
            let errors: [WarehouseError] = [
                .library(.notFound(nil, places: [])), .library(.notFound(.spark, places: [])),
                .library(.wrong(path: "p", symbol: "s")),
                .library(.refused(path: "p", message: "m")), .opening(path: "p", .locked(by: nil)),
                .opening(path: "p", .alreadyOpen), .opening(path: "p", .notADatabase),
                .opening(path: "p", .corrupt(message: "m")), .opening(path: "p", .storageVersion(nil, isNewer: true)),
                .opening(path: "p", .missing), .opening(path: "p", .readOnly(message: "m")),
                .opening(path: "p", .diskFull(message: "m")), .opening(path: "p", .other(message: "m")),
                .opening(path: "p", .optionRefused(name: "n", value: "v", message: "m")),
                .opening(path: "p", .unreachable(message: "m")),
                .statement(.query, failure), .statement(.constraint, failure), .statement(.databaseReadOnly, failure),
                .statement(.locationReadOnly, failure), .statement(.diskFull, failure),
                .statement(.outOfMemory(limit: nil), failure), .statement(.interrupted, failure),
                .statement(.dataUnreadable, failure), .connection(.nestedTransaction), .connection(.streaming),
                .connection(.transaction(message: "m")), .connection(.diskFull(message: "m")), .connection(.closed),
                .result(.noSuchColumn(name: "a", available: [])), .result(.notOneRow(count: 2)),
                .result(.columnType(column: "a", wanted: "w", found: "f")), .result(.malformed("m")),
                .result(.missingValue(column: "a", row: 1)), .ingest(table: "t", .noColumns),
                .result(.valueOutOfRange(column: "a", row: 1, wanted: "w")),
                .ingest(table: "t", .lengthsDiffer(column: "a", length: 1, expected: 2)),
                .ingest(table: "t", .duplicateColumn("a")), .ingest(table: "t", .missingColumn("a")),
                .ingest(table: "t", .unknownColumn("a", available: [])),
            ]
            for error in errors {
                for text in [error.explanation, error.advice].compactMap(\.self) {
                    #expect(!text.english.isEmpty && text.english != text.chinese)
                    #expect(text.chinese.unicodeScalars.contains { $0.properties.isIdeographic })
                }
            }
        }
    }
}
