import Domain
import Foundation
import Testing

@testable import ProjectFile

@Suite struct ValueTests {
    @Test func timePatternsReadWhatTheySay() throws {
        let cases: [(pattern: String, text: String, date: String, seconds: Int64, offset: Int64?)] = [
            ("yyyy-MM-dd HH:mm:ss", "2010-12-01 08:26:00", "2010-12-01", 30_360, nil),
            ("M/d/yyyy H:mm", "12/1/2010 8:26", "2010-12-01", 30_360, nil),
            ("d.M.yyyy", "1.12.2010", "2010-12-01", 0, nil),
            ("yyyy年M月d日 H:mm", "2010年12月1日 8:26", "2010-12-01", 30_360, nil),
            ("yyyy-MM-dd'T'HH:mm:ssXXX", "2010-12-01T08:26:00+08:00", "2010-12-01", 30_360, 28_800),
            ("yyyy-MM-dd HH:mm:ss XX", "2010-12-01 08:26:00 -0330", "2010-12-01", 30_360, -12_600),
            ("M/d/yyyy h:mm a", "12/1/2010 12:26 AM", "2010-12-01", 1_560, nil),
            ("M/d/yyyy h:mm a", "12/1/2010 1:26 pm", "2010-12-01", 48_360, nil),
            ("yyyyMMddHHmmss", "20101201082600", "2010-12-01", 30_360, nil),
        ]
        for item in cases {
            let time = try #require(try TimePattern.parse(item.pattern).get().read(item.text), "\(item.pattern)")
            #expect(time.date.description == item.date)
            #expect(time.microsecondOfDay == item.seconds * 1_000_000)
            #expect(time.offsetSeconds == item.offset)
        }
        let fraction = try TimePattern.parse("yyyy-MM-dd HH:mm:ss.SSS").get().read("2010-12-01 00:00:00.250")
        #expect(fraction?.microsecondOfDay == 250_000)
    }

    @Test func timePatternsRefuseOtherTexts() throws {
        let pattern = try TimePattern.parse("yyyy-MM-dd HH:mm").get()
        for text in [
            "2010-12-01", "2010-13-01 00:00", "2011-02-29 00:00", "2010-12-01 24:00", "2010-12-01 00:60",
            "2010-12-01 00:00 ", "2010-2-1 00:00", "",
        ] {
            #expect(pattern.read(text) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        ("yyyy-MM", 0), ("HH:mm", 0), ("yyyy-MM-dd HH", -1), ("yyyy-MM-dd mm", 0), ("yyyy-MM-dd h:mm", 0),
        ("yyyy-MM-dd 'T", 11), ("yyyy-MM-dd yyyy", 11), ("YYYY-MM-dd", 0), ("yyyy-MM-dd H:mm HH", 16),
    ])
    func timePatternsAreChecked(text: String, offset: Int) {
        switch TimePattern.parse(text) {
        case .success: #expect(offset == -1, "\(text)")
        case .failure(let error): #expect(error.offset == offset, "\(text): \(error.statement.english)")
        }
    }

