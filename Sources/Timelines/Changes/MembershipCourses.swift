import Dispatch
package import Domain
package import Segments

/// How memberships went between two instants: who was in at the first one, and every entry and exit after it, up to the second
/// one, at its true instant; whoever enters and leaves again is found.
///
/// All that is known now is taken for known then: traits are those of the timelines, and an event counts from its own time on.
///
/// First it is found, in one pass over the timelines as for memberships, for whom a statement cannot change at all between the
/// instants. Only the others are looked at one by one, and of them only the instants at which something enters or leaves a
/// window.
package struct MembershipCourses: Sendable {
    /// An entry or an exit.
    package struct Change: Sendable, Hashable {
        /// The place of the definition.
        package var definition: Int
        /// The place of the customer in the timelines.
        package var place: Int
        package var at: Instant
        package var entered: Bool
    }

    /// What is found of some customers.
    package struct Part: Sendable {
        /// In the order of (definition, place, instant).
        package var changes: [Change]
        /// For each definition a bit for each customer of the range: whether she is in at the first instant.
        package var initial: [[UInt64]]
    }

    private let graph: CourseGraph
    private let plan: CoursePlan
    /// Customers that a thread takes at a time; a multiple of 64.
    private static let chunk = 2_048

    /// - Parameters:
    ///   - start: the first instant, before that of the evaluator.
    ///   - evaluator: what the definitions are read with, at the second instant.
    /// - Complexity: that of evaluating each statement three times for all customers.
    package init(
        _ definitions: [SegmentDefinition],
        since start: Instant,
        in timelines: Timelines,
        _ evaluator: ReferenceEvaluator,
        threads: Int
    ) throws(EvaluationError) {
        let stretch = Stretch(start: min(start, evaluator.now), end: evaluator.now)
        var zones = [evaluator.timeZone]
        for definition in definitions + Array(evaluator.segments.values) {
            zones.append(try evaluator.context(of: definition).zone)
        }
        let edges = EdgesOfZones(stretch.range, zones: zones)
        graph = try CourseGraph(definitions, timelines, evaluator, stretch, edges, threads: threads)
        plan = CoursePlan(graph, timelines, evaluator, stretch, edges)
    }

    /// - Parameter places: begins at a multiple of 64.
    /// - Complexity: of each customer for whom something may change, the statements that may, times the instants at which they
    ///   may.
    package func part(_ places: Range<Int>, threads: Int) throws -> Part {
        let starts = Array(stride(from: places.lowerBound, to: places.upperBound, by: Self.chunk))
        let output = ChunkOutput(starts.count)
        let workers = max(1, min(threads, starts.count))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            let walk = CourseWalk(graph, plan)
            for number in stride(from: worker, to: starts.count, by: workers) {
                let chunk = starts[number]..<min(starts[number] + Self.chunk, places.upperBound)
                output.set(number, Result { try self.walk(walk, chunk) })
            }
        }
        var (changes, initial): ([Change], [[UInt64]]) = ([], graph.roots.map { _ in [] })
        for chunk in try output.parts() {
            changes += chunk.changes
            for (definition, row) in chunk.initial.enumerated() { initial[definition] += row }
        }
        changes.sort { ($0.definition, $0.place, $0.at) < ($1.definition, $1.place, $1.at) }
        return Part(changes: changes, initial: initial)
    }

    private func walk(_ walk: CourseWalk, _ chunk: Range<Int>) throws -> Part {
        let words = chunk.lowerBound / 64..<(chunk.upperBound + 63) / 64
        var part = Part(changes: [], initial: graph.roots.map { Array(graph.certain[$0][words]) })
        for place in chunk {
            try walk.walk(place) { definition, initial, turns in
                if initial { part.initial[definition][place >> 6 - words.lowerBound] |= 1 << UInt64(place & 63) }
                var entered = initial
                for turn in turns {
                    entered.toggle()
                    let at = Instant(microseconds: turn)
                    part.changes.append(Change(definition: definition, place: place, at: at, entered: entered))
                }
            }
        }
        return part
    }
}

/// What threads give back.
///
/// `@unchecked Sendable`: each place is written by one thread, before anybody reads.
private final class ChunkOutput: @unchecked Sendable {
    private let base: UnsafeMutablePointer<Result<MembershipCourses.Part, any Error>?>
    private let count: Int

    init(_ count: Int) {
        base = .allocate(capacity: max(1, count))
        base.initialize(repeating: nil, count: count)
        self.count = count
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    func set(_ place: Int, _ part: Result<MembershipCourses.Part, any Error>) { base[place] = part }

    func parts() throws -> [MembershipCourses.Part] {
        try (0..<count).compactMap { try base[$0]?.get() }
    }
}
