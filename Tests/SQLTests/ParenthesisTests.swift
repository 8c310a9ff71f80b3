import SQL
import TestSupport
import Testing

private let assignments: [[Int64?]] = [
    [1, 2, 3, 5], [0, -1, 7, 2], [nil, 4, 1, 0], [3, nil, nil, -2], [-7, 5, 2, 3],
]

/// The text of the one column.
private func text(_ expression: Expression, _ dialect: Dialect) throws -> String {
    let text = try dialect.render(.select(Select(["x": expression])), parameters: .inlined).text
    return String(text.dropFirst("SELECT ".count).dropLast(" AS 'x'".count))
}

@Test(arguments: [Dialect.duckDB, .spark])
func theTextOfARandomConditionMeansTheTree(dialect: Dialect) throws {
    var random = SeededRandom(seed: 4)
    for _ in 0..<1_500 {
        let tree = TruthTree.random(depth: Int.random(in: 1...5, using: &random), &random)
        let text = try text(tree.expression, dialect)
        for variables in assignments {
            #expect(try TextEvaluator.evaluate(text, variables) == .truth(tree.value(variables)), "\(text)")
        }
    }
}

@Test(arguments: [Dialect.duckDB, .spark])
func theTextOfARandomNumberMeansTheTree(dialect: Dialect) throws {
    var random = SeededRandom(seed: 5)
    for _ in 0..<1_500 {
        let tree = NumberTree.random(depth: Int.random(in: 1...6, using: &random), &random)
        let text = try text(tree.expression, dialect)
        for variables in assignments {
            #expect(try TextEvaluator.evaluate(text, variables) == .number(tree.value(variables)), "\(text)")
        }
    }
}

/// Guards the tests above: an evaluator that ignored precedence would prove nothing.
@Test func theEvaluatorKnowsPrecedence() throws {
    let values: [Int64?] = [10, 4, 3, nil]
    #expect(try TextEvaluator.evaluate("\"v0\" - \"v1\" - \"v2\"", values) == .number(3))
    #expect(try TextEvaluator.evaluate("\"v0\" - (\"v1\" - \"v2\")", values) == .number(9))
    #expect(try TextEvaluator.evaluate("\"v0\" - \"v1\" * \"v2\"", values) == .number(-2))
    #expect(try TextEvaluator.evaluate("TRUE OR TRUE AND FALSE", values) == .truth(true))
    #expect(try TextEvaluator.evaluate("NOT \"v0\" = \"v1\"", values) == .truth(true))
    #expect(throws: TextEvaluator.Unreadable.self) { try TextEvaluator.evaluate("\"v0\" < \"v1\" < \"v2\"", values) }
    #expect(throws: TextEvaluator.Unreadable.self) { try TextEvaluator.evaluate("--\"v0\"", values) }
}
