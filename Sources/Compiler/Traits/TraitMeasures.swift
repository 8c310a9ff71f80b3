import Domain
import Foundation
import SQL
import Segments

/// The measures of a trait that need more than one aggregate.
extension TraitCompiler {
    func sum(
        _ property: String,
        _ events: EventSelector,
        where selected: SQLExpression
    ) throws(CompileError) -> SQLExpression {
        let column = try typed(property, events)
        let type = column.type.sqlType
        let total =
            column.type == .number
            ? inOrder(column.expression, where: selected) : .sum(column.expression, where: selected)
        // A sum that its type cannot hold is missing, which is not the same as there being nothing to add.
        return .cases(
            [
                .when(
                    .count(column.expression, where: selected) > 0,
                    then: total.tryCast(to: type)
                )
            ],
            otherwise: SQLExpression.integer(0).cast(to: type)
        )
    }

    /// Doubles are added in the order of their events: in another order their sum may be another.
    private func inOrder(_ value: SQLExpression, where selected: SQLExpression) -> SQLExpression {
        .sum(value, inOrder: SelectedEvents.order.map { $0.ascending() }, where: selected)
    }

    /// Money is averaged in whole ten-thousandths, so that rounding is exact.
    func average(
        _ property: String,
        _ events: EventSelector,
        where selected: SQLExpression
    ) throws(CompileError) -> SQLExpression {
        let column = try typed(property, events)
        guard column.type == .money else {
            let total =
                column.type == .number
                ? inOrder(column.expression, where: selected)
                : SQLExpression.sum(column.expression, where: selected).cast(to: .double)
            return total / .count(column.expression, where: selected)
        }
        let total = SQLExpression.sum(Self.units(column.expression), where: selected)
        let count = SQLExpression.count(column.expression, where: selected)
        return Self.money(units: Self.halfEven(total, over: count))
    }

    func median(
        _ property: String,
        _ events: EventSelector,
        where selected: SQLExpression
    ) throws(CompileError) -> SQLExpression {
        let column = try typed(property, events)
        switch column.type {
        case .money:
            return Self.money(
                units: Self.halfEven(twiceMedian(Self.units(column.expression), where: selected), over: 2)
            )
        case .integer:
            let whole = column.expression.cast(to: .decimal(precision: 20, scale: 0))
            return twiceMedian(whole, where: selected).cast(to: .double) / 2.0
        default: return twiceMedian(column.expression, where: selected) / 2.0
        }
    }

    /// The sum of the two values in the middle, or twice the one, without the detour over a `Double` that engines' own
    /// medians take: the upper of the two is the lower one seen from the other end.
    private func twiceMedian(_ whole: SQLExpression, where selected: SQLExpression) -> SQLExpression {
        .discreteQuantile(whole, 0.5, where: selected) - .discreteQuantile(-whole, 0.5, where: selected)
    }

    /// The property of the first or last event, missing where that event lacks it.
    func edge(
        _ property: String,
        _ events: EventSelector,
        where selected: SQLExpression,
        isLast: Bool
    ) throws(CompileError) -> SQLExpression {
        let value = try typed(property, events).expression
        let keys: [SQLExpression] = [.column("e", EventColumn.time), .column("e", EventColumn.arrival)]
        func pick(_ expression: SQLExpression) -> SQLExpression {
            isLast ? .last(expression, by: keys, where: selected) : .first(expression, by: keys, where: selected)
        }
        // Rows whose value is null are passed over by the aggregate, so whether the right row has one is asked first.
        return .cases([.when(pick(value.isNotNull), then: pick(value))])
    }

    func daysSince(_ instant: SQLExpression) -> SQLExpression {
        let local = SQLExpression.localTime(instant, in: .text(zone.identifier)).cast(to: .date)
        return .dateDifferenceInDays(from: local, to: .date(zone.local(now).date))
    }

    func averageGap(_ time: SQLExpression, where selected: SQLExpression) -> SQLExpression {
        let stretch =
            SQLExpression.epochMicroseconds(.max(time, where: selected))
            - SQLExpression.epochMicroseconds(.min(time, where: selected))
        let gaps = SQLExpression.distinctValues(of: time, where: selected) - 1
        let mean = stretch.cast(to: .double) / gaps.cast(to: .double) / 86_400_000_000.0
        return .cases([.when(gaps > 0, then: mean)])
    }

    func typed(_ property: String, _ events: EventSelector) throws(CompileError) -> ColumnScope.Column {
        try selected.column(property, of: events.names)
    }

    private static func units(_ money: SQLExpression) -> SQLExpression {
        (money * 10_000).cast(to: .integer)
    }

    private static func money(units: SQLExpression) -> SQLExpression {
        (units.cast(to: .decimal(precision: 22, scale: 0)) * .value(.money(Amount(tenThousandths: 1))))
            .cast(to: ValueType.money.sqlType)
    }

    /// The quotient of whole numbers, rounded half to even; null where the divisor is zero.
    private static func halfEven(_ dividend: SQLExpression, over divisor: SQLExpression) -> SQLExpression {
        let quotient = dividend.wholeQuotient(by: divisor)
        let twice = SQLExpression.abs(dividend % divisor) * 2
        let isOdd = (quotient % 2).notEquals(0)
        let sign = SQLExpression.cases([.when(dividend < 0, then: -1)], otherwise: 1)
        return .cases(
            [.when(twice > divisor || twice.equals(divisor) && isOdd, then: quotient + sign)],
            otherwise: quotient
        )
    }
}
