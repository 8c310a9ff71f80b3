// swift-tools-version: 6.2
import PackageDescription

/// One list of settings for every target. Warnings become errors where `COVEY_STRICT=1` is set, as `make` and CI do.
var settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
if Context.environment["COVEY_STRICT"] == "1" {
    settings.append(.treatAllWarnings(as: .error))
}

let package = Package(
    name: "covey",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "covey", targets: ["covey"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // Meaning: no input, no output.
        .target(name: "Domain"),
        .target(name: "Segments", dependencies: ["Domain"]),
        .target(name: "Timelines", dependencies: ["CRoaring", "Domain", "Segments"]),
        .target(name: "SQL"),
        .target(name: "Compiler", dependencies: ["Domain", "ProjectFile", "SQL", "Segments"]),
        .target(name: "Statistics"),
        // The loop of k-means, for each width of register: Swift has no way to choose one when it runs.
        .target(name: "CNearestCentroid"),
        .target(name: "Models", dependencies: ["CNearestCentroid", "CXGBoost", "Domain", "Statistics"]),
        // Models by name over a table of columns: options, documents, saved models.
        .target(
            name: "Fitting",
            dependencies: ["Domain", "Models", "Statistics", .product(name: "Crypto", package: "swift-crypto")]
        ),

        // Edges: files, engines, pages.
        .target(name: "CADBC", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "Warehouse", dependencies: ["CADBC", "Domain", "SQL"]),
        .target(
            name: "ProjectFile",
            dependencies: ["Domain", .product(name: "Yams", package: "Yams")]
        ),
        .target(
            name: "Reports",
            dependencies: ["Domain", "Exchange", "Fitting", .product(name: "Mustache", package: "swift-mustache")],
            resources: [.embedInCode("Resources")]
        ),

        .target(
            name: "Exchange",
            dependencies: ["Domain", "CCompression", .product(name: "Crypto", package: "swift-crypto")]
        ),
        .systemLibrary(name: "CRoaring", providers: [.apt(["libroaring-dev"]), .brew(["croaring"])]),
        .systemLibrary(name: "CXGBoost", providers: [.apt(["libxgboost-dev"]), .brew(["xgboost"])]),
        .systemLibrary(
            name: "CCompression",
            providers: [.apt(["zlib1g-dev", "libzstd-dev"]), .brew(["zstd"])]
        ),

        // Use cases, and the program that wires them together.
        .target(
            name: "Platform",
            dependencies: [
                "Compiler", "Domain", "Exchange", "Fitting", "Models", "ProjectFile", "Reports", "SQL", "Segments",
                "Statistics", "Timelines", "Warehouse",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .executableTarget(
            name: "covey",
            dependencies: [
                "Compiler", "Domain", "Exchange", "Fitting", "Models", "Platform", "ProjectFile", "Reports", "SQL",
                "Segments", "Timelines", "Warehouse",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // What benchmarks measure inside of one process; its customers, events and definitions are published with it.
        .executableTarget(
            name: "covey-timeline-bench",
            dependencies: ["Compiler", "Domain", "Platform", "SQL", "Segments", "Timelines", "Warehouse"],
            path: "Benchmarks/Timelines"
        ),
        // The same for models, beside their peers of Python.
        .executableTarget(
            name: "covey-model-bench",
            dependencies: ["Domain", "Fitting", "Models", "Statistics"],
            path: "Benchmarks/Models"
        ),

        .testTarget(name: "DomainTests", dependencies: ["Domain"]),
        .testTarget(name: "SegmentsTests", dependencies: ["Segments", "Domain", "TestSupport"]),
        .testTarget(
            name: "TimelinesTests",
            dependencies: ["Domain", "EngineConformance", "Segments", "TestSupport", "Timelines"]
        ),
        .testTarget(name: "SQLTests", dependencies: ["SQL", "TestSupport"]),
        .testTarget(name: "WarehouseTests", dependencies: ["CADBC", "Domain", "SQL", "TestSupport", "Warehouse"]),
        .testTarget(name: "ProjectFileTests", dependencies: ["Domain", "ProjectFile", "TestSupport"]),
        .testTarget(name: "ReportsTests", dependencies: ["Domain", "Fitting", "Reports", "TestSupport"]),
        .testTarget(
            name: "CompilerTests",
            dependencies: [
                "Compiler", "Domain", "EngineConformance", "ProjectFile", "SQL", "SQLConformance", "Segments",
                "TestSupport", "Warehouse",
            ]
        ),
        // Everything that needs a Spark server: it is started once for all of them.
        .testTarget(
            name: "SparkTests",
            dependencies: [
                "Compiler", "Domain", "EngineConformance", "Platform", "ProjectFile", "SQL", "SQLConformance",
                "Segments", "TestSupport", "Warehouse",
            ]
        ),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"]),
        .testTarget(
            name: "ModelsTests",
            dependencies: ["CNearestCentroid", "Domain", "Models", "Statistics", "TestSupport"]
        ),
        .testTarget(name: "FittingTests", dependencies: ["Domain", "Fitting", "Models", "Statistics", "TestSupport"]),
        .testTarget(name: "ExchangeTests", dependencies: ["Domain", "Exchange", "TestSupport"]),
        .testTarget(
            name: "PlatformTests",
            dependencies: [
                "Domain", "EngineConformance", "Exchange", "Fitting", "Models", "Platform", "ProjectFile", "SQL",
                "Segments",
                "TestSupport", "Timelines", "Warehouse",
            ]
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Domain", "Fitting", "Platform", "TestSupport", "covey",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Failures/full_disk.c"]
        ),
        .testTarget(
            name: "EngineConformanceTests",
            dependencies: ["Domain", "EngineConformance", "Segments", "TestSupport"]
        ),
        // One suite for every evaluator: random definitions over random customers.
        .target(
            name: "EngineConformance",
            dependencies: ["Domain", "Segments", "TestSupport"],
            path: "Tests/EngineConformance"
        ),
        // The same for engines that are spoken to in SQL.
        .target(
            name: "SQLConformance",
            dependencies: ["Compiler", "Domain", "EngineConformance", "Segments", "Warehouse"],
            path: "Tests/SQLConformance"
        ),
        .target(name: "TestSupport", dependencies: ["Warehouse"], path: "Tests/TestSupport"),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + settings
}
