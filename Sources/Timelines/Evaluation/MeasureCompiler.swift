import Domain
import Segments

/// A measure with its comparison as an atom.
struct MeasureCompiler {
    private let expression: TraitExpression
    private let comparison: Comparison
    private let context: EvaluationContext

    init(_ expression: TraitExpression, _ comparison: Comparison, _ context: EvaluationContext) {
        self.expression = expression
        self.comparison = comparison
        self.context = context
    }

    private var range: InstantRange { expression.events.window.range(asOf: context.now, in: context.zone) }

    /// `nil` where the reference has to be asked.
    func atom(in builder: inout ProgramBuilder) throws(EvaluationError) -> Atom? {
        guard let scope = builder.scope(expression.events, context) else {
            return try builder.without(.measure(expression, comparison), context)
        }
        switch expression.measure {
        case .count:
            return builder.count(in: range, scope, KeyTest(comparison, type: .integer, in: context))
        case .sum(let property): return sum(property, scope, in: &builder)
        case .average(let property): return average(property, scope, builder)
        case .minimum(let property): return extreme(property, scope, builder, isMaximum: false)
        case .maximum(let property): return extreme(property, scope, builder, isMaximum: true)
        case .distinctCount(let property): return distinct(property, scope, builder)
        case .first(let property): return end(property, scope, builder, isLast: false)
        case .last(let property): return end(property, scope, builder, isLast: true)
        case .daysSinceFirst: return daysSince(scope, in: &builder, isLast: false)
        case .daysSinceLast: return daysSince(scope, in: &builder, isLast: true)
        case .median, .mostFrequent, .averageGap: return nil
        }
    }

    private func walk(_ scope: Int, _ question: EventWalk.Question) -> Atom {
        .walk(scope: scope, EventWalk(range: range, question: question))
    }

    private func columns(_ property: String, _ scope: EventScope) -> [StoredColumn?] {
        scope.sources.map { $0.lane.properties[property] }
    }

    /// Whole numbers and money add up exactly in any order; other numbers only as the reference adds them.
    private func sum(_ property: String, _ scope: Int, in builder: inout ProgramBuilder) -> Atom? {
        guard let type = builder.scopes[scope].type(of: property), type == .integer || type == .money else {
            return nil
        }
        let test = KeyTest(comparison, type: type, in: context)
        guard let window = builder.scopes[scope].window(range) else { return .constant(test.holds(0)) }
        return .sum(scope: scope, property: builder.scopes[scope].sum(of: property), window, test)
    }

    private func average(_ property: String, _ scope: Int, _ builder: ProgramBuilder) -> Atom? {
        guard let type = builder.scopes[scope].type(of: property), type == .integer || type == .money else {
            return nil
        }
        let columns = columns(property, builder.scopes[scope])
        let test = ValueTest(comparison, in: context)
        return walk(scope, .average(columns, isMoney: type == .money, test))
    }

    private func extreme(_ property: String, _ scope: Int, _ builder: ProgramBuilder, isMaximum: Bool) -> Atom? {
        if property == BuiltInProperty.time {
            return walk(scope, .endTime(isLast: isMaximum, KeyTest(comparison, type: .instant, in: context)))
        }
        guard let type = builder.scopes[scope].type(of: property), ColumnKey.holds(type) else { return nil }
        let test = KeyTest(comparison, type: type, in: context)
        let columns = columns(property, builder.scopes[scope])
        return walk(scope, .extreme(isMaximum: isMaximum, columns, ordered: ColumnKey.ordered(type), test))
    }

    private func distinct(_ property: String, _ scope: Int, _ builder: ProgramBuilder) -> Atom? {
        let columns = columns(property, builder.scopes[scope])
        // Codes of different dictionaries cannot be compared, and not-a-number is never equal to itself.
        guard let type = builder.scopes[scope].type(of: property), type != .number,
            ColumnKey.holds(type) || columns.count == 1
        else { return nil }
        return walk(scope, .distinct(columns, KeyTest(comparison, type: .integer, in: context)))
    }

    private func end(_ property: String, _ scope: Int, _ builder: ProgramBuilder, isLast: Bool) -> Atom? {
        if property == BuiltInProperty.time {
            return walk(scope, .endTime(isLast: isLast, KeyTest(comparison, type: .instant, in: context)))
        }
        let tests = columns(property, builder.scopes[scope]).map { column in
            guard let column else {
                return EventWalk.PropertyTest.constant(ValueTest(comparison, in: context).holds(nil))
            }
            return .column(column, ColumnTest(comparison, of: column, in: context))
        }
        return walk(scope, .endProperty(isLast: isLast, tests))
    }

    private func daysSince(_ scope: Int, in builder: inout ProgramBuilder, isLast: Bool) -> Atom {
        let zone = builder.zone(context)
        let today = zone.localDay(of: context.now.microseconds)
        let test = KeyTest(comparison, type: .integer, in: context)
        return walk(scope, .daysSince(isLast: isLast, zone, today: today, test))
    }
}
