import ArgumentParser
import Testing

@testable import covey

struct TextTableTests {
    private let plain = Style(.never, isTerminal: false, environment: [:])
    private let table = TextTable(
        [.init("Name"), .init("客户数", isNumeric: true), .init("Meaning")],
        [["老客", "12", "Customers who ordered twice or more"], ["big spenders", "1,234", "含中文的一段较长的说明文字"]]
    )

    @Test func columnsLineUpWhateverTheScript() {
        let lines = table.drawn(width: nil, style: plain).lines
        #expect(
            lines == [
                "Name          客户数  Meaning",
                "老客              12  Customers who ordered twice or more",
                "big spenders   1,234  含中文的一段较长的说明文字",
            ]
        )
    }

    @Test(arguments: 24...70)
    func aTableFitsItsScreenAndNumbersStayWhole(width: Int) {
        let drawing = table.drawn(width: width, style: plain)
        for line in drawing.lines { #expect(DisplayWidth.of(line) <= width, "\(line)") }
        #expect(drawing.leftOut == 0)
        #expect(drawing.lines[2].contains("1,234"))
    }

    @Test func columnsWithoutRoomAreLeftOutAndCounted() {
        let wide = TextTable(
            (1...20).map { .init("column \($0)") },
            [(1...20).map { "value \($0)" }]
        )
        let drawing = wide.drawn(width: 40, style: plain)
        #expect(drawing.leftOut == 15)
        for line in drawing.lines { #expect(DisplayWidth.of(line) <= 40) }
    }

    @Test func onlyTheHeadingIsColoredAndOnlyWhereColorIsWanted() {
        let colored = Style(.always, isTerminal: false, environment: ["NO_COLOR": "1"])
        #expect(table.drawn(width: nil, style: colored).lines[0].hasPrefix("\u{1B}[1m"))
        #expect(!table.drawn(width: nil, style: plain).lines.joined().contains("\u{1B}"))
    }

    @Test func colorIsForTerminalsThatWantIt() {
        #expect(Style(.auto, isTerminal: true, environment: [:]).isColored)
        #expect(!Style(.auto, isTerminal: false, environment: [:]).isColored)
        #expect(!Style(.auto, isTerminal: true, environment: ["NO_COLOR": "1"]).isColored)
        #expect(Style(.auto, isTerminal: true, environment: ["NO_COLOR": ""]).isColored)
        #expect(!Style(.auto, isTerminal: true, environment: ["TERM": "dumb"]).isColored)
    }
}
