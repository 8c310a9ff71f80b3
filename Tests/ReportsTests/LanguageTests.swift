import Domain
import Foundation
import Testing

@testable import Reports

@Suite struct LanguageTests {
    static let english = notation(.english)
    static let chinese = notation(.chinese)

    static func notation(_ language: Language, _ code: String = "CNY") -> Notation {
        Notation(
            language: language,
            currency: SampleReport.currency(code),
            timeZone: TimeZone(identifier: "Asia/Shanghai") ?? .gmt
        )
    }

    @Test(arguments: Words.allCases.map(\.rawValue)) func everyWordExistsInBothLanguages(name: String) throws {
        let word = try #require(Words(rawValue: name))
        let texts = (word.text(in: Self.english), word.text(in: Self.chinese))
        #expect(!texts.0.isEmpty && !texts.1.isEmpty && texts.0 != texts.1)
        let hasHan = texts.1.contains(where: \.isHan)
        #expect(hasHan)
    }

    @Test func theTemplateAsksForWordsThatExistAndAllOfThemAreAsked() {
        let template = String(decoding: PackageResources.report_mustache, as: UTF8.self)
        let asked = Set(template.matches(of: /\{\{words\.([A-Za-z]+)\}\}/).map { String($0.1) })
        let stamps: Set = ["generated", "asOf", "version"]
        #expect(asked.union(["chartFailed", "report", "modelReport"]) == stamps.union(Words.allCases.map(\.rawValue)))
    }

    @Test(
        arguments: [SampleReport.data] + [EdgeReport.nothing, .customersOnly, .oneCustomer, .zeroRevenue].map(\.data)
    )
    func noEnglishIsLeftInTheChinesePage(data: ReportData) throws {
        // What is to be copied into a file is in the file's own words.
        let html = try Page.html(data, .chinese).replacing(/<pre.*?<\/pre>/.dotMatchesNewlines(), with: "")
        let text = Page.visibleText(html)
        let ours: Set = ["Covey", "CSV", "RFM", "CNY", "JavaScript", "Asia/Shanghai", "covey.yaml", "covey", "run"]
        let theirs: Set = [
            "orders", "customers", "city", "phone", "orders-2025.csv", "orders-2026.csv", "members.csv", "A10482",
            "A70077", "people", "people.csv", "CC0", "https://creativecommons.org/publicdomain/zero/1.0/", "one",
        ]
        let words = Set(text.matches(of: /[A-Za-z][A-Za-z0-9_.\/:-]+/).map { String($0.0) })
        #expect(words.subtracting(ours).subtracting(theirs).subtracting(data.segments.map(\.name)) == [])
    }

    @Test func noChineseIsLeftInTheEnglishPage() throws {
        for data in [SampleReport.data] + EdgeReport.allCases.filter({ $0 != .longNames }).map(\.data) {
            let text = Page.visibleText(try Page.html(data, .english)).replacingOccurrences(of: "群像", with: "")
            #expect(text.filter(\.isHan) == "")
        }
    }

    @Test func chartsSpeakTheLanguageOfThePage() throws {
        for (notation, isChinese) in [(Self.english, false), (Self.chinese, true)] {
            let charts = ReportSection.all(of: SampleReport.data, in: notation).flatMap(\.figures).compactMap(\.chart)
            #expect(charts.count == 15)
            let json = try charts.map { try Embedding.json($0) }.joined()
            #expect(json.contains(where: \.isHan) == isChinese)
        }
    }

    @Test func tableHeadingsExistInBothLanguages() {
        let pairs = zip(
            ReportTables.all(of: SampleReport.data, language: .english),
            ReportTables.all(of: SampleReport.data, language: .chinese)
        )
        for (english, chinese) in pairs {
            #expect(english.name == chinese.name)
            #expect(english.columns.count == chinese.columns.count)
            #expect(chinese.columns.allSatisfy { $0.contains(where: \.isHan) }, "\(chinese.columns)")
            #expect(!english.columns.contains { $0.contains(where: \.isHan) })
            #expect(english.rows.allSatisfy { $0.count == english.columns.count })
        }
    }

    @Test(arguments: [
        (9_999.0, "9,999", "9,999"), (12_345, "12.3K", "1.23万"), (999_950, "1M", "100万"),
        (1_234_567, "1.23M", "123万"), (99_999_999, "100M", "1亿"), (1e12, "1T", "1万亿"), (0, "0", "0"),
        (-45_600, "−45.6K", "−4.56万"), (3.14159, "3.14", "3.14"), (.nan, "–", "–"),
    ])
    func largeNumbersAreShortened(number: Double, english: String, chinese: String) {
        #expect(Self.english.compact(number) == english)
        #expect(Self.chinese.compact(number) == chinese)
    }

    @Test(arguments: [
        (0.0, "0%"), (1, "100%"), (0.12, "12.0%"), (0.4567, "45.7%"), (0.0001, "<0.1%"), (0.99999, ">99.9%"),
        (-0.05, "−5.0%"), (.infinity, "–"),
    ])
    func sharesHaveOnePlace(fraction: Double, written: String) {
        #expect(Self.english.share(fraction) == written)
    }

    @Test(arguments: [
        ("CNY", "1234.5", "¥1,235", "¥1,234.50"), ("JPY", "1234.5", "¥1,235", "¥1,235"),
        ("KWD", "0.0015", "KWD\u{A0}0", "KWD\u{A0}0.002"), ("USD", "-0.004", "$0", "$0.00"),
        ("EUR", "-1999.999", "−€2,000", "−€2,000.00"),
        ("CNY", "1000000000000", "¥1,000,000,000,000", "¥1,000,000,000,000.00"),
    ])
    func moneyIsRoundedOnTheExactAmount(code: String, amount: String, whole: String, full: String) throws {
        let notation = Self.notation(.english, code)
        let amount = try #require(Amount(amount))
        #expect(notation.money(amount) == whole)
        #expect(notation.price(amount) == full)
    }

    @Test func datesAndMonthsFollowTheLanguage() throws {
        let date = try #require(CalendarDate(year: 2026, month: 1, day: 5))
        #expect(Self.english.date(date) == "5 January 2026")
        #expect(Self.chinese.date(date) == "2026年1月5日")
        #expect(Self.english.axisMonths([date, date.adding(months: 1)]) == ["Jan\n2026", "Feb"])
        #expect(Self.chinese.axisMonths([date, date.adding(months: 12)]) == ["1月\n2026年", "1月\n2027年"])
        #expect(Self.english.instant(Instant(microseconds: 0)) == "1 January 1970, 08:00 (Asia/Shanghai)")
        #expect(Self.english.days(1) == "1 day")
        #expect(Self.english.days(7.5) == "7.5 days")
    }
}

extension Character {
    var isHan: Bool {
        unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }
}
