import Domain
import Platform
import Testing

@testable import covey

struct ProgressLineTests {
    private let progress = Progress(
        Bilingual(en: "Loading orders.csv", zh: "正在导入 orders.csv"),
        bytes: (28_000_000, 45_000_000),
        rows: 335_000
    )

    @Test func aLineHasRowsBytesRateAndTheTimeLeft() {
        let english = ProgressLine(progress: progress, elapsed: 2, language: .english).text(width: 200)
        #expect(
            english == "Loading orders.csv  ████████████░░░░░░░░   62%  335,000 rows  28 MB/45 MB  14 MB/s  0:02 left"
        )
        let chinese = ProgressLine(progress: progress, elapsed: 2, language: .chinese).text(width: 200)
        #expect(chinese == "正在导入 orders.csv  ████████████░░░░░░░░   62%  335,000 行  28 MB/45 MB  14 MB/秒  剩余 0:02")
    }

    @Test(arguments: 10...130)
    func aLineFitsAnyScreen(width: Int) {
        for language in Language.allCases {
            let line = ProgressLine(progress: progress, elapsed: 2, language: language).text(width: width)
            #expect(DisplayWidth.of(line) <= width)
        }
    }

    @Test func workWithoutAMeasureShowsWhatItIs() {
        let working = Progress(Bilingual(en: "Cleaning", zh: "正在清洗"))
        #expect(ProgressLine(progress: working, elapsed: 9, language: .chinese).text(width: 80) == "正在清洗…")
    }

    @Test func timesAndSizesAreShort() {
        #expect(Figures.duration(seconds: 6.2) == "0:07")
        #expect(Figures.duration(seconds: 3_725) == "1:02:05")
        #expect(Figures.duration(seconds: .infinity) == "–")
        #expect(Figures.bytes(999) == "999 B")
        #expect(Figures.bytes(1_240_000) == "1.2 MB")
        #expect(Figures.bytes(28_400_000_000) == "28 GB")
        #expect(Figures.grouped(-1_234_567) == "-1,234,567")
    }
}
