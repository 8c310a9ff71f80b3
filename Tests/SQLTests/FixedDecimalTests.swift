import SQL
import Testing

@Test(arguments: [
    ("0", 0), ("12.5", 125_000), ("-12.5", -125_000), ("+1", 10_000), ("-0.0001", -1), ("0012", 120_000),
    ("99999.9999", 999_999_999),
])
func aDecimalIsReadExactly(text: String, tenThousandths: Int) {
    #expect(FixedDecimal(text, precision: 9, scale: 4)?.unscaled == Int128(tenThousandths))
}

@Test(arguments: [
    "", "-", ".5", "5.", "1.00000", "1e3", " 1", "1 ", "--1", "+-1", "١", "100000", "1.2.3", "1,5", "\u{2212}1",
])
func whatIsNotADecimalOfTheTypeIsNotRead(text: String) {
    #expect(FixedDecimal(text, precision: 9, scale: 4) == nil)
}

@Test func aDecimalHasAtMost38Digits() {
    let largest = String(repeating: "9", count: 38)
    #expect(FixedDecimal(largest, precision: 38, scale: 0)?.description == largest)
    #expect(FixedDecimal("-0." + largest, precision: 38, scale: 38)?.description == "-0." + largest)
    #expect(FixedDecimal("1" + largest, precision: 38, scale: 0) == nil)
    #expect(FixedDecimal("1", precision: 39, scale: 0) == nil)
    #expect(FixedDecimal("1", precision: 0, scale: 0) == nil)
    #expect(FixedDecimal("1", precision: 5, scale: 6) == nil)
    #expect(FixedDecimal("1", precision: 5, scale: -1) == nil)
    #expect(FixedDecimal(unscaled: .min, precision: 38, scale: 0) == nil)
}

@Test func bindingsAreEqualWhereTheSameValueIsSent() {
    #expect(Binding.double(.nan) == .double(.nan))
    #expect(Binding.double(0) != .double(-0.0))
    #expect(Binding.text("\u{E9}") != .text("e\u{301}"))
    #expect(Binding.list(["\u{E9}"]) != .list(["e\u{301}"]))
    #expect(Binding.integer(1) != .timestamp(microseconds: 1))
    #expect(Set([Binding.null, .boolean(true), .date(days: 1), .date(days: 1)]).count == 3)
}
