import SQL
import Testing

/// A value as each dialect writes it where it cannot be bound.
struct LiteralGolden: Sendable, CustomTestStringConvertible {
    var value: Binding
    var duckDB: String
    var spark: String

    var testDescription: String { "\(value)" }
}

@Test(arguments: literalGoldens)
func everyValueHasItsLiteral(golden: LiteralGolden) throws {
    #expect(try literal(golden.value, .duckDB) == golden.duckDB)
    #expect(try literal(golden.value, .spark) == golden.spark)
}

/// The literal within `SELECT literal AS "x"`.
func literal(_ value: Binding, _ dialect: Dialect) throws(RenderError) -> String {
    let rendered = try dialect.render(.select(Select(["x": .value(value)])), parameters: .inlined)
    return String(String.UnicodeScalarView(rendered.text.unicodeScalars.dropFirst(7).dropLast(7)))
}

private func decimal(_ text: String, _ precision: Int, _ scale: Int) -> Binding {
    FixedDecimal(text, precision: precision, scale: scale).map { .decimal($0) } ?? .null
}

let literalGoldens: [LiteralGolden] = [
    LiteralGolden(value: .null, duckDB: "NULL", spark: "NULL"),
    LiteralGolden(value: .boolean(true), duckDB: "TRUE", spark: "TRUE"),
    LiteralGolden(value: .boolean(false), duckDB: "FALSE", spark: "FALSE"),
    LiteralGolden(value: .integer(0), duckDB: "BIGINT '0'", spark: "CAST('0' AS BIGINT)"),
    LiteralGolden(
        value: .integer(.min),
        duckDB: "BIGINT '-9223372036854775808'",
        spark: "CAST('-9223372036854775808' AS BIGINT)"
    ),
    LiteralGolden(
        value: .integer(.max),
        duckDB: "BIGINT '9223372036854775807'",
        spark: "CAST('9223372036854775807' AS BIGINT)"
    ),
    LiteralGolden(value: .double(1.5), duckDB: "DOUBLE '1.5'", spark: "CAST('1.5' AS DOUBLE)"),
    LiteralGolden(value: .double(-0.0), duckDB: "DOUBLE '-0.0'", spark: "CAST('-0.0' AS DOUBLE)"),
    LiteralGolden(value: .double(.leastNonzeroMagnitude), duckDB: "DOUBLE '5e-324'", spark: "CAST('5e-324' AS DOUBLE)"),
    LiteralGolden(value: .double(.infinity), duckDB: "DOUBLE 'Infinity'", spark: "CAST('Infinity' AS DOUBLE)"),
    LiteralGolden(value: .double(-.infinity), duckDB: "DOUBLE '-Infinity'", spark: "CAST('-Infinity' AS DOUBLE)"),
    LiteralGolden(value: .double(.nan), duckDB: "DOUBLE 'NaN'", spark: "CAST('NaN' AS DOUBLE)"),
    LiteralGolden(
        value: decimal("-12.34", 18, 4),
        duckDB: "DECIMAL(18, 4) '-12.3400'",
        spark: "CAST('-12.3400' AS DECIMAL(18, 4))"
    ),
    LiteralGolden(
        value: decimal("-0.05", 38, 38),
        duckDB: "DECIMAL(38, 38) '-0.05000000000000000000000000000000000000'",
        spark: "CAST('-0.05000000000000000000000000000000000000' AS DECIMAL(38, 38))"
    ),
    LiteralGolden(
        value: decimal("99999999999999999999999999999999999999", 38, 0),
        duckDB: "DECIMAL(38, 0) '99999999999999999999999999999999999999'",
        spark: "CAST('99999999999999999999999999999999999999' AS DECIMAL(38, 0))"
    ),
    LiteralGolden(value: .text(""), duckDB: "''", spark: "''"),
    LiteralGolden(value: .text("it's"), duckDB: "'it''s'", spark: #"'it\'s'"#),
    LiteralGolden(value: .text(#"a\'b\\"#), duckDB: #"'a\''b\\'"#, spark: #"'a\\\'b\\\\'"#),
    LiteralGolden(value: .text("two\nlines\t😀 群像"), duckDB: "'two\nlines\t😀 群像'", spark: "'two\nlines\t😀 群像'"),
    LiteralGolden(value: .text("${env:HOME}"), duckDB: "'${env:HOME}'", spark: #"'\u0024{env:HOME}'"#),
    LiteralGolden(value: .text("'\u{301}"), duckDB: "'''\u{301}'", spark: "'\\'\u{301}'"),
    LiteralGolden(value: .date(days: 20_454), duckDB: "DATE '2026-01-01'", spark: "DATE '2026-01-01'"),
    LiteralGolden(value: .date(days: -719_162), duckDB: "DATE '0001-01-01'", spark: "DATE '0001-01-01'"),
    LiteralGolden(value: .date(days: 2_932_896), duckDB: "DATE '9999-12-31'", spark: "DATE '9999-12-31'"),
    LiteralGolden(
        value: .timestamp(microseconds: -1),
        duckDB: "TIMESTAMP '1969-12-31 23:59:59.999999'",
        spark: "TIMESTAMP_NTZ '1969-12-31 23:59:59.999999'"
    ),
    LiteralGolden(
        value: .timestampTZ(microseconds: 1_767_607_200_000_000),
        duckDB: "TIMESTAMPTZ '2026-01-05 10:00:00+00:00'",
        spark: "TIMESTAMP '2026-01-05 10:00:00+00:00'"
    ),
    LiteralGolden(
        value: .timestampTZ(microseconds: 253_402_300_799_999_999),
        duckDB: "TIMESTAMPTZ '9999-12-31 23:59:59.999999+00:00'",
        spark: "TIMESTAMP '9999-12-31 23:59:59.999999+00:00'"
    ),
    LiteralGolden(value: .list(["a", "it's"]), duckDB: "['a', 'it''s']", spark: #"array('a', 'it\'s')"#),
    LiteralGolden(value: .list([]), duckDB: "CAST([] AS VARCHAR[])", spark: "CAST(array() AS ARRAY<STRING>)"),
]

@Test(arguments: [Dialect.duckDB, .spark])
func aValueWithoutALiteralIsRefused(dialect: Dialect) {
    #expect(throws: RenderError.unwritable(.zeroInText)) { try literal(.text("a\0b"), dialect) }
    #expect(throws: RenderError.unwritable(.zeroInText)) { try literal(.list(["a", "\0"]), dialect) }
    #expect(throws: RenderError.unwritable(.dateOutOfRange(days: -719_163))) {
        try literal(.date(days: -719_163), dialect)
    }
    #expect(throws: RenderError.unwritable(.dateOutOfRange(days: 2_932_897))) {
        try literal(.date(days: 2_932_897), dialect)
    }
    #expect(throws: RenderError.unwritable(.timestampOutOfRange(microseconds: .min))) {
        try literal(.timestamp(microseconds: .min), dialect)
    }
    #expect(throws: RenderError.unwritable(.timestampOutOfRange(microseconds: 253_402_300_800_000_000))) {
        try literal(.timestampTZ(microseconds: 253_402_300_800_000_000), dialect)
    }
}
