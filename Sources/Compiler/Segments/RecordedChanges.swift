import Domain
import Foundation
import SQL
import Segments

/// Statements on the record of memberships, as aggregates over the changes `h` of one customer.
enum RecordedChanges {
    static let alias: Identifier = "h"
    static let customer = SQLExpression.column(alias, ChangeColumn.customer)

    /// Null where nothing on record decides.
    static func answer(to clause: HistoryClause, in context: EvaluationContext) -> SQLExpression {
        let known = clause.asKnownAt.map { min($0.lastInstant(in: context.zone), context.now) } ?? context.now
        let isKnown: [SQLExpression] = [
            SQLExpression.column(alias, ChangeColumn.segment).equals(.text(clause.segment)),
            SQLExpression.column(alias, ChangeColumn.recordedAt) <= .instant(known),
            SQLExpression.column(alias, ChangeColumn.withdrawnAt).isNull
                || SQLExpression.column(alias, ChangeColumn.withdrawnAt) > .instant(known),
        ]
        let at = SQLExpression.column(alias, ChangeColumn.at)
        let entered = SQLExpression.column(alias, ChangeColumn.entered)
        switch clause.question {
        case .member(let bound):
            let instant = min(bound.lastInstant(in: context.zone), context.now)
            return .last(
                entered,
                by: [at, .column(alias, ChangeColumn.recordedAt), entered],
                where: .all(isKnown + [at <= .instant(instant)])
            )
        case .entered(let window):
            return .countRows(where: .all(isKnown + [entered, isWithin(window, at, context)])) > 0
        case .left(let window):
            return .countRows(where: .all(isKnown + [!entered, isWithin(window, at, context)])) > 0
        }
    }

    private static func isWithin(
        _ window: Window,
        _ at: SQLExpression,
        _ context: EvaluationContext
    ) -> SQLExpression {
        let range = window.range(asOf: context.now, in: context.zone)
        return at >= .instant(range.start) && at < .instant(range.end)
    }
}
