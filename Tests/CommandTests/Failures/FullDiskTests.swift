import Domain
import Foundation
import Testing

#if os(Linux)
    /// A disk that is full, made of a library that refuses writes below a folder once so many bytes have been written.
    @Suite(.serialized)
    struct FullDiskTests {
        /// Small work first meets the full disk when it commits; bigger work while it loads.
        @Test(arguments: [(40_000, 0), (40_000, 400_000), (100_000, 3_000_000)])
        func aFullDiskIsNamedAndLeavesTheWorkspaceAsItWas(rows: Int, room: Int) async throws {
            try await Shop.withResults { shop in
                let library = try await FullDisk.library(in: shop.folder)
                try shop.writeOrders(rows: rows)
                for (language, text) in [(Language.english, "full"), (.chinese, "已满")] {
                    let outcome = try await Covey.run(
                        "run",
                        "--no-report",
                        in: shop.folder,
                        language: language,
                        environment: FullDisk.environment(library, folder: shop.folder, room: room)
                    )
                    #expect(outcome.code == 74, "\(outcome.errors)")
                    #expect(outcome.errors.contains(text), "\(outcome.errors)")
                    #expect(outcome.output.isEmpty)
                }
                #expect(try await shop.rawRows() == 8)
                let again = try await Covey.run("run", "--no-report", in: shop.folder)
                #expect(again.code == 0, "\(again.errors)")
                #expect(try await shop.rawRows() == rows)
            }
        }

        @Test func aWorkingCopyThatDoesNotFitIsNamed() async throws {
            try await Shop.withResults { shop in
                let library = try await FullDisk.library(in: shop.folder)
                try shop.writeOrders(rows: 20_000)
                let text = try String(contentsOf: shop.path("orders.csv"), encoding: .utf8)
                try shop.write(try #require(text.data(using: .utf16)), to: "orders.csv")
                let outcome = try await Covey.run(
                    "import",
                    in: shop.folder,
                    environment: FullDisk.environment(library, folder: shop.folder, room: 100_000)
                )
                #expect(outcome.code == 74, "\(outcome.errors)")
                #expect(outcome.errors.contains("full"))
                #expect(try await shop.rawRows() == 8)
                #expect(try shop.workingCopies().isEmpty)
            }
        }

        @Test func anExportThatDoesNotFitLeavesTheFileThatWasThere() async throws {
            try await Shop.withResults { shop in
                let library = try await FullDisk.library(in: shop.folder)
                try shop.write("before", to: "big.csv")
                let outcome = try await Covey.run(
                    "segment",
                    "export",
                    "big",
                    in: shop.folder,
                    environment: FullDisk.environment(library, folder: shop.folder, room: 10)
                )
                #expect(outcome.code == 74, "\(outcome.errors)")
                #expect(try String(contentsOf: shop.path("big.csv"), encoding: .utf8) == "before")
                let left = try FileManager.default.contentsOfDirectory(atPath: shop.folder.path)
                #expect(!left.contains { $0.hasSuffix(".part") || $0.hasSuffix(".bom") })
            }
        }
    }

    /// Builds and names the library.
    enum FullDisk {
        /// - Parameter folder: where it is built, and goes with it.
        static func library(in folder: URL) async throws -> URL {
            let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
                "full_disk.c"
            )
            let library = folder.appendingPathComponent(".full-disk.so")
            let compiler = try RunningCovey(
                ["/usr/bin/env", "clang", "-shared", "-fPIC", "-O1", "-o", library.path, source.path, "-ldl"],
                in: folder,
                environment: ProcessInfo.processInfo.environment
            )
            let outcome = try await compiler.outcome()
            try #require(outcome.code == 0, "the library for a full disk cannot be built: \(outcome.errors)")
            return library
        }

        static func environment(_ library: URL, folder: URL, room: Int) -> [String: String] {
            [
                "LD_PRELOAD": library.path, "FULL_DISK_FOLDER": folder.resolvingSymlinksInPath().path,
                "FULL_DISK_ROOM": String(room),
            ]
        }
    }
#endif
