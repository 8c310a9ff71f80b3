import SQL
import TestSupport

/// A random expression of integers, as a tree of the test's own that says what the expression must mean.
indirect enum NumberTree {
    case constant(Int64)
    case variable(Int)
    case arithmetic(Character, NumberTree, NumberTree)
    case negative(NumberTree)
    case choice(TruthTree, NumberTree, NumberTree)
}

/// A random condition.
indirect enum TruthTree {
    case compare(String, NumberTree, NumberTree)
    case compareTruths(String, TruthTree, TruthTree)
    case isNull(NumberTree, Bool)
    case truthIsNull(TruthTree, Bool)
    case between(NumberTree, NumberTree, NumberTree)
    case oneOf(NumberTree, [NumberTree])
    case not(TruthTree)
    case all([TruthTree])
    case any([TruthTree])
}

let comparisonSymbols = ["=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"]

extension NumberTree {
    static func random(depth: Int, _ random: inout SeededRandom) -> NumberTree {
        func deeper(_ random: inout SeededRandom) -> NumberTree { .random(depth: depth - 1, &random) }
        switch depth > 0 ? Int.random(in: 0..<9, using: &random) : Int.random(in: 0..<2, using: &random) {
        case 0: return .constant(Int64.random(in: -3...9, using: &random))
        case 1: return .variable(Int.random(in: 0..<4, using: &random))
        case 2: return .negative(deeper(&random))
        case 3: return .choice(.random(depth: depth - 1, &random), deeper(&random), deeper(&random))
        default:
            return .arithmetic("+-*:%".randomElement(using: &random) ?? "+", deeper(&random), deeper(&random))
        }
    }

    var expression: Expression {
        switch self {
        case .constant(let value): return .integer(value)
        case .variable(let index): return .column(Identifier("v\(index)"))
        case .negative(let operand): return -operand.expression
        case .choice(let condition, let yes, let no):
            return .cases([.when(condition.expression, then: yes.expression)], otherwise: no.expression)
        case .arithmetic(let symbol, let left, let right):
            let (left, right) = (left.expression, right.expression)
            switch symbol {
            case "+": return left + right
            case "-": return left - right
            case "*": return left * right
            case "%": return left % right
            default: return left.wholeQuotient(by: right)
            }
        }
    }

    func value(_ variables: [Int64?]) -> Int64? {
        switch self {
        case .constant(let value): value
        case .variable(let index): variables[index]
        case .negative(let operand): operand.value(variables).map { 0 &- $0 }
        case .choice(let condition, let yes, let no):
            condition.value(variables) == true ? yes.value(variables) : no.value(variables)
        case .arithmetic(let symbol, let left, let right):
            ThreeValued.arithmetic(symbol, left.value(variables), right.value(variables))
        }
    }
}

extension TruthTree {
    static func random(depth: Int, _ random: inout SeededRandom) -> TruthTree {
        func number(_ random: inout SeededRandom) -> NumberTree { .random(depth: depth - 1, &random) }
        func truth(_ random: inout SeededRandom) -> TruthTree { .random(depth: depth - 1, &random) }
        let symbol = comparisonSymbols.randomElement(using: &random) ?? "="
        switch Int.random(in: 0..<(depth > 0 ? 9 : 4), using: &random) {
        case 0: return .compare(symbol, number(&random), number(&random))
        case 1: return .isNull(number(&random), Bool.random(using: &random))
        case 2: return .between(number(&random), number(&random), number(&random))
        case 3: return .oneOf(number(&random), (0..<Int.random(in: 0...3, using: &random)).map { _ in number(&random) })
        case 4: return .compareTruths(symbol, truth(&random), truth(&random))
        case 5: return .truthIsNull(truth(&random), Bool.random(using: &random))
        case 6: return .not(truth(&random))
        case 7: return .all((0..<Int.random(in: 0...3, using: &random)).map { _ in truth(&random) })
        default: return .any((0..<Int.random(in: 0...3, using: &random)).map { _ in truth(&random) })
        }
    }

