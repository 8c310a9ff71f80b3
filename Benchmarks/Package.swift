// swift-tools-version: 6.2
import PackageDescription

/// Benchmarks measure the release binary as its users run it, against peers that run beside it, so this package depends
/// on nothing of Covey's and builds in seconds.
let package = Package(
    name: "covey-benchmarks",
    platforms: [.macOS(.v15)],
    targets: [
        .executableTarget(
            name: "covey-bench",
            path: "Sources/CoveyBench",
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
                .treatAllWarnings(as: .error),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
