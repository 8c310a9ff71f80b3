import Domain
import Foundation
import ProjectFile
import Segments

/// Says in terms of segments what a rule says of a priority list's trait.
///
/// With A, B, C in this order, `level = "B"` is the same as `not in segment "A" and in segment "B"`. So every engine can
/// evaluate such a rule, at any instant, and no trait has to be there before the segments that it is made of.
struct PriorityExpansion {
    private let lists: [String: PriorityList]

    init(_ lists: [PriorityList]) {
        self.lists = Dictionary(lists.map { ($0.name.value, $0) }) { first, _ in first }
    }

    /// The traits that lists make: texts.
    var traits: [String: ValueType] { lists.mapValues { _ in .text } }

    /// The definition without the traits of priority lists. It means the same.
    func expanded(_ definition: SegmentDefinition) -> SegmentDefinition {
        guard !lists.isEmpty, !definition.condition.isTooDeep else { return definition }
        var definition = definition
        definition.condition = expanded(definition.condition)
        return definition
    }

    private func expanded(_ condition: Condition) -> Condition {
        switch condition {
        case .all(let members): .all(members.map(expanded))
        case .any(let members): .any(members.map(expanded))
        case .not(let member): .not(expanded(member))
        case .atom(.trait(let name, let comparison)):
            lists[name].map { expanded($0, name, comparison) } ?? condition
        case .atom: condition
        }
    }

    /// What is known of a condition once it is known which values of the list meet it.
    private enum Part {
        case always, never
        case when(Condition)
    }

    private func expanded(_ list: PriorityList, _ name: String, _ comparison: Comparison) -> Condition {
        var part: Part = holds(list.otherwise, name, comparison) ? .always : .never
        for segment in list.segments.reversed() {
            let member = Condition.atom(.segment(segment.value))
            part = Self.part(if: member, holds(segment.value, name, comparison), otherwise: part)
        }
        if case .when(let condition) = part { return condition }
        // The same for everybody: a condition that says so needs something to speak of.
        let first = Condition.atom(.segment(list.segments.first?.value ?? ""))
        if case .always = part { return .any([first, .not(first)]) }
        return .all([first, .not(first)])
    }

    private static func part(if member: Condition, _ isMet: Bool, otherwise rest: Part) -> Part {
        switch (isMet, rest) {
        case (true, .always): .always
        case (false, .never): .never
        case (true, .never): .when(member)
        case (false, .always): .when(.not(member))
        case (true, .when(.any(let members))): .when(.any([member] + members))
        case (true, .when(let condition)): .when(.any([member, condition]))
        case (false, .when(.all(let members))): .when(.all([.not(member)] + members))
        case (false, .when(let condition)): .when(.all([.not(member), condition]))
        }
    }

    /// What the language says of a customer with that value.
    private func holds(_ value: String, _ name: String, _ comparison: Comparison) -> Bool {
        let customer = Customer(id: "", traits: [name: .text(value)], events: [])
        let evaluator = ReferenceEvaluator(now: .distantPast, timeZone: .gmt)
        return (try? evaluator.matches(.atom(.trait(name: name, comparison)), customer: customer)) ?? false
    }
}

extension PriorityExpansion {
    /// What is wrong with the lists, given the segments as they are written.
    static func problems(_ project: Project, _ written: [String: SegmentDefinition]) -> [WorkspaceError] {
        project.priorities.flatMap { list in
            list.segments.compactMap { segment in
                guard written[segment.value] != nil else {
                    let nearest = NearestName.of(segment.value, among: written.keys)
                    return .definition(
                        WorkspaceError.unknownSegment(segment.value, nearest: nearest),
                        in: project.path,
                        at: segment.position
                    )
                }
                guard let path = dependency(of: segment.value, on: list, project.priorities, written) else {
                    return nil
                }
                let row = path.joined(separator: " → ")
                return .definition(
                    path: project.path,
                    position: segment.position,
                    reason: Bilingual(
                        en: "The priority list “\(list.name.value)” depends on itself: \(row).",
                        zh: "优先级列表“\(list.name.value)”依赖于自身：\(row)。"
                    ),
                    advice: Bilingual(
                        en: "Take the segment out of the list, or the list’s trait out of its rule.",
                        zh: "请从列表中去掉该人群，或从其规则中去掉该列表的特征。"
                    )
                )
            }
        }
    }

    /// The names along which a segment comes back to a list: of segments and lists in turn.
    private static func dependency(
        of segment: String,
        on list: PriorityList,
        _ lists: [PriorityList],
        _ written: [String: SegmentDefinition]
    ) -> [String]? {
        let listed = Dictionary(lists.map { ($0.name.value, $0.segments.map(\.value)) }) { first, _ in first }
        var seen: Set<String> = []
        var waiting = [(name: segment, path: [list.name.value, segment])]
        while let (name, path) = waiting.popLast() {
            guard seen.insert(name).inserted, let definition = written[name] else { continue }
            for clause in definition.condition.atoms {
                if let other = clause.segmentName { waiting.append((other, path + [other])) }
                guard case .trait(let trait, _) = clause, let members = listed[trait] else { continue }
                if trait == list.name.value { return path + [trait] }
                for member in members { waiting.append((member, path + [trait, member])) }
            }
        }
        return nil
    }
}
