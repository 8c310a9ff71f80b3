import Foundation

/// A hundred segments over two million customers and fifty million events: by Covey's timelines, and the same definitions
/// one by one in DuckDB's SQL.
///
/// Customers, events and definitions are made by `Benchmarks/Timelines` from fixed seeds; both sides answer from the same
/// tables, and each segment's members are compared by their number and the sum of their identifiers.
struct SegmentBenchmark {
    private let surroundings: Surroundings
    private let customers: Int
    private let events: Int

    private static let segments = 100
    private static let fasterThanPeer = 50.0
    private static let mostBuildTimeOfPeer = 3.0
    private static let mostCountSeconds = 0.03
    private static let mostCustomerSeconds = 20e-6
    /// Four gigabytes, in megabytes.
    private static let mostMemory = 4_000.0

    /// - Parameter rows: events, where that is not the size that the limits are stated for.
    init(surroundings: Surroundings, rows: Int?) {
        self.surroundings = surroundings
        events = rows ?? 50_000_000
        customers = max(1, events / 25)
    }

    func run() throws -> [Figure] {
        let folder = try surroundings.freshFolder("segments")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bench = TimelineSteps(surroundings: surroundings, folder: folder)
        surroundings.remark(("Making \(events) events.", "正在生成 \(events) 个事件。"))
        _ = try bench.run("generate", customers, events)
        let order = try bench.run("order")
        let build = try bench.run("build")
        let refresh = try bench.run("refresh", Self.segments)
        let count = try bench.run("count", 20)
        let customer = try bench.run("customer", Self.segments)
        surroundings.remark(("Asking DuckDB, one segment after the other.", "正在逐个人群询问 DuckDB。"))
        let sql = try bench.run("sql", Self.segments)
        let memory = [build, refresh, count].map(\.peakMemory).max() ?? 0
        let isEqual = refresh.answer.members != nil && refresh.answer.members == sql.answer.members
        return [
            compared("refresh", refresh, sql, limit: 1 / Self.fasterThanPeer, isEqual, "DuckDB SQL, one by one"),
            compared("build", build, order, limit: Self.mostBuildTimeOfPeer, nil, "DuckDB ORDER BY customer, time"),
            single("count", count.answer.seconds * 1_000, "ms", limit: Self.mostCountSeconds * 1_000),
            single("customer", customer.answer.seconds * 1e6, "µs", limit: Self.mostCustomerSeconds * 1e6),
            single("memory", Double(memory) / 1e6, "MB", limit: Self.mostMemory),
        ] + (try layers(bench)) + (try growth(bench))
    }

    /// What came after the timelines were made: in layers, and merged into new files, with the same members.
    private func layers(_ bench: TimelineSteps) throws -> [Figure] {
        let new = max(1, events / 500)
        let add = try bench.run("add", new)
        let layers = try bench.run("layers", Self.segments, new)
        let touched = try bench.run("touched", Self.segments, new)
        let merge = try bench.run("merge", Self.segments, new)
        let instants = try bench.run("instants", Self.segments)
        return [
            Figure(name: "segments.layers.add", value: add.answer.seconds * 1e6, unit: "µs"),
            Figure(name: "segments.layers.refresh", value: layers.answer.seconds * 1_000, unit: "ms"),
            single("layers.customer", touched.answer.seconds * 1e6, "µs", limit: Self.mostCustomerSeconds * 1e6),
            Figure(
                name: "segments.layers.merge",
                value: merge.answer.seconds,
                unit: "s",
                equalAnswers: merge.answer.members != nil && merge.answer.members == layers.answer.members
            ),
            Figure(name: "segments.instants", value: instants.answer.seconds, unit: "s"),
        ]
    }

    /// The curve from 10 to 1,000 segments on the same events.
    private func growth(_ bench: TimelineSteps) throws -> [Figure] {
        try [10, 30, 100, 300, 1_000].map { count in
            let step = try bench.run("refresh", count)
            return Figure(name: "segments.\(count)", value: step.answer.seconds * 1_000, unit: "ms")
        }
    }

    private func compared(
        _ name: String,
        _ own: TimelineSteps.Outcome,
        _ peer: TimelineSteps.Outcome,
        limit: Double,
        _ equalAnswers: Bool?,
        _ peerName: String
    ) -> Figure {
        Figure(
            name: "segments.\(name)",
            value: own.answer.seconds,
            unit: "s",
            peer: peerName,
            peerValue: peer.answer.seconds,
            ratio: own.answer.seconds / peer.answer.seconds,
            equalAnswers: equalAnswers,
            limit: Figure.Limit(ratio: limit)
        )
    }

    private func single(_ name: String, _ value: Double, _ unit: String, limit: Double) -> Figure {
        Figure(name: "segments.\(name)", value: value, unit: unit, limit: Figure.Limit(value: limit))
    }
}

/// The curve from 5 to 50 million events, each with as many customers as have 25 of them.
struct EventGrowthBenchmark {
    let surroundings: Surroundings

    func run() throws -> [Figure] {
        try [5, 10, 20, 50].flatMap { millions in
            let folder = try surroundings.freshFolder("events")
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let bench = TimelineSteps(surroundings: surroundings, folder: folder)
            surroundings.remark(("Making \(millions) million events.", "正在生成 \(millions) 百万个事件。"))
            _ = try bench.run("generate", millions * 40_000, millions * 1_000_000)
            let build = try bench.run("build")
            let refresh = try bench.run("refresh", 100)
            return [
                Figure(name: "events.\(millions)M.build", value: build.answer.seconds, unit: "s"),
                Figure(name: "events.\(millions)M.refresh", value: refresh.answer.seconds * 1_000, unit: "ms"),
            ]
        }
    }
}