    var expression: Expression {
        switch self {
        case .compare(let symbol, let left, let right): compared(symbol, left.expression, right.expression)
        case .compareTruths(let symbol, let left, let right): compared(symbol, left.expression, right.expression)
        case .isNull(let operand, let negated): negated ? operand.expression.isNotNull : operand.expression.isNull
        case .truthIsNull(let operand, let negated): negated ? operand.expression.isNotNull : operand.expression.isNull
        case .between(let value, let low, let high): value.expression.between(low.expression, and: high.expression)
        case .oneOf(let value, let others): value.expression.in(others.map(\.expression))
        case .not(let operand): !operand.expression
        case .all(let operands): .all(operands.map(\.expression))
        case .any(let operands): .any(operands.map(\.expression))
        }
    }

    func value(_ variables: [Int64?]) -> Bool? {
        switch self {
        case .compare(let symbol, let left, let right):
            return ThreeValued.compare(symbol, left.value(variables), right.value(variables))
        case .compareTruths(let symbol, let left, let right):
            return ThreeValued.compare(
                symbol,
                left.value(variables).map { $0 ? 1 : 0 },
                right.value(variables).map { $0 ? 1 : 0 }
            )
        case .isNull(let operand, let negated): return (operand.value(variables) == nil) != negated
        case .truthIsNull(let operand, let negated): return (operand.value(variables) == nil) != negated
        case .between(let value, let low, let high):
            let value = value.value(variables)
            return ThreeValued.conjunction([
                ThreeValued.compare(">=", value, low.value(variables)),
                ThreeValued.compare("<=", value, high.value(variables)),
            ])
        case .oneOf(let value, let others):
            return ThreeValued.disjunction(
                others.map { ThreeValued.compare("=", value.value(variables), $0.value(variables)) }
            )
        case .not(let operand): return operand.value(variables).map { !$0 }
        case .all(let operands): return ThreeValued.conjunction(operands.map { $0.value(variables) })
        case .any(let operands): return ThreeValued.disjunction(operands.map { $0.value(variables) })
        }
    }
}

private func compared(_ symbol: String, _ left: Expression, _ right: Expression) -> Expression {
    switch symbol {
    case "=": left.equals(right)
    case "<>": left.notEquals(right)
    case "<": left < right
    case "<=": left <= right
    case ">": left > right
    case ">=": left >= right
    case "IS DISTINCT FROM": left.isDistinct(from: right)
    default: left.isNotDistinct(from: right)
    }
}

/// SQL's three-valued logic, and integers that wrap so that every tree has a value.
enum ThreeValued {
    static func arithmetic(_ symbol: Character, _ left: Int64?, _ right: Int64?) -> Int64? {
        guard let left, let right else { return nil }
        switch symbol {
        case "+": return left &+ right
        case "-": return left &- right
        case "*": return left &* right
        case "%": return right == 0 ? nil : left.remainderReportingOverflow(dividingBy: right).partialValue
        default: return right == 0 ? nil : left.dividedReportingOverflow(by: right).partialValue
        }
    }

    static func compare(_ symbol: String, _ left: Int64?, _ right: Int64?) -> Bool? {
        switch symbol {
        case "IS DISTINCT FROM": return left != right
        case "IS NOT DISTINCT FROM": return left == right
        default: break
        }
        guard let left, let right else { return nil }
        switch symbol {
        case "=": return left == right
        case "<>": return left != right
        case "<": return left < right
        case "<=": return left <= right
        case ">": return left > right
        default: return left >= right
        }
    }

    static func conjunction(_ operands: [Bool?]) -> Bool? {
        if operands.contains(false) { return false }
        return operands.contains(nil) ? nil : true
    }

    static func disjunction(_ operands: [Bool?]) -> Bool? {
        if operands.contains(true) { return true }
        return operands.contains(nil) ? nil : false
    }
}
