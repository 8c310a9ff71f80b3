package import Domain
import Foundation

/// Finds what a definition names that does not exist, what it asks of values that have no answer, and cycles.
package struct SegmentChecker: Sendable {
    package let schema: Schema
    /// The segments that `in segment` may name.
    package let segments: [String: SegmentDefinition]

    package init(schema: Schema, segments: [String: SegmentDefinition] = [:]) {
        self.schema = schema
        self.segments = segments
    }

    /// The problems of a definition in the order of its text; none where it can be evaluated.
    ///
    /// Problems of the segments that it names are their own, except for a cycle, which is reported wherever it is met.
    package func problems(in definition: SegmentDefinition) -> [Problem] {
        var problems: [Problem] = []
        if let name = definition.timeZone, TimeZone(identifier: name) == nil {
            let nearest = NearestName.of(name, among: TimeZone.knownTimeZoneIdentifiers)
            problems.append(
                Problem(
                    kind: .unknownTimeZone(name, nearest: nearest),
                    statement: "timezone " + TextLiteral.quoted(name)
                )
            )
        }
        var known = segments
        known[definition.name] = definition
        problems += SegmentChecker(schema: schema, segments: known).problems(in: definition.condition)
        if let problem = SegmentReferences(known).problem(from: definition) { problems.append(problem) }
        return problems
    }

    /// The problems of a condition; cycles are not looked for.
    package func problems(in condition: Condition) -> [Problem] {
        guard condition.depth <= Limits.depth else { return [Problem(kind: .tooDeep, statement: "")] }
        return condition.atoms.flatMap(problems(in:))
    }

    private func problems(in clause: Clause) -> [Problem] {
        switch clause {
        case .trait(let name, let comparison): problems(inTrait: name, comparison)
        case .occurrence(let occurrence): problems(in: occurrence.events)
        case .measure(let expression, let comparison): problems(in: expression, comparison)
        case .regularity(let regularity): problems(in: regularity.events)
        case .change(let change): problems(in: change.events)
        case .sequence(let sequence):
            sequence.steps.flatMap { problems(in: EventSelector($0.names, where: $0.condition)) }
        case .segment(let name): problems(inReference: name, clause)
        case .history(let history): problems(inReference: history.segment, clause)
        case .sample: []
        }
    }

    /// The problems of a computed trait.
    package func problems(in expression: TraitExpression) -> [Problem] {
        let problems = problems(in: expression.events)
        guard problems.isEmpty else { return problems }
        do throws(Problem) {
            _ = try expression.resultType(in: schema)
            return []
        } catch {
            return [error]
        }
    }

    // MARK: Statements

    private func problems(inTrait name: String, _ comparison: Comparison) -> [Problem] {
        // A list may be long: its text is written only where there is a problem.
        func statement() -> String { SegmentPrinter.clause(.trait(name: name, comparison)) }
        guard let type = schema.traits[name] else {
            let nearest = NearestName.of(name, among: schema.traits.keys)
            return [Problem(kind: .unknownTrait(name, nearest: nearest), statement: statement())]
        }
        return problem(of: comparison, name: name, type: type, statement: statement())
    }

    private func problems(in expression: TraitExpression, _ comparison: Comparison) -> [Problem] {
        let problems = problems(in: expression)
        guard problems.isEmpty, let type = try? expression.resultType(in: schema) else { return problems }
        return problem(
            of: comparison,
            name: SegmentPrinter.text(of: expression),
            type: type,
            statement: SegmentPrinter.clause(.measure(expression, comparison))
        )
    }

    private func problems(inReference name: String, _ clause: Clause) -> [Problem] {
        guard segments[name] == nil else { return [] }
        let nearest = NearestName.of(name, among: segments.keys)
        return [
            Problem(
                kind: .unknownSegment(name, nearest: nearest),
                statement: SegmentPrinter.clause(clause)
            )
        ]
    }

    private func problems(in events: EventSelector) -> [Problem] {
        let unknown = events.names.filter { schema.events[$0] == nil }.map { name in
            Problem(
                kind: .unknownEvent(name, nearest: NearestName.of(name, among: schema.events.keys)),
                statement: SegmentPrinter.events(EventSelector(events.names), followed: false)
            )
        }
        guard unknown.isEmpty, let condition = events.condition else { return unknown }
        guard condition.depth <= Limits.depth else { return [Problem(kind: .tooDeep, statement: "")] }
        return condition.atoms.flatMap { clause -> [Problem] in
            func statement() -> String { SegmentPrinter.propertyClause(clause) }
            do throws(Problem) {
                let type = try schema.type(of: clause.property, in: events.names, statement: statement())
                return problem(of: clause.comparison, name: clause.property, type: type, statement: statement())
            } catch {
                return [error]
            }
        }
    }

    private func problem(
        of comparison: Comparison,
        name: @autoclosure () -> String,
        type: ValueType,
        statement: @autoclosure () -> String
    ) -> [Problem] {
        guard comparison.applies(to: type) else {
            if type == .date || type == .instant, let text = comparison.test.textLiteral {
                return [Problem(kind: .quotedDate(name: name(), type: type, text: text), statement: statement())]
            }
            return [Problem(kind: .wrongType(name: name(), type: type), statement: statement())]
        }
        guard let currency = comparison.test.currency(otherThan: schema.currency) else { return [] }
        return [Problem(kind: .foreignCurrency(currency, own: schema.currency), statement: statement())]
    }
}
