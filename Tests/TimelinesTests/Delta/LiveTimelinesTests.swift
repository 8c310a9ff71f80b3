import Domain
import EngineConformance
import Foundation
import Segments
import TestSupport
import Testing

@testable import Timelines

/// Merging what came later into new files while more comes.
final class LiveTimelinesTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("covey-\(UUID().uuidString)")
    private var home: TimelineFolder { TimelineFolder(path: folder.path + "/timelines") }
    private let split: SplitWorld

    init() {
        var generator = WorldGenerator(seed: 21)
        split = SplitWorld(generator.world(customers: 60), seed: 3)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    private struct Failure: Error {}

    private func begin() throws -> LiveTimelines {
        let writing = try home.begin(split.baseSchema)
        var merge = TimelineMerge([try .inMemory(split.base, schema: split.baseSchema)], into: writing.builder)
        #expect(try !merge.copy(.max))
        writing.builder.lastArrival = split.base.flatMap(\.events).map(\.arrival).max()
        _ = try writing.finish()
        try writing.adopt(fingerprint: "run")
        return try LiveTimelines(home, schema: World.schema)
    }

    private func expectEverything(_ timelines: LayeredTimelines) throws {
        #expect(timelines.customerCount == split.customers.count)
        for customer in split.customers {
            let place = try #require(timelines.place(of: customer.id))
            #expect(timelines.id(of: place) == customer.id)
            #expect(timelines.customer(at: place) == customer.withPlacesForArrivals)
        }
    }

    @Test func theMergedFilesHoldEverything() async throws {
        let live = try begin()
        for batch in split.batches { _ = try await live.add(batch) }
        try await live.merge()
        #expect(live.current.layers.isEmpty)
        try expectEverything(live.current)
        let read = try home.open(verifying: .everything)
        try expectEverything(try LayeredTimelines(read, schema: World.schema))
        #expect(home.fingerprint == "run")
        // The file that names the set, and the set.
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).count == 2)
    }

    /// Batches come before, while and after the merge; nothing is lost and nothing doubled, whichever come when.
    @Test(arguments: 0..<8) func whatComesWhileAMergeRunsIsKeptOnce(part: Int) async throws {
        let live = try begin()
        let batches = split.batches
        let (first, second) = (batches.count * part / 8, batches.count * (part + 1) / 8)
        for batch in batches[..<first] { _ = try await live.add(batch) }
        let before = live.current
        let customers = (0..<before.customerCount).map { before.customer(at: $0) }
        try await live.merge { done, total in
            guard done == total else { return }
            for batch in batches[first..<second] { _ = try await live.add(batch) }
        }
        for batch in batches[second...] { _ = try await live.add(batch) }
        try expectEverything(live.current)
        // Whoever began to read before goes on reading what there was.
        #expect((0..<before.customerCount).map { before.customer(at: $0) } == customers)
        // Everything once more, as after a crash: it is known already.
        for batch in batches { #expect(try await live.add(batch).events == 0) }
        try expectEverything(live.current)
        try await live.merge()
        try expectEverything(try LayeredTimelines(try home.open(verifying: .everything), schema: World.schema))
    }

    /// What a process that is killed at any of these moments leaves on the disk: the old files, whole. What came since is added
    /// again from where they end.
    @Test func aProcessThatEndsInTheMiddleLeavesTheOldFiles() async throws {
        let live = try begin()
        let batches = split.batches
        for batch in batches { _ = try await live.add(batch) }
        let (path, copies) = (home.path, folder.path + "/copies")
        try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: true)
        try await live.merge { done, _ in
            try FileManager.default.copyItem(atPath: path, toPath: "\(copies)/\(done)-\(UUID().uuidString)")
        }
        let moments = try FileManager.default.contentsOfDirectory(atPath: copies)
        #expect(moments.count >= 2)
        for moment in moments {
            let left = TimelineFolder(path: "\(copies)/\(moment)")
            #expect(left.fingerprint == "run")
            #expect(try left.open(verifying: .everything).customerCount == split.base.count)
            let again = try LiveTimelines(left, schema: World.schema)
            for batch in batches { _ = try await again.add(batch) }
            try await again.merge()
            try expectEverything(again.current)
        }
    }

    @Test func aFailedOrCancelledMergeChangesNothingAndCanBeRepeated() async throws {
        let live = try begin()
        for batch in split.batches { _ = try await live.add(batch) }
        await #expect(throws: Failure.self) { try await live.merge { _, _ in throw Failure() } }
        let task = Task {
            try await live.merge { _, _ in try? await Task.sleep(for: .seconds(60)) }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        // The file that names the set cannot be written where a folder is in its way.
        let obstacle = home.path + "/current.new"
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: true)
        await #expect(throws: TimelineError.self) { try await live.merge() }
        try FileManager.default.removeItem(atPath: obstacle)
        try expectEverything(live.current)
        #expect(try home.open(verifying: .everything).customerCount == split.base.count)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).count == 2)
        try await live.merge()
        try expectEverything(live.current)
        #expect(live.current.layers.isEmpty)
    }

    @Test func onlyOneMergeRunsAtATime() async throws {
        let live = try begin()
        try await live.merge { _, _ in
            await #expect(throws: TimelineError.mergeUnderWay) { try await live.merge() }
        }
    }

    @Test func timelinesOfALaterRunAreNotReplaced() async throws {
        let live = try begin()
        for batch in split.batches { _ = try await live.add(batch) }
        let writing = try home.begin(World.schema)
        _ = try writing.finish()
        try writing.adopt(fingerprint: "later run")
        await #expect(throws: TimelineError.superseded(path: home.path)) { try await live.merge() }
        #expect(home.fingerprint == "later run")
        try expectEverything(live.current)
    }

    /// Readers on other threads while batches come and merges run: each sees a state that there was.
    @Test func readersSeeWholeStatesWhileOthersWrite() async throws {
        let live = try begin()
        let batches = split.batches
        let names = Set(split.customers.map(\.id))
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for (number, batch) in batches.enumerated() {
                    _ = try await live.add(batch)
                    if number % 7 == 3 { try await live.merge() }
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    var last = Int64.min
                    for _ in 0..<300 {
                        let now = live.current
                        #expect(now.lastArrival >= last)
                        last = now.lastArrival
                        for place in 0..<now.customerCount where !names.contains(now.customer(at: place).id) {
                            Issue.record("\(place) is nobody")
                        }
                        await Task.yield()
                    }
                }
            }
            while let result = await group.nextResult() {
                #expect(throws: Never.self) { try result.get() }
            }
        }
        try expectEverything(live.current)
    }
}
