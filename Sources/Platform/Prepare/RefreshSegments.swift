import Compiler
package import Domain
import Foundation
import ProjectFile
import SQL
import Segments
import Timelines
import Warehouse

/// Finds the members of segments, and writes them to the warehouse with who entered and who left.
///
/// A segment that cannot be evaluated keeps the members that it had, and why is kept with it; the others go on.
struct RefreshSegments {
    var workspace: Workspace
    var context: RunContext
    var now: Instant
    var schema: Schema

    /// The members of some definitions, in order, by their places in the timelines.
    ///
    /// - Throws: `SegmentNotEvaluable` where one does not fit the workspace, or refers to a segment that does not: a trait that is
    ///   not there would count as missing for everybody.
    func members(
        of wanted: [SegmentDefinition],
        _ definitions: Definitions,
        _ history: MembershipHistory,
        in timelines: Timelines
    ) throws -> [Members] {
        let failures = SegmentFailures(definitions, schema)
        for definition in wanted {
            if let reason = failures.reason(of: definition) {
                throw SegmentNotEvaluable(name: definition.name, reason: reason)
            }
        }
        return try Program(wanted, for: timelines, evaluator(definitions, history)).members(threads: threads)
    }

    /// What the record says that some definitions ask of it.
    func history(of wanted: [SegmentDefinition], _ definitions: Definitions) async throws -> MembershipHistory {
        var segments = definitions.segmentsByName
        for definition in wanted { segments[definition.name] = definition }
        let asked = Set(wanted.flatMap { RefreshOrder.recorded(by: $0.name, segments) })
        return try await MembershipRecord(connection: workspace.connection).load(asked)
    }

    var threads: Int { workspace.project.engine.threads ?? ProcessInfo.processInfo.activeProcessorCount }

    func evaluator(_ definitions: Definitions, _ history: MembershipHistory) -> ReferenceEvaluator {
        ReferenceEvaluator(
            now: now,
            timeZone: workspace.zone,
            segments: definitions.segmentsByName,
            history: history,
            currency: schema.currency
        )
    }

    /// Evaluates segments, puts on record who entered and who left, and replaces what the warehouse knew of them.
    ///
    /// - Parameter only: their names; every segment where it is `nil`.
    /// - Returns: in the order of the definitions.
    func run(_ definitions: Definitions, only: Set<String>? = nil, in timelines: Timelines) async throws
        -> [RefreshedSegment]
    {
        let wanted = definitions.segments.map(\.definition).filter { only?.contains($0.name) ?? true }
        let state = SegmentState(connection: workspace.connection)
        try await state.prepare()
        var failures = SegmentFailures(definitions, schema)
        failures.add(wanted, evaluator(definitions, MembershipHistory()))
        let before = try await state.load(definitions, in: timelines)
        let names = wanted.map(\.name).filter { failures.reasons[$0] == nil }
        var done: [MembershipUpdate.Segment] = []
        var passing: [String: Int] = [:]
        for group in RefreshOrder(definitions.segmentsByName, names: names).groups {
            let (segments, changed) = try await refresh(group, definitions, before, timelines)
            done += segments
            passing.merge(changed) { $1 }
        }
        let members = Dictionary(done.map { ($0.definition.name, $0.members) }) { first, _ in first }
        try await state.write(
            wanted.filter { members[$0.name] != nil }.map { ($0, members[$0.name] ?? PlaceBits(count: 0)) },
            failures: wanted.compactMap { definition in
                failures.reasons[definition.name].map { (definition.name, $0) }
            },
            asOf: now,
            at: context.clock(),
            isWhole: only == nil,
            in: timelines
        )
        return wanted.map { definition in
            RefreshedSegment(
                definition,
                members[definition.name],
                before[definition.name],
                passing: passing[definition.name, default: 0],
                failure: failures.reasons[definition.name]
            )
        }
    }

    /// Segments of which none asks the record of another.
    private func refresh(
        _ names: [String],
        _ definitions: Definitions,
        _ before: [String: SegmentBefore],
        _ timelines: Timelines
    ) async throws -> ([MembershipUpdate.Segment], passing: [String: Int]) {
        let wanted = try names.map(definitions.segment)
        let history = try await history(of: wanted, definitions)
        let members = try members(of: wanted, definitions, history, in: timelines)
        let segments = zip(wanted, members).map { definition, members in
            MembershipUpdate.Segment(
                definition: definition,
                members: PlaceBits(members, count: timelines.customerCount),
                before: before[definition.name]
            )
        }
        let update = MembershipUpdate(
            record: MembershipRecord(connection: workspace.connection),
            evaluator: evaluator(definitions, history),
            timelines: timelines,
            threads: threads
        ) { done, total in
            let activity = Bilingual(en: "Recording who entered and left", zh: "正在记录进入和离开的客户")
            context.progress(Progress(activity, share: (Int64(done), Int64(total))))
        }
        return (segments, try await update.run(segments))
    }
}

/// What a refresh found of one segment.
package struct RefreshedSegment: Sendable {
    package var name: String
    package var title: Bilingual
    /// How many are in; as the refresh before left it where this one failed, `nil` where there was none.
    package var size: Int?
    /// Who is in and was not at the refresh before.
    package var entered: Int
    /// Who was in and is not.
    package var left: Int
    /// Customers who entered and left again in between, or left and came back.
    package var passing: Int
    /// The instant of the refresh before.
    package var since: Instant?
    /// Why it could not be refreshed.
    package var failure: Bilingual?

    init(
        _ definition: SegmentDefinition,
        _ members: PlaceBits?,
        _ before: SegmentBefore?,
        passing: Int,
        failure: Bilingual?
    ) {
        name = definition.name
        title = definition.shownTitle
        size = members?.count ?? before.map { $0.members.count + $0.departed.count }
        since = before?.asOf
        self.passing = passing
        self.failure = failure
        guard let members else {
            (entered, left) = (0, 0)
            return
        }
        entered = before.map { members.subtracting($0.members).count } ?? members.count
        left = before.map { $0.members.subtracting(members).count + $0.departed.count } ?? 0
    }

    /// What an engine counted itself.
    init(
        _ definition: SegmentDefinition,
        size: Int?,
        entered: Int,
        left: Int,
        since: Instant?,
        failure: Bilingual?
    ) {
        name = definition.name
        title = definition.shownTitle
        self.size = size
        self.entered = entered
        self.left = left
        passing = 0
        self.since = since
        self.failure = failure
    }
}
