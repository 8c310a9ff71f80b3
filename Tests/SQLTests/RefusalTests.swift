import SQL
import Testing

private func rendering(_ expression: Expression) throws(RenderError) {
    _ = try Dialect.duckDB.render(.select(Select(["x": expression])))
}

private func rendering(_ select: Select) throws(RenderError) {
    _ = try Dialect.duckDB.render(.select(select))
}

private let id: Expression = .column("id")

@Test func anExpressionThatLacksAPartIsMalformed() {
    #expect(throws: RenderError.malformed(node: "CASE", .empty)) { try rendering(.cases([])) }
    #expect(throws: RenderError.malformed(node: "coalesce", .empty)) { try rendering(.coalesce([])) }
    #expect(throws: RenderError.malformed(node: "concat", .empty)) { try rendering(.concat([])) }
    #expect(throws: RenderError.malformed(node: "greatest", .empty)) { try rendering(.greatest([])) }
    #expect(throws: RenderError.malformed(node: "strptime", .empty)) {
        try rendering(.parseTimestamp("2026", formats: []))
    }
    #expect(throws: RenderError.malformed(node: "min_by", .empty)) { try rendering(.first(id, by: [])) }
}

@Test func aNumberThatCountsNothingIsMalformed() {
    let window = WindowSpecification(orderBy: [id.ascending()])
    #expect(throws: RenderError.malformed(node: "ntile", .countOutOfRange(0))) {
        try rendering(.ntile(0, over: window))
    }
    #expect(throws: RenderError.malformed(node: "lag", .countOutOfRange(-1))) {
        try rendering(.lag(id, offset: -1, over: window))
    }
    #expect(throws: RenderError.malformed(node: "PRECEDING", .countOutOfRange(-2))) {
        let frame = WindowSpecification.Frame.rows(from: .preceding(-2), to: .currentRow)
        try rendering(.sum(id, over: WindowSpecification(frame: frame)))
    }
    #expect(throws: RenderError.malformed(node: "quantile", .fractionOutOfRange(1.5))) {
        try rendering(.quantile(id, 1.5))
    }
    #expect(throws: RenderError.self) { try rendering(.quantile(id, .nan)) }
    #expect(throws: RenderError.malformed(node: "LIMIT", .countOutOfRange(-1))) {
        try rendering(Select(.all, from: .table("t"), limit: -1))
    }
    #expect(throws: RenderError.malformed(node: "threads", .countOutOfRange(0))) {
        try Dialect.duckDB.render(.set(.threads(0)))
    }
    #expect(throws: RenderError.unwritable(.decimalType(precision: 39, scale: 0))) {
        try rendering(id.cast(to: .decimal(precision: 39, scale: 0)))
    }
}

@Test func aQueryOrRowOfTheWrongWidthIsMalformed() {
    #expect(throws: RenderError.malformed(node: "SELECT", .empty)) { try rendering(Select([:])) }
    #expect(throws: RenderError.malformed(node: "GROUP BY", .empty)) {
        try rendering(Select(.all, from: .table("t"), groupBy: .by([])))
    }
    #expect(throws: RenderError.malformed(node: "UNION ALL", .empty)) {
        try Dialect.duckDB.render(.select(Query.unionAll([])))
    }
    #expect(throws: RenderError.malformed(node: "VALUES", .width(expected: 2, found: 1))) {
        try Dialect.duckDB.render(.insert(into: "t", columns: ["a", "b"], values: [[1, 2], [3]]))
    }
    #expect(throws: RenderError.malformed(node: "VALUES", .empty)) {
        try Dialect.duckDB.render(.insert(into: "t", columns: ["a"], values: []))
    }
}

@Test(arguments: ["x = 1, y", "Upper", "", "a b", "é", "1a", "columns'"])
func anOptionOfATableFunctionCannotCarrySQL(name: String) {
    let function = TableFunction(.readCSV, [.text("a.csv")], options: [.init(name, .boolean(true))])
    #expect(throws: RenderError.malformed(node: "read_csv", .improperOption(name))) {
        try rendering(Select(.all, from: .function(function)))
    }
}

@Test(arguments: ["", "UTC'; DROP TABLE t", "Zürich", "a b"], [Dialect.duckDB, .spark])
func aTimeZoneCannotCarrySQL(zone: String, dialect: Dialect) {
    #expect(throws: RenderError.malformed(node: "TimeZone", .improperOption(zone))) {
        try dialect.render(.set(.timeZone(zone)))
    }
}

@Test(arguments: ["\r\n", "\n", "\"", "é"] as [Character])
func aDelimiterIsOneCharacterThatDelimits(delimiter: Character) {
    #expect(throws: RenderError.malformed(node: "COPY", .improperOption(String(delimiter)))) {
        try Dialect.duckDB.render(.copy(Select(["a": 1]), to: "a.csv", as: .csv(delimiter: delimiter)))
    }
}

@Test func aTreeThatIsTooDeepIsRefusedRatherThanOverflowingTheStack() throws {
    func nested(_ levels: Int) -> Expression {
        (0..<levels).reduce(id) { expression, _ in .coalesce([expression + 1]) }
    }
    try rendering(nested(Dialect.depthLimit / 2 - 2))
    #expect(throws: RenderError.tooDeep(limit: Dialect.depthLimit)) { try rendering(nested(Dialect.depthLimit)) }
}

@Test func aLongConditionIsNotADeepOne() throws {
    let conditions = (0..<5_000).map { id.equals(.integer(Int64($0))) }
    let chained = conditions.dropFirst().reduce(conditions[0]) { $0 || $1 }
    #expect(try Dialect.duckDB.render(.select(Select(["x": chained]))).bindings.count == 5_000)
    try rendering(.all(conditions))
}

@Test(arguments: [
    RenderError.unsupported(node: "COPY", dialect: .spark), .unwritable(.zeroInText),
    .unwritable(.dateOutOfRange(days: 5)), .unwritable(.timestampOutOfRange(microseconds: 5)), .unwritable(.emptyName),
    .unwritable(.nameCannotBeQuoted("${a")), .unwritable(.decimalType(precision: 39, scale: 2)),
    .malformed(node: "CASE", .empty), .malformed(node: "VALUES", .width(expected: 1, found: 2)),
    .malformed(node: "LIMIT", .countOutOfRange(-1)), .malformed(node: "quantile", .fractionOutOfRange(2)),
    .malformed(node: "TimeZone", .improperOption("?")), .tooDeep(limit: 300),
])
func everyErrorSpeaksBothLanguages(error: RenderError) {
    #expect(error.english.hasSuffix("."))
    #expect(error.chinese.hasSuffix("。"))
    #expect(error.description == error.english)
}
