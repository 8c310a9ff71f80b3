import Domain
import Foundation
import TestSupport
import Testing
import Warehouse

extension WarehouseSuite {
    @Suite struct LoadingTests {
        @Test func duckDBIsFoundAndAnswers() async throws {
            let connection = try await WarehouseFixture.connection()
            let version = try await connection.query(BoundQuery("SELECT version() AS v")).texts("v")
            #expect(version.count == 1 && version[0].hasPrefix("v"))
        }

        @Test func aMissingLibraryNamesEveryPlaceAndHowToGetIt() async throws {
            try await TemporaryFolder.with { folder in
                let places = ["/nowhere/lib", "/elsewhere/lib"]
                let search = LibrarySearch(systemFolders: places, dependencyFolders: [folder.path])
                let error = #expect(throws: WarehouseError.self) {
                    try Driver.duckDB(search)
                }
                let explanation = try #require(error?.explanation)
                let advice = try #require(error?.advice)
                for place in places + [folder.path + "/duckdb"] {
                    #expect(explanation.english.contains(place) && explanation.chinese.contains(place))
                }
                #expect(explanation.english.contains("no such file"))
                #expect(advice.english.contains("make setup") && advice.english.contains("brew install duckdb"))
                #expect(advice.chinese.contains("make setup"))
            }
        }

        @Test func aConfiguredPathIsTheOnlyPlace() {
            let search = LibrarySearch(configured: "/nowhere/libduckdb.so", dependencyFolders: ["/deps"])
            #expect {
                try Driver.duckDB(search)
            } throws: { error in
                guard case WarehouseError.library(.notFound(_, let places)) = error else { return false }
                return places.map(\.path) == ["/nowhere/libduckdb.so"]
            }
        }

        @Test func aWrongLibraryIsNamedWithTheMissingSymbol() throws {
            #if os(macOS)
                let wrong = "libz.dylib"
            #else
                let wrong = "libm.so.6"
            #endif
            #expect(throws: WarehouseError.library(.wrong(path: wrong, symbol: "duckdb_adbc_init"))) {
                try Driver.duckDB(LibrarySearch(configured: wrong))
            }
            #expect(throws: WarehouseError.library(.wrong(path: wrong, symbol: "AdbcDriverInit"))) {
                try Driver(library: wrong, entryPoint: "AdbcDriverInit")
            }
        }

        @Test func aFileThatIsNoLibraryIsReportedInTheLoadersWords() async throws {
            try await TemporaryFolder.with { folder in
                let file = folder.appendingPathComponent("duckdb/libduckdb.so")
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data("not a library".utf8).write(to: file)
                #expect {
                    try Driver(library: file.path, entryPoint: "duckdb_adbc_init")
                } throws: { error in
                    guard case WarehouseError.library(.notFound(_, let places)) = error else { return false }
                    return places.count == 1 && places[0].path == file.path
                        && places[0].reason.english != "no such file"
                }
            }
        }

        @Test func dependencyFoldersComeFromTheEnvironmentOrFromAboveTheExecutable() async throws {
            let listed = LibrarySearch.dependencyFolders(environment: ["COVEY_DEPS": "/a:/b"], executable: "/x/covey")
            #expect(listed == ["/a", "/b"])
            try await TemporaryFolder.with { folder in
                let deps = folder.resolvingSymlinksInPath().appendingPathComponent("deps")
                try FileManager.default.createDirectory(at: deps, withIntermediateDirectories: true)
                let executable = folder.appendingPathComponent("build/debug/covey")
                let found = LibrarySearch.dependencyFolders(environment: [:], executable: executable.path)
                #expect(found.contains(deps.path))
            }
        }
    }
}
