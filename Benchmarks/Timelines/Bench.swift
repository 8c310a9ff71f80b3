import Compiler
import Domain
import Foundation
import Platform
import SQL
import Segments
import Timelines
import Warehouse

/// The steps.
struct Bench {
    let folder: String

    var timelineFolder: TimelineFolder { TimelineFolder(path: folder + "/timelines") }
    static let threads = 2
    private static let zone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt

    private var now: Instant { Instant(microseconds: GeneratedShop.now) }

    func run(_ step: Step, _ counts: [Int]) async throws -> Answer {
        let first = counts.first ?? 100
        switch step {
        case .generate:
            let shop = GeneratedShop(customers: first, events: counts.count > 1 ? counts[1] : 25 * first)
            return try await withConnection { connection in
                try await Self.timed { try await shop.write(to: connection) }
            }
        case .order: return try await order()
        case .build: return try await build()
        case .refresh: return try refresh(first)
        case .sql: return try await sql(first)
        case .count: return try count(first)
        case .customer: return try customer(first)
        case .record: return try record(first, days: counts.count > 1 ? counts[1] : 1)
        case .add: return try layered(counts.last ?? 100_000).answer
        case .layers: return try layers(first, counts.last ?? 100_000)
        case .touched: return try touched(first, counts.last ?? 100_000)
        case .merge: return try await merge(first, counts.last ?? 100_000)
        case .instants: return try instants(first)
        }
    }

    // MARK: Timelines

    func evaluator(_ definitions: [SegmentDefinition]) -> ReferenceEvaluator {
        ReferenceEvaluator(now: now, timeZone: Self.zone, currency: MeasuredSegments.schema.currency)
    }

    private func build() async throws -> Answer {
        try await withConnection { connection in
            let schema = MeasuredSegments.schema
            let context = RunContext(clock: { Instant(microseconds: 0) }, language: .english, dependencyFolders: [])
            var count = 0
            var answer = try await Self.timed {
                let writing = try timelineFolder.begin(schema)
                try await TimelineExport(connection: connection, context: context)
                    .run(into: writing.builder, schema: schema)
                count = writing.builder.eventCount
                _ = try writing.finish()
                try writing.adopt(fingerprint: "benchmark")
            }
            answer.events = count
            return answer
        }
    }

    private func refresh(_ count: Int) throws -> Answer {
        let timelines = try timelineFolder.open()
        let definitions = try MeasuredSegments.definitions(count)
        var members: [Members] = []
        let seconds = try median(of: 5) { _ in
            members = try Program(definitions, for: timelines, evaluator(definitions)).members(threads: Self.threads)
        }
        return Answer(seconds: seconds, members: members.map { Self.sums(of: $0) { timelines.ids[$0] } })
    }

    /// How many members there are, and the sum of their numbers.
    static func sums(of members: Members, _ id: (Int) -> String) -> [Int64] {
        [Int64(members.count), members.places.reduce(0) { $0 + (Int64(id(Int($1)).dropFirst()) ?? 0) }]
    }

    /// Definitions that are none of those that are refreshed, each for the first time.
    private func count(_ count: Int) throws -> Answer {
        let timelines = try timelineFolder.open()
        let definitions = try MeasuredSegments.definitions(1_000 + count).dropFirst(1_000)
        let all = Array(definitions)
        let seconds = try median(of: count) { round in
            _ = try Program([all[round]], for: timelines, evaluator(all)).members(threads: Self.threads)[0].count
        }
        return Answer(seconds: seconds)
    }

    /// A customer with 25 events, as when one of them has just arrived.
    private func customer(_ count: Int) throws -> Answer {
        let timelines = try timelineFolder.open()
        let definitions = try MeasuredSegments.definitions(count)
        let evaluator = CustomerEvaluator(try Program(definitions, for: timelines, evaluator(definitions)))
        let places = (0..<timelines.customerCount).filter { timelines.eventCount(of: $0) == 25 }.prefix(1_000)
        var members = 0
        let seconds = try median(of: 11) { _ in
            for place in places { members += evaluator.memberships(of: place).count { $0 } }
        }
        return Answer(
            seconds: seconds / Double(max(1, places.count)),
            members: [[Int64(places.count), Int64(members)]]
        )
    }

    /// Who entered and left since some days ago, also in passing.
    private func record(_ count: Int, days: Int) throws -> Answer {
        let timelines = try timelineFolder.open()
        let definitions = try MeasuredSegments.definitions(count)
        let evaluator = evaluator(definitions)
        let start = now.stepped(by: -days, .day, in: Self.zone)
        var changes = 0
        let begin = ContinuousClock.now
        let courses = try MembershipCourses(
            definitions,
            since: start,
            in: timelines,
            evaluator,
            threads: Self.threads
        )
        for first in stride(from: 0, to: timelines.customerCount, by: 65_536) {
            let part = first..<min(first + 65_536, timelines.customerCount)
            changes += try courses.part(part, threads: Self.threads).changes.count
        }
        return Answer(seconds: Self.seconds(since: begin), events: changes)
    }

    // MARK: The peer

    private func order() async throws -> Answer {
        try await withConnection { connection in
            let sort = "SELECT * FROM events ORDER BY customer, time"
            return try await Self.timed {
                try await connection.execute(BoundQuery("CREATE OR REPLACE TEMP TABLE ordered AS \(sort)"))
            }
        }
    }

    private func sql(_ count: Int) async throws -> Answer {
        try await withConnection { connection in
            let compiler = SegmentCompiler(schema: MeasuredSegments.schema, now: now, zone: Self.zone)
            var members: [[Int64]] = []
            var answer = try await Self.timed {
                for definition in try MeasuredSegments.definitions(count) {
                    let number = SQLExpression.substring(.column("customer"), from: 2, count: 8).cast(to: .integer)
                    let select = Select(
                        ["count": .countRows(), "sum": .coalesce([.sum(number).cast(to: .integer), 0])],
                        from: .subquery(try compiler.members(of: definition), as: "m")
                    )
                    let result = try await connection.query(select)
                    members.append([try result.integers("count")[0], try result.integers("sum")[0]])
                }
            }
            answer.members = members
            return answer
        }
    }

    private func withConnection<Success>(_ body: (Connection) async throws -> Success) async throws -> Success {
        let dependencies = ProcessInfo.processInfo.environment["COVEY_DEPS"].map { [$0] } ?? []
        let driver = try Driver.duckDB(LibrarySearch(configured: nil, dependencyFolders: dependencies))
        let database = try await Database.open(
            .file(path: folder + "/warehouse.duckdb", readOnly: false),
            options: EngineOptions(
                memoryLimit: 2_500_000_000,
                threads: Self.threads,
                temporaryFolder: folder + "/spill",
                timeZone: "UTC"
            ),
            driver: driver
        )
        do {
            let success = try await body(try await database.connect())
            await database.close()
            return success
        } catch {
            await database.close()
            throw error
        }
    }

    // MARK: Time

    static func timed(_ work: () async throws -> Void) async throws -> Answer {
        let start = ContinuousClock.now
        try await work()
        return Answer(seconds: seconds(since: start))
    }

    /// After one round that is not counted.
    func median(of rounds: Int, _ work: (Int) throws -> Void) throws -> Double {
        try work(0)
        var times: [Double] = []
        for round in 0..<rounds {
            let start = ContinuousClock.now
            try work(round)
            times.append(Self.seconds(since: start))
        }
        return times.sorted()[rounds / 2]
    }

    static func seconds(since start: ContinuousClock.Instant) -> Double {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
