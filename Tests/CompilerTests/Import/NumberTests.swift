import Compiler
import Domain
import ProjectFile
import Testing

@Suite struct NumberTests {
    private func money(_ text: String) throws -> Value { .money(try #require(Amount(text))) }

    @Test func moneyIsReadAsPeopleWriteIt() async throws {
        try await Conversion(.money).expect([
            "12": try money("12"), "12.5": try money("12.5"), "-3.75": try money("-3.75"), "+7": try money("7"),
            ".5": try money("0.5"), "1,234.50": try money("1234.5"), "1,234,567": try money("1234567"),
            "￥1,234.50": try money("1234.5"), "¥99": try money("99"), "$1,000": try money("1000"),
            "€ 12.30": try money("12.3"), "£5": try money("5"), "12.5元": try money("12.5"),
            "CNY 88.00": try money("88"), "88 RMB": try money("88"), "(12.00)": try money("-12"),
            "(￥1,200.00)": try money("-1200"), "-￥12": try money("-12"), "￥-12": try money("-12"),
            "$(5.00)": try money("-5"), "- 12": try money("-12"),
            "１２３": try money("123"), "１，２３４．５０": try money("1234.5"), "（１２）": try money("-12"),
            "1 234.50": try money("1234.5"), "1'234.50": try money("1234.5"), "1\u{202F}234": try money("1234"),
            "1e3": try money("1000"), "0": try money("0"), "0.0001": try money("0.0001"),
            // A price of more places is rounded to the four that money has.
            "1.23456": try money("1.2346"), "99999999999999.9999": try money("99999999999999.9999"),
        ])
    }

    @Test func whatIsNoMoneyIsRefused() async throws {
        try await Conversion(.money).expect([
            "1,5": nil, "12,34": nil, "1,2345": nil, ",5": nil, "1,234,56": nil, "1234,567.00": nil, "1.234,50": nil,
            "12 34": nil, "1'5": nil, "(12": nil, "12)": nil, "()": nil, "(-12)": nil, "12元50": nil, "1$2": nil,
            "￥": nil, "free": nil, "1_000": nil, "1_000.50": nil,
            "1.2.3": nil,
            "inf": nil, "nan": nil, "NULL": nil, "--1": nil, "1e999": nil, "100000000000000": nil, "12abc": nil,
        ])
    }

    @Test func aDecimalCommaIsReadWhereTheColumnHasIt() async throws {
        try await Conversion(.money) { $0.decimal = .comma }.expect([
            "1.234,50": try money("1234.5"), "1234,5": try money("1234.5"), "0,99 €": try money("0.99"),
            "1.234": try money("1234"), "-5": try money("-5"), "(12,00)": try money("-12"),
            "1 234,50": try money("1234.5"),
            "1.5": nil, "1,234.50": nil, "1,2,3": nil,
        ])
        try await Conversion(.number) { $0.decimal = .comma }.expect([
            "1.234,5": .number(1_234.5), "0,25": .number(0.25), "1.000.000": .number(1_000_000), "1.5": nil,
        ])
        try await Conversion(.integer) { $0.decimal = .comma }.expect([
            "1.234": .integer(1_234), "6,0": .integer(6), "-7": .integer(-7), "2,5": nil, "1.23": nil,
        ])
    }

    @Test func anIntegerIsWholeHoweverItIsWritten() async throws {
        try await Conversion(.integer).expect([
            "6": .integer(6), "6.0": .integer(6), "6.000": .integer(6), "-12": .integer(-12), "+3": .integer(3),
            "1,234": .integer(1_234), "1e3": .integer(1_000), "１２": .integer(12), "(5)": .integer(-5),
            "007": .integer(7),
            "9223372036854775807": .integer(.max), "-9223372036854775808": .integer(.min),
            "2.5": nil, "0.1": nil, "1,5": nil, "12 34": nil, "9223372036854775808": nil, "9e99": nil, "six": nil,
            "inf": nil, "1.0000001": nil,
        ])
    }

    @Test func aNumberIsFinite() async throws {
        try await Conversion(.number).expect([
            "0": .number(0), "2.5": .number(2.5), "-1e-7": .number(-1e-7), "1,234.5": .number(1_234.5),
            "1e308": .number(1e308), "５.５": .number(5.5), "12%": nil, "inf": nil, "-inf": nil, "Infinity": nil,
            "nan": nil, "NaN": nil, "1e309": nil, "1,5": nil, "abc": nil,
        ])
    }

    @Test func truthIsSaidInManyWords() async throws {
        try await Conversion(.boolean).expect([
            "true": .boolean(true), "TRUE": .boolean(true), "Yes": .boolean(true), "y": .boolean(true),
            "1": .boolean(true),
            "是": .boolean(true), "false": .boolean(false), "F": .boolean(false), "no": .boolean(false),
            "0": .boolean(false), "否": .boolean(false), "2": nil, "maybe": nil, "oui": nil,
        ])
    }
}
