package import Domain
package import Foundation
package import SQL
package import Segments

/// Whole definitions as one query: who is in a segment, or who is in which of many.
///
/// The meaning is that of `ReferenceEvaluator`, against which it is tested. All definitions of a query share their work: the
/// events are aggregated once, in one row for each customer, with one column for each value that any definition asks for;
/// sequences, which no aggregate can say, walk the numbered events step by step. Windows, days and deadlines are resolved to
/// instants here, by the functions that every evaluator uses.
package struct SegmentCompiler {
    package var schema: Schema
    /// The segments that `in segment` may name.
    package var segments: [String: SegmentDefinition]
    package var now: Instant
    /// The zone of definitions that have none of their own.
    package var zone: TimeZone

    package init(schema: Schema, segments: [String: SegmentDefinition] = [:], now: Instant, zone: TimeZone) {
        self.schema = schema
        self.segments = segments
        self.now = now
        self.zone = zone
    }

    /// The members of one segment, in the column `customer`.
    package func members(of definition: SegmentDefinition) throws(CompileError) -> Query {
        var plan = SegmentPlan(compiler: self)
        let condition = try plan.condition(of: definition)
        return plan.query(
            of: Select([Self.customer: .column(Self.customer)], from: plan.source, where: condition).query
        )
    }

    /// The members of all segments, one row for each membership, in the columns `segment` and `customer`.
    ///
    /// - Parameter definitions: one or more.
    package func memberships(of definitions: [SegmentDefinition]) throws(CompileError) -> Query {
        var plan = SegmentPlan(compiler: self)
        let conditions = try definitions.map { (definition) throws(CompileError) in
            (name: definition.name, condition: try plan.condition(of: definition))
        }
        // One pass over the customers: a query for each segment would make engines plan as many.
        let names = conditions.map { name, condition in
            SQLExpression.cases([.when(condition, then: .text(name))])
        }
        let verdicts = Select(
            [Self.customer: .column(Self.customer), Self.segment: .unnest(.list(names))],
            from: plan.source
        )
        let members = Select(
            [Self.segment: .column(Self.segment), Self.customer: .column(Self.customer)],
            from: .subquery(verdicts, as: "verdicts"),
            where: SQLExpression.column(Self.segment).isNotNull
        )
        return plan.query(of: members.query)
    }

    static let segment: Identifier = "segment"
    static let customer = EventColumn.customer
}
