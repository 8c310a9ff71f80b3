import Domain
import Foundation
import SQL
import Segments

/// Which rows of the events, under the name `e`, a selector means.
struct SelectedEvents {
    let schema: Schema
    let context: EvaluationContext
    /// The column of `e` that holds a property.
    let propertyColumn: (String) -> SQLExpression

    static let time = SQLExpression.column("e", EventColumn.time)
    static let arrival = SQLExpression.column("e", EventColumn.arrival)
    static let customer = SQLExpression.column("e", EventColumn.customer)
    /// Events in the order in which they are said to follow one another.
    static let order = [time, arrival]

    /// True of the rows meant.
    func condition(_ events: EventSelector) throws(CompileError) -> SQLExpression {
        .all([Self.named(events.names), isWithin(events.window)] + (try demanded(of: events)))
    }

    /// True of the rows meant, were the window all time: up to now.
    func conditionWithoutWindow(_ events: EventSelector) throws(CompileError) -> SQLExpression {
        .all([Self.named(events.names), isWithin(.allTime)] + (try demanded(of: events)))
    }

    func isWithin(_ window: Window) -> SQLExpression {
        let range = window.range(asOf: context.now, in: context.zone)
        return window == .allTime ? Self.time < .instant(range.end) : Self.isWithin(range)
    }

    static func isWithin(_ range: InstantRange) -> SQLExpression {
        time >= .instant(range.start) && time < .instant(range.end)
    }

    static func named(_ names: [String]) -> SQLExpression {
        SQLExpression.column("e", EventColumn.event).in(names.map(SQLExpression.text))
    }

    private func demanded(of events: EventSelector) throws(CompileError) -> [SQLExpression] {
        guard let condition = events.condition else { return [] }
        let compiler = ConditionCompiler(
            scope: scope(events.names),
            now: context.now,
            zone: context.zone,
            currency: context.currency
        )
        return [try compiler.compile(condition)]
    }

    /// The column of a property, and its type.
    func column(_ property: String, of names: [String]) throws(CompileError) -> ColumnScope.Column {
        try scope(names).column(property)
    }

    private func scope(_ names: [String]) -> ColumnScope {
        var columns: [String: ColumnScope.Column] = [:]
        for name in names {
            for (property, type) in schema.events[name] ?? [:] {
                columns[property] = ColumnScope.Column(propertyColumn(property), type)
            }
        }
        columns[BuiltInProperty.time] = ColumnScope.Column(Self.time, .instant)
        return ColumnScope(columns)
    }
}
