import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import Segments
import Warehouse

/// Which results of the last run are out of date, and why.
struct Freshness {
    /// Why every result is out of date; `nil` where the run's inputs are as they were.
    let overall: Staleness?
    /// Why a segment is, whatever the others are.
    private let own: [String: Staleness]
    /// What each segment's size rests on, by name.
    let evaluated: [String: EvaluatedSegment]
    /// Why the last refresh of a segment failed, by name.
    private let failures: [String: SegmentFailure]
    private let definitionsAreReadable: Bool
    /// The segments that can be shown: those that are defined; where a file cannot be read, those that were evaluated.
    let segments: [SegmentDefinition]

    init(_ workspace: Workspace) async throws {
        evaluated = try await EvaluatedSegment.all(workspace.connection)
        overall = try await Self.overall(workspace)
        failures = try await SegmentFailure.all(workspace.connection)
        // A mistake in one file must not keep the results of the others from being shown.
        let definitions = try? Definitions(workspace.project)
        definitionsAreReadable = definitions != nil
        own = Self.own(definitions?.segmentsByName ?? [:], evaluated)
        segments =
            definitions?.segments.map(\.definition)
            ?? evaluated.sorted { $0.key < $1.key }.compactMap(\.value.rule)
    }

    /// The segment of a name, of those that can be shown.
    ///
    /// - Throws: `WorkspaceError.unknownSegment` with the nearest name.
    func segment(_ name: String) throws -> SegmentDefinition {
        guard let found = segments.first(where: { $0.name == name }) else {
            throw WorkspaceError.unknownSegment(name, nearest: NearestName.of(name, among: segments.map(\.name)))
        }
        return found
    }

    /// Why the members of a segment are out of date; `nil` where they are not.
    func staleness(of segment: String) -> Staleness? {
        guard definitionsAreReadable else { return .definitionsUnreadable }
        if let failure = failures[segment], own[segment] != .definitionRemoved {
            return .refreshFailed(failure.reason, at: failure.at)
        }
        return own[segment] ?? overall
    }

    /// Segments that are defined and could not be refreshed, in order.
    var failedSegments: [String] { failures.keys.filter { own[$0] != .definitionRemoved }.sorted() }

    private static func overall(_ workspace: Workspace) async throws -> Staleness? {
        let then = try await RunRecord(connection: workspace.connection).inputs()
        let now = try await RunInputs(workspace)
        if now.project != then.project { return .projectChanged }
        if now.imports != then.imports { return .dataImported }
        let paths = Set(now.files.keys).union(then.files.keys).filter { now.files[$0] != then.files[$0] }
        return paths.isEmpty ? nil : .filesChanged(paths.sorted())
    }

    private static func own(
        _ definitions: [String: SegmentDefinition],
        _ evaluated: [String: EvaluatedSegment]
    ) -> [String: Staleness] {
        var reasons: [String: Staleness] = [:]
        for name in evaluated.keys where definitions[name] == nil { reasons[name] = .definitionRemoved }
        for (name, definition) in definitions {
            guard let entry = evaluated[name] else {
                reasons[name] = .neverEvaluated
                continue
            }
            if entry.rule?.withoutWords != definition.withoutWords { reasons[name] = .definitionChanged }
        }
        let changed = Set(reasons.keys)
        for (name, definition) in definitions where reasons[name] == nil {
            if !changed.isDisjoint(with: references(of: definition, in: definitions)) {
                reasons[name] = .definitionChanged
            }
        }
        return reasons
    }

    /// The segments that a definition refers to, and those that they refer to.
    static func references(
        of definition: SegmentDefinition,
        in definitions: [String: SegmentDefinition]
    ) -> Set<String> {
        var found: Set<String> = []
        var pending = [definition]
        while let next = pending.popLast() {
            for case .segment(let name) in next.condition.atoms where found.insert(name).inserted {
                if let other = definitions[name] { pending.append(other) }
            }
        }
        return found
    }
}

/// A segment as the last run evaluated it.
struct EvaluatedSegment {
    /// Its definition then; `nil` where this version of Covey cannot read it.
    var rule: SegmentDefinition?
    var size: Int
    var asOf: Instant

    static func all(_ connection: Connection) async throws -> [String: EvaluatedSegment] {
        let result = try await connection.query(
            Select(.columns("name", "definition", "size", "as_of"), from: .table(WarehouseTables.segments))
        )
        let (names, texts) = (try result.texts("name"), try result.texts("definition"))
        let (sizes, instants) = (try result.integers("size"), try result.timestamps("as_of"))
        let entries = names.indices.map { index in
            (
                names[index],
                EvaluatedSegment(
                    rule: try? SegmentParser.parse(file: texts[index]).first,
                    size: Int(sizes[index]),
                    asOf: Instant(microseconds: instants[index])
                )
            )
        }
        return Dictionary(entries) { first, _ in first }
    }
}

extension SegmentDefinition {
    /// Only what decides who is in: without title and description.
    var withoutWords: SegmentDefinition {
        var definition = self
        (definition.title, definition.description) = (nil, nil)
        return definition
    }
}
