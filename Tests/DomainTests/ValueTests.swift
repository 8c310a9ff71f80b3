import Domain
import Testing

@Suite struct AmountTests {
    @Test(arguments: [
        ("0", 0), ("1", 10_000), ("-1", -10_000), ("1234.5", 12_345_000), ("0.0001", 1), ("-0.5", -5_000),
        ("922337203685477.5807", Int64.max),
    ])
    func amountsReadAndPrintExactly(text: String, tenThousandths: Int64) throws {
        let amount = try #require(Amount(text))
        #expect(amount.tenThousandths == tenThousandths)
        #expect(amount.description == text)
    }

    @Test(arguments: ["", "-", "1.", ".5", "1.00001", "1,000", "1e3", "922337203685477.5808", "١"])
    func whatIsNoExactAmountIsRefused(text: String) {
        #expect(Amount(text) == nil)
    }
}

@Suite struct NearestNameTests {
    @Test func aSlipFindsTheNameThatWasMeant() {
        let names = ["sources", "segments", "traits", "timezone", "currency"]
        #expect(NearestName.of("soruces", among: names) == "sources")
        #expect(NearestName.of("Segment", among: names) == "segments")
        #expect(NearestName.of("time zone", among: names) == "timezone")
        #expect(NearestName.of("订单完成", among: ["订单已完成", "退货"]) == "订单已完成")
    }

    @Test func nothingIsSuggestedWhereNothingIsNear() {
        #expect(NearestName.of("budget", among: ["sources", "traits"]) == nil)
    }

    @Test func theOrderOfCandidatesDoesNotMatter() {
        #expect(NearestName.of("ab", among: ["ac", "aa"]) == NearestName.of("ab", among: ["aa", "ac"]))
    }
}

@Suite struct LanguageTests {
    @Test(arguments: [
        ("zh_CN.UTF-8", Language.chinese), ("zh-Hans", .chinese), ("zh", .chinese), ("C.UTF-8", .english),
        ("en_GB.UTF-8", .english), ("de_DE@euro", .english), ("", .english),
    ])
    func localeNamesChooseTheLanguage(name: String, language: Language) {
        #expect(Language(localeName: name) == language)
    }
}
