import Testing

@testable import covey

struct DisplayWidthTests {
    @Test(arguments: [
        ("abc", 3), ("客户", 4), ("客户A", 5), ("ｆｕｌｌ", 8), ("ﾊﾝｶｸ", 4), ("é", 1), ("e\u{301}", 1), ("한글", 4),
        ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("☎️", 2), ("…", 1), ("（）", 4), ("", 0), ("a\u{200B}b", 2), ("𠀀", 2),
    ])
    func aTextTakesTheColumnsThatATerminalGivesIt(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func aCutTextIsNeverWiderThanItsRoomAndEndsWithDots() {
        let text = "客户名称 customer 名称"
        for room in 0...25 {
            let cut = DisplayWidth.truncated(text, to: room)
            #expect(DisplayWidth.of(cut) <= room)
            #expect(cut == text || room == 0 || cut.hasSuffix("…"))
        }
    }

    @Test func paddingCountsColumnsOnEitherSide() {
        #expect(DisplayWidth.padded("客", to: 4) == "客  ")
        #expect(DisplayWidth.padded("客", to: 4, alignRight: true) == "  客")
        #expect(DisplayWidth.padded("客户", to: 3) == "客户")
    }

    @Test func aNameCannotMoveTheCursorOrBreakALine() {
        #expect(PlainText.of("a\u{1B}[2Jb\nc\td\re\u{202E}f") == "a·[2Jb⏎c de·f")
        #expect(PlainText.of("张三") == "张三")
    }
}
