import Domain
import Testing

@testable import ProjectFile

@Suite struct ProblemTests {
    @Test func theMinimalFileLoads() {
        #expect(problems(in: Sample.minimal) == [])
    }

    @Test func anUnknownKeyNamesTheKeysAndTheNearestOne() {
        let text = Sample.minimal + "segment: a/*.segment\n"
        let keys = ProjectReader.keys.map { "`\($0)`" }
        #expect(
            problems(in: text) == [
                "12:1 `segment` is no key of a project file. Allowed here: \(keys.joined(separator: ", ")). "
                    + "Did you mean `segments`?"
            ]
        )
        #expect(
            problems(in: text, .chinese) == [
                "12:1 项目文件里没有 `segment` 这个键。这里可以写：\(keys.joined(separator: "、"))。您是否要写 `segments`？"
            ]
        )
    }

    @Test(arguments: [
        ("timezon: x", "timezone"), ("as_of: now", "as of"), ("modles: {}", "models"), ("repot: {}", "report"),
        ("titel: x", "title"), ("attributions: []", "attribution"),
    ])
    func aSlipInATopKeyGetsItsNearestName(line: String, nearest: String) {
        #expect(problems(in: Sample.minimal + line).count == 1)
        #expect(problems(in: Sample.minimal + line)[0].hasSuffix("Did you mean `\(nearest)`?"))
    }

    @Test(arguments: [
        ("file: a.csv", "files"), ("othercolumns: keep", "other columns"), ("headers: true", "header"),
        ("reject: at most 5%", "rejects"), ("delimeter: ','", "delimiter"), ("cleaning: {}", nil),
    ])
    func aSlipInASourceGetsItsNearestName(line: String, nearest: String?) {
        let found = problems(in: Sample.source(line))
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("12:5 "))
        #expect(found[0].contains("is no key of a source"))
        #expect(nearest.map { found[0].hasSuffix("Did you mean `\($0)`?") } ?? !found[0].contains("Did you mean"))
    }

    @Test func allProblemsAreReportedAtOnceFromTopToBottom() {
        let text = """
            covey: 2
            timezone: Europe/Londn
            currency: pound
            sources:
              shop:
                kind: order
                files: []
                columns:
                  who: { as: customer, clean: [trm] }
                  at: { as: time, format: yyyy-mm-dd }
                  paid: { as: amount, type: text }
                  other: { as: customer }
                rejects: 5
              Shop:
                kind: customers
                files: a.csv
                columns: { id: customer }
            report: { retention: monthly }
            engine: { memory: lots, threads: 0 }
            """
        let found = problems(in: text).map { String($0.prefix { $0 != " " }) }
        #expect(
            found == [
                "1:8", "2:11", "3:11", "6:11", "7:12", "9:36", "10:31", "11:33", "12:20", "13:14", "14:3", "18:22",
                "19:19", "19:34",
            ]
        )
    }

    @Test func whatIsMissingIsShownByExample() {
        #expect(
            problems(in: "covey: 1\n") == [
                "1:1 the key `timezone` is missing. Allowed here: `timezone: Asia/Shanghai`.",
                "1:1 the key `currency` is missing. Allowed here: `currency: CNY`.",
                "1:1 the key `sources` is missing. Allowed here: `sources: { orders: { kind: orders, … } }`.",
            ]
        )
        #expect(
            problems(in: "covey: 1\n", .chinese)[0] == "1:1 缺少键 `timezone`。这里可以写：`timezone: Asia/Shanghai`。"
        )
        #expect(
            problems(in: Sample.minimal.replacing("GBP", with: "")) == [
                "3:1 `currency` has no value. Allowed here: `currency: CNY`."
            ]
        )
    }

    @Test func anEmptyFileSaysHowToBegin() {
        for text in ["", "\n\n", "# only a comment\n", "---\n", "~"] {
            #expect(problems(in: text) == ["1:1 the file is empty; a project file begins with `covey: 1`."])
        }
        #expect(problems(in: "", .chinese) == ["1:1 文件是空的；项目文件以 `covey: 1` 开头。"])
    }

    @Test func anEmptyOptionalGroupIsNotThere() {
        #expect(problems(in: Sample.minimal + "traits:\n  # none yet\nmodels: ~\nreport:\n") == [])
    }

    @Test(arguments: [
        ("Asia/Beijing", "Asia/Shanghai"), ("北京时间", "Asia/Shanghai"), ("london", "Europe/London"),
        ("Europe/Londn", "Europe/London"), ("GMT+8", "Asia/Shanghai"),
    ])
    func aWrongTimeZoneGetsTheOneThatWasMeant(written: String, meant: String) {
        let text = Sample.minimal.replacing("Europe/London", with: written)
        #expect(
            problems(in: text) == [
                "2:11 `\(written)` cannot stand here. Allowed here: an IANA time zone such as `Asia/Shanghai` or "
                    + "`Europe/London`. Did you mean `\(meant)`?"
            ]
        )
        #expect(problems(in: text, .chinese)[0].hasPrefix("2:11 这里不能写`\(written)`。这里可以写：IANA 时区"))
    }

    @Test(arguments: [("gbp", "GBP"), ("RMB", "CNY"), ("人民币", "CNY"), ("€", "EUR")])
    func aWrongCurrencyGetsTheOneThatWasMeant(written: String, meant: String) {
        let text = Sample.minimal.replacing("GBP", with: written)
        #expect(
            problems(in: text) == [
                "3:11 `\(written)` cannot stand here. Allowed here: an ISO 4217 code such as `CNY` or `GBP`. "
                    + "Did you mean `\(meant)`?"
            ]
        )
    }

    @Test func columnsAreCountedInCharactersAsPeopleSeeThem() {
        let text = Sample.minimal + "title: { en: 👨‍👩‍👧é群, zzz: x }\n"
        #expect(problems(in: text)[0].hasPrefix("12:19 `zzz` is no key of the title."))
    }

    @Test func theErrorIsOneLineForEachProblem() throws {
        let text = Sample.minimal.replacing("GBP", with: "gbp") + "x: 1\n"
        let error = try #require(throws: ProjectFileError.self) {
            try Project.load(text: text, path: "shop/covey.yaml")
        }
        let lines = error.explanation.english.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("shop/covey.yaml:3:11: `gbp` cannot stand here."))
        #expect(error.explanation.chinese.hasPrefix("shop/covey.yaml:3:11：这里不能写`gbp`。"))
        #expect(error.description == error.explanation.english)
    }
}
