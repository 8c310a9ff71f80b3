package import Domain
package import Foundation
package import SQL
package import Segments

/// Conditions on columns as SQL that is true or false, never null.
///
/// The meaning is that of `Segments.ReferenceEvaluator`, against which it is tested.
package struct ConditionCompiler {
    package var scope: ColumnScope
    package var now: Instant
    package var zone: TimeZone
    /// The currency in which all amounts are.
    package var currency: Currency?

    package init(scope: ColumnScope, now: Instant, zone: TimeZone, currency: Currency? = nil) {
        self.scope = scope
        self.now = now
        self.zone = zone
        self.currency = currency
    }

    package func compile(_ condition: EventCondition) throws(CompileError) -> SQLExpression {
        switch condition {
        case .all(let members): .all(try members.map { (member) throws(CompileError) in try compile(member) })
        case .any(let members): .any(try members.map { (member) throws(CompileError) in try compile(member) })
        case .not(let member): !(try compile(member))
        case .atom(let clause): try compile(clause.comparison, of: clause.property)
        }
    }

    private func compile(_ comparison: Comparison, of name: String) throws(CompileError) -> SQLExpression {
        try compile(comparison, of: try scope.column(name), named: name)
    }

    /// - Parameter name: what to call the column's values where they cannot be compared so.
    func compile(
        _ comparison: Comparison,
        of column: ColumnScope.Column,
        named name: @autoclosure () -> String
    ) throws(CompileError) -> SQLExpression {
        let context = EvaluationContext(now: now, zone: zone, currency: currency)
        guard let compiled = ComparisonCompiler(comparison, of: column, in: context).expression else {
            throw .notComparable(name: name(), type: column.type)
        }
        return compiled
    }
}

/// One comparison of one column.
struct ComparisonCompiler {
    /// `nil` where the comparison has no meaning for the column's type.
    let expression: SQLExpression?

    init(_ comparison: Comparison, of column: ColumnScope.Column, in context: EvaluationContext) {
        let operand = ComparedColumn(column: column, ignoringCase: comparison.ignoringCase, context: context)
        expression = Self.expression(comparison.test, operand)
    }

    private static func expression(_ test: Comparison.Test, _ column: ComparedColumn) -> SQLExpression? {
        switch test {
        case .missing: column.value.isNull
        case .present: column.value.isNotNull
        case .relation(let relation, let literal): column.relation(relation, literal)?.definite
        case .between(let low, let high):
            zip2(column.relation(.greaterOrEqual, low), column.relation(.lessOrEqual, high)).map { ($0 && $1).definite }
        case .oneOf(let literals):
            literals.allPresent { column.relation(.equal, $0) }.map { SQLExpression.any($0).definite }
        case .noneOf(let literals):
            literals.allPresent { column.relation(.notEqual, $0) }.map { SQLExpression.all($0).definite }
        case .text(let relation, let part): column.text(relation, part)?.definite
        case .before(let bound): column.relation(.less, bound.literal)?.definite
        case .after(let bound): column.relation(.greater, bound.literal)?.definite
        case .on(let date): column.relation(.equal, .date(date))?.definite
        case .within(let window): column.within(window)?.definite
        case .list(let relation, let items): column.list(relation, items)?.definite
        case .matches(let pattern): column.matches(pattern)?.definite
        case .anniversary(let window): column.anniversary(window)?.definite
        }
    }

    private static func zip2<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
        guard let first, let second else { return nil }
        return (first, second)
    }
}

extension WindowBound {
    fileprivate var literal: Literal {
        switch self {
        case .date(let date): .date(date)
        case .instant(let instant): .instant(instant)
        }
    }
}

extension Array {
    /// The transformed elements, or `nil` where one has no result.
    fileprivate func allPresent<Result>(_ transform: (Element) -> Result?) -> [Result]? {
        let results = compactMap(transform)
        return results.count == count ? results : nil
    }
}
