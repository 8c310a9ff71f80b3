import Domain
import Foundation
import SQL
import Segments

/// One statement about a customer, as an expression over the facts that is true or false, never null.
extension SegmentPlan {
    mutating func statement(_ clause: Clause, in context: EvaluationContext) throws(CompileError) -> SQLExpression {
        switch clause {
        case .trait(let name, let comparison): return try trait(name, comparison, in: context)
        case .occurrence(let occurrence): return try happens(occurrence, in: context)
        case .measure(let expression, let comparison): return try measure(expression, comparison, in: context)
        case .regularity(let regularity): return try isRegular(regularity, in: context)
        case .change(let change): return try changes(change, in: context)
        case .sequence(let sequence):
            let events = selectedEvents(in: context)
            let holds = try sequences.column(of: sequence, in: events)
            return fact(.coalesce([.column(SequenceTables.followed, holds), false]))
        case .segment(let name): return try membership(in: name)
        case .history(let history):
            let record = recorded.name(of: RecordedChanges.answer(to: history, in: context))
            return fact(.coalesce([.column(Self.recordedTable, record), false]))
        case .sample(let sample): return Self.isDrawn(sample)
        }
    }

    /// A column of `facts`.
    private mutating func fact(_ expression: SQLExpression) -> SQLExpression {
        .column(facts.name(of: expression))
    }

    /// A number that an aggregate over a customer's events gives; 0 for who has none.
    private mutating func number(_ aggregate: SQLExpression) -> SQLExpression {
        fact(.coalesce([.column(Self.countedTable, counted.name(of: aggregate)), 0]))
    }

    private func selectedEvents(in context: EvaluationContext) -> SelectedEvents {
        traits(in: context).selected
    }

    private func traits(in context: EvaluationContext) -> TraitCompiler {
        TraitCompiler(schema: compiler.schema, now: context.now, zone: context.zone) { .column("e", Identifier($0)) }
    }

    private func compile(
        _ comparison: Comparison,
        of column: ColumnScope.Column,
        named name: @autoclosure () -> String,
        in context: EvaluationContext
    ) throws(CompileError) -> SQLExpression {
        let conditions = ConditionCompiler(
            scope: ColumnScope([:]),
            now: context.now,
            zone: context.zone,
            currency: context.currency
        )
        return try conditions.compile(comparison, of: column, named: name())
    }

    // MARK: Statements

    private mutating func trait(
        _ name: String,
        _ comparison: Comparison,
        in context: EvaluationContext
    ) throws(CompileError) -> SQLExpression {
        guard let type = compiler.schema.traits[name] else {
            throw .unknownName(name, nearest: NearestName.of(name, among: compiler.schema.traits.keys.sorted()))
        }
        let column = fact(.column(Self.traits, Identifier(name)))
        return try compile(comparison, of: ColumnScope.Column(column, type), named: name, in: context)
    }

    private mutating func happens(
        _ occurrence: Occurrence,
        in context: EvaluationContext
    ) throws(CompileError) -> SQLExpression {
        let events = selectedEvents(in: context)
        let selected = try events.condition(occurrence.events)
        if case .onAtLeastDays(let days) = occurrence.frequency {
            let day = SQLExpression.localTime(SelectedEvents.time, in: .text(context.zone.identifier)).cast(to: .date)
            return number(.distinctValues(of: day, where: selected)) >= .integer(Int64(days))
        }
        let count = number(.countRows(where: selected))
        return switch occurrence.frequency {
        case .ever: count > 0
        case .never: count.equals(0)
        case .atLeast(let least), .onAtLeastDays(let least): count >= .integer(Int64(least))
        case .atMost(let most): count <= .integer(Int64(most))
        case .exactly(let wanted): count.equals(.integer(Int64(wanted)))
        case .between(let low, let high): count.between(.integer(Int64(low)), and: .integer(Int64(high)))
        }
    }

    private mutating func measure(
        _ expression: TraitExpression,
        _ comparison: Comparison,
        in context: EvaluationContext
    ) throws(CompileError) -> SQLExpression {
        let name = SegmentPrinter.text(of: expression)
        let type: ValueType
        do throws(Problem) {
            type = try expression.resultType(in: compiler.schema)
        } catch {
            throw .notMeasurable(error)
        }
        let column = ColumnScope.Column(try value(of: expression, type, in: context), type)
        return try compile(comparison, of: column, named: name, in: context)
    }

    /// What is measured, as a column of `facts`.
    private mutating func value(
        of expression: TraitExpression,
        _ type: ValueType,
        in context: EvaluationContext
    ) throws(CompileError) -> SQLExpression {
        let traits = traits(in: context)
        if case .mostFrequent(let property) = expression.measure {
            let select = try traits.mostFrequent(property, expression.events, from: WarehouseTables.events)
            let table = frequent[select] ?? Identifier("frequent_\(frequent.count)")
            frequent[select] = table
            return fact(.column(table, "value"))
        }
        let aggregate = counted.name(of: try traits.aggregate(expression))
        let value = SQLExpression.column(Self.countedTable, aggregate)
        guard let empty = TraitCompiler.valueWithoutEvents(expression.measure) else { return fact(value) }
        // A sum that its type cannot hold is missing too, but not for want of events.
        let hasNone = SQLExpression.column(Self.countedTable, SegmentCompiler.customer).isNull
        return fact(.cases([.when(hasNone, then: empty.cast(to: type.sqlType))], otherwise: value))
    }

    private mutating func isRegular(
        _ regularity: Regularity,
        in context: EvaluationContext
    ) throws(CompileError) -> SQLExpression {
        let events = selectedEvents(in: context)
        let units = UnitNumbers(regularity.ranges(asOf: context.now, in: context.zone))
        let selected = try events.conditionWithoutWindow(regularity.events)
        let filled = SQLExpression.distinctValues(
            of: units.number(of: SelectedEvents.time),
            where: selected && SelectedEvents.isWithin(units.all)
        )
        return number(filled) >= .integer(Int64(regularity.atLeast))
    }

    /// False where there is no window before the current one.
    private mutating func changes(
        _ change: ActivityChange,
        in context: EvaluationContext
    ) throws(CompileError) -> SQLExpression {
        let window = change.events.window
        guard let preceding = window.preceding(asOf: context.now, in: context.zone) else { return false }
        let selected = try selectedEvents(in: context).conditionWithoutWindow(change.events)
        let current = SelectedEvents.isWithin(window.range(asOf: context.now, in: context.zone))
        let isActive = number(.countRows(where: selected && current)) > 0
        let wasActive = number(.countRows(where: selected && SelectedEvents.isWithin(preceding))) > 0
        switch change.kind {
        case .stopped: return wasActive && !isActive
        case .resumed:
            let earlier = SelectedEvents.time < .instant(preceding.start)
            return isActive && !wasActive && number(.countRows(where: selected && earlier)) > 0
        }
    }

    /// The leading 32 of the 60 bits of the digest that `hashPrefix` gives.
    private static func isDrawn(_ sample: RandomSample) -> SQLExpression {
        let text = SQLExpression.concat([.text(sample.seed + ":"), .column(SegmentCompiler.customer)])
        return SQLExpression.hashPrefix(text).wholeQuotient(by: 268_435_456) < .integer(sample.threshold)
    }
}
