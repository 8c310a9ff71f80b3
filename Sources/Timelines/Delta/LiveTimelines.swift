package import Domain
import Synchronization

/// The timelines of a workspace while customers keep doing things.
///
/// One writes: the actor adds what arrives, one batch after the other. Anybody reads: `current` is a value that nobody changes,
/// and taking it waits for no addition and no merge. A merge writes base and layers as new files beside the old ones, while
/// both go on.
package actor LiveTimelines {
    private let folder: TimelineFolder
    private let published: Mutex<LayeredTimelines>
    /// The files of the base.
    private var set: String
    private var isMerging = false
    /// So many of the lower layers a merge is reading; they stay as they are.
    private var settled = 0

    /// Opens the current timelines of a folder.
    ///
    /// - Parameter schema: as of `LayeredTimelines`.
    package init(_ folder: TimelineFolder, schema: Schema) throws(TimelineError) {
        guard let set = folder.current?.folder else { throw .missing(path: folder.path) }
        let base = try folder.open(set: set)
        self.folder = folder
        self.set = set
        published = Mutex(try LayeredTimelines(base, schema: schema))
    }

    /// All that is known now.
    package nonisolated var current: LayeredTimelines { published.withLock(\.self) }

    /// Adds what became known; whoever reads `current` from then on sees all of it. See `LayeredTimelines.add`.
    package func add(_ updates: [CustomerUpdate]) throws(TimelineError) -> AddedUpdates {
        var next = current
        let added = try next.add(updates, keeping: settled)
        publish(next)
        return added
    }

    private func publish(_ next: LayeredTimelines) { published.withLock { $0 = next } }

    /// Writes base and layers as new files and makes these the base. What is added meanwhile stays in layers above.
    ///
    /// Until the new files are complete and on the disk, the old ones are the current ones: a failure, a cancellation or the
    /// end of the process leaves them, and what arrived since their `lastArrival` can be added again.
    ///
    /// - Parameter progress: told how many customers of how many are done.
    /// - Throws: `TimelineError`, `CancellationError`, or what `progress` throws; the timelines then are what they were.
    package func merge(_ progress: @Sendable (_ done: Int, _ total: Int) async throws -> Void = { _, _ in })
        async throws
    {
        guard !isMerging else { throw TimelineError.mergeUnderWay }
        let start = current
        (isMerging, settled) = (true, start.layers.count)
        defer { (isMerging, settled) = (false, 0) }
        let merged = try await LayeredWriting(folder: folder, timelines: start, replaced: set).write(progress)
        publish(try current.rebased(on: merged.timelines, replacing: start.layers.count))
        set = merged.set
    }
}

/// Writes layered timelines as a new set of files.
private struct LayeredWriting {
    let folder: TimelineFolder
    let timelines: LayeredTimelines
    /// The set whose place the new one takes.
    let replaced: String

    /// Customers between two looks at whether to go on.
    private static let step = 20_000

    @concurrent
    func write(
        _ progress: @Sendable (Int, Int) async throws -> Void
    ) async throws -> (timelines: Timelines, set: String) {
        let writing = try folder.begin(timelines.schema)
        writing.builder.lastArrival = timelines.lastArrival
        var merge = TimelineMerge(timelines.stack, into: writing.builder)
        repeat {
            try Task.checkCancellation()
            try await progress(writing.builder.customerCount, timelines.customerCount)
        } while try merge.copy(Self.step)
        let new = try writing.finish()
        try await progress(timelines.customerCount, timelines.customerCount)
        try Task.checkCancellation()
        try writing.adopt(replacing: replaced)
        return (new, writing.folder)
    }
}
