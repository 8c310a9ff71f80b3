package import Domain
package import Foundation
import Segments
import Timelines

/// Finds who was in a segment at an earlier instant, also one that was not defined then.
///
/// Events after that instant do not exist for it. Computed traits are worked out as of it, where the definition is read in the
/// workspace's own time zone; attributes of customers and what models gave are those of the last run, and the answer says
/// which of them it rests on.
struct PastMembers {
    var workspace: Workspace
    var context: RunContext
    var last: LastRun

    struct Found {
        var ids: [String]
        var definition: SegmentDefinition
        /// The traits whose values of today were used, in order.
        var currentTraits: [String]
        /// All customers who are known today.
        var customers: Int
    }

    /// - Parameter text: the name of a segment, or a condition.
    /// - Throws: `LaterThanKnown` where the instant lies after the last run.
    func find(_ text: String, at instant: Instant) async throws -> Found {
        guard instant <= last.asOf else { throw LaterThanKnown(asked: instant, known: last.asOf, zone: workspace.zone) }
        let definitions = try Definitions(workspace.project)
        let wanted = try DefinitionText(text, definitions, last.schema).definition
        let past = PastTraits(definitions, in: workspace.zone)
        var then = definitions
        for place in then.segments.indices {
            then.segments[place].definition = past.definition(definitions.segments[place].definition)
        }
        let definition = past.definition(wanted)
        let needs = DefinitionNeeds(
            [definition.condition] + (definitions.segments + then.segments).map(\.definition.condition)
        )
        let timelines = try await WorkspaceTimelines(workspace: workspace, context: context, schema: last.schema)
            .open(for: needs, run: try await last.fingerprint())
        let refresh = RefreshSegments(workspace: workspace, context: context, now: instant, schema: last.schema)
        let history = try await refresh.history(of: [definition], then)
        let members = try refresh.members(of: [definition], then, history, in: timelines)[0]
        return Found(
            ids: members.places.map { timelines.ids[Int($0)] },
            definition: wanted,
            currentTraits: definition.traitNames(then.segmentsByName).sorted(),
            customers: timelines.customerCount
        )
    }
}

/// Says of computed traits what they are computed from: that can be worked out as of any instant.
struct PastTraits {
    private let expressions: [String: TraitExpression]
    private let zone: TimeZone

    /// - Parameter zone: in which traits are computed.
    init(_ definitions: Definitions, in zone: TimeZone) {
        expressions = Dictionary(definitions.traits.map { ($0.name, $0.expression) }) { first, _ in first }
        self.zone = zone
    }

    /// The same definition with measures in place of computed traits.
    func definition(_ definition: SegmentDefinition) -> SegmentDefinition {
        // In another zone windows and days of the expression would be others.
        guard definition.timeZone.map({ $0 == zone.identifier }) ?? true else { return definition }
        var past = definition
        past.condition = definition.condition.map { clause in
            guard case .trait(let name, let comparison) = clause, let expression = expressions[name] else {
                return clause
            }
            return .measure(expression, comparison)
        }
        return past
    }
}

extension SegmentDefinition {
    /// The traits that the definition reads, itself or by a segment that it refers to.
    func traitNames(_ segments: [String: SegmentDefinition]) -> Set<String> {
        var (names, seen, waiting): (Set<String>, Set<String>, [SegmentDefinition]) = ([], [name], [self])
        while let next = waiting.popLast() {
            for clause in next.condition.atoms {
                switch clause {
                case .trait(let name, _): names.insert(name)
                case .segment(let name):
                    if seen.insert(name).inserted, let other = segments[name] { waiting.append(other) }
                case .occurrence, .measure, .regularity, .change, .sequence, .history, .sample: break
                }
            }
        }
        return names
    }
}

/// An instant of which the last run cannot know.
package struct LaterThanKnown: ExplainedError {
    package var asked: Instant
    package var known: Instant
    package var zone: TimeZone

    package var explanation: Bilingual {
        let (day, end) = (zone.local(asked).date, zone.local(known).date)
        return Bilingual(
            en: "\(day) lies after the last run, which is as of \(end).",
            zh: "\(day) 晚于上次运行（截至 \(end)）。"
        )
    }

    package var advice: Bilingual? {
        Bilingual(en: "Name an earlier day, or run: covey run", zh: "请指定更早的日期，或运行：covey run")
    }
}