    @Test func sizesSharesAndSpansAreReadExactly() {
        #expect(ByteSize("1 GB")?.bytes == 1_000_000_000)
        #expect(ByteSize("1.5 GiB")?.bytes == 1_610_612_736)
        #expect(ByteSize("512MB")?.bytes == 512_000_000)
        for text in ["", "1", "GB", "-1 GB", "0 GB", "99999999999 TB", "1 PB"] { #expect(ByteSize(text) == nil) }
        #expect(Share("5%")?.fraction == 0.05)
        #expect(Share("12.5 %")?.fraction == 0.125)
        for text in ["5", "101%", "-1%", "%", "a%"] { #expect(Share(text) == nil) }
        #expect(TimeSpan("1 year") == TimeSpan(count: 1, unit: .year))
        #expect(TimeSpan("18 months") == TimeSpan(count: 18, unit: .month))
        for text in ["0 years", "3", "years", "3 yrs", "2.5 years"] { #expect(TimeSpan(text) == nil) }
        #expect(RejectLimit("at most 0 rows") == .count(0))
        #expect(RejectLimit("at most 1 row")?.isExceeded(rejected: 2, of: 9) == true)
        for text in ["at most", "at most x", "at most -1 rows", "5%"] { #expect(RejectLimit(text) == nil) }
    }

    @Test func asOfMeansOneInstant() throws {
        let zone = try #require(TimeZone(identifier: "Europe/London"))
        let (now, latest) = (Instant(microseconds: 5), Instant(microseconds: 3))
        #expect(AsOf("now")?.instant(now: now, latest: latest, in: zone) == now)
        #expect(AsOf("latest")?.instant(now: now, latest: latest, in: zone) == latest)
        #expect(AsOf("latest")?.instant(now: now, latest: nil, in: zone) == now)
        let day = AsOf("2011-07-01")?.instant(now: now, latest: nil, in: zone)
        #expect(day == Instant(microseconds: 1_309_561_199_999_999))
        let instant = AsOf("2011-12-09T12:50:00+08:00")?.instant(now: now, latest: nil, in: zone)
        #expect(instant == Instant(microseconds: 1_323_406_200_000_000))
        #expect(AsOf("2011-12-09T12:50:00") == nil)
    }

    @Test func encodingsHaveTheirUsualNames() {
        #expect(FileEncoding(name: "UTF-8") == .utf8)
        #expect(FileEncoding(name: "gb2312") == .gbk)
        #expect(FileEncoding(name: "Shift_JIS") == .shiftJIS)
        #expect(FileEncoding(name: "ISO-8859-1") == .latin1)
        #expect(FileEncoding(name: "klingon") == nil)
    }

    @Test func everySettingIsRead() throws {
        let text =
            Sample.minimal.replacing(
                "who: customer",
                with: "who: { as: customer, clean: [digits, { empty if: ['-', 无] }] }"
            )
                + """
                    format: tsv
                    encoding: GBK
                    delimiter: tab
                    quote: none
                    currency: USD
                    timezone: Asia/Shanghai
                    other columns: keep
                    events: { completed: 下单, returned: 退货, bought: 购买 }
                    clean: { repeated rows: keep, missing customer: refuse, cancelled: { when: x, treat as: keep } }
                    rejects: at most 100 rows
                language: zh
                as of: 2011-12-10
                attribution: [Somebody]
                models:
                  rfm:
                    model: rfm
                    orders: 下单
                    amount: revenue
                    monetary: median
                    bins: 9
                    binning: nested
                    ties: random
                    seed: 7
                    window: last 365 days
                    names: [{ name: A, title: { zh: 甲 }, r: 8..9, f: 9 }, { name: B }]
                segments: [a.segment, b/*.segment]
                report: { file: r.html, title: T, language: en, retention: month, segments: [A, B], tables: t }
                engine: { memory: 2 GB, threads: 2, library: /lib/x.so }

                """
        let project = try Project.load(text: text, path: "covey.yaml")
        let source = project.sources[0]
        #expect(source.column(of: .customer)?.cleaners == [.digits, .emptyIf(["-", "无"])])
        #expect(source.format?.value == .tsv && source.encoding?.value == .gbk && source.delimiter == "\t")
        #expect(source.quote == .off && source.currency?.value.code == "USD")
        #expect(source.timeZone?.value.identifier == "Asia/Shanghai" && source.otherColumns == .keep)
        #expect(source.events == OrderEventNames(completed: "下单", returned: "退货", bought: "购买"))
        #expect(source.cleaning.repeatedRows == .keep && source.cleaning.missingCustomer == .refuse)
        #expect(source.cleaning.cancelled?.treatment == .keep && source.rejects == .count(100))
        #expect(project.language == .chinese && project.attribution.map(\.text) == ["Somebody"])
        guard case .rfm(let rfm) = project.models[0].kind, case .listed(let names) = rfm.names else {
            Issue.record("no RFM model with names")
            return
        }
        #expect(rfm.ties == .random(seed: 7) && rfm.binning == .nested && rfm.bins == 9 && rfm.monetary == .median)
        #expect(rfm.window?.value == "last 365 days")
        #expect(names[0].recency == 8...9 && names[0].frequency == 9...9 && names[0].monetary == 1...9)
        #expect(names[0].title == Bilingual(verbatim: "甲") && names[1].title == nil)
        #expect(project.segments.map(\.value) == ["a.segment", "b/*.segment"])
        #expect(project.report.retention == .month && project.report.language == .english)
        guard case .named(let shown) = project.report.segments else {
            Issue.record("the report shows all segments")
            return
        }
        #expect(shown.map(\.value) == ["A", "B"])
        #expect(project.engine.memory?.bytes == 2_000_000_000 && project.engine.threads == 2)
    }
}
